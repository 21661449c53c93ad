/**
 * Outages in a link: `outage=aws-use1-2025-10-20`, or `down=0,2.87,0,aws/us-east-1/dynamodb` for each failure
 * (start, duration or nothing for good, level that is left, id), with what is assumed. The outage that it is
 * compared with has the same fields behind `vs-`.
 */
import { z } from 'zod';
import { FAILOVERS, type FailureChoice, NO_STRESS, type StressChoice } from './stress-choice.ts';

export const VERSUS = 'vs-';

const LONGEST_ID = 500;
const MOST_FAILURES = 2_000;
/** A hundred years. */
const MOST_HOURS = 876_600;
/** A film needs some length. */
const LEAST_UNTIL = 1 / 60;
const MOST_SEED = 2 ** 32 - 1;

const hours = z.coerce.number().min(0).max(MOST_HOURS);

const failure = z.object({
  id: z.string().min(1).max(LONGEST_ID),
  start: hours,
  duration: z.union([z.literal('').transform(() => null), hours]),
  level: z.coerce.number().min(0).max(1),
});

const FIELDS = {
  outage: z.string().regex(/^[a-z0-9-]{0,80}$/),
  failover: z.enum(FAILOVERS),
  seed: z.coerce.number().int().min(0).max(MOST_SEED),
  replicate: z.coerce.number().int().min(0).max(MOST_SEED),
  crowding: z.enum(['0', '1']),
  independent: z.enum(['0', '1']),
  until: z.union([z.literal('').transform(() => null), hours.min(LEAST_UNTIL)]),
} as const;

const WHAT: Readonly<Record<keyof typeof FIELDS, string>> = {
  outage: 'real outage',
  failover: 'assumption on switches',
  seed: 'seed',
  replicate: 'year of the draws',
  crowding: 'assumption on crowding',
  independent: 'choice of evidence',
  until: 'hour until which losses count',
};

/** Writes an outage into the query of a link; what is as usual is left out. */
export function encodeStress(query: URLSearchParams, choice: StressChoice, prefix = ''): void {
  const set = (field: string, value: string | number) => query.append(`${prefix}${field}`, String(value));
  if (choice.incident !== '') set('outage', choice.incident);
  for (const { id, start, duration, level } of choice.failures)
    set('down', `${start},${duration ?? ''},${level},${id}`);
  if (choice.failover !== NO_STRESS.failover) set('failover', choice.failover);
  if (choice.seed !== NO_STRESS.seed) set('seed', choice.seed);
  if (choice.replicate !== NO_STRESS.replicate) set('replicate', choice.replicate);
  if (choice.until !== null) set('until', choice.until);
  if (choice.crowding) set('crowding', 1);
  if (choice.independent) set('independent', 1);
}

/** Reads an outage from the query of a link; `problem` hears what could not be read and was left out. */
export function decodeStress(
  query: URLSearchParams,
  problem: (words: string) => void,
  prefix = '',
): StressChoice {
  const read = <F extends keyof typeof FIELDS>(field: F, fallback: string) => {
    const result = FIELDS[field].safeParse(query.get(`${prefix}${field}`) ?? fallback);
    if (result.success) return result.data as z.output<(typeof FIELDS)[F]>;
    problem(WHAT[field]);
    return FIELDS[field].parse(fallback) as z.output<(typeof FIELDS)[F]>;
  };
  const failures: FailureChoice[] = [];
  const texts = query.getAll(`${prefix}down`);
  if (texts.length > MOST_FAILURES) problem(`failures after the first ${MOST_FAILURES}`);
  for (const text of texts.slice(0, MOST_FAILURES)) {
    const [, start, duration, level, id] = /^([^,]*),([^,]*),([^,]*),(.*)$/s.exec(text) ?? [];
    const isGiven = start !== '' && level !== '';
    const result = failure.safeParse({ id, start, duration, level });
    if (result.success && isGiven) failures.push(result.data);
    else problem(`failure “${text.slice(0, 60)}”`);
  }
  return {
    incident: read('outage', ''),
    failures,
    failover: read('failover', NO_STRESS.failover),
    seed: read('seed', String(NO_STRESS.seed)),
    replicate: read('replicate', String(NO_STRESS.replicate)),
    until: read('until', ''),
    crowding: read('crowding', '0') === '1',
    independent: read('independent', '0') === '1',
  };
}

/** Whether the query names an outage to compare with. */
export function hasVersus(query: URLSearchParams): boolean {
  return query.has(`${VERSUS}outage`) || query.has(`${VERSUS}down`);
}

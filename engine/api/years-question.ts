/** What is asked of simulated years, checked. */
import type { System } from '../model/system.ts';
import { outageSources } from '../risk/outage-sources.ts';
import { nextYear } from '../risk/year-records.ts';
import { checkParts } from './parts.ts';
import type { YearsQuestion, YearsResult } from './protocol.ts';
import { checkWhole, RequestError } from './request.ts';

/** Seeds, and years of one seed, are below this. */
export const SEEDS = 2 ** 32;

/** Outages in an average year with which a block of years still takes seconds. */
const MOST_OUTAGES = 20_000;

/** Squares of losses, and their sums, stay far below the largest number. */
const MOST_WEIGHT = 1e120;

/** Throws `RequestError` for data with which years cannot be simulated: too many outages, weights too large to add up. */
export function checkSimulable({ entities }: System, weight: Float64Array): void {
  const outages = outageSources(entities).reduce((sum, { perYear }) => sum + perYear, 0);
  if (outages > MOST_OUTAGES)
    throw new RequestError(
      'bad-request',
      `An average year would have ${outages.toPrecision(3)} outages; years can be simulated with at most ${MOST_OUTAGES}. See the column outages_per_year.`,
    );
  if (!(weight.reduce((sum, each) => sum + each, 0) <= MOST_WEIGHT))
    throw new RequestError(
      'bad-request',
      `The weights add up to more than ${MOST_WEIGHT}; losses cannot be counted in so small a unit. Divide them all by the same number.`,
    );
}

/** What is asked, with nothing left open; throws `RequestError` for what cannot be asked. */
export function questionOf({
  seed,
  weight,
  failover = 'drawn',
  evidence = 'as-given',
}: YearsQuestion): Required<YearsQuestion> {
  checkWhole('seed', seed, { from: 0, to: SEEDS - 1 });
  if (!['always', 'never', 'drawn'].includes(failover))
    throw new RequestError('bad-request', `Switches work always, never or drawn, not '${String(failover)}'.`);
  if (!['as-given', 'drawn'].includes(evidence))
    throw new RequestError('bad-request', `Evidence is taken as-given or drawn, not '${String(evidence)}'.`);
  return { seed, weight, failover, evidence };
}

/** The question that all parts answer; throws `RequestError` unless they are one run from year 0 on of this system. */
export function checkYears(system: System, parts: readonly YearsResult[]): Required<YearsQuestion> {
  return questionOf(
    checkParts(system, parts, {
      what: 'simulated years',
      question: ({ seed, weight, failover, evidence }) => [seed, weight, failover, evidence],
      extent: ({ records }) => ({ first: records.firstYear, next: nextYear(records) }),
    }),
  );
}

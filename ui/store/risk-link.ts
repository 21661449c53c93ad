/** The questions of the Risk page in a link: `risk-years=100000&risk-seed=7`; what is as usual is left out. */
import { z } from 'zod';
import type { RiskChoice } from './risk-choice.ts';
import { EVIDENCES, FIRST_RISK, LOSS_UNITS, MOST_RISK_YEARS, MOST_SEED, RISK_PARTS } from './risk-choice.ts';
import { FAILOVERS } from './stress-choice.ts';

const FIELDS = {
  years: z.coerce.number().int().min(1).max(MOST_RISK_YEARS),
  seed: z.coerce.number().int().min(0).max(MOST_SEED),
  failover: z.enum(FAILOVERS),
  evidence: z.enum(EVIDENCES),
  unit: z.enum(LOSS_UNITS),
  part: z.enum(RISK_PARTS),
  stop: z.coerce.number().int().min(0).max(MOST_RISK_YEARS),
} as const;

type Field = keyof typeof FIELDS;

const WHAT: Readonly<Record<Field, string>> = {
  years: 'number of simulated years',
  seed: 'seed of the simulated years',
  failover: 'assumption on switches of the simulated years',
  evidence: 'assumption on evidence of the simulated years',
  unit: 'unit of losses',
  part: 'part of the Risk page',
  stop: 'year at which the simulation was stopped',
};

/** Writes the questions into the query of a link. */
export function encodeRisk(query: URLSearchParams, choice: RiskChoice): void {
  for (const field of Object.keys(FIELDS) as Field[])
    if (choice[field] !== FIRST_RISK[field]) query.set(`risk-${field}`, String(choice[field]));
}

/** Reads the questions from the query of a link; `problem` hears what could not be read and was left out. */
export function decodeRisk(query: URLSearchParams, problem: (words: string) => void): RiskChoice {
  const read = <F extends Field>(field: F): RiskChoice[F] => {
    const text = query.get(`risk-${field}`);
    if (text === null) return FIRST_RISK[field];
    const result = FIELDS[field].safeParse(text);
    if (result.success && text.trim() !== '') return result.data as RiskChoice[F];
    problem(WHAT[field]);
    return FIRST_RISK[field];
  };
  return {
    years: read('years'),
    seed: read('seed'),
    failover: read('failover'),
    evidence: read('evidence'),
    unit: read('unit'),
    part: read('part'),
    stop: read('stop'),
  };
}

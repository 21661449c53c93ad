/** The parts of a comparison, joined to one table of losses: a row per scenario, a column per year. */
import type { System } from '../model/system.ts';
import { BLOCK_YEARS } from '../risk/outage-draws.ts';
import type { ComparedPlan } from './compared-question.ts';
import { checkParts } from './parts.ts';
import type { ComparedResult, YearsQuestion } from './protocol.ts';
import { RequestError } from './request.ts';

/** Years are resampled in at most about so many units. */
const MOST_UNITS = 8192;

export interface Joined {
  readonly years: number;
  /** Years that share what was drawn, or are resampled together. */
  readonly unitYears: number;
  /** Per scenario, in weight-hours. */
  readonly yearLoss: readonly Float64Array[];
  readonly largestEvent: readonly Float64Array[];
}

/**
 * Throws `RequestError` for parts that are not one run from year 0 on, or answer another question. Yields now and
 * then. O(years x scenarios).
 */
export function* joinCompared(
  system: System,
  plan: ComparedPlan,
  parts: readonly ComparedResult[],
): Generator<void, Joined> {
  const head = checkParts(system, parts, {
    what: 'simulated years',
    question: ({ asked }) => [asked],
    extent: ({ first, count }) => ({ first, next: count % BLOCK_YEARS === 0 ? first + count : undefined }),
  });
  if (head.asked !== plan.asked)
    throw new RequestError(
      'bad-request',
      'The simulated years are of other scenarios than those asked about.',
    );
  const years = parts.reduce((sum, { count }) => sum + count, 0);
  function* rows(of: (part: ComparedResult) => readonly Float64Array[]): Generator<void, Float64Array[]> {
    const joined: Float64Array[] = [];
    for (const s of plan.scenarios.keys()) {
      const row = new Float64Array(years);
      for (const part of parts) row.set(of(part)[s]!, part.first);
      joined.push(row);
      yield;
    }
    return joined;
  }
  return {
    years,
    unitYears: unitYearsOf(plan, years),
    yearLoss: yield* rows(({ yearLoss }) => yearLoss),
    largestEvent: yield* rows(({ largestEvent }) => largestEvent),
  };
}

/** Years of one drawn world stay together, for they share what was drawn. */
function unitYearsOf({ evidence }: Required<YearsQuestion>, years: number): number {
  return evidence === 'drawn' ? BLOCK_YEARS : Math.max(1, Math.ceil(years / MOST_UNITS));
}

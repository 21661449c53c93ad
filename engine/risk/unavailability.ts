/** How likely an entity is to be out at a random moment, by itself (model.md, section 5). */
import type { EntityTable } from '../model/system.ts';
import { lognormalMean } from '../random/lognormal.ts';

/** Hours in a year of 365.25 days. */
const YEAR = 8766;

/**
 * Probability 0..1 per entity: lambda m / (year + lambda m), with lambda outages per year of m hours on average.
 * 0 for an entity without a rate or without durations.
 */
export function unavailabilities({
  count,
  outagesPerYear,
  outageHoursP50,
  outageHoursP95,
}: EntityTable): Float64Array {
  const pFail = new Float64Array(count);
  for (let v = 0; v < count; v++) {
    const p50 = outageHoursP50[v]!;
    if (!(outagesPerYear[v]! > 0) || Number.isNaN(p50)) continue;
    const hoursOut = outagesPerYear[v]! * lognormalMean({ p50, p95: outageHoursP95[v]! });
    // hours beyond all numbers are no chance of being up
    pFail[v] = Number.isFinite(hoursOut) ? hoursOut / (YEAR + hoursOut) : 1;
  }
  return pFail;
}

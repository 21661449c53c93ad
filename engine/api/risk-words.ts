/** Words on losses that results, the command line and files share. */
import type { System } from '../model/system.ts';
import { LEAST_UNITS } from '../risk/bootstrap.ts';
import { LEAST_EXCEEDANCES } from '../risk/exceedance-curve.ts';
import { BLOCK_YEARS } from '../risk/outage-draws.ts';
import { outageSources } from '../risk/outage-sources.ts';
import { weightOf } from './request.ts';

/** What losses of a weight are counted in: "million people x hours", "importance x hours". */
export function lossUnit({ label, unit }: { readonly label: string; readonly unit: string }): string {
  return `${unit === '' || unit === '1' ? label.toLowerCase() : unit} x hours`;
}

/** Why nothing can be lost, whatever is simulated; undefined where something can. O(entities). */
export function whyNoLoss(system: System, weight: string): string | undefined {
  if (!weightOf(system, weight).values.some((each) => each > 0))
    return `Nothing can be lost: no entity has a weight in the column ${weight}.`;
  if (outageSources(system.entities).length === 0)
    return 'Nothing can be lost: no entity has a rate and a duration of outages (columns outages_per_year, outage_hours_p50 and outage_hours_p95), so nothing ever fails by itself.';
  return undefined;
}

/** What shares of a loss do not say yet, and how many years it takes; undefined with enough years. */
export function sharesWithheld(years: number, worstPeriod: number): string | undefined {
  const errorYears = (LEAST_UNITS - 1) * BLOCK_YEARS + 1;
  const worstYears = LEAST_EXCEEDANCES * worstPeriod;
  const missing = [
    ...(years < errorYears ? [`standard errors and ranks need ${grouped(errorYears)}`] : []),
    ...(years < worstYears ? [`shares of worst years need ${grouped(worstYears)}`] : []),
  ];
  return missing.length === 0 ? undefined : `too few years: ${missing.join(', ')}`;
}

/** A count with thousands set apart: "17,532". */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** The worst years, and whom, which roles and what natures their losses go back to. */
import { driverLosses } from './driver-losses.ts';
import { rankLosses } from './exceedance-curve.ts';
import { NATURES } from './loss-nature.ts';
import type { YearRecords } from './year-records.ts';

/** 1 for each of the years whose rank is at most years / `returnPeriod`, ties by year. O(n log n). */
export function worstYears(yearLoss: Float64Array, returnPeriod: number): Uint8Array {
  const isWorst = new Uint8Array(yearLoss.length);
  const count = Math.floor(yearLoss.length / returnPeriod);
  for (const year of rankLosses(yearLoss, 1).unit.subarray(0, count)) isWorst[year] = 1;
  return isWorst;
}

/** Shares 0..1 of all that is lost; all 0 where nothing is. */
export interface LossSplit {
  /** Largest first; ties by entity index. */
  readonly drivers: readonly { readonly entity: number; readonly share: number }[];
  /** Per role, the last for what the roots lost themselves. */
  readonly roles: Float64Array;
  /** Per nature. */
  readonly natures: Float64Array;
}

/** How the losses of records divide up, blocks added up in their order; O(rows + blocks x roles). */
export function lossSplit(records: YearRecords): LossSplit {
  const { roleCount, roleLoss, natureLoss } = records;
  const sumOf = driverLosses(records);
  const whole = [...sumOf.values()].reduce((sum, each) => sum + each, 0);
  const shareOf = (loss: number): number => (whole > 0 ? loss / whole : 0);
  const columns = (losses: Float64Array, width: number): Float64Array => {
    const sums = new Float64Array(width);
    for (const [i, loss] of losses.entries()) sums[i % width]! += loss;
    return sums.map(shareOf);
  };
  return {
    drivers: [...sumOf]
      .filter(([, loss]) => loss > 0)
      .sort(([v, a], [w, b]) => b - a || v - w)
      .map(([entity, loss]) => ({ entity, share: shareOf(loss) })),
    roles: columns(roleLoss, roleCount),
    natures: columns(natureLoss, NATURES.length),
  };
}

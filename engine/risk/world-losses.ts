/** What the years of one world come to, as far as worlds are compared by it. */
import { averageLoss } from './average-loss.ts';
import { driverLosses } from './driver-losses.ts';
import { rankLosses, readCurve } from './exceedance-curve.ts';
import { isShown } from './return-periods.ts';
import type { YearRecords } from './year-records.ts';

/** Losses of one world's years, in weight-hours. */
export interface WorldLosses {
  readonly averageAnnualLoss: number;
  /** The loss that a year in ten reaches or exceeds; undefined with fewer than 300 years. */
  readonly oneInTen: number | undefined;
  /** Drivers with a loss, ascending by entity, and what goes back to them per year. */
  readonly driver: Int32Array;
  readonly driverLoss: Float64Array;
}

/** O(years log years + rows). */
export function worldLosses(records: YearRecords): WorldLosses {
  const { yearLoss } = records;
  const years = yearLoss.length;
  const drivers = [...driverLosses(records)].filter(([, loss]) => loss > 0).sort(([v], [w]) => v - w);
  return {
    averageAnnualLoss: averageLoss(yearLoss, { years, unitYears: 1 }).mean,
    oneInTen: isShown(10, years) ? readCurve(rankLosses(yearLoss, 1), [10], { years }).loss[0]! : undefined,
    driver: Int32Array.from(drivers, ([v]) => v),
    driverLoss: Float64Array.from(drivers, ([, loss]) => loss / years),
  };
}

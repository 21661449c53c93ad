/** What goes back to each driver in all years. */
import type { YearRecords } from './year-records.ts';

/** Weight-hours by entity, blocks added up in their order. O(rows). */
export function driverLosses({ driver, driverLoss }: YearRecords): ReadonlyMap<number, number> {
  const sumOf = new Map<number, number>();
  for (const [i, v] of driver.entries()) sumOf.set(v, (sumOf.get(v) ?? 0) + driverLoss[i]!);
  return sumOf;
}

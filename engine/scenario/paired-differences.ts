/** Differences of losses of the same years, in which rounding is not taken for a difference. */

/** Sums of the same losses in another order differ by less than this part of them. */
const ROUNDING = 1e-12;

/** `after` less `before`; 0 where they differ by rounding alone. */
export function lossDifference(after: number, before: number): number {
  const difference = after - before;
  return Math.abs(difference) <= ROUNDING * Math.max(Math.abs(after), Math.abs(before)) ? 0 : difference;
}

/** The same, year by year. O(years). */
export function pairedDifferences(after: Float64Array, before: Float64Array): Float64Array {
  return after.map((loss, year) => lossDifference(loss, before[year]!));
}

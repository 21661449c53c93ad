/**
 * Time in whole milliseconds. Hours such as 0.12 or 2 h 52 min are no exact binary fractions; as whole
 * milliseconds they are, so that sums of them meet where they should, and a tie is a tie.
 */

const TICKS_PER_HOUR = 3_600_000;

/** Whole milliseconds nearest to `hours` (any number >= 0, or Infinity). */
export function toTicks(hours: number): number {
  return Math.round(hours * TICKS_PER_HOUR);
}

/** Hours of a number of milliseconds. */
export function toHours(ticks: number): number {
  return ticks / TICKS_PER_HOUR;
}

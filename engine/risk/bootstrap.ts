/** The bootstrap: how much a number moves when the years are drawn again from those that there are (Efron 1979). */
import { digest } from '../random/draw.ts';
import { philox } from '../random/philox.ts';

/** How often everything is drawn again. */
export const RESAMPLES = 200;

/** The part of the resamples that lies within an interval. */
export const INTERVAL_LEVEL = 0.9;

/** Fewer units than this say nothing about their spread. */
export const LEAST_UNITS = 10;

/**
 * How often each of `units` comes up when as many are drawn with replacement: a function of seed, purpose and
 * the number of the resample. O(units).
 */
export function resampledCounts(
  units: number,
  { seed, purpose, resample }: { readonly seed: number; readonly purpose: string; readonly resample: number },
): Int32Array {
  const counts = new Int32Array(units);
  const [purposeWord] = digest(purpose);
  for (let n = 0; n < units; n += 4) {
    const words = philox([n, resample, 0, 0], [seed, purposeWord]);
    for (let i = 0; i < Math.min(4, units - n); i++) counts[Math.floor((words[i]! / 2 ** 32) * units)]!++;
  }
  return counts;
}

/** The percentile interval of resampled values: the part outside is cut off in halves. O(n log n). */
export function percentileInterval(values: Float64Array): { readonly low: number; readonly high: number } {
  const sorted = values.slice().sort();
  const cut = Math.ceil(((1 - INTERVAL_LEVEL) / 2) * sorted.length) - 1;
  return { low: sorted[cut]!, high: sorted[sorted.length - 1 - cut]! };
}

/** The standard deviation of resampled values. */
export function spreadOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/** A mean over years with its interval. */
import { averageLoss } from '../risk/average-loss.ts';
import { INTERVAL_LEVEL } from '../risk/bootstrap.ts';
import { studentQuantile } from './student.ts';

/** Weight-hours a year; no interval with fewer than two units of years. */
export interface Estimate {
  readonly mean: number;
  /** Student's t interval at the level of all intervals. */
  readonly low?: number;
  readonly high?: number;
}

/**
 * Mean of yearly values or differences, with the t interval of units of `unitYears` years that are independent of
 * each other; the last may be shorter. Exactly the value itself where all are equal. O(years).
 */
export function pairedEstimate(yearly: Float64Array, unitYears: number): Estimate {
  const [first = 0] = yearly;
  // a mean of equal values can differ from them in its last digit
  if (yearly.every((value) => value === first))
    return yearly.length > unitYears ? { mean: first, low: first, high: first } : { mean: first };
  const { mean, standardError } = averageLoss(yearly, { years: yearly.length, unitYears });
  if (standardError === undefined) return { mean };
  const units = Math.ceil(yearly.length / unitYears);
  const reach = standardError * studentQuantile((1 + INTERVAL_LEVEL) / 2, units - 1);
  return { mean, low: mean - reach, high: mean + reach };
}

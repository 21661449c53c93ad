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
 * each other; the last may be shorter. O(years).
 */
export function pairedEstimate(yearly: Float64Array, unitYears: number): Estimate {
  const { mean, standardError } = averageLoss(yearly, { years: yearly.length, unitYears });
  if (standardError === undefined) return { mean };
  if (standardError === 0) return { mean, low: mean, high: mean };
  const units = Math.ceil(yearly.length / unitYears);
  const reach = standardError * studentQuantile((1 + INTERVAL_LEVEL) / 2, units - 1);
  return { mean, low: mean - reach, high: mean + reach };
}

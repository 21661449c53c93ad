/** How much a difference owes to parameters that nobody knows. */
import { averageLoss } from '../risk/average-loss.ts';
import { type VariedLosses, variedDifference } from './swings.ts';

/** The mean difference of one scenario over all draws of parameters, in weight-hours a year. */
export interface ParameterBand {
  readonly of: number;
  /** 5th percentile, median, 95th. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Part of the draws in which the mean is below that of what it is held against. */
  readonly better: number;
}

/** Bands of a plan that draws all parameters; none without draws. Yields now and then. O(variants x scenarios x years). */
export function* parameterBands(varied: VariedLosses): Generator<void, readonly ParameterBand[]> {
  const { variants, against } = varied;
  const bands: ParameterBand[] = [];
  const count = variants[0]?.at.length ?? 0;
  for (let of = 0; of < count; of++) {
    if (of === against) continue;
    const means = new Float64Array(variants.length);
    for (const [i, variant] of variants.entries()) {
      const difference = variedDifference(varied, variant, of);
      means[i] = averageLoss(difference, { years: difference.length, unitYears: 1 }).mean;
      yield;
    }
    means.sort();
    bands.push({
      of,
      low: quantile(means, 0.05),
      median: quantile(means, 0.5),
      high: quantile(means, 0.95),
      better: means.filter((mean) => mean < 0).length / means.length,
    });
  }
  return bands;
}

/** Linear between ranks. */
function quantile(ascending: Float64Array, at: number): number {
  const place = at * (ascending.length - 1);
  const below = Math.floor(place);
  const value = ascending[below]!;
  return value + (place - below) * ((ascending[below + 1] ?? value) - value);
}

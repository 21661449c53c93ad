/** Two scenarios on the same years: how much less one loses, and how sure that is. */
import { percentileInterval } from '../risk/bootstrap.ts';
import { lossDifference, pairedDifferences } from './paired-differences.ts';
import { type Estimate, pairedEstimate } from './paired-estimate.ts';
import type { PairedTails } from './paired-tails.ts';

/** Loss of b less loss of a, in weight-hours a year: negative where b loses less. */
export interface PairedDifference extends Estimate {
  /** Part of the years in which b loses less than a, and more; in the others both lose the same. */
  readonly better: number;
  readonly worse: number;
  readonly tail: readonly TailDifference[];
}

/** Difference at a return period, with its bootstrap interval; none with too few years. */
export interface TailDifference {
  readonly returnPeriod: number;
  readonly difference: number;
  readonly low?: number;
  readonly high?: number;
}

/** The difference of two yearly losses of the same years, with their tails among `tails`. O(years + resamples). */
export function pairedDifference(
  {
    losses,
    tails,
    unitYears,
  }: {
    readonly losses: readonly Float64Array[];
    readonly tails: PairedTails;
    readonly unitYears: number;
  },
  [a, b]: readonly [number, number],
): PairedDifference {
  const difference = pairedDifferences(losses[b]!, losses[a]!);
  let better = 0;
  let worse = 0;
  for (const each of difference) {
    if (each < 0) better++;
    else if (each > 0) worse++;
  }
  const years = difference.length;
  const tail = tails.returnPeriods.map((returnPeriod, i) => {
    const drawnBefore = tails.resampled[a]![i];
    const drawn = tails.resampled[b]![i]?.map((loss, resample) =>
      lossDifference(loss, drawnBefore![resample]!),
    );
    return {
      returnPeriod,
      difference: lossDifference(tails.points[b]![i]!.loss, tails.points[a]![i]!.loss),
      ...(drawn === undefined ? {} : percentileInterval(drawn)),
    };
  });
  return { ...pairedEstimate(difference, unitYears), better: better / years, worse: worse / years, tail };
}

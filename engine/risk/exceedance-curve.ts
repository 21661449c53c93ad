/**
 * Exceedance curves and tail values by the conventions of Oasis LMF (ORD, ordleccalc): losses sorted from the
 * highest, return period = years / rank, linear interpolation between ranks, tail value = mean of the top ranks.
 */

/** Losses of years from the highest, each with the unit of years that it is resampled with. */
export interface RankedLosses {
  readonly loss: Float64Array;
  readonly unit: Int32Array;
}

/** A return period is a number only with this many ranks at or above it. */
export const LEAST_EXCEEDANCES = 30;

/** Years that are resampled together follow each other, `unitYears` at a time. O(n log n). */
export function rankLosses(losses: Float64Array, unitYears: number): RankedLosses {
  const order = Int32Array.from(losses.keys()).sort((i, j) => losses[j]! - losses[i]! || i - j);
  return {
    loss: Float64Array.from(order, (i) => losses[i]!),
    unit: order.map((i) => Math.floor(i / unitYears)),
  };
}

/** Loss at each return period, and the mean of the losses at or above it. */
export interface CurveReading {
  readonly loss: Float64Array;
  readonly tail: Float64Array;
}

/**
 * Reads a curve at return periods > 0, of which the longest has to stand first and to be at most the number of
 * years. `countOf` says how often each unit counts, once unless given, and `years` how many years that makes. A
 * tail of k ranks that is no whole number of them takes a part of the next, so that it is the expected shortfall.
 * O(ranks of the shortest period).
 */
export function readCurve(
  { loss, unit }: RankedLosses,
  periods: readonly number[],
  { years, countOf }: { readonly years: number; readonly countOf?: Int32Array },
): CurveReading {
  const reading = { loss: new Float64Array(periods.length), tail: new Float64Array(periods.length) };
  let place = -1;
  let count = 0;
  let ranksBefore = 0;
  let sumBefore = 0;
  const goTo = (rank: number): void => {
    while (ranksBefore + count < rank && place + 1 < loss.length) {
      if (count > 0) sumBefore += count * loss[place]!;
      ranksBefore += count;
      place++;
      count = countOf === undefined ? 1 : countOf[unit[place]!]!;
    }
  };
  for (const [i, period] of periods.entries()) {
    const rank = years / period;
    const above = Math.floor(rank);
    goTo(above);
    const atAbove = loss[place]!;
    const sumAbove = sumBefore + (above - ranksBefore) * atAbove;
    if (above === rank) {
      reading.loss[i] = atAbove;
      reading.tail[i] = sumAbove / rank;
      continue;
    }
    goTo(above + 1);
    const below = loss[place]!;
    const longer = years / above;
    const shorter = years / (above + 1);
    reading.loss[i] = below + ((period - shorter) / (longer - shorter)) * (atAbove - below);
    reading.tail[i] = (sumAbove + (rank - above) * below) / rank;
  }
  return reading;
}

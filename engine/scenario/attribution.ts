/** Who earns the joint effect of several levers, by the losses of all their subsets on the same years. */
import { type RankedLosses, readCurve } from '../risk/exceedance-curve.ts';
import { isShown } from '../risk/return-periods.ts';
import { lossDifference, pairedDifferences } from './paired-differences.ts';
import { type Estimate, pairedEstimate } from './paired-estimate.ts';

/** What one lever adds: loss with it less loss without, so that negative is a gain. */
export interface LeverEffect {
  /** Against none of the others, against all the others, and the mean over all orders (Shapley 1953). */
  readonly alone: Estimate;
  readonly last: Estimate;
  readonly shapley: Estimate;
  readonly tail: readonly {
    readonly returnPeriod: number;
    readonly alone: number;
    readonly last: number;
    readonly shapley: number;
  }[];
}

export interface Attribution {
  /** In the order of the bits. Shapley values add up to `joint`, tails to `jointTail`. */
  readonly levers: readonly LeverEffect[];
  readonly joint: Estimate;
  readonly jointTail: readonly { readonly returnPeriod: number; readonly difference: number }[];
  /**
   * Per pair of levers: effect of both less the effects of each alone; above 0 where they get in each other's way,
   * below 0 where they need each other.
   */
  readonly interactions: readonly { readonly a: number; readonly b: number; readonly effect: Estimate }[];
}

const NONE = new Float64Array();

/**
 * Attribution of losses by subset, the k-th with the levers whose bits are set in k: 2^n rows for n levers, exact for
 * these years. Yields now and then. O(2^n x n x years).
 */
export function* attributionOf(
  losses: readonly Float64Array[],
  { unitYears, returnPeriods }: { readonly unitYears: number; readonly returnPeriods: readonly number[] },
): Generator<void, Attribution> {
  const count = Math.log2(losses.length);
  const none = losses[0]!;
  const all = losses.at(-1)!;
  const years = none.length;
  const estimate = (yearly: Float64Array): Estimate => pairedEstimate(yearly, unitYears);
  const shown = returnPeriods.filter((period) => isShown(period, years)).sort((a, b) => b - a);
  const tails: Float64Array[] = [];
  for (const each of losses) {
    tails.push(shown.length > 0 ? readCurve(highestFirst(each), shown, { years }).loss.reverse() : NONE);
    yield;
  }
  const periods = shown.reverse();

  const weights = weightsOf(count);
  const levers: LeverEffect[] = [];
  for (let lever = 0; lever < count; lever++) {
    const bit = 2 ** lever;
    const shapley = new Float64Array(years);
    const tailShapley = new Float64Array(periods.length);
    for (let bits = 0; bits < losses.length; bits++) {
      if (bits & bit) continue;
      const weight = weights[size(bits)]!;
      const [without, withIt] = [losses[bits]!, losses[bits + bit]!];
      for (let year = 0; year < years; year++) shapley[year]! += weight * (withIt[year]! - without[year]!);
      for (let i = 0; i < periods.length; i++)
        tailShapley[i]! += weight * (tails[bits + bit]![i]! - tails[bits]![i]!);
      yield;
    }
    const others = losses.length - 1 - bit;
    levers.push({
      alone: estimate(pairedDifferences(losses[bit]!, none)),
      last: estimate(pairedDifferences(all, losses[others]!)),
      shapley: estimate(shapley),
      tail: periods.map((returnPeriod, i) => ({
        returnPeriod,
        alone: tails[bit]![i]! - tails[0]![i]!,
        last: tails.at(-1)![i]! - tails[others]![i]!,
        shapley: tailShapley[i]!,
      })),
    });
  }
  const interactions: Attribution['interactions'][number][] = [];
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const [one, other, both] = [losses[2 ** a]!, losses[2 ** b]!, losses[2 ** a + 2 ** b]!];
      // all with a plus against all with a minus
      const effect = both.map((loss, year) => lossDifference(loss + none[year]!, one[year]! + other[year]!));
      interactions.push({ a, b, effect: estimate(effect) });
      yield;
    }
  return {
    levers,
    joint: estimate(pairedDifferences(all, none)),
    jointTail: periods.map((returnPeriod, i) => ({
      returnPeriod,
      difference: tails.at(-1)![i]! - tails[0]![i]!,
    })),
    interactions,
  };
}

/** For reading a curve once: nothing is drawn again, so that it need not be known which year a loss is of. */
function highestFirst(losses: Float64Array): RankedLosses {
  return { loss: losses.slice().sort().reverse(), unit: new Int32Array(losses.length) };
}

/** By the number of levers before it: the part of all orders in which a lever comes just after a given such set. */
function weightsOf(count: number): readonly number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from(
    { length: count },
    (_, before) => (factorial(before) * factorial(count - before - 1)) / factorial(count),
  );
}

function size(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
}

/** How a difference depends on one parameter at a time, and where it would change its sign. */
import { factorsOf, type Measure } from './measure.ts';
import { pairedDifferences } from './paired-differences.ts';
import { type Estimate, pairedEstimate } from './paired-estimate.ts';
import type { Variant } from './plan.ts';

/** Losses of all scenarios of a plan, with its variants, and what they are held against. */
export interface VariedLosses {
  readonly measures: readonly Measure[];
  readonly scenarios: readonly (readonly number[])[];
  readonly variants: readonly Variant[];
  /** Per scenario of the plan, on the same years. */
  readonly losses: readonly Float64Array[];
  readonly unitYears: number;
  /** The scenario that all are held against, varied with them where it has the same measure. */
  readonly against: number;
}

export interface SwingPoint extends Estimate {
  readonly value: number;
}

/** A value at which the difference changes its sign, and the nearest on each side at which it is clear. */
export interface Flip {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How the difference of one scenario to the one it is held against depends on one parameter. */
export interface Swing {
  readonly of: number;
  readonly measure: number;
  readonly parameter: string;
  /** Difference of the mean at each value, ascending by value; the value that is set now is among them. */
  readonly points: readonly SwingPoint[];
  readonly flips: readonly Flip[];
}

/** The difference of a varied scenario to what it is held against, year by year. O(years). */
export function variedDifference(
  { losses, against }: Pick<VariedLosses, 'losses' | 'against'>,
  { at }: Variant,
  of: number,
): Float64Array {
  return pairedDifferences(losses[at[of]!]!, losses[at[against]!]!);
}

/** Whether a parameter of a measure can move the difference of a scenario to the one it is held against. */
export function canMove(
  { scenarios, against }: Pick<VariedLosses, 'scenarios' | 'against'>,
  { of, measure }: { readonly of: number; readonly measure: number },
): boolean {
  return scenarios[of]!.includes(measure) || scenarios[against]!.includes(measure);
}

/**
 * Swings of a plan that varies one parameter at a time, widest range of means first. Yields now and then.
 * O(variants x scenarios x years).
 */
export function* swingsOf(varied: VariedLosses): Generator<void, readonly Swing[]> {
  const { measures, variants, unitYears, against } = varied;
  const swings: Swing[] = [];
  const count = variants[0]?.at.length ?? 0;
  for (let of = 0; of < count; of++) {
    if (of === against) continue;
    for (const { measure, parameter } of factorsOf(measures)) {
      if (!canMove(varied, { of, measure })) continue;
      const points: SwingPoint[] = [];
      for (const variant of variants) {
        const [setting] = variant.values;
        if (setting?.measure !== measure || setting.parameter !== parameter) continue;
        const estimate = pairedEstimate(variedDifference(varied, variant, of), unitYears);
        points.push({ value: setting.value, ...estimate });
        yield;
      }
      if (points.length > 0) swings.push({ of, measure, parameter, points, flips: flipsOf(points) });
    }
  }
  const width = ({ points }: Swing): number => {
    const means = points.map(({ mean }) => mean);
    return Math.max(...means) - Math.min(...means);
  };
  return swings.sort((a, b) => width(b) - width(a));
}

/**
 * Where a difference changes its sign from one value at which it is clear to the next such value: there is no flip
 * while its interval contains 0. The value is that of the crossing of straight lines between the points, of several
 * the one in the middle, or the middle of values at which the difference is exactly 0.
 */
export function flipsOf(points: readonly SwingPoint[]): readonly Flip[] {
  const isClear = ({ low, high }: SwingPoint): boolean => (low ?? 0) > 0 || (high ?? 0) < 0;
  const clear = points.filter(isClear);
  return clear.slice(1).flatMap((b, i) => {
    const a = clear[i]!;
    if (a.mean > 0 === b.mean > 0) return [];
    const crossings = crossingsOf(points.slice(points.indexOf(a), points.indexOf(b) + 1));
    return [{ value: crossings[(crossings.length - 1) / 2]!, low: a.value, high: b.value }];
  });
}

/** Odd in number, for the first and the last point are on different sides of 0. */
function crossingsOf(points: readonly SwingPoint[]): readonly number[] {
  const sided = points.flatMap(({ mean }, i) => (mean === 0 ? [] : [i]));
  return sided.slice(1).flatMap((right, k) => {
    const left = sided[k]!;
    const [a, b] = [points[left]!, points[right]!];
    if (a.mean > 0 === b.mean > 0) return [];
    const zeros = points.slice(left + 1, right);
    return zeros.length > 0
      ? [(zeros[0]!.value + zeros.at(-1)!.value) / 2]
      : [a.value + ((b.value - a.value) * a.mean) / (a.mean - b.mean)];
  });
}

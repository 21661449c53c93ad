/** Which parameters matter at all: elementary effects (Morris 1991; Campolongo, Cariboni and Saltelli 2007). */
import { factorsOf } from './measure.ts';
import { canMove, type VariedLosses, variedDifference } from './swings.ts';

/** Of one parameter over its whole range, in weight-hours a year. */
export interface ElementaryEffect {
  readonly of: number;
  readonly measure: number;
  readonly parameter: string;
  /** Mean of the absolute effects, mean and standard deviation of the effects; the last 0 with a single one. */
  readonly meanAbsolute: number;
  readonly mean: number;
  readonly spread: number;
}

/**
 * Effects of a plan of trajectories, largest first: change of the mean difference for a step of one parameter,
 * divided by the part of its range that the step goes. Yields now and then. O(variants x scenarios x years).
 */
export function* screeningOf(varied: VariedLosses): Generator<void, readonly ElementaryEffect[]> {
  const { measures, variants, against } = varied;
  const effects: ElementaryEffect[] = [];
  const factors = factorsOf(measures);
  const count = variants[0]?.at.length ?? 0;
  // a trajectory changes every parameter once
  const points = (variants[0]?.values.length ?? 0) + 1;
  for (let of = 0; of < count; of++) {
    if (of === against) continue;
    const means: number[] = [];
    for (const variant of variants) {
      means.push(meanOf(variedDifference(varied, variant, of)));
      yield;
    }
    for (const factor of factors) {
      if (!canMove(varied, { of, measure: factor.measure })) continue;
      const isOf = (each: { readonly measure: number; readonly parameter: string }): boolean =>
        each.measure === factor.measure && each.parameter === factor.parameter;
      const found = variants.slice(1).flatMap(({ values }, i) => {
        const before = variants[i]!.values;
        const changed = values.filter(({ value }, k) => value !== before[k]!.value);
        // to the first point of the next trajectory there is no step, even where one parameter happens to differ
        if ((i + 1) % points === 0 || changed.length !== 1 || !isOf(changed[0]!)) return [];
        const step = (changed[0]!.value - before.find(isOf)!.value) / (factor.max - factor.min);
        return [(means[i + 1]! - means[i]!) / step];
      });
      if (found.length === 0) continue;
      const { measure, parameter } = factor;
      effects.push({ of, measure, parameter, ...momentsOf(found) });
    }
  }
  return effects.sort((a, b) => b.meanAbsolute - a.meanAbsolute);
}

function momentsOf(values: readonly number[]) {
  const mean = meanOf(values);
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return {
    meanAbsolute: meanOf(values.map(Math.abs)),
    mean,
    spread: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0,
  };
}

function meanOf(values: Iterable<number> & { readonly length: number }): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

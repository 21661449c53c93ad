/** Variants of scenarios to simulate on the same years, by the question that they are to answer. */
import { digest, uniformPair } from '../random/draw.ts';
import { drawnValue, type Factor, factorsOf, type Measure, valueAt } from './measure.ts';

/**
 * All scenarios that lie between two; every parameter over its range, one at a time, at so many values; Morris's
 * trajectories; all parameters drawn from their ranges, so many times.
 */
export type Design =
  | { readonly kind: 'subsets' }
  | { readonly kind: 'one-at-a-time'; readonly points: number }
  | { readonly kind: 'trajectories'; readonly count: number }
  | { readonly kind: 'draws'; readonly count: number };

/** What a parameter is set to. */
export interface Setting {
  /** Index into the measures that are varied. */
  readonly measure: number;
  readonly parameter: string;
  readonly value: number;
}

/** The scenarios with some parameters set otherwise. */
export interface Variant {
  readonly values: readonly Setting[];
  /** Per scenario that is varied: which scenario of the plan it is then; its own where nothing in it is different. */
  readonly at: readonly number[];
}

export interface Plan {
  readonly measures: readonly Measure[];
  /** Measures by index; those that are varied come first, in their order (not of `subsets`). */
  readonly scenarios: readonly (readonly number[])[];
  /** None of `subsets`. */
  readonly variants: readonly Variant[];
}

/** Scenarios as lists of measures by index. */
type Lists = readonly (readonly number[])[];

/** Levels of Morris's grid, and how far a step goes: the usual choice for four. */
const LEVELS = 4;
const STRIDE = LEVELS / (2 * (LEVELS - 1));

/** Those that `to` has and `from` has not, in their order. */
export function leversOf(from: readonly number[], to: readonly number[]): readonly number[] {
  return to.filter((measure) => !from.includes(measure));
}

/**
 * All scenarios between `from`, whose measures are in all, and `to`: the k-th has the levers whose bits are set in
 * k, in the order of `to`.
 */
export function subsetsBetween(from: readonly number[], to: readonly number[]): Lists {
  const levers = leversOf(from, to);
  return Array.from({ length: 2 ** levers.length }, (_, bits) =>
    to.filter((measure) => {
      const lever = levers.indexOf(measure);
      return lever < 0 || ((bits >> lever) & 1) === 1;
    }),
  );
}

/**
 * Variants in which one parameter is different: at `points` values over its range, from 2, and at the one set now.
 * Yields now and then, as all plans do. O(variants x (parameters + measures of the scenarios)), as all plans are.
 */
export function oneAtATime(
  measures: readonly Measure[],
  scenarios: Lists,
  points: number,
): Generator<void, Plan> {
  const settings = usedFactors(measures, scenarios).flatMap((factor) => {
    const grid = Array.from({ length: points }, (_, i) => valueAt(factor, i / (points - 1)));
    const values = [...new Set([...grid, factor.value])].sort((a, b) => a - b);
    return values.map((value) => [settingOf(factor, value)]);
  });
  return planOf(measures, scenarios, settings);
}

/**
 * Trajectories through all parameters (Morris 1991): each starts anywhere on a grid of four levels and changes one
 * parameter after another, in any order, by two thirds of its range. Drawn by seed, trajectory and parameter.
 */
export function* trajectories(
  measures: readonly Measure[],
  scenarios: Lists,
  { seed, count }: { readonly seed: number; readonly count: number },
): Generator<void, Plan> {
  const factors = usedFactors(measures, scenarios).map((factor) => ({ factor, key: digest(factor.key) }));
  const settings: Setting[][] = [];
  for (let replicate = 0; replicate < count; replicate++) {
    const draws = { seed, replicate, purpose: 'trajectory' };
    const drawn = factors.map(({ factor, key }) => {
      const [level, turn] = uniformPair(draws, key, 0);
      // up from the lower half of the levels, down from the upper, so that a step stays on the grid
      const start = Math.floor(level * LEVELS) / (LEVELS - 1);
      const end = start < 0.5 ? start + STRIDE : start - STRIDE;
      return { factor, start, end, turn };
    });
    const order = [...drawn].sort((a, b) => a.turn - b.turn);
    for (let changed = 0; changed <= factors.length; changed++) {
      const isChanged = new Set(order.slice(0, changed));
      settings.push(
        drawn.map((each) =>
          settingOf(each.factor, valueAt(each.factor, isChanged.has(each) ? each.end : each.start)),
        ),
      );
    }
    yield;
  }
  return yield* planOf(measures, scenarios, settings);
}

/**
 * All parameters drawn evenly and independently from their ranges, every part of a range as often as any other
 * (Latin hypercube; McKay, Beckman and Conover 1979). Drawn by seed, number and parameter.
 */
export function* parameterDraws(
  measures: readonly Measure[],
  scenarios: Lists,
  { seed, count }: { readonly seed: number; readonly count: number },
): Generator<void, Plan> {
  const settings = Array.from({ length: count }, (): Setting[] => []);
  for (const factor of usedFactors(measures, scenarios)) {
    const key = digest(factor.key);
    const drawn = Array.from({ length: count }, (_, replicate) =>
      uniformPair({ seed, replicate, purpose: 'parameter' }, key, 0),
    );
    const ranks = drawn.map((_, i) => i).sort((i, j) => drawn[i]![0] - drawn[j]![0]);
    for (const [rank, i] of ranks.entries())
      settings[i]!.push(settingOf(factor, drawnValue(factor, (rank + drawn[i]![1]) / count)));
    yield;
  }
  return yield* planOf(measures, scenarios, settings);
}

/** The parameters of measures that are in some scenario. */
export function usedFactors(measures: readonly Measure[], scenarios: Lists): readonly Factor[] {
  const used = new Set(scenarios.flat());
  return factorsOf(measures).filter(({ measure }) => used.has(measure));
}

function settingOf({ measure, parameter }: Factor, value: number): Setting {
  return { measure, parameter, value };
}

/** Writes down what is to be simulated; what is the same is simulated once. */
function* planOf(
  measures: readonly Measure[],
  scenarios: Lists,
  settings: readonly (readonly Setting[])[],
): Generator<void, Plan> {
  const allMeasures = [...measures];
  const measureAt = new Map<string, number>();
  const allScenarios = [...scenarios];
  const scenarioAt = new Map<string, number>();
  for (const [s, members] of scenarios.entries())
    if (!scenarioAt.has(members.join())) scenarioAt.set(members.join(), s);

  function variedMeasure(measure: number, own: readonly Setting[]): number {
    const before = measures[measure]!;
    if (!('preset' in before)) return measure;
    const given = new Map(before.preset.parameters.map(({ id, default: standard }) => [id, standard]));
    for (const [id, value] of Object.entries(before.values)) given.set(id, value);
    const values = { ...before.values };
    let isSame = true;
    for (const { parameter, value } of own) {
      if (given.get(parameter) !== value) isSame = false;
      values[parameter] = value;
    }
    if (isSame) return measure;
    const key = JSON.stringify([measure, ...own.map(({ parameter, value }) => [parameter, value])]);
    const found = measureAt.get(key) ?? allMeasures.push({ preset: before.preset, values }) - 1;
    measureAt.set(key, found);
    return found;
  }

  const variants: Variant[] = [];
  for (const values of settings) {
    const varied = new Map<number, number>();
    for (const measure of new Set(values.map((each) => each.measure)))
      varied.set(
        measure,
        variedMeasure(
          measure,
          values.filter((each) => each.measure === measure),
        ),
      );
    const at = scenarios.map((members) => {
      const list = members.map((measure) => varied.get(measure) ?? measure);
      const key = list.join();
      const found = scenarioAt.get(key) ?? allScenarios.push(list) - 1;
      scenarioAt.set(key, found);
      return found;
    });
    variants.push({ values, at });
    yield;
  }
  return { measures: allMeasures, scenarios: allScenarios, variants };
}

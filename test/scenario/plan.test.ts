/** Variants of scenarios, and what is read off them: flips of lines, effects of straight planes. */
import { describe, expect, test } from 'vitest';
import { factorsOf, type Measure, valueAt } from '../../engine/scenario/measure.ts';
import { parameterBands } from '../../engine/scenario/parameter-band.ts';
import {
  oneAtATime,
  type Plan,
  parameterDraws,
  subsetsBetween,
  trajectories,
} from '../../engine/scenario/plan.ts';
import { type Preset, readPreset } from '../../engine/scenario/preset.ts';
import { screeningOf } from '../../engine/scenario/screening.ts';
import { flipsOf, swingsOf, type VariedLosses } from '../../engine/scenario/swings.ts';
import { drain } from '../formats/reading.ts';
import { scenarioOf } from './scenarios.ts';

function presetOf(id: string, ...parameters: readonly object[]): Preset {
  const common = {
    label: '{value}',
    unit: 'fraction',
    min: 0,
    max: 1,
    step: 0,
    default: 0.5,
    source: 'test',
  };
  const read = readPreset(
    id,
    JSON.stringify({
      schemaVersion: 1,
      id,
      title: id,
      explanation: id,
      parameters: parameters.map((each) => ({ ...common, ...each })),
      interventions: [],
      sideEffects: [],
      doesNotFix: [],
      source: 'test',
    }),
  );
  if (!read.ok) throw new Error(read.problems[0]!.message);
  return read.value;
}

const line = presetOf(
  'line',
  { id: 'slope' },
  { id: 'count', unit: 'suppliers', min: 2, max: 10, step: 1, default: 3 },
);
const rates = presetOf('rates', { id: 'rate', min: 1, max: 3, default: 2 });

const MEASURES: readonly Measure[] = [
  { preset: rates, values: {} },
  { preset: line, values: { slope: 0.25 } },
  { scenario: scenarioOf() },
  { preset: line, values: {} },
];
const BASE = [0];
const SCENARIOS = [BASE, [0, 1], [0, 2, 3]];

/** The values of all parameters in a scenario of a plan, by measure of the list at first and parameter. */
function valuesIn({ measures, scenarios }: Plan, scenario: number): readonly number[] {
  return scenarios[scenario]!.flatMap((m) => {
    const measure = measures[m]!;
    if (!('preset' in measure)) return [];
    return measure.preset.parameters.map(({ id, default: standard }) => measure.values[id] ?? standard);
  });
}

/** Losses of two years each, by a rule on the values of parameters. */
function ruled(
  plan: Plan,
  loss: (values: readonly number[], scenario: readonly number[]) => number,
): VariedLosses {
  const losses = plan.scenarios.map((members, s) => {
    const mean = loss(valuesIn(plan, s), members);
    return Float64Array.of(mean - 1, mean + 1);
  });
  return { ...plan, losses, unitYears: 1, against: 0 };
}

describe('all subsets', () => {
  test('are in the order of their bits, with what all have and in the order of the whole', () => {
    expect(subsetsBetween([7], [3, 7, 1])).toEqual([[7], [3, 7], [7, 1], [3, 7, 1]]);
    expect(subsetsBetween([], [])).toEqual([[]]);
  });
});

describe('one parameter at a time', () => {
  const plan = oneAtATime(MEASURES, SCENARIOS, 5);

  test('goes over its range and its steps, through the value that it has', () => {
    const of = (measure: number, parameter: string) =>
      plan.variants.flatMap(({ values: [each] }) =>
        each!.measure === measure && each!.parameter === parameter ? [each!.value] : [],
      );
    expect(of(0, 'rate')).toEqual([1, 1.5, 2, 2.5, 3]);
    expect(of(1, 'slope')).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(of(3, 'count')).toEqual([2, 3, 4, 6, 8, 10]);
  });

  test('changes every scenario that has the measure, and no other', () => {
    expect(plan.scenarios.slice(0, 3)).toEqual(SCENARIOS);
    for (const { values, at } of plan.variants) {
      const [{ measure, value }] = values as [{ measure: number; value: number }];
      for (const [s, members] of SCENARIOS.entries()) {
        if (!members.includes(measure)) expect(at[s]).toBe(s);
        else expect(valuesIn(plan, at[s]!)).toContain(value);
      }
    }
    // what is the same is there once
    const keys = plan.scenarios.map((members, s) => JSON.stringify([members.length, valuesIn(plan, s)]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('finds where a straight line changes its sign, against what is varied with it', () => {
    // the baseline costs its rate; scenario 1 costs the rate, 0.4 and minus the slope
    const varied = ruled(plan, ([rate, slope = 0.4]) => rate! + 0.4 - slope);
    const swings = drain(swingsOf(varied)).result;
    const slope = swings.find(({ of, parameter }) => of === 1 && parameter === 'slope')!;
    expect(slope.flips).toHaveLength(1);
    expect(slope.flips[0]!.value).toBeCloseTo(0.4, 12);
    // the widest comes first, and a rate that is in both makes no difference
    expect(swings[0]).toMatchObject({ parameter: 'slope' });
    const rate = swings.find(({ of, parameter }) => of === 1 && parameter === 'rate')!;
    for (const { mean } of rate.points) expect(mean).toBeCloseTo(0.15, 12);
    expect(rate.flips).toEqual([]);
  });

  test('flips in the middle of what makes no difference, and nowhere else', () => {
    const points = [-2, -1, 0, 0, 1, 3].map((mean, value) => ({
      value,
      mean,
      low: mean - 1.5,
      high: mean + 1.5,
    }));
    expect(flipsOf(points)).toEqual([{ value: 2.5, low: 0, high: 5 }]);
    expect(flipsOf(points.slice(0, 4))).toEqual([]);
    expect(flipsOf([])).toEqual([]);
  });
});

describe('trajectories', () => {
  const plan = trajectories(MEASURES, SCENARIOS, { seed: 3, count: 6 });

  test('change one parameter after another, each once', () => {
    const factors = factorsOf(MEASURES);
    expect(plan.variants).toHaveLength(6 * (factors.length + 1));
    for (let t = 0; t < 6; t++) {
      const points = plan.variants.slice(t * (factors.length + 1), (t + 1) * (factors.length + 1));
      const changed = points.slice(1).map(({ values }, i) => {
        const different = values.filter(({ value }, k) => value !== points[i]!.values[k]!.value);
        expect(different).toHaveLength(1);
        return `${different[0]!.measure} ${different[0]!.parameter}`;
      });
      expect(new Set(changed).size).toBe(factors.length);
    }
  });

  test('give a plane its slopes, without spread', () => {
    const varied = ruled(
      plan,
      ([rate, slope, count]) => rate! + (slope === undefined ? 0 : 5 * slope - 0.5 * count!),
    );
    const effects = drain(screeningOf(varied)).result.filter(({ of }) => of === 1);
    expect(effects.map(({ parameter }) => parameter)).toEqual(['slope', 'count', 'rate']);
    const [slope, count, rate] = effects;
    expect(slope!.mean).toBeCloseTo(5, 9);
    // eight steps of its range, half a unit each
    expect(count!.mean).toBeCloseTo(-4, 9);
    expect(count!.meanAbsolute).toBeCloseTo(4, 9);
    expect(rate!.meanAbsolute).toBeCloseTo(0, 9);
    for (const { spread } of effects) expect(spread).toBeCloseTo(0, 9);
  });
});

describe('drawn parameters', () => {
  const count = 40;
  const plan = parameterDraws(MEASURES, SCENARIOS, { seed: 3, count });

  test('stay within their ranges and on their steps, and fill every part of a range', () => {
    for (const factor of factorsOf(MEASURES)) {
      const drawn = plan.variants.map(
        ({ values }) =>
          values.find(
            ({ measure, parameter }) => measure === factor.measure && parameter === factor.parameter,
          )!.value,
      );
      for (const value of drawn) {
        expect(value).toBeGreaterThanOrEqual(factor.min);
        expect(value).toBeLessThanOrEqual(factor.max);
        if (factor.step === 1) expect(value % 1).toBe(0);
      }
      if (factor.step > 0) continue;
      const parts = drawn.map((value) =>
        Math.floor((count * (value - factor.min)) / (factor.max - factor.min)),
      );
      expect(new Set(parts).size).toBe(count);
    }
  });

  test('are the same for the same measure, whatever else is there', () => {
    const alone = parameterDraws([MEASURES[1]!], [[], [0]], { seed: 3, count });
    const slopes = ({ variants }: Plan, of: number) =>
      variants.map(({ values }) => values.find(({ measure }) => measure === of)!.value);
    expect(slopes(alone, 0)).toEqual(slopes(plan, 1));
  });

  test('make a band of what nobody knows', () => {
    // evenly from -0.25 to 0.75
    const varied = ruled(plan, ([rate, slope = 0.25]) => rate! + slope - 0.25);
    const [band] = drain(parameterBands(varied)).result;
    expect(band!.median).toBeCloseTo(0.25, 1);
    expect(band!.low).toBeCloseTo(-0.2, 1);
    expect(band!.high).toBeCloseTo(0.7, 1);
    expect(band!.better).toBeCloseTo(0.25, 9);
  });
});

describe('a value on its range', () => {
  test('is on a step that can be reached', () => {
    const factor = { measure: 0, parameter: 'x', min: 0.05, max: 1, step: 0.1, value: 0.05, key: 'x' };
    expect(valueAt(factor, 0)).toBe(0.05);
    expect(valueAt(factor, 1)).toBe(0.95);
    expect(valueAt(factor, 0.5)).toBe(0.55);
    expect(valueAt({ ...factor, step: 0 }, 1)).toBe(1);
  });
});

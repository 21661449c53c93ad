/** Variants of scenarios, and what is read off them: flips of lines, effects of straight planes. */
import fc from 'fast-check';
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
import { instantiate } from '../../engine/scenario/preset.ts';
import { screeningOf } from '../../engine/scenario/screening.ts';
import { flipsOf, swingsOf } from '../../engine/scenario/swings.ts';
import { drain } from '../formats/reading.ts';
import { presetOf, ruled, valuesIn } from './planned.ts';
import { scenarioOf } from './scenarios.ts';

const line = presetOf('line', [
  { id: 'slope' },
  { id: 'count', unit: 'suppliers', min: 2, max: 10, step: 1, default: 3 },
]);
const rates = presetOf('rates', [{ id: 'rate', min: 1, max: 3, default: 2 }]);

const MEASURES: readonly Measure[] = [
  { preset: rates, values: {} },
  { preset: line, values: { slope: 0.25 } },
  { scenario: scenarioOf() },
  { preset: line, values: {} },
];
const BASE = [0];
const SCENARIOS = [BASE, [0, 1], [0, 2, 3]];

describe('all subsets', () => {
  test('are in the order of their bits, with what all have and in the order of the whole', () => {
    expect(subsetsBetween([7], [3, 7, 1])).toEqual([[7], [3, 7], [7, 1], [3, 7, 1]]);
    expect(subsetsBetween([], [])).toEqual([[]]);
  });
});

describe('one parameter at a time', () => {
  const plan = drain(oneAtATime(MEASURES, SCENARIOS, 5)).result;

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
      const { measure, value } = values[0]!;
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

  test('tells between which values a flip is not clear', () => {
    // t for one degree of freedom is 6.314, so that the interval of two years 0.04 apart reaches 0.1263
    const even = presetOf('even', [{ id: 'x', min: 0, max: 1, default: 0.5 }]);
    const lines = drain(oneAtATime([{ preset: even, values: {} }], [[], [0]], 11)).result;
    const varied = ruled(lines, ([x]) => (x === undefined ? 0 : 3 * (x - 0.45)), { years: 2, noise: 0.02 });
    const [swing] = drain(swingsOf(varied)).result;
    expect(swing!.points).toHaveLength(11);
    expect(swing!.flips).toHaveLength(1);
    const [flip] = swing!.flips;
    expect(flip!.value).toBeCloseTo(0.45, 12);
    // 3 x 0.05 is beyond it; with twice the noise only 3 x 0.15 is
    expect(flip).toMatchObject({ low: 0.4, high: 0.5 });
    const noisier = ruled(lines, ([x]) => (x === undefined ? 0 : 3 * (x - 0.45)), { years: 2, noise: 0.04 });
    expect(drain(swingsOf(noisier)).result[0]!.flips[0]).toMatchObject({ low: 0.3, high: 0.6 });
    // a single year has no interval, and with much noise no value is clear: nothing flips
    const single = ruled(lines, ([x]) => (x === undefined ? 0 : x - 0.45), { years: 1, noise: 0 });
    expect(drain(swingsOf(single)).result[0]!.flips).toEqual([]);
    const noisiest = ruled(lines, ([x]) => (x === undefined ? 0 : x - 0.45), { years: 2, noise: 1 });
    expect(drain(swingsOf(noisiest)).result[0]!.flips).toEqual([]);
  });

  test('looks at what is held against too', () => {
    // only the baseline has the rate: a rate above 2.5 makes the other better
    const lines = drain(oneAtATime([{ preset: rates, values: {} }], [[0], []], 5)).result;
    const varied = ruled(lines, ([rate]) => rate ?? 2.5, { years: 2, noise: 0 });
    const [swing] = drain(swingsOf(varied)).result;
    expect(swing).toMatchObject({ of: 1, parameter: 'rate', flips: [{ value: 2.5, low: 2, high: 3 }] });
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
  const plan = drain(trajectories(MEASURES, SCENARIOS, { seed: 3, count: 6 })).result;

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

  test('start anywhere on four levels and go two thirds of the range', () => {
    const unit = presetOf('unit', [{ id: 'a' }, { id: 'b' }]);
    const { variants } = drain(
      trajectories([{ preset: unit, values: {} }], [[], [0]], { seed: 1, count: 200 }),
    ).result;
    const levels = variants.flatMap(({ values }) => values.map(({ value }) => Math.round(3 * value)));
    for (const value of variants.flatMap(({ values }) => values.map((each) => each.value)))
      expect(3 * value).toBeCloseTo(Math.round(3 * value), 9);
    // 1200 values, 300 to each level; each choice of a start decides up to two more values alike
    for (const level of [0, 1, 2, 3]) {
      const count = levels.filter((each) => each === level).length;
      expect(Math.abs(count - 300)).toBeLessThan(3 * Math.sqrt(1200 * 0.25 * 0.75 * 2));
    }
    for (let i = 0; i < variants.length; i += 3) {
      const [start, , end] = variants.slice(i, i + 3).map(({ values }) => values.map(({ value }) => value));
      for (const k of [0, 1]) expect(Math.abs(end![k]! - start![k]!)).toBeCloseTo(2 / 3, 9);
    }
  });

  test('give the g-function its elementary effects', () => {
    // Saltelli's g-function, a product of (|4x - 2| + a) / (1 + a): on the levels 0, 1/3, 2/3, 1 the first part of
    // a factor is 2, 2/3, 2/3, 2, which is 4/3 on average and changes by 4/3 in a step of 2/3
    const a = [0, 1, 9];
    const preset = presetOf('g', [{ id: 'x0' }, { id: 'x1' }, { id: 'x2' }]);
    const count = 2000;
    const steps = drain(trajectories([{ preset, values: {} }], [[], [0]], { seed: 1, count })).result;
    const g = (x: readonly number[]): number =>
      x.reduce((product, each, i) => (product * (Math.abs(4 * each - 2) + a[i]!)) / (1 + a[i]!), 1);
    const varied = ruled(steps, (x) => (x.length === 0 ? 0 : g(x)), { years: 1, noise: 0 });
    const effects = drain(screeningOf(varied)).result;
    expect(effects.map(({ parameter }) => parameter)).toEqual(['x0', 'x1', 'x2']);
    for (const [i, { meanAbsolute, mean, spread }] of effects.entries()) {
      const others = a.reduce(
        (product, each, j) => (j === i ? product : (product * (4 / 3 + each)) / (1 + each)),
        1,
      );
      const expected = (2 * others) / (1 + a[i]!);
      expect(meanAbsolute / expected).toBeCloseTo(1, 1);
      // up and down are as likely as each other
      expect(Math.abs(mean)).toBeLessThan((4 * spread) / Math.sqrt(count));
      expect(spread).toBeGreaterThan(expected * 0.99);
    }
  });

  test('simulate what comes up again once', () => {
    const preset = presetOf('one', [{ id: 'x' }]);
    const measures = [
      { preset, values: {} },
      { preset, values: { x: 0 } },
    ];
    const steps = drain(trajectories(measures, [[], [0], [1], [0, 1]], { seed: 1, count: 60 })).result;
    // four levels of each, and of both together; the second begins on one of them
    expect(steps.measures).toHaveLength(2 + 4 + 3);
    expect(steps.scenarios).toHaveLength(4 + 4 + 3 + 4 ** 2);
  });

  test('do not take the way from one to the next for a step', () => {
    const preset = presetOf('square', [{ id: 'x' }]);
    const steps = drain(trajectories([{ preset, values: {} }], [[], [0]], { seed: 1, count: 50 })).result;
    // from 0 to 2/3 and from 1/3 to 1 this grows by 4/9 and 8/9, by two thirds and four thirds of the step
    const varied = ruled(steps, ([x]) => (x === undefined ? 0 : x ** 2), { years: 1, noise: 0 });
    const [effect] = drain(screeningOf(varied)).result;
    // starts at 0 and 2/3 go between 0 and 2/3, starts at 1/3 and 1 between 1/3 and 1
    const lower = steps.variants.filter(
      ({ values }, i) => i % 2 === 0 && [0, 2].includes(Math.round(3 * values[0]!.value)),
    );
    const share = lower.length / 50;
    expect(effect!.mean).toBeCloseTo(share * (2 / 3) + (1 - share) * (4 / 3), 9);
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
  const plan = drain(parameterDraws(MEASURES, SCENARIOS, { seed: 3, count })).result;

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

  test('take every step as often as any other', () => {
    const preset = presetOf('few', [{ id: 'n', unit: 'parts', min: 1, max: 4, step: 1, default: 2 }]);
    const { variants } = drain(
      parameterDraws([{ preset, values: {} }], [[], [0]], { seed: 1, count: 400 }),
    ).result;
    for (const n of [1, 2, 3, 4])
      expect(variants.filter(({ values }) => values[0]!.value === n)).toHaveLength(100);
  });

  test('are the same for the same measure, whatever else is there', () => {
    const alone = drain(parameterDraws([MEASURES[1]!], [[], [0]], { seed: 3, count })).result;
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
    const factor = {
      measure: 0,
      parameter: 'x',
      min: 0.05,
      max: 1,
      step: 0.1,
      isWhole: false,
      value: 0.05,
      key: 'x',
    };
    expect(valueAt(factor, 0)).toBe(0.05);
    expect(valueAt(factor, 1)).toBe(0.95);
    expect(valueAt(factor, 0.5)).toBe(0.55);
    expect(valueAt({ ...factor, step: 0 }, 1)).toBe(1);
  });
});

describe('whatever the range of a parameter', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const parameter = fc
    .record({
      bounds: fc
        .tuple(bound, bound)
        .filter(([a, b]) => Math.floor(Math.max(a, b)) > Math.ceil(Math.min(a, b))),
      at: fraction,
      step: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 1e-3, max: 1e6, noNaN: true })),
      unit: fc.constantFrom('fraction', 'hours', 'parts'),
    })
    .map(({ bounds, at, step, unit }) => {
      const [min, max] = [Math.min(...bounds), Math.max(...bounds)];
      const standard = Math.round(min + at * (max - min));
      return {
        id: 'x',
        unit,
        min,
        max,
        step,
        default: Math.min(Math.floor(max), Math.max(Math.ceil(min), standard)),
      };
    });

  test('every measure of every plan is one that its preset allows', () => {
    fc.assert(
      fc.property(parameter, fc.nat(), (x, seed) => {
        const measures = [{ preset: presetOf('any', [x]), values: {} }];
        const plans = [
          oneAtATime(measures, [[0]], 7),
          trajectories(measures, [[0]], { seed, count: 3 }),
          parameterDraws(measures, [[0]], { seed, count: 5 }),
        ];
        for (const plan of plans)
          for (const measure of drain(plan).result.measures) {
            if (!('preset' in measure)) continue;
            const made = instantiate(measure.preset, measure.values);
            expect(made.ok ? [] : made.problems).toEqual([]);
          }
      }),
    );
  });

  test('the ends of a range that has any value are both looked at', () => {
    fc.assert(
      fc.property(parameter, (x) => {
        const preset = presetOf('any', [{ ...x, step: 0 }]);
        const { variants } = drain(oneAtATime([{ preset, values: {} }], [[0]], 3)).result;
        const values = variants.map(({ values: [each] }) => each!.value);
        expect(Math.abs(values[0]! - x.min)).toBeLessThanOrEqual(1e-11 * Math.abs(x.min));
        expect(Math.abs(values.at(-1)! - x.max)).toBeLessThanOrEqual(1e-11 * Math.abs(x.max));
      }),
    );
  });
});

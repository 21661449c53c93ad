/** Plans and what is read off their years, on a small market: against comparisons, and against what must be so. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type {
  ComparedQuestion,
  ComparedResult,
  Design,
  JobRequest,
  Measure,
  PlanResult,
  VariationRequest,
} from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain } from '../formats/reading.ts';
import { presetOf } from '../scenario/planned.ts';
import { market, scenarioOf } from '../scenario/scenarios.ts';

const YEARS = 320;
const SEED = 1;

function openMarket(): Engine {
  const engine = createEngine();
  engine.take(market({ users: [6, 3, 1], rates: [3, 3, 3], sharedRate: 1, hours: 24, graceHours: 0 }));
  return engine;
}

/** How often the suppliers of a role fail, as times of what they do now. */
function timesAsOften(id: string, role: string): Measure {
  const preset = presetOf(
    id,
    [{ id: 'times', unit: 'times', min: 0.5, max: 2, step: 0.25, default: 1.25 }],
    [
      {
        verb: 'set',
        where: { entity: { supplies: [role] } },
        column: 'outages_per_year',
        times: '= times',
      },
    ],
  );
  return { preset, values: {} };
}

const clouds = timesAsOften('clouds', 'hosting');
const shared = timesAsOften('shared', 'dns');
const nothing: Measure = { preset: presetOf('nothing', [{ id: 'much' }]), values: { much: 0.2 } };
const second: Measure = {
  scenario: scenarioOf({
    verb: 'add-alternative',
    where: { role: ['hosting'] },
    fraction: 0.5,
    to: { operators: 'other' },
    failoverProbability: 0.8,
  }),
};

const MEASURES: readonly Measure[] = [clouds, shared, nothing, second];
const engine = openMarket();

function planned(design: Design, scenarios: PlanResult['scenarios'], measures = MEASURES): PlanResult {
  return drain(engine.job({ kind: 'plan', measures, scenarios, design, seed: SEED })).result;
}

function questionOf({ measures, scenarios }: PlanResult): ComparedQuestion {
  return { seed: SEED, weight: 'weight', measures, scenarios };
}

function lossesOf(plan: PlanResult, range = { first: 0, count: YEARS }, by = engine): ComparedResult {
  return drain(by.job({ kind: 'compared', ...questionOf(plan), ...range })).result;
}

function requestOf(plan: PlanResult, parts = [lossesOf(plan)]): VariationRequest {
  return { ...questionOf(plan), parts, variants: plan.variants, against: 0 };
}

const SUBSETS = planned({ kind: 'subsets' }, [[], [0, 1, 2, 3]]);
const SUBSETS_PART = lossesOf(SUBSETS);
const ONE = planned({ kind: 'one-at-a-time', points: 7 }, [[], [0, 3], [1], [2]]);
const ONE_REQUEST = requestOf(ONE);

describe('the effect of measures together', () => {
  const asked = { ...questionOf(SUBSETS), parts: [SUBSETS_PART] };
  const result = drain(engine.job({ kind: 'attribution', ...asked })).result;

  test('is shared out to the last bit, and agrees with the comparison', () => {
    const all = SUBSETS.scenarios.length - 1;
    const contrasts = [
      [0, all],
      [0, 1],
      [all - 1, all],
    ] as const;
    const { contrasts: told } = drain(engine.job({ kind: 'comparison', ...asked, contrasts })).result;
    const estimate = ({ mean, low, high }: (typeof told)[number]) => ({ mean, low, high });
    expect(result.joint).toEqual(estimate(told[0]!));
    expect(result.levers[0]!.alone).toEqual(estimate(told[1]!));
    expect(result.levers[0]!.last).toEqual(estimate(told[2]!));
    expect(result.jointTail).toEqual([{ returnPeriod: 10, difference: told[0]!.tail[0]!.difference }]);
    const sum = result.levers.reduce((total, { shapley }) => total + shapley.mean, 0);
    expect(sum).toBeCloseTo(result.joint.mean, 9);
    const tail = result.levers.reduce((total, lever) => total + lever.tail[0]!.shapley, 0);
    expect(tail).toBeCloseTo(result.jointTail[0]!.difference, 9);
    expect(result).toMatchObject({ years: YEARS, levers: MEASURES.map((_, measure) => ({ measure })) });
  });

  test('owes exactly nothing to what does nothing', () => {
    const zero = { mean: 0, low: 0, high: 0 };
    const none = { returnPeriod: 10, alone: 0, last: 0, shapley: 0 };
    expect(result.levers[2]).toEqual({ measure: 2, alone: zero, last: zero, shapley: zero, tail: [none] });
    for (const { a, b, effect } of result.interactions) if (a === 2 || b === 2) expect(effect).toEqual(zero);
  });

  test('is of the levers alone, with what is given in all', () => {
    const plan = planned({ kind: 'subsets' }, [[3], [1, 3, 0]]);
    expect(plan.scenarios).toEqual([[3], [1, 3], [3, 0], [1, 3, 0]]);
    const { levers } = drain(
      engine.job({ kind: 'attribution', ...questionOf(plan), parts: [lossesOf(plan)] }),
    ).result;
    expect(levers.map(({ measure }) => measure)).toEqual([1, 0]);
  });
});

describe('what would flip it', () => {
  const { swings, years } = drain(engine.job({ kind: 'swings', ...ONE_REQUEST })).result;
  const swingOf = (of: number, parameter: string) =>
    swings.find((each) => each.of === of && each.parameter === parameter)!;

  test('is outages as often as now, where more cost more and fewer less', () => {
    expect(years).toBe(YEARS);
    const { points, flips } = swingOf(2, 'times');
    expect(points.map(({ value }) => value)).toEqual([0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
    // the system as it is
    expect(points[2]).toEqual({ value: 1, mean: 0, low: 0, high: 0 });
    expect(points[0]!.high).toBeLessThan(0);
    expect(points.at(-1)!.low).toBeGreaterThan(0);
    expect(flips.map(({ value }) => value)).toEqual([1]);
    const [flip] = flips;
    const isClear = ({ low, high }: (typeof points)[number]): boolean => low! > 0 || high! < 0;
    expect(flip!.low).toBe(points.slice(0, 2).findLast(isClear)!.value);
    expect(flip!.high).toBe(points.slice(3).find(isClear)!.value);
  });

  test('is no number of what does nothing', () => {
    const { points, flips } = swingOf(3, 'much');
    for (const point of points) expect(point).toMatchObject({ mean: 0, low: 0, high: 0 });
    expect(flips).toEqual([]);
    expect(swings.at(-1)).toMatchObject({ of: 3, parameter: 'much' });
  });

  test('is the same from parts, whoever did them', () => {
    const parts = [
      lossesOf(ONE, { first: 0, count: 128 }, openMarket()),
      lossesOf(ONE, { first: 128, count: YEARS - 128 }),
    ];
    const job = openMarket().job({ kind: 'swings', ...ONE_REQUEST, parts });
    expect(drain(job).result).toEqual({ swings, years });
  });
});

describe('parameters that nobody knows', () => {
  test('are screened: what does nothing has an effect of exactly nothing', () => {
    const plan = planned({ kind: 'trajectories', count: 6 }, [[], [0, 1, 2]]);
    const { effects } = drain(engine.job({ kind: 'screening', ...requestOf(plan) })).result;
    expect(new Set(effects.map(({ measure }) => measure))).toEqual(new Set([0, 1, 2]));
    expect(effects.at(-1)).toEqual({
      of: 1,
      measure: 2,
      parameter: 'much',
      meanAbsolute: 0,
      mean: 0,
      spread: 0,
    });
    for (const { mean, meanAbsolute } of effects.slice(0, 2)) {
      // more outages cost more at every step, so that no sign is lost
      expect(mean).toBe(meanAbsolute);
      expect(mean).toBeGreaterThan(0);
    }
  });

  test('make a band around what is known', () => {
    const plan = planned({ kind: 'draws', count: 24 }, [[], [1], [2]]);
    const { bands, draws, years } = drain(engine.job({ kind: 'parameterBand', ...requestOf(plan) })).result;
    expect({ draws, years }).toEqual({ draws: 24, years: YEARS });
    const [moved, still] = bands;
    // two of the seven values are fewer outages than now: drawn about as often as that
    expect(moved!.low).toBeLessThan(0);
    expect(moved!.high).toBeGreaterThan(0);
    expect(moved!.better).toBeGreaterThanOrEqual(6 / 24);
    expect(moved!.better).toBeLessThanOrEqual(8 / 24);
    expect(still).toEqual({ of: 2, low: 0, median: 0, high: 0, better: 0 });
  });
});

describe('a plan', () => {
  test('fills in what a preset leaves open', () => {
    const { preset } = clouds as Extract<Measure, { readonly preset: unknown }>;
    const open = {
      ...preset,
      parameters: preset.parameters.map(({ step: _, ...rest }) => rest),
    } as unknown as typeof preset;
    const { variants } = planned({ kind: 'one-at-a-time', points: 3 }, [[0]], [{ preset: open, values: {} }]);
    expect(variants.map(({ values }) => values[0]!.value)).toEqual([0.5, 1.25, 2]);
  });

  const nine = MEASURES.concat(MEASURES, MEASURES).slice(0, 9);
  const plan =
    (design: unknown, scenarios: PlanResult['scenarios'], measures: readonly unknown[] = MEASURES) =>
    () =>
      planned(design as Design, scenarios, measures as readonly Measure[]);

  test.each([
    ['nine levers', plan({ kind: 'subsets' }, [[], [0, 1, 2, 3, 4, 5, 6, 7, 8]], nine), /at most 8/],
    ['subsets of one scenario', plan({ kind: 'subsets' }, [[0]]), /exactly two/],
    ['scenarios of which none is in the other', plan({ kind: 'subsets' }, [[0], [1, 2]]), /has to be in/],
    ['a measure twice', plan({ kind: 'subsets' }, [[], [1, 1]]), /none twice/],
    ['a measure that is not there', plan({ kind: 'draws', count: 2 }, [[4]]), /measure 4/],
    ['nothing to vary', plan({ kind: 'draws', count: 2 }, [[], [3]]), /parameter/],
    ['no scenario', plan({ kind: 'draws', count: 2 }, []), /number of scenarios/],
    ['one value', plan({ kind: 'one-at-a-time', points: 1 }, [[0]]), /number of values is 1/],
    ['no whole number', plan({ kind: 'trajectories', count: 1.5 }, [[0]]), /number of trajectories/],
    ['more than can be simulated', plan({ kind: 'draws', count: 20_000 }, [[], [0]]), /from 1 to 16000/],
    ['a design that is not there', plan({ kind: 'sobol' }, [[0]]), /no design 'sobol'/],
    [
      'a value out of range',
      plan({ kind: 'draws', count: 2 }, [[0]], [{ ...clouds, values: { times: 9 } }]),
      /from 0.5 to 2/,
    ],
    [
      'a preset that is not sound',
      plan({ kind: 'draws', count: 2 }, [[0]], [{ preset: { id: 'x' }, values: {} }]),
      /not sound/,
    ],
  ])('is refused for %s', (_, job, message) => {
    expect(job).toThrow(RequestError);
    expect(job).toThrow(message);
  });
});

describe('years are refused', () => {
  type Kind = 'attribution' | 'swings' | 'screening' | 'parameterBand';
  const ask = (kind: Kind, request: object) => () =>
    drain(engine.job({ kind, ...request } as JobRequest<Kind> & { readonly kind: Kind }));

  const swapped = (change: (variants: VariationRequest['variants']) => unknown) => ({
    ...ONE_REQUEST,
    variants: change(ONE_REQUEST.variants),
  });
  const short = planned({ kind: 'subsets' }, [[], [0, 1]]);
  const trajectories = requestOf(planned({ kind: 'trajectories', count: 1 }, [[], [0, 1]]));

  test.each([
    ['of another plan than subsets', ask('attribution', ONE_REQUEST), /plan 'subsets'/],
    [
      'of subsets in another order',
      ask('attribution', {
        ...questionOf(short),
        scenarios: [[], [1], [0], [0, 1]],
        parts: [lossesOf(short)],
      }),
      /plan 'subsets'/,
    ],
    [
      'of other scenarios',
      ask('attribution', { ...questionOf(short), parts: [SUBSETS_PART] }),
      /other scenarios/,
    ],
    ['without parts', ask('swings', { ...ONE_REQUEST, parts: [] }), /no simulated years/],
    ['against what is not there', ask('swings', { ...ONE_REQUEST, against: 4 }), /hold against is 4/],
    ['without variants', ask('swings', { ...ONE_REQUEST, variants: [] }), /plan for these/],
    [
      'with a scenario that is not there',
      ask(
        'swings',
        swapped((all) => all.map((each) => ({ ...each, at: [0, 1, 2, 99] }))),
      ),
      /plan for these/,
    ],
    [
      'with variants that are mixed up',
      ask(
        'swings',
        swapped((all) => all.map(({ values }, i) => ({ values, at: all[(i + 1) % all.length]!.at }))),
      ),
      /plan for these/,
    ],
    [
      'with a parameter that is not there',
      ask(
        'swings',
        swapped((all) => all.map((each) => ({ ...each, values: [{ ...each.values[0]!, parameter: 'y' }] }))),
      ),
      /plan for these/,
    ],
    ['of trajectories, for flips', ask('swings', trajectories), /plan 'one-at-a-time'/],
    ['of one at a time, for screening', ask('screening', ONE_REQUEST), /plan 'trajectories'/],
    ['of one at a time, for a band', ask('parameterBand', ONE_REQUEST), /plan 'draws'/],
    [
      'of a part of a trajectory',
      ask('screening', { ...trajectories, variants: trajectories.variants.slice(1) }),
      /plan 'trajectories'/,
    ],
  ])('%s', (_, job, message) => {
    expect(job).toThrow(RequestError);
    expect(job).toThrow(message);
  });
});

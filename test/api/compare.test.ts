/** Scenarios on the same years, against closed forms (model.md, section 9) and against what must be exactly so. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type {
  ComparedQuestion,
  ComparedResult,
  ComparisonResult,
  Contrast,
} from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain } from '../formats/reading.ts';
import { market, scenarioOf } from '../scenario/scenarios.ts';

/** Of every outage: long enough for years to have few of them. */
const HOURS = 24;

/** Outages per year that make a probability of being out. */
const rateOf = (probability: number): number => (8766 * probability) / (1 - probability) / HOURS;

const q = 0.01;
const q0 = 0.002;

/** The example of the issue: 55, 25 and 20 of 100 users. */
function openMarket(): Engine {
  const engine = createEngine();
  engine.take(
    market({
      users: [55, 25, 20],
      rates: [rateOf(q), rateOf(q), rateOf(q)],
      sharedRate: rateOf(q0),
      hours: HOURS,
      graceHours: 0,
    }),
  );
  return engine;
}

const MEASURES = [
  // ten equal providers
  scenarioOf(
    { verb: 'add', what: 'entities', id: 'entrant', count: 7, like: { id: ['p0'] } },
    {
      verb: 'reassign',
      where: { role: ['hosting'] },
      cap: { share: 0.1 },
      to: { suppliers: { kind: ['cloud-provider'] }, split: 'even' },
    },
  ),
  // a shared service that fails ten times less often
  scenarioOf({
    verb: 'set',
    where: { entity: { supplies: ['dns'] } },
    column: 'outages_per_year',
    times: rateOf(q0 / 10) / rateOf(q0),
  }),
  // a second provider for half, of which 80 % switch at once
  scenarioOf({
    verb: 'add-alternative',
    where: { role: ['hosting'] },
    fraction: 0.5,
    to: { operators: 'other' },
    failoverProbability: 0.8,
  }),
  scenarioOf(),
  // entrants that fail three times as often win a fifth of all customers
  scenarioOf(
    { verb: 'add', what: 'entities', id: 'poor', like: { id: ['p0'] }, times: { outagesPerYear: 3 } },
    {
      verb: 'reassign',
      where: { role: ['hosting'], supplier: { not: { id: ['poor'] } } },
      fraction: 0.2,
      to: { suppliers: { id: ['poor'] } },
    },
  ),
];

/** Enough for a tenth of them to say something. */
const YEARS = 960;

const QUESTION: ComparedQuestion = {
  seed: 1,
  weight: 'weight',
  measures: MEASURES.map((scenario) => ({ scenario })),
  scenarios: [[], [0], [1], [2], [3], [4], [0, 1, 2]],
};

function losses(engine: Engine, range = { first: 0, count: YEARS }, question = QUESTION): ComparedResult {
  return drain(engine.job({ kind: 'compared', ...question, ...range })).result;
}

function compared(engine: Engine, parts: readonly ComparedResult[], question = QUESTION): ComparisonResult {
  const contrasts = question.scenarios.map((_, b) => [0, b] as const);
  return drain(engine.job({ kind: 'comparison', ...question, parts, contrasts })).result;
}

describe('scenarios on the same years', () => {
  const engine = openMarket();
  const result = compared(engine, [losses(engine)]);
  const base = result.scenarios[0]!;
  /** Change of the mean as a part of the baseline's, with its interval. */
  const change = ({ mean, low, high }: Contrast) =>
    [mean, low!, high!].map((each) => each / base.averageAnnualLoss.mean) as [number, number, number];

  /** The mean of E F, with a shared service that is out with probability z. */
  const meanOf = (provider: number, z: number): number => z + (1 - z) * provider;

  test.each([
    [1, 'ten equal providers leave the mean', 0],
    [2, 'a better shared service', meanOf(q, q0 / 10) / meanOf(q, q0) - 1],
    [
      3,
      'a second provider for half, of which 80 % switch',
      meanOf(q * (1 - 0.5 * 0.8 * (1 - q)), q0) / meanOf(q, q0) - 1,
    ],
    [5, 'entrants that fail more often raise it', meanOf(q * 1.4, q0) / meanOf(q, q0) - 1],
    [6, 'all of them', meanOf(q * (1 - 0.5 * 0.8 * (1 - q)), q0 / 10) / meanOf(q, q0) - 1],
  ])('%i: %s, as the closed form says', (scenario, _, expected) => {
    const [mean, low, high] = change(result.contrasts[scenario]!);
    const deviation = (high - low) / (2 * 1.645);
    expect(deviation).toBeLessThan(0.03);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * deviation + 0.002);
  });

  test('many small providers calm the bad years, and the index says why', () => {
    expect(result.contrasts[1]!.tail.at(0)!.high).toBeLessThan(0);
    const hhi = (s: number) => result.scenarios[s]!.hhi.find(({ role }) => role === 'hosting')!.value;
    expect(hhi(0)).toBeCloseTo(10_000 * (0.55 ** 2 + 0.25 ** 2 + 0.2 ** 2), 6);
    expect(hhi(1)).toBeCloseTo(1000, 6);
    // a second provider that stands by takes no share of the market
    expect(hhi(3)).toBe(hhi(0));
  });

  test('a scenario that changes nothing differs by exactly nothing in every year', () => {
    expect(result.scenarios[4]).toEqual(base);
    expect(result.contrasts[4]).toMatchObject({ mean: 0, low: 0, high: 0, better: 0, worse: 0 });
    for (const { difference, low, high } of result.contrasts[4]!.tail)
      expect({ difference, low, high }).toEqual({ difference: 0, low: 0, high: 0 });
  });

  test('making something better hurts in no year', () => {
    expect(result.contrasts[2]).toMatchObject({ worse: 0 });
    expect(result.contrasts[3]).toMatchObject({ worse: 0 });
  });

  test('the years of the system as it is are those of the risk', () => {
    const years = drain(
      engine.job({ kind: 'years', seed: 1, weight: 'weight', first: 0, count: YEARS }),
    ).result;
    const risk = drain(engine.job({ kind: 'riskSummary', parts: [years] })).result;
    expect(base.averageAnnualLoss.mean).toBe(risk.averageAnnualLoss);
    expect(base.aep).toEqual(risk.aep.filter(({ returnPeriod }) => returnPeriod === 10));
    expect(base.tails[0]!.loss).toBe(
      risk.tailValueAtRisk.find(({ returnPeriod }) => returnPeriod === 10)!.loss,
    );
  });

  test('parts make the same result as one run, whoever did them', () => {
    const other = openMarket();
    const parts = [
      losses(other, { first: 0, count: 128 }),
      losses(engine, { first: 128, count: YEARS - 192 }),
      losses(other, { first: YEARS - 64, count: 64 }),
    ];
    expect(compared(openMarket(), parts)).toEqual(result);
  });

  test('order counts, and a shared beginning is the same', () => {
    const question = { ...QUESTION, scenarios: [[4], [4, 0], [0, 4]] };
    const { yearLoss } = losses(engine, { first: 0, count: 64 }, question);
    expect(yearLoss[1]).not.toEqual(yearLoss[2]);
    const alone = losses(engine, { first: 0, count: 64 }, { ...QUESTION, scenarios: [[4]] });
    expect(yearLoss[0]).toEqual(alone.yearLoss[0]);
  });
});

describe('a comparison is refused', () => {
  const engine = openMarket();
  const part = losses(engine, { first: 0, count: 64 });
  const ask =
    (question: Partial<ComparedQuestion>, range = { first: 0, count: 64 }) =>
    () =>
      losses(engine, range, { ...QUESTION, ...question });

  test.each([
    ['a measure that is not there', ask({ scenarios: [[7]] }), /measure 7/],
    ['no scenario', ask({ scenarios: [] }), /number of scenarios/],
    ['years from the middle of a block', ask({}, { first: 10, count: 64 }), /multiple of 64/],
    ['a weight that is not there', ask({ weight: 'x' }), /no weight 'x'/],
    [
      'a failure at an hour',
      ask({
        measures: [{ scenario: scenarioOf({ verb: 'fail', where: { entity: { id: ['p0'] } }, hours: 3 }) }],
        scenarios: [[0]],
      }),
      /draw outages by themselves/,
    ],
    [
      'a scenario that is not sound',
      ask({ measures: [{ scenario: { ...MEASURES[0]!, id: '' } }], scenarios: [[0]] }),
      /not sound/,
    ],
  ])('with %s', (_, job, message) => {
    expect(job).toThrow(RequestError);
    expect(job).toThrow(message);
  });

  test('when the years are of other scenarios, or have a gap', () => {
    const other = { ...QUESTION, scenarios: QUESTION.scenarios.slice(1) };
    expect(() => compared(engine, [part], other)).toThrow(/other scenarios/);
    expect(() => compared(engine, [losses(engine, { first: 64, count: 64 })])).toThrow(/expected 0/);
  });
});

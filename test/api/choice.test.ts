/** The jobs on choices: all combinations, beside a comparison of the same, and step by step. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { ChoiceQuestion, ChoiceResult, ChoicesResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain } from '../formats/reading.ts';
import { market, scenarioOf } from '../scenario/scenarios.ts';

const fewer = (id: string) =>
  scenarioOf({ verb: 'set', where: { entity: { id: [id] } }, column: 'outages_per_year', times: 0 });

const MEASURES = [scenarioOf(), fewer('p0'), fewer('p1'), fewer('shared')].map((scenario) => ({ scenario }));

const QUESTION: ChoiceQuestion = {
  seed: 2,
  weight: 'weight',
  measures: MEASURES,
  given: [0],
  levers: [1, 2, 3],
  costs: [5, 1, 2],
  budget: 6,
  years: 320,
};

function openMarket(): Engine {
  const engine = createEngine();
  engine.take(market({ users: [6, 3, 1], rates: [2, 1, 3], sharedRate: 1, hours: 10, graceHours: 0 }));
  return engine;
}

function choices(engine: Engine, range = { first: 0, count: 8 }, question = QUESTION): ChoicesResult {
  return drain(engine.job({ kind: 'choices', ...question, ...range })).result;
}

function choice(engine: Engine, parts: readonly ChoicesResult[]): ChoiceResult {
  return drain(engine.job({ kind: 'choice', ...QUESTION, parts })).result;
}

describe('measures under a budget', () => {
  const engine = openMarket();
  const part = choices(engine);
  const result = choice(engine, [part]);

  test('are those combinations that it allows, each with the losses of a comparison', () => {
    const scenarios = [[0], [0, 1], [0, 2], [0, 1, 2], [0, 3], [0, 1, 3], [0, 2, 3], [0, 1, 2, 3]];
    const question = { seed: 2, weight: 'weight', measures: MEASURES, scenarios };
    const { yearLoss } = drain(engine.job({ kind: 'compared', ...question, first: 0, count: 320 })).result;
    const means = yearLoss.map((losses) => losses.reduce((sum, each) => sum + each, 0) / 320);
    const isDear = (k: number): boolean => k === 5 || k === 7;
    expect([...part.averageAnnualLoss]).toEqual(means.map((mean, k) => (isDear(k) ? Number.NaN : mean)));
    expect(result).toMatchObject({ method: 'all combinations', looked: 6, combinations: 8 });
    const least = Math.min(...means.filter((_, k) => !isDear(k)));
    expect(result.best.averageAnnualLoss).toBe(least);
    expect(result.nothing).toMatchObject({ levers: [], cost: 0, averageAnnualLoss: means[0] });
  });

  test('have a front on which whoever costs more saves more', () => {
    expect(result.front[0]).toEqual(result.nothing);
    const losses = result.front.map(({ averageAnnualLoss }) => averageAnnualLoss);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
  });

  test('are the same however the combinations are cut', () => {
    const other = openMarket();
    const parts = [choices(other, { first: 0, count: 3 }), choices(engine, { first: 3, count: 5 })];
    expect(choice(other, parts)).toEqual(result);
  });

  test('are found step by step where each saves its own', () => {
    const stepwise = drain(engine.job({ kind: 'stepwiseChoice', ...QUESTION })).result;
    expect(stepwise).toMatchObject({ method: 'step by step', nothing: result.nothing });
    expect(stepwise.best).toEqual(result.best);
  });

  test.each([
    ['a cost too few', { costs: [1, 2] }, /3 measures to choose from and 2 costs/],
    ['a cost below 0', { costs: [1, 2, -1] }, /number of 0 or more/],
    ['years that end within a block', { years: 100 }, /multiple of 64/],
    ['too many measures', { levers: Array(16).fill(1), costs: Array(16).fill(1) }, /step by step/],
  ])('are refused with %s', (_, more, message) => {
    const ask = () => choices(engine, { first: 0, count: 1 }, { ...QUESTION, ...more });
    expect(ask).toThrow(RequestError);
    expect(ask).toThrow(message);
  });

  test('are refused when their parts answer another question', () => {
    const other = choices(engine, { first: 0, count: 8 }, { ...QUESTION, budget: 5 });
    expect(() => choice(engine, [other])).toThrow(/another question/);
  });
});

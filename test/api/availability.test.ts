/** The jobs on random moments, in this thread. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { AvailabilityResult, MomentsQuestion, MomentsResult, Range } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

type MomentsRequest = MomentsQuestion & Range;

/** A cloud that is out half of the time, two shops on it, one of them only in part, and one beside. */
const ENTITIES = `id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95
cloud,cloud-service,0,8766,1,1
shop,application,30,,,
stall,application,10,,,
kiosk,application,20,,,
barn,application,40,,,
`;
const DEPENDENCIES =
  'dependent,supplier,role,loss\nshop,cloud,hosting,1\nstall,cloud,hosting,0.4\nkiosk,cloud,hosting,0.5\n';

function open(entities = ENTITIES, dependencies = DEPENDENCIES): Engine {
  const engine = createEngine();
  drain(engine.job({ kind: 'load', files: filesOf({ entities, dependencies, about: PLAIN_ABOUT }) }));
  return engine;
}

function moments(asked: Partial<MomentsRequest> = {}, engine = open()): MomentsResult {
  return drain(engine.job({ kind: 'moments', first: 0, count: 10_000, seed: 3, weight: 'weight', ...asked }))
    .result;
}

function sumUp(parts: readonly MomentsResult[], engine = open()): AvailabilityResult {
  return drain(engine.job({ kind: 'availability', parts })).result;
}

function look(asked: Partial<MomentsRequest> = {}, engine = open()): AvailabilityResult {
  return sumUp([moments(asked, engine)], engine);
}

describe('random moments', () => {
  test('have weight down, probabilities and errors', () => {
    const result = look();
    const [cloud, shop, stall, kiosk, barn] = result.probabilityDown;
    expect(Math.abs(cloud! - 0.5)).toBeLessThan(0.02);
    expect([shop, kiosk, stall, barn]).toEqual([cloud, cloud, 0, 0]);
    expect([...result.downCount]).toEqual([cloud, cloud, 0, cloud, 0].map((p) => Math.round(10_000 * p!)));
    expect(result.standardErrors[1]).toBeCloseTo(0.005, 4);
    expect([result.standardErrors[2], result.standardErrors[4]]).toEqual([0, 0]);
    expect(result.totalWeight).toBe(100);
    expect(new Set(result.weightDown)).toEqual(new Set([0, 0.5]));
    expect(result.meanWeightDown).toBeCloseTo(0.5 * cloud!, 12);
    expect(result.standardError).toBeCloseTo(0.0025, 4);
    expect(result.quantiles.find(({ at }) => at === 0.9)!.weightDown).toBe(0.5);
  });

  test('are the same again, and in parts', () => {
    expect(look()).toEqual(look());
    const engine = open();
    const parts = [moments({ count: 700 }, engine)];
    // one that is given up half-way
    engine.job({ kind: 'moments', first: 0, count: 64, seed: 3, weight: 'weight' }).next();
    parts.push(moments({ first: 700, count: 4096 - 700 }, engine));
    parts.push(moments({ first: 4096, count: 10_000 - 4096 }, engine));
    expect(sumUp(parts, engine)).toEqual(look());
    expect(look({ seed: 4 }).weightDown).not.toEqual(look().weightDown);
  });

  test('say what they take for granted, with counts', () => {
    const said = look().assumptions.join(' ');
    expect(said).toContain('4 entities have no rate or no duration of outages, of 5');
    expect(said).toContain(
      '1 requirement with a loss of 0.5 or more but below 1 count as if all were lost; their dependents hold 20.0 % of the weight',
    );
    expect(said).toContain(
      '1 requirement with a loss below 0.5 are left out; their dependents hold 10.0 % of the weight',
    );
    const plain = look({}, open(ENTITIES, 'dependent,supplier\nshop,cloud\n')).assumptions.join(' ');
    expect(plain).not.toContain('Up or down');
  });

  test('tell how far they are', () => {
    const { steps } = drain(
      open().job({ kind: 'moments', first: 0, count: 100_000, seed: 0, weight: 'weight' }),
    );
    const fractions = steps.map(({ fraction }) => fraction);
    expect(fractions.length).toBeGreaterThan(100);
    expect(fractions).toEqual(fractions.slice().sort((a, b) => a - b));
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('a request for random moments that cannot be served', () => {
  test.each<[Partial<MomentsRequest>, string]>([
    [{ count: 0 }, 'The number of moments is 0; expected a whole number from 1 to 10000000'],
    [{ count: 1.5 }, 'The number of moments is 1.5'],
    [{ count: 1e9 }, 'The number of moments is 1000000000'],
    [{ first: -1 }, 'The first moment is -1'],
    [{ first: 2 ** 32 - 9_999 }, 'expected a whole number from 0 to 4294957296'],
    [{ seed: 2 ** 32 }, 'The seed is 4294967296'],
    [{ seed: Number.NaN }, 'The seed is NaN'],
    [{ weight: 'gold' }, "There is no weight 'gold'"],
  ])('says what is wrong with %j', (asked, message) => {
    expect(() => moments(asked)).toThrow(RequestError);
    expect(() => moments(asked)).toThrow(message);
  });

  test('is not summed up with what does not belong to it', () => {
    const first = moments({ count: 100 });
    expect(() => sumUp([])).toThrow('There are no random moments yet');
    expect(() => sumUp([first, first])).toThrow('begins at 0; expected 100');
    expect(() => sumUp([moments({ first: 1 })])).toThrow('begins at 1; expected 0');
    expect(() => sumUp([first, moments({ first: 100, seed: 4 })])).toThrow('different questions');
    expect(() => sumUp([first], open(`${ENTITIES}more,dns,1,,,\n`))).toThrow('different systems');
  });

  test('needs an open dataset', () => {
    expect(() => look({}, createEngine())).toThrow('No dataset is open');
  });
});

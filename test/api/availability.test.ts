/** The job on random moments, in this thread. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { AvailabilityRequest, AvailabilityResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

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

function look(asked: Partial<AvailabilityRequest> = {}, engine = open()): AvailabilityResult {
  return drain(engine.job({ kind: 'availability', replicates: 10_000, seed: 3, weight: 'weight', ...asked }))
    .result;
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
    const parts = [look({ replicates: 700 }), look({ replicates: 9300, firstReplicate: 700 })];
    expect(parts.flatMap(({ weightDown }) => [...weightDown])).toEqual([...look().weightDown]);
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
      open().job({ kind: 'availability', replicates: 100_000, seed: 0, weight: 'weight' }),
    );
    const fractions = steps.map(({ fraction }) => fraction);
    expect(fractions.length).toBeGreaterThan(100);
    expect(fractions).toEqual(fractions.slice().sort((a, b) => a - b));
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('a request for random moments that cannot be served', () => {
  test.each<[Partial<AvailabilityRequest>, string]>([
    [{ replicates: 0 }, 'The number of replicates is 0; expected a whole number from 1 to 10000000'],
    [{ replicates: 1.5 }, 'The number of replicates is 1.5'],
    [{ replicates: 1e9 }, 'The number of replicates is 1000000000'],
    [{ firstReplicate: -1 }, 'The first replicate is -1'],
    [{ firstReplicate: 2 ** 32 - 9_999 }, 'expected a whole number from 0 to 4294957296'],
    [{ seed: 2 ** 32 }, 'The seed is 4294967296'],
    [{ seed: Number.NaN }, 'The seed is NaN'],
    [{ weight: 'gold' }, "There is no weight 'gold'"],
  ])('says what is wrong with %j', (asked, message) => {
    expect(() => look(asked)).toThrow(RequestError);
    expect(() => look(asked)).toThrow(message);
  });

  test('needs an open dataset', () => {
    expect(() => look({}, createEngine())).toThrow('No dataset is open');
  });
});

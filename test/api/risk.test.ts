/** The jobs on simulated years, in this thread. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { RiskResult, YearsRequest, YearsResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

const ENTITIES = `id,kind,weight,recovery_hours,outages_per_year,outage_hours_p50,outage_hours_p95
shop,application,30,2,,,
stall,application,10,,1,4,9
cloud,cloud-service,0,,2,3,30
names,dns,0,,1,5,10
other,dns,0,,1,,
`;
const DEPENDENCIES = `dependent,supplier,role,group,failover_probability,confidence
shop,cloud,hosting,,,0.8
stall,cloud,hosting,,,0.9
shop,names,dns,d,0.5,
shop,other,dns,d,0.5,0.5
`;

function open(entities = ENTITIES): Engine {
  const engine = createEngine();
  drain(
    engine.job({
      kind: 'load',
      files: filesOf({ entities, dependencies: DEPENDENCIES, about: PLAIN_ABOUT }),
    }),
  );
  return engine;
}

function simulate(asked: Partial<YearsRequest> = {}, engine = open()): YearsResult {
  return drain(engine.job({ kind: 'years', first: 0, count: 6400, seed: 3, weight: 'weight', ...asked }))
    .result;
}

function sumUp(parts: readonly YearsResult[], engine = open()): RiskResult {
  return drain(engine.job({ kind: 'riskSummary', parts })).result;
}

describe('the sum of simulated years', () => {
  const result = sumUp([simulate()]);

  test('says how bad a year can get, and what is withheld and why', () => {
    expect(result).toMatchObject({
      years: 6400,
      seed: 3,
      failover: 'drawn',
      evidence: 'as-given',
      totalWeight: 40,
    });
    expect(result.averageAnnualLoss).toBeGreaterThan(5 * result.standardError!);
    expect(result.aep.map(({ returnPeriod }) => returnPeriod)).toEqual([2, 5, 10, 20, 50, 100, 200]);
    for (const [i, { loss, low, high }] of result.aep.entries()) {
      expect(loss).toBeGreaterThanOrEqual(result.oep[i]!.loss);
      expect(low).toBeLessThanOrEqual(loss);
      expect(high).toBeGreaterThanOrEqual(loss);
    }
    expect(result.valueAtRisk.map(({ level }) => level)).toEqual([0.9, 0.95, 0.99, 0.995]);
    expect(result.valueAtRisk[2]!.loss).toBe(
      result.aep.find(({ returnPeriod }) => returnPeriod === 100)!.loss,
    );
    for (const [i, { loss }] of result.valueAtRisk.entries())
      expect(result.tailValueAtRisk[i]!.loss).toBeGreaterThan(loss);
    expect(result.withheld[0]).toEqual({
      returnPeriod: 250,
      reason:
        'A loss that is reached once in 250 years has been reached 26 times in 6,400 years; a number needs 30 of them, that is 7,500 years.',
    });
  });

  test('says whom, what role and what nature it goes back to', () => {
    const shares = (of: readonly { readonly share: number }[]): number =>
      of.reduce((total, { share }) => total + share, 0);
    expect(result.drivers.map(({ entity }) => entity).sort()).toEqual([1, 2, 3]);
    expect(shares(result.drivers)).toBeCloseTo(1, 12);
    expect(result.roles.map(({ role }) => role).sort()).toEqual(['dns', 'hosting']);
    expect(shares([...result.roles, result.own])).toBeCloseTo(1, 12);
    expect(shares(Object.values(result.nature))).toBeCloseTo(1, 12);
    expect(result.nature.commonCause.share).toBe(0);
  });

  test('says what it takes for granted, with counts', () => {
    const said = result.assumptions.join(' ');
    expect(said).toContain('3 entities have a rate and a duration of outages, of 5');
    expect(said).toContain('Grace of 1 h for dns on 1 dependency');
    expect(said).toContain('drawn anew for every year');
    expect(said).toContain('Every dependency listed is taken as real');
    const drawn = sumUp([simulate({ evidence: 'drawn', failover: 'never' })]).assumptions.join(' ');
    expect(drawn).toContain('Each of 3 uncertain dependencies, of 4, exists with its confidence');
    expect(drawn).toContain('No switch to an alternative works');
    expect(drawn).not.toContain('taken as real');
  });

  test('has worst events that are the same films', () => {
    const engine = open();
    for (const event of sumUp([simulate({ count: 640 }, engine)], engine).worstEvents) {
      const film = drain(
        engine.job({
          kind: 'timeline',
          failures: event.failures,
          weight: 'weight',
          failover: 'drawn',
          seed: 3,
          replicate: event.year,
          horizonHours: event.horizonHours,
        }),
      ).result;
      expect(film.weightHours / event.weightHours).toBeCloseTo(1, 12);
      expect(film.touched).toHaveLength(event.affected);
    }
  });

  test('is the same in parts, gone on with after a stop, whoever did them', () => {
    const parts = [simulate({ count: 640 }), simulate({ first: 640, count: 5000 - (5000 % 64) })];
    const rest = 640 + 5000 - (5000 % 64);
    parts.push(simulate({ first: rest, count: 6400 - rest }));
    expect(sumUp(parts)).toEqual(result);
    expect(sumUp([simulate({ count: 100 })]).years).toBe(100);
  });

  test('has return periods that were asked for besides', () => {
    const engine = open();
    const parts = [simulate({}, engine)];
    const more = drain(engine.job({ kind: 'riskSummary', parts, returnPeriods: [30, 300] })).result;
    expect(more.aep.map(({ returnPeriod }) => returnPeriod)).toContain(30);
    expect(more.withheld.map(({ returnPeriod }) => returnPeriod)).toContain(300);
  });

  test('is zero and complete where nothing can be out', () => {
    const quiet = open(ENTITIES.replace(/,\d,\d+,\d+$/gm, ',,,'));
    const zero = sumUp([simulate({ count: 128 }, quiet)], quiet);
    expect(zero).toMatchObject({
      averageAnnualLoss: 0,
      standardError: 0,
      drivers: [],
      worstEvents: [],
      roles: [],
    });
    expect(JSON.stringify(zero)).not.toContain('null');
  });
});

describe('jobs on years', () => {
  test('tell how far they are', () => {
    const { steps } = drain(open().job({ kind: 'years', first: 0, count: 640, seed: 1, weight: 'weight' }));
    expect(steps.length).toBeGreaterThan(600);
    expect(steps.every(({ fraction }, i) => fraction >= (steps[i - 1]?.fraction ?? 0) && fraction <= 1)).toBe(
      true,
    );
  });

  test('take turns without disturbing each other', () => {
    const engine = open();
    const jobs = [0, 640].map((first) =>
      engine.job({ kind: 'years', first, count: 640, seed: 3, weight: 'weight' }),
    );
    const results: YearsResult[] = [];
    while (results.length < 2)
      for (const job of jobs) {
        const next = job.next();
        if (next.done && next.value !== undefined) results.push(next.value);
      }
    const alone = [0, 640].map((first) => simulate({ count: 640, first }, engine));
    expect(results).toEqual(alone);
  });

  test.each<[Partial<YearsRequest>, string]>([
    [{ count: 0 }, 'number of years'],
    [{ count: 1.5 }, 'number of years'],
    [{ first: 65 }, 'multiple of 64'],
    [{ first: -64 }, 'first year'],
    [{ seed: -1 }, 'seed'],
    [{ weight: 'gold' }, "no weight 'gold'"],
    [{ failover: 'perhaps' as 'never' }, 'always, never or drawn'],
    [{ evidence: 'perhaps' as 'drawn' }, 'as-given or drawn'],
  ])('refuse %j', (asked, message) => {
    expect(() => simulate(asked)).toThrow(RequestError);
    expect(() => simulate(asked)).toThrow(message);
  });

  test('refuse to sum up what does not belong together', () => {
    const first = simulate({ count: 64 });
    expect(() => sumUp([])).toThrow('There are no simulated years yet');
    expect(() => sumUp([simulate({ count: 64, first: 64 })])).toThrow('begins at 64; expected 0');
    expect(() => sumUp([first, first])).toThrow('begins at 0; expected 64');
    expect(() => sumUp([simulate({ count: 60 }), first])).toThrow('only the last part may');
    for (const other of [{ seed: 4 }, { failover: 'never' as const }, { evidence: 'drawn' as const }])
      expect(() => sumUp([first, simulate({ count: 64, first: 64, ...other })])).toThrow(
        'different questions',
      );
    expect(() => sumUp([first], open(`${ENTITIES}more,dns,1,,,,\n`))).toThrow('different systems');
  });
});

describe('data that years cannot be simulated with', () => {
  test.each([
    ['too many outages', ENTITIES.replace('cloud-service,0,,2,', 'cloud-service,0,,1e6,'), /at most 20000/],
    [
      'weights that are too large to add up',
      ENTITIES.replace('application,30,', 'application,1e308,'),
      /add up to more/,
    ],
  ])('are refused with the reason: %s', (_, entities, reason) => {
    expect(() => simulate({ count: 64 }, open(entities))).toThrow(reason);
  });
});

/** The jobs on time, in this thread. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type { JobKind, JobRequest, JobResult, TimelineRequest } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

function run<K extends JobKind>(engine: Engine, request: JobRequest<K>): JobResult<K> {
  return drain(engine.job(request)).result;
}

function engineOn(entities: string, dependencies: string): Engine {
  const engine = createEngine();
  run(engine, { kind: 'load', files: filesOf({ entities, dependencies, about: PLAIN_ABOUT }) });
  return engine;
}

/** A shop and a blog on one host; the shop has a name server besides. */
const SMALL = [
  'id,name,kind,weight,recovery_hours\nshop,Shop,application,30,1\nblog,Blog,application,10,\nhost,Host,cloud-service,0,\nnames,Names,dns,0,\n',
  'dependent,supplier,role,loss,grace_hours\nshop,host,hosting,1,\nblog,host,hosting,0.5,0\nshop,names,dns,1,\nblog,names,naming,1,\n',
] as const;

const [SHOP, BLOG, HOST, NAMES] = [0, 1, 2, 3];

const HOST_FAILS: TimelineRequest = {
  failures: [{ entity: HOST, start: 1, duration: 2 }],
  weight: 'weight',
};

describe('a timeline', () => {
  test('comes as columns, with what was lost', () => {
    const result = run(engineOn(...SMALL), { kind: 'timeline', ...HOST_FAILS });
    const rows = Array.from(result.time, (hour, row) => [
      hour,
      result.entity[row],
      result.level[row],
      result.causes[result.cause[row]!],
      result.because[row],
      result.via[row],
    ]);
    expect(rows).toEqual([
      [1, HOST, 0, 'failure', -1, -1],
      [1, SHOP, 0, 'requirement', 0, HOST],
      [1, BLOG, 0.5, 'requirement', 1, HOST],
      [3, HOST, 1, 'failure', -1, -1],
      [3, BLOG, 1, 'requirement', 1, HOST],
      [4, SHOP, 1, 'requirement', 0, HOST],
    ]);
    expect(result.previous).toEqual(Int32Array.of(-1, -1, -1, 0, 2, 1));
    // from hour 3 the shop, of weight 30, only needs its own hour
    expect(result.recoveringEntity).toEqual(Int32Array.of(SHOP));
    expect(result.recoveringFrom).toEqual(Float64Array.of(3));
    expect(result.recoveringUntil).toEqual(Float64Array.of(4));
    expect(result.stateHour).toEqual(Float64Array.of(1, 3, 4));
    expect(result.stateDown).toEqual(Float64Array.of(30, 0, 0));
    expect(result.stateDegraded).toEqual(Float64Array.of(10, 0, 0));
    expect(result.stateRecovering).toEqual(Float64Array.of(0, 30, 0));
    expect(result.stateLost).toEqual(Float64Array.of(35, 30, 0));
    expect(result.requirements).toEqual([
      { requirement: 0, role: 'hosting', group: '', need: 1, memberCount: 1 },
      { requirement: 1, role: 'hosting', group: '', need: 1, memberCount: 1 },
    ]);
    expect(result.touched).toEqual(Int32Array.of(SHOP, BLOG, HOST));
    expect(result.hoursLost).toEqual(Float64Array.of(3, 1, 2));
    expect(result).toMatchObject({
      weightHours: 100,
      totalWeight: 40,
      peakWeightDown: 35,
      peakHour: 1,
      deadlocks: [],
      endHour: 8766,
      isComplete: true,
    });
  });

  test('names every default that it used, with how often', () => {
    const names = { failures: [{ entity: NAMES, start: 0, duration: 5 }], weight: 'weight' };
    const said = (request: TimelineRequest): string =>
      run(engineOn(...SMALL), { kind: 'timeline', ...request }).assumptions.join('\n');
    expect(said(names)).toContain('Grace of 1 h for dns on 1 dependency without one of their own: resolvers');
    expect(said(names)).toContain('No grace on 1 dependency without one of their own');
    expect(said(names)).toContain('2 entities that fell give no time to recover');
    expect(said(HOST_FAILS)).toContain('Grace of 0 h for hosting on 1 dependency');
    expect(said(HOST_FAILS)).not.toContain('dns');
    expect(said(names)).toContain('Every switch to an alternative works');
    expect(said({ ...names, failover: 'never' })).toContain('No switch to an alternative works');
    expect(said({ ...names, failover: 'drawn', seed: 7 })).toContain('drawn with seed 7 (world 0)');
    expect(said({ ...names, crowding: true })).toContain('The load of an entity is the weight');
    expect(said({ ...names, horizonHours: 3 })).toContain(
      '3 entities are still below full service at hour 3',
    );
  });

  test('reports who waits for whom for good', () => {
    const engine = engineOn(
      'id,kind,weight\na,platform,1\nb,platform,1\nc,platform,1\n',
      'dependent,supplier,phase\na,b,run\nb,a,start\nc,a,run\n',
    );
    const result = run(engine, {
      kind: 'timeline',
      failures: [{ entity: 1, start: 0, duration: 1 }],
      weight: 'weight',
      horizonHours: 10,
    });
    expect(result.deadlocks).toEqual([[0, 1]]);
    expect(result.weightHours).toBe(30);
  });

  test('that has no end in sight is stopped, and says so', () => {
    // the two throw their outage at each other every two seconds, for a year
    const engine = engineOn(
      'id,kind,weight,recovery_hours\na,platform,1,0.0005\nb,platform,1,0.0005\n',
      'dependent,supplier,grace_hours\na,b,0.0005\nb,a,0.0005\n',
    );
    const work = engine.job({
      kind: 'timeline',
      failures: [{ entity: 0, start: 0, duration: 0.0003 }],
      weight: 'weight',
    });
    const { steps, result } = drain(work);
    expect(result.isComplete).toBe(false);
    expect(result.endHour).toBeLessThan(8766);
    expect(result.assumptions.join(' ')).toContain('Stopped at hour');
    expect(steps.length).toBeGreaterThan(10);
    const fractions = steps.map(({ fraction }) => fraction);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  });

  test('is not disturbed by another that runs while it pauses', () => {
    // a chain long enough to pause on
    const count = 22_000;
    const ids = Array.from({ length: count }, (_, v) => v);
    const engine = engineOn(
      `id,kind,weight\n${ids.map((v) => `e${v},platform,1\n`).join('')}`,
      `dependent,supplier,grace_hours\n${ids
        .slice(1)
        .map((v) => `e${v - 1},e${v},${v % 2}\n`)
        .join('')}`,
    );
    const request = {
      failures: [{ entity: count - 1, start: 0, duration: 1e5 }],
      weight: 'weight',
      horizonHours: 1e6,
    };
    const alone = run(engine, { kind: 'timeline', ...request });
    const paused = engine.job({ kind: 'timeline', ...request });
    expect(paused.next().done).toBe(false);
    run(engine, { kind: 'timeline', ...request, failures: [{ entity: 5, start: 0, duration: 3 }] });
    const { result } = drain(paused);
    expect(result.weightHours).toBe(alone.weightHours);
    expect(result.time).toEqual(alone.time);
  });
});

describe('the explanation of a timeline', () => {
  test('is the chain to the level of an entity at an hour', () => {
    const steps = run(engineOn(...SMALL), { kind: 'explainTimeline', ...HOST_FAILS, entity: SHOP, hour: 9 });
    expect(steps).toEqual([
      {
        entity: HOST,
        hour: 3,
        level: 1,
        sentence: 'Host came back at hour 3, as soon as its failure had ended.',
      },
      {
        entity: SHOP,
        hour: 4,
        level: 1,
        sentence: 'Shop came back at hour 4, 1 h after Host, which it needs for hosting, was back.',
      },
    ]);
  });
});

describe('a request in time that cannot be served', () => {
  test.each<[string, Partial<TimelineRequest>]>([
    ['There is no entity with index 9', { failures: [{ entity: 9, start: 0, duration: 1 }] }],
    ['The start of a failure is -1', { failures: [{ entity: 0, start: -1, duration: 1 }] }],
    ['The duration of a failure is NaN', { failures: [{ entity: 0, start: 0, duration: Number.NaN }] }],
    ['A failure leaves 1.1 of the service', { failures: [{ entity: 0, start: 0, duration: 1, level: 1.1 }] }],
    ['A failure leaves -0.1', { failures: [{ entity: 0, start: 0, duration: 1, level: -0.1 }] }],
    ['A failure leaves NaN', { failures: [{ entity: 0, start: 0, duration: 1, level: Number.NaN }] }],
    ['A failure starts at hour 9000', { failures: [{ entity: 0, start: 9000, duration: 1 }] }],
    ['The time looked at is 0 hours', { horizonHours: 0 }],
    ['The time looked at is Infinity hours', { horizonHours: Number.POSITIVE_INFINITY }],
    ['The seed is 0.5', { failover: 'drawn', seed: 0.5 }],
    ['The seed is -1', { failover: 'drawn', replicate: -1 }],
    ["not 'perhaps'", { failover: 'perhaps' as 'never' }],
    ["There is no weight 'gold'", { weight: 'gold' }],
  ])('is told: %s', (message, wrong) => {
    const engine = engineOn(...SMALL);
    for (const request of [
      { kind: 'timeline', ...HOST_FAILS, ...wrong } as const,
      { kind: 'explainTimeline', ...HOST_FAILS, ...wrong, entity: 0, hour: 1 } as const,
    ]) {
      expect(() => run(engine, request)).toThrow(RequestError);
      expect(() => run(engine, request)).toThrow(message);
    }
  });

  test('is told for the entity and the hour of an explanation', () => {
    const engine = engineOn(...SMALL);
    const ask = (entity: number, hour: number) => () =>
      run(engine, { kind: 'explainTimeline', ...HOST_FAILS, entity, hour });
    expect(ask(7, 1)).toThrow('There is no entity with index 7');
    expect(ask(0, Number.NaN)).toThrow('The hour is NaN');
  });
});

import { describe, expect, test, vi } from 'vitest';
import type { EnginePool } from '../../engine/api/pool.ts';
import { createRangedRun, NO_RUN, type RangedRun } from '../../ui/store/ranged-run.ts';
import { answerMoments, createRiskMoments, nextMoments } from '../../ui/store/risk-moments.ts';
import { answerRates, createRiskRates } from '../../ui/store/risk-rates.ts';
import { answerSensitivity, createRiskSensitivity, nextWorlds } from '../../ui/store/risk-sensitivity.ts';
import { answerTail, createRiskTail } from '../../ui/store/risk-tail.ts';
import { drain } from '../formats/reading.ts';
import { engineHere } from './engine-here.ts';

const MOMENTS = { kind: 'moments', seed: 1, weight: 'weight' } as const;

/** A pool that gives parts of 10 until told to stop, and dies once after `diesAfter` parts. */
function counted({ diesAfter = Number.POSITIVE_INFINITY } = {}) {
  let left = diesAfter;
  const asked: number[] = [];
  const pool: Pick<EnginePool, 'runRange'> = {
    async runRange(_, { range, onPart, signal }) {
      asked.push(range.first);
      for (let end = range.first + 10; end <= range.first + range.count; end += 10) {
        await null;
        if (left-- === 0) return { ok: false, error: { code: 'crashed', message: 'It died.', problems: [] } };
        if (signal?.aborted) return { ok: false, error: { code: 'cancelled', message: '', problems: [] } };
        onPart(end as never, end);
      }
      return { ok: true, value: undefined };
    },
  };
  return { pool, asked };
}

function watched(pool: Pick<EnginePool, 'runRange'>, onPart: (end: unknown) => void = () => {}) {
  const told: RangedRun[] = [];
  const parts: unknown[] = [];
  let seconds = 0;
  const run = createRangedRun<'moments'>({
    pool,
    tell: (now) => told.push(now),
    onPart: (part) => {
      parts.push(part);
      onPart(part);
    },
    now: () => seconds++,
  });
  return { run, told, parts };
}

describe('a run over a range', () => {
  test('tells how far it is and how long it takes still, and ends at its target', async () => {
    const { run, told, parts } = watched(counted().pool);
    await run.goOn(MOMENTS, 40);
    expect(parts).toEqual([10, 20, 30, 40]);
    expect(told.map(({ done }) => done)).toEqual([0, 10, 20, 30, 40, 40]);
    expect(told[2]).toMatchObject({ isRunning: true, secondsLeft: 2, target: 40 });
    expect(told.at(-1)).toMatchObject({ isRunning: false, secondsLeft: null, failure: '' });
  });

  test('keeps what it has when it is stopped, and goes on from there', async () => {
    const { pool, asked } = counted();
    const { run, told, parts } = watched(pool, (end) => {
      if (end === 30) run.cancel();
    });
    await run.goOn(MOMENTS, 100);
    const { done, isRunning, failure } = told.at(-1)!;
    expect([isRunning, failure]).toEqual([false, '']);
    expect(done).toBe(10 * parts.length);
    await run.goOn(MOMENTS, 100);
    expect(asked).toEqual([0, done]);
    expect(parts).toEqual(Array.from({ length: 10 }, (_, i) => 10 * (i + 1)));
    expect(told.at(-1)?.done).toBe(100);
  });

  test('goes on by itself when an engine dies once, and says so when it dies again', async () => {
    const { run, told, parts } = watched(counted({ diesAfter: 3 }).pool);
    await run.goOn(MOMENTS, 50);
    expect(parts).toEqual([10, 20, 30, 40, 50]);
    const { run: doomed, told: last } = watched({
      runRange: async () => ({ ok: false, error: { code: 'crashed', message: 'It died.', problems: [] } }),
    });
    await doomed.goOn(MOMENTS, 50);
    expect(last.at(-1)).toMatchObject({ isRunning: false, failure: 'It died.' });
    expect(told.at(-1)?.failure).toBe('');
  });

  test('forgets everything when the question changes', async () => {
    const { run, told, parts } = watched(counted().pool, (end) => {
      if (end === 30) run.clear();
    });
    await run.goOn(MOMENTS, 100);
    expect(parts).toHaveLength(3);
    expect(told.at(-1)).toEqual(NO_RUN);
  });
});

describe('random moments', () => {
  function opened() {
    const here = engineHere({ partSize: 50_000 });
    const moments = createRiskMoments();
    let seed = 1;
    const asked = answerMoments(here.pool, {
      moments,
      key: () => here.view.hash,
      question: () => ({ seed, weight: 'weight' }),
    });
    return { ...here, moments, asked, reseed: () => (seed = 2) };
  }

  test('are summed up at the end as if they had been one part', async () => {
    const { engine, moments, asked, runs } = opened();
    asked.look();
    await vi.waitFor(() => expect(moments.getState().result?.replicates).toBe(250_000), 20_000);
    const whole = drain(engine.job({ ...MOMENTS, first: 0, count: 250_000 })).result;
    const expected = drain(engine.job({ kind: 'availability', parts: [whole] })).result;
    expect(moments.getState().result).toEqual(expected);
    expect(moments.getState().curve[0]?.count).toBe(whole.weightDown.filter((share) => share > 0).length);
    // not after every part
    expect(runs.get('availability')).toBeLessThanOrEqual(4);
  });

  test('are forgotten when something else is asked', async () => {
    const { moments, asked, reseed } = opened();
    asked.look();
    await vi.waitFor(() => expect(moments.getState().result).not.toBeNull(), 20_000);
    asked.refresh();
    expect(moments.getState().result).not.toBeNull();
    reseed();
    asked.refresh();
    expect(moments.getState()).toEqual({ run: NO_RUN, result: null, curve: [] });
  });

  test('are more with every look, until there are enough', () => {
    expect(nextMoments(NO_RUN)).toBe(250_000);
    expect(nextMoments({ ...NO_RUN, done: 100, target: 250_000 })).toBe(250_000);
    expect(nextMoments({ ...NO_RUN, done: 250_000, target: 250_000 })).toBe(1_000_000);
    expect(nextMoments({ ...NO_RUN, done: 4_000_000, target: 4_000_000 })).toBeNull();
  });
});

describe('other worlds', () => {
  test('are summed up as they come, and go on where they stood', async () => {
    const { pool, view } = engineHere({ partSize: 8 });
    const sensitivity = createRiskSensitivity();
    const asked = answerSensitivity(pool, {
      sensitivity,
      key: () => view.hash,
      question: () => ({ seed: 1, weight: 'weight', failover: 'drawn' }),
    });
    asked.redraw();
    await vi.waitFor(() => expect(sensitivity.getState().result?.worlds).toBe(40), 60_000);
    const { result, run } = sensitivity.getState();
    expect(result?.unseen.map(({ fraction }) => fraction)).toEqual([0.05, 0.1, 0.2]);
    expect(result?.drivers[0]?.holdsRank).toBeGreaterThan(0);
    expect(nextWorlds(run)).toBe(80);
  }, 70_000);
});

describe('the worst years', () => {
  const years = (count: number, engine: ReturnType<typeof engineHere>['engine']) =>
    drain(engine.job({ kind: 'years', first: 0, count, seed: 1, weight: 'weight' })).result;

  test('are asked for once, when enough years are there and no more are coming', async () => {
    const { engine, pool, runs } = engineHere({ partSize: 64 });
    const tail = createRiskTail();
    const asked = answerTail(pool, tail);
    asked.follow(null);
    asked.follow([years(640, engine)]);
    expect(runs.get('riskTail')).toBeUndefined();
    const enough = [years(3200, engine)];
    asked.follow(enough);
    asked.follow(enough);
    await vi.waitFor(() => expect(tail.getState().tail.value?.years).toBe(32), 20_000);
    expect(runs.get('riskTail')).toBe(1);
    // while more years come, what is known of fewer stays
    asked.follow(null);
    expect(tail.getState().tail.value).not.toBeNull();
  });
});

describe('rates of outages', () => {
  test('are those of the data, the most frequent first, and asked for once', async () => {
    const { pool, view, runs } = engineHere({ partSize: 64 });
    const rates = createRiskRates();
    const follow = answerRates(pool, rates);
    follow(view.hash);
    follow(view.hash);
    await vi.waitFor(() => expect(rates.getState().rates.value).not.toBeNull());
    const { entity, perYear, hoursP50 } = rates.getState().rates.value!;
    expect(Array.from(entity, (v) => view.id[v])).toEqual(['cloud', 'stall', 'names']);
    expect([...perYear]).toEqual([2, 1, 1]);
    expect([...hoursP50]).toEqual([3, 4, 5]);
    expect(runs.get('outageRates')).toBe(1);
    follow('');
    expect(rates.getState().rates.value).toBeNull();
  });
});

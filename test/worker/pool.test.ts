/** Long jobs on several engines: the same as on one, whatever happens to them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { EngineThread } from '../../engine/api/client.ts';
import { createPool, type EnginePool, type RangedQuestion } from '../../engine/api/pool.ts';
import type { JobRequest, MomentsResult, Outcome, Range, YearsResult } from '../../engine/api/protocol.ts';
import { bytesOf, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';
import type { MortalThread } from './contract.ts';
import { nodeEngines } from './node-engine.ts';
import { threadlessEngine } from './threadless-engine.ts';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');

const SHIPPED: JobRequest<'load'> = {
  kind: 'load',
  files: readdirSync(shipped)
    .filter((name) => /\.(csv|json)$/.test(name))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(shipped, name))) })),
};

/** A shop on a cloud that is out once a month. */
const SMALL: JobRequest<'load'> = {
  kind: 'load',
  files: filesOf({
    entities:
      'id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95\nshop,application,1,,,\ncloud,cloud-service,0,12,2,9\n',
    dependencies: 'dependent,supplier\nshop,cloud\n',
    about: PLAIN_ABOUT,
  }),
};

const YEARS: RangedQuestion<'years'> = { kind: 'years', seed: 5, weight: 'weight', evidence: 'drawn' };
const MOMENTS: RangedQuestion<'moments'> = { kind: 'moments', seed: 5, weight: 'weight' };

/** Too many to be ever done. */
const ENDLESS: Range = { first: 0, count: 9_999_936 };

/** The promise is 100 ms; the rest is for a machine that is busy with other tests. */
const CANCEL_MS = 100 + 300;

const PATIENCE = 60_000;

const pools: EnginePool[] = [];
const threads: MortalThread[] = [];

function answerOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

async function opened(
  spawn: () => EngineThread,
  workerCount: number,
  load: JobRequest<'load'> = SMALL,
): Promise<EnginePool> {
  const pool = createPool(spawn, { workerCount });
  pools.push(pool);
  answerOf(await pool.run(load));
  return pool;
}

/** Threads that the test can kill; the first has number 0. */
function mortal(spawn: () => MortalThread): () => MortalThread {
  return () => {
    const thread = spawn();
    threads.push(thread);
    return thread;
  };
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
  threads.length = 0;
});

/** Runs a range of years; what came is told even if it ended early. */
async function simulate(pool: EnginePool, range: Range, signal?: AbortSignal) {
  const parts: YearsResult[] = [];
  const ends: number[] = [];
  const outcome = await pool.runRange<'years'>(YEARS, {
    range,
    onPart(part, end) {
      parts.push(part);
      ends.push(end);
    },
    ...(signal === undefined ? {} : { signal }),
  });
  return { outcome, parts, ends };
}

/** Runs years without end until `passes`, and gives the way to stop them. */
async function running(pool: EnginePool, passes: (partCount: number) => boolean) {
  const abort = new AbortController();
  const parts: YearsResult[] = [];
  let done: Promise<Outcome<void>> | undefined;
  await new Promise<void>((resolve) => {
    done = pool.runRange<'years'>(YEARS, {
      range: ENDLESS,
      signal: abort.signal,
      onPart(part) {
        parts.push(part);
        if (passes(parts.length)) resolve();
      },
    });
    void done.then(() => resolve());
  });
  return { done: done!, parts, abort: () => abort.abort() };
}

async function summaryOf(pool: EnginePool, parts: readonly YearsResult[]): Promise<string> {
  return JSON.stringify(answerOf(await pool.run({ kind: 'riskSummary', parts })));
}

/** Throws unless the parts follow each other from year 0 on; gives the number of years. */
function yearsOf(parts: readonly YearsResult[]): number {
  return parts.reduce((year, { records }) => {
    expect(records.firstYear).toBe(year);
    return year + records.yearLoss.length;
  }, 0);
}

const nodeThread = nodeEngines('pool');

describe.each([
  ['in this thread', () => threadlessEngine()],
  ['in this thread, in memory that could be shared', () => threadlessEngine({ sharesMemory: true })],
  ['in threads of Node', () => nodeThread()],
])('engines %s', { timeout: PATIENCE }, (_, spawn) => {
  test('give the same bytes, however many they are', async () => {
    const summaries: string[] = [];
    const momentSums: string[] = [];
    for (const workerCount of [1, 2, 3, 7]) {
      const pool = await opened(spawn, workerCount, SHIPPED);
      const { outcome, parts, ends } = await simulate(pool, { first: 0, count: 1000 });
      expect(outcome).toEqual({ ok: true, value: undefined });
      expect(yearsOf(parts)).toBe(1000);
      expect(ends.at(-1)).toBe(1000);
      expect(ends.slice(0, -1).every((end) => end % 64 === 0)).toBe(true);
      summaries.push(await summaryOf(pool, parts));
      const moments: MomentsResult[] = [];
      const looked = await pool.runRange<'moments'>(MOMENTS, {
        range: { first: 0, count: 50_000 },
        onPart: (part) => moments.push(part),
      });
      answerOf(looked);
      expect(moments.length).toBeGreaterThan(1);
      momentSums.push(
        JSON.stringify(answerOf(await pool.run({ kind: 'availability', parts: moments })), (_, value) =>
          ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
        ),
      );
      expect(pool.workerCount).toBe(workerCount);
      pool.dispose();
    }
    expect(new Set(summaries).size).toBe(1);
    expect(new Set(momentSums).size).toBe(1);
  });

  test('stop within 100 ms, and go on as if never stopped', async () => {
    const pool = await opened(spawn, 3);
    const run = await running(pool, (partCount) => partCount === 8);
    const start = performance.now();
    run.abort();
    expect(codeOf(await run.done)).toBe('cancelled');
    expect(performance.now() - start).toBeLessThan(CANCEL_MS);
    const { parts } = run;
    const stoppedAt = yearsOf(parts);
    const goal = stoppedAt + 6400;
    const rest = await simulate(pool, { first: stoppedAt, count: goal - stoppedAt });
    answerOf(rest.outcome);
    const whole = await simulate(pool, { first: 0, count: goal });
    expect(await summaryOf(pool, [...parts, ...rest.parts])).toBe(await summaryOf(pool, whole.parts));
  });

  test.each([
    ['the first', 0],
    ['another', 1],
  ])('lose %s of them, and nothing else', async (_, number) => {
    const pool = await opened(mortal(spawn), 2);
    const told: string[] = [];
    pool.onRestart((reason) => told.push(reason));
    const run = await running(pool, (partCount) => partCount === 8);
    const before = run.parts.length;
    threads[number]!.die();
    await expect.poll(() => run.parts.length, { timeout: PATIENCE / 4 }).toBeGreaterThan(before + 4);
    run.abort();
    await run.done;
    const years = yearsOf(run.parts);
    expect(threads.length).toBe(3);
    // of the others a person knows nothing
    expect(told.length).toBe(number === 0 ? 1 : 0);
    const alone = await simulate(await opened(spawn, 1), { first: 0, count: years });
    expect(await summaryOf(pool, run.parts)).toBe(await summaryOf(pool, alone.parts));
  });

  test('end a range when another dataset is opened, and take that over for the next', async () => {
    const pool = await opened(spawn, 2, SHIPPED);
    const run = await running(pool, (partCount) => partCount === 6);
    const view = answerOf(await pool.run(SMALL));
    expect(codeOf(await run.done)).toBe('cancelled');
    const { parts, outcome } = await simulate(pool, { first: 0, count: 12_800 });
    answerOf(outcome);
    expect(new Set(parts.map(({ hash }) => hash))).toEqual(new Set([view.hash]));
    expect(new Set(run.parts.map(({ hash }) => hash)).has(view.hash)).toBe(false);
  });

  test('wait for a dataset that is being opened', async () => {
    const pool = await opened(spawn, 2, SHIPPED);
    const loading = pool.run(SMALL);
    const { parts } = await simulate(pool, { first: 0, count: 6400 });
    const { hash } = answerOf(await loading);
    expect(parts.every((part) => part.hash === hash)).toBe(true);
  });

  test('work on several ranges and short jobs at the same time', async () => {
    const pool = await opened(spawn, 2);
    const runs = [6400, 12_800].map((count) => simulate(pool, { first: 0, count }));
    const short = await pool.run({ kind: 'cascade', fail: [1], weight: 'weight' });
    expect(answerOf(short).share).toBe(1);
    const [less, more] = await Promise.all(runs);
    expect([yearsOf(less!.parts), yearsOf(more!.parts)]).toEqual([6400, 12_800]);
  });

  test('end with the client', async () => {
    const pool = await opened(spawn, 2);
    const run = await running(pool, (partCount) => partCount === 4);
    pool.dispose();
    expect(codeOf(await run.done)).toBe('cancelled');
    expect(codeOf((await simulate(pool, { first: 0, count: 64 })).outcome)).toBe('cancelled');
  });
});

describe('a range that cannot be worked on', () => {
  test('is a bad request, whoever finds out', async () => {
    const pool = await opened(() => threadlessEngine(), 2);
    for (const range of [
      { first: 1, count: 64 },
      { first: 0, count: 0 },
      { first: 0, count: Number.NaN },
      { first: 0, count: 1.5 },
      { first: -64, count: 64 },
    ]) {
      const { outcome, parts } = await simulate(pool, range);
      expect([range, codeOf(outcome), parts]).toEqual([range, 'bad-request', []]);
    }
  });

  test('needs an open dataset', async () => {
    const pool = createPool(() => threadlessEngine(), { workerCount: 3 });
    pools.push(pool);
    expect(codeOf((await simulate(pool, { first: 0, count: 640 })).outcome)).toBe('no-system');
  });

  test('is cancelled at once by a signal that was used up before', async () => {
    const pool = await opened(() => threadlessEngine(), 2);
    const { outcome } = await simulate(pool, { first: 0, count: 640 }, AbortSignal.abort());
    expect(codeOf(outcome)).toBe('cancelled');
  });

  test('ends with the mistake of who listens', async () => {
    const pool = await opened(() => threadlessEngine(), 2);
    const outcome = await pool.runRange<'years'>(YEARS, {
      range: ENDLESS,
      onPart() {
        throw new Error('I cannot hear.');
      },
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'bug', message: 'Error: I cannot hear.' } });
  });

  test('ends as crashed when whoever touches it dies', async () => {
    const spawn = mortal(() =>
      threadlessEngine({
        wrap: (engine) => ({
          ...engine,
          run(jobId, request) {
            if (request.kind !== 'years' || request.first < 640) return engine.run(jobId, request);
            setImmediate(() => mine.die());
            return new Promise(() => {});
          },
        }),
      }),
    );
    let mine: MortalThread;
    const pool = await opened(() => {
      const thread = spawn();
      mine = thread;
      return thread;
    }, 1);
    const { outcome, parts } = await simulate(pool, ENDLESS);
    expect(codeOf(outcome)).toBe('crashed');
    expect(yearsOf(parts)).toBeGreaterThanOrEqual(640);
  });
});

describe('the system of the first engine', () => {
  const question = { first: 0, count: 640 };

  test('is shared where memory can be, and copied where not', async () => {
    for (const sharesMemory of [true, false]) {
      const pool = await opened(() => threadlessEngine({ sharesMemory }), 3);
      expect(pool.memory).toBeUndefined();
      answerOf((await simulate(pool, question)).outcome);
      expect(pool.memory).toBe(sharesMemory ? 'shared' : 'copied');
    }
  });

  test('is read again by the others where it cannot be passed on', async () => {
    const loads: number[] = [];
    let spawned = 0;
    const pool = await opened(() => {
      const number = spawned++;
      return threadlessEngine({
        wrap: (engine) => ({
          ...engine,
          give: async () => ({ ok: false, error: { code: 'bug', message: 'Not to be cloned.' } }),
          run(jobId, request) {
            if (request.kind === 'load') loads.push(number);
            return engine.run(jobId, request);
          },
        }),
      });
    }, 3);
    const { outcome, parts } = await simulate(pool, { first: 0, count: 6400 });
    answerOf(outcome);
    expect(yearsOf(parts)).toBe(6400);
    expect(loads).toEqual([0, 1, 2]);
    expect(pool.memory).toBe('copied');
  });

  test('is not missed by the first when no other can be started', async () => {
    let spawned = 0;
    const pool = await opened(() => {
      const thread = threadlessEngine();
      if (spawned++ === 0) return thread;
      thread.terminate();
      return { ...thread, onDeath: (listener) => setImmediate(() => listener('it could not be started')) };
    }, 3);
    const { outcome, parts } = await simulate(pool, { first: 0, count: 6400 });
    answerOf(outcome);
    expect(yearsOf(parts)).toBe(6400);
  });

  test('keeps every column, in memory of another kind', async () => {
    const entities = bytesOf('id,kind,weight,note\na,application,1,x\nb,cdn,0,y\n');
    const files = [
      { name: 'entities.csv', bytes: entities },
      { name: 'dependencies.csv', bytes: bytesOf('dependent,supplier,confidence\na,b,0.5\n') },
      { name: 'dataset.json', bytes: bytesOf(PLAIN_ABOUT) },
    ];
    const tables = async (sharesMemory: boolean) => {
      const pool = await opened(() => threadlessEngine({ sharesMemory }), 1, { kind: 'load', files });
      return answerOf(await pool.run({ kind: 'tables' }));
    };
    expect(await tables(true)).toEqual(await tables(false));
  });
});

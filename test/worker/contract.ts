/**
 * What every connection to an engine must do, whatever carries the messages. The thread under test is made
 * by `spawn`; everything is seen from the client's side.
 */
import * as Comlink from 'comlink';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EngineClient, EngineThread } from '../../engine/api/client.ts';
import type { JobRequest, Outcome, Progress } from '../../engine/api/protocol.ts';
import { bytesOf, filesOf, ONE_LINK, PLAIN_ABOUT, THREE } from '../formats/reading.ts';

/** A thread that a test can kill behind the client's back. */
export interface MortalThread extends EngineThread {
  die(): void;
}

/** The promise is 100 ms; the rest is for a busy machine, and less than the 500 ms that mean a restart. */
const CANCEL_MS = 100 + 300;
const OBEY_MS = 500;

const SMALL: JobRequest<'load'> = {
  kind: 'load',
  files: filesOf({ entities: THREE, dependencies: `${ONE_LINK}b,c\n`, about: PLAIN_ABOUT }),
};

const RANK: JobRequest<'rank'> = { kind: 'rank', measures: ['blast-radius'], weight: 'weight' };
const FAIL_LAST: JobRequest<'cascade'> = { kind: 'cascade', fail: [2], weight: 'weight' };

function loadOf(entityCount: number, dependencies: string): JobRequest<'load'> {
  const rows = Array.from({ length: entityCount }, (_, v) => `e${v},platform,1\n`).join('');
  return {
    kind: 'load',
    files: filesOf({
      entities: `id,kind,weight\n${rows}`,
      dependencies: `dependent,supplier\n${dependencies}`,
      about: PLAIN_ABOUT,
    }),
  };
}

/** A chain in which every failure takes along all before it: ranking it takes seconds, loading it does not. */
const LONG_RANK = loadOf(20_000, Array.from({ length: 19_999 }, (_, v) => `e${v},e${v + 1}\n`).join(''));

let large: JobRequest<'load'> | undefined;

/** 300,000 dependencies: loading takes a second or more. */
function longLoad(): JobRequest<'load'> {
  const dependencies = Array.from({ length: 300_000 }, (_, e) => `e${e % 60_000},e${(7 * e + 1) % 60_000}\n`);
  large ??= loadOf(60_000, dependencies.join(''));
  return large;
}

function answerOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

/** A thread whose engine takes jobs and never answers, nor stops. */
function stubbornThread(): EngineThread {
  const { port1, port2 } = new MessageChannel();
  Comlink.expose({ listen() {}, run: () => new Promise(() => {}), cancel() {} }, port1);
  return {
    endpoint: port2,
    onDeath() {},
    terminate() {
      port1.close();
      port2.close();
    },
  };
}

/** Long jobs on a machine that is busy with other tests. */
const PATIENCE = 60_000;

/** Runs the suite; `spawn` makes a fresh thread each time, and `connect` the client that it is under. */
export function engineContract(
  spawn: () => MortalThread,
  connect: (spawn: () => EngineThread) => EngineClient,
): void {
  const clients: EngineClient[] = [];
  const threads: MortalThread[] = [];
  const restarts: string[] = [];

  const open = (make: () => EngineThread = spawnMortal): EngineClient => {
    const client = connect(make);
    clients.push(client);
    client.onRestart((reason) => restarts.push(reason));
    return client;
  };
  function spawnMortal(): MortalThread {
    const thread = spawn();
    threads.push(thread);
    return thread;
  }
  /** Ends a client in the middle of a test; the others end after it. */
  const dispose = (client: EngineClient): void => {
    clients.splice(clients.indexOf(client), 1);
    client.dispose();
  };
  const opened = async (load: JobRequest<'load'>): Promise<EngineClient> => {
    const client = open();
    answerOf(await client.run(load));
    return client;
  };
  /** Starts a job and waits until it has reported progress that passes. */
  const started = async (
    client: EngineClient,
    request: JobRequest,
    passes: (progress: Progress) => boolean = () => true,
    latest?: string,
  ) => {
    const abort = new AbortController();
    let done: Promise<Outcome<unknown>> | undefined;
    await new Promise<void>((resolve) => {
      done = client.run(request, {
        signal: abort.signal,
        onProgress: (progress) => passes(progress) && resolve(),
        ...(latest === undefined ? {} : { latest }),
      });
      void done.then(() => resolve());
    });
    return { done: done!, abort: () => abort.abort() };
  };

  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
    threads.length = 0;
    restarts.length = 0;
  });

  describe('a loaded system', () => {
    test('is answered with a view of typed arrays', async () => {
      const view = answerOf(await open().run(SMALL));
      expect(view.id).toEqual(['a', 'b', 'c']);
      expect([view.entityCount, view.dependencyCount, view.requirementCount]).toEqual([3, 2, 2]);
      expect(view.kind).toBeInstanceOf(Uint8Array);
      expect([...view.dependent]).toEqual([0, 1]);
      expect([...view.supplier]).toEqual([1, 2]);
      expect(view.supplier).toBeInstanceOf(Int32Array);
      expect(view.weights[0]!.values).toEqual(Float64Array.of(1, 0, 0));
      expect(view.weights[0]!.total).toBe(1);
      expect(view.problems).toEqual([]);
    });

    test('answers every kind of job', async () => {
      const client = await opened(SMALL);
      const cascade = answerOf(await client.run(FAIL_LAST));
      expect(cascade.level).toEqual(Float64Array.of(0, 0, 0));
      expect(cascade.fallen).toEqual(Int32Array.of(1, 0));
      expect(cascade.via).toEqual(Int32Array.of(2, 1));
      expect(cascade.because).toEqual(Int32Array.of(1, 0));
      expect([cascade.failed, cascade.weightDown, cascade.totalWeight, cascade.share]).toEqual([
        [2],
        1,
        1,
        1,
      ]);
      const rank = answerOf(await client.run(RANK));
      expect(rank.columns).toEqual([Float64Array.of(1, 1, 1)]);
      expect(rank.standardErrors).toEqual([new Float64Array()]);
      const described = answerOf(await client.run({ kind: 'measures' }));
      const centralities = answerOf(await client.run({ ...RANK, measures: described.map(({ id }) => id) }));
      expect(centralities.measures.map(({ id }) => id)).toEqual(described.map(({ id }) => id));
      expect(centralities.columns.map((column) => column.length)).toEqual(described.map(() => 3));
      const chain = answerOf(await client.run({ kind: 'explain', fail: [2], entity: 0 }));
      expect(chain.map((step) => step.entity)).toEqual([2, 1, 0]);
      const reasons = answerOf(await client.run({ kind: 'reasons', fail: [2] }));
      expect(reasons.map(({ entity, suppliers }) => [entity, ...suppliers])).toEqual([
        [1, 2],
        [0, 1],
      ]);
      const outage = { failures: [{ entity: 2, start: 1, duration: 2 }], weight: 'weight' };
      const timeline = answerOf(await client.run({ kind: 'timeline', ...outage }));
      expect(timeline.time).toEqual(Float64Array.of(1, 2, 2, 3, 3, 3));
      expect(timeline.entity).toEqual(Int32Array.of(2, 1, 0, 2, 1, 0));
      expect(timeline.weightHours).toBe(1);
      const story = answerOf(await client.run({ kind: 'explainTimeline', ...outage, entity: 0, hour: 2 }));
      expect(story.map((step) => step.entity)).toEqual([2, 1, 0]);
      const moments = { kind: 'moments', seed: 1, weight: 'weight' } as const;
      const parts = [
        answerOf(await client.run({ ...moments, first: 0, count: 100 })),
        answerOf(await client.run({ ...moments, first: 100, count: 50 })),
      ];
      const availability = answerOf(await client.run({ kind: 'availability', parts }));
      expect([availability.replicates, availability.meanWeightDown]).toEqual([150, 0]);
      const years = { kind: 'years', seed: 1, weight: 'weight', first: 0, count: 64 } as const;
      const simulated = answerOf(await client.run(years));
      const risk = answerOf(await client.run({ kind: 'riskSummary', parts: [simulated] }));
      expect([risk.years, risk.averageAnnualLoss]).toEqual([64, 0]);
      const inspection = answerOf(await client.run({ kind: 'inspect', entity: 1, weight: 'weight' }));
      expect([inspection.reachDown, inspection.reachUp, inspection.blastCount]).toEqual([1, 1, 1]);
      expect(answerOf(await client.run({ kind: 'deadlocks' }))).toEqual([]);
      const tower = answerOf(await client.run({ kind: 'tower', aspect: 1, open: [] }));
      expect([tower.x.length, tower.y.length]).toEqual([3, 3]);
      const tables = answerOf(await client.run({ kind: 'tables' }));
      expect(tables.map((file) => file.name)).toEqual(['entities.csv', 'dependencies.csv', 'dataset.json']);
    });

    test('answers the same job again, for results leave and the system stays', async () => {
      const client = await opened(SMALL);
      const first = answerOf(await client.run(FAIL_LAST));
      expect(answerOf(await client.run(FAIL_LAST))).toEqual(first);
      expect(answerOf(await client.run(RANK))).toEqual(answerOf(await client.run(RANK)));
    });

    test('stays when the next load fails', async () => {
      const client = await opened(SMALL);
      expect(codeOf(await client.run({ kind: 'load', files: [] }))).toBe('bad-data');
      expect(answerOf(await client.run(FAIL_LAST)).share).toBe(1);
    });

    test('is replaced by the next one', async () => {
      const client = await opened(SMALL);
      answerOf(await client.run(loadOf(2, 'e0,e1\n')));
      expect(answerOf(await client.run({ ...FAIL_LAST, fail: [1] })).level).toEqual(Float64Array.of(0, 0));
    });
  });

  describe('a request that cannot be served', () => {
    test('for bad data is a value with the problems', async () => {
      const files = [{ name: 'entities.csv', bytes: bytesOf('id\na\n') }];
      const outcome = await open().run({ kind: 'load', files });
      if (outcome.ok) throw new Error('This is no dataset.');
      expect(outcome.error.code).toBe('bad-data');
      expect(outcome.error.problems!.map((problem) => problem.file)).toEqual(['dependencies.csv']);
    });

    test.each(['dance', 'constructor', '__proto__', 'toString'])(
      'for a job called %s is bad',
      async (kind) => {
        const outcome = await open().run({ kind } as unknown as JobRequest<'tables'>);
        expect(codeOf(outcome)).toBe('bad-request');
      },
    );

    test.each<JobRequest>([
      { ...FAIL_LAST, fail: [3] },
      { ...FAIL_LAST, fail: [-1] },
      { ...FAIL_LAST, fail: [0.5] },
      { ...FAIL_LAST, weight: 'gold' },
      { ...RANK, measures: ['beauty'] },
      { ...RANK, parameters: { 'blast-radius': { depth: 2 } } },
      { kind: 'explain', fail: [0], entity: 9 },
      { kind: 'inspect', entity: Number.NaN, weight: 'weight' },
      { kind: 'tower', aspect: 0, open: [] },
    ])('for what is not there is bad: $kind', async (request) => {
      const client = await opened(SMALL);
      const outcome = await client.run(request);
      expect(codeOf(outcome)).toBe('bad-request');
      expect(answerOf(await client.run(FAIL_LAST)).share).toBe(1);
    });

    test.each<JobRequest>([
      FAIL_LAST,
      RANK,
      { kind: 'explain', fail: [0], entity: 0 },
      { kind: 'inspect', entity: 0, weight: 'weight' },
      { kind: 'tower', aspect: 1, open: [] },
      { kind: 'deadlocks' },
      { kind: 'tables' },
    ])('before a dataset is open says so: $kind', async (request) => {
      expect(codeOf(await open().run(request))).toBe('no-system');
    });
  });

  describe('a long job', { timeout: PATIENCE }, () => {
    test('reports progress that rises to at most 1, in words', async () => {
      const progress: Progress[] = [];
      const view = answerOf(await open().run(longLoad(), { onProgress: (step) => progress.push(step) }));
      expect(view.dependencyCount).toBe(300_000);
      const fractions = progress.map((step) => step.fraction);
      expect(fractions.length).toBeGreaterThan(5);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
      expect(progress[0]!.step).toBe('Reading entities.csv');
    });

    test.each([
      ['reading the tables', (step: Progress) => step.step === 'Reading dependencies.csv'],
      ['forming requirements', (step: Progress) => step.step === 'Forming requirements'],
    ])('that loads stops within 100 ms of its cancel while %s', async (_, passes) => {
      const client = open();
      const job = await started(client, longLoad(), passes);
      const start = performance.now();
      job.abort();
      expect(codeOf(await job.done)).toBe('cancelled');
      expect(performance.now() - start).toBeLessThan(CANCEL_MS);
      expect(restarts).toEqual([]);
      expect(codeOf(await client.run(FAIL_LAST))).toBe('no-system');
    });

    test('that loads is taken or not, as its outcome says, however late its cancel comes', async () => {
      const client = await opened(SMALL);
      const other = loadOf(5, 'e0,e1\n');
      for (let turns = 0; turns < 12; turns++) {
        answerOf(await client.run(SMALL));
        const abort = new AbortController();
        const done = client.run(other, { signal: abort.signal });
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve));
        abort.abort();
        const outcome = await done;
        expect(['ok', 'cancelled']).toContain(codeOf(outcome));
        expect(answerOf(await client.run(FAIL_LAST)).level).toHaveLength(outcome.ok ? 5 : 3);
      }
      expect(restarts).toEqual([]);
    });

    test('that ranks stops within 100 ms of its cancel, and the system is still there', async () => {
      const client = await opened(LONG_RANK);
      const job = await started(client, RANK);
      const start = performance.now();
      job.abort();
      expect(codeOf(await job.done)).toBe('cancelled');
      expect(performance.now() - start).toBeLessThan(CANCEL_MS);
      expect(answerOf(await client.run(FAIL_LAST)).share).toBe(3 / 20_000);
      expect(restarts).toEqual([]);
    });

    test('lets a short one pass', async () => {
      const client = await opened(LONG_RANK);
      const job = await started(client, RANK);
      let isLongDone = false;
      void job.done.then(() => {
        isLongDone = true;
      });
      expect(answerOf(await client.run(FAIL_LAST)).fallen.length).toBe(2);
      expect(isLongDone).toBe(false);
      job.abort();
      expect(codeOf(await job.done)).toBe('cancelled');
    });

    test('that is cancelled in the same breath never starts', async () => {
      const client = await opened(LONG_RANK);
      const abort = new AbortController();
      const done = client.run(RANK, { signal: abort.signal });
      const start = performance.now();
      abort.abort();
      expect(codeOf(await done)).toBe('cancelled');
      expect(performance.now() - start).toBeLessThan(CANCEL_MS);
      expect(restarts).toEqual([]);
    });

    test('whose signal was used up before is cancelled at once', async () => {
      const outcome = await open().run(SMALL, { signal: AbortSignal.abort() });
      expect(codeOf(outcome)).toBe('cancelled');
    });

    test('that has ended is not touched by a late cancel', async () => {
      const client = open();
      const abort = new AbortController();
      answerOf(await client.run(SMALL, { signal: abort.signal }));
      abort.abort();
      expect(answerOf(await client.run(FAIL_LAST)).share).toBe(1);
      expect(restarts).toEqual([]);
    });
  });

  describe('of several jobs with one purpose', { timeout: PATIENCE }, () => {
    test('the latest ends and the one under way is cancelled', async () => {
      const client = await opened(LONG_RANK);
      const first = await started(client, RANK, undefined, 'table');
      const second = client.run(FAIL_LAST, { latest: 'table' });
      expect(codeOf(await first.done)).toBe('cancelled');
      expect(answerOf(await second).fallen.length).toBe(2);
      expect(restarts).toEqual([]);
    });

    test('only the latest ends when all start in the same breath', async () => {
      const client = await opened(LONG_RANK);
      const outcomes = await Promise.all([
        client.run(RANK, { latest: 'table' }),
        client.run(RANK, { latest: 'table' }),
        client.run(FAIL_LAST, { latest: 'table' }),
      ]);
      expect(outcomes.map(codeOf)).toEqual(['cancelled', 'cancelled', 'ok']);
      expect(restarts).toEqual([]);
    });

    test('those with another purpose go on', async () => {
      const client = await opened(SMALL);
      const outcomes = await Promise.all([
        client.run(RANK, { latest: 'table' }),
        client.run(FAIL_LAST, { latest: 'map' }),
        client.run(FAIL_LAST),
      ]);
      expect(outcomes.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    });
  });

  describe('a thread that dies', { timeout: PATIENCE }, () => {
    test('in the middle of a job ends it as crashed, and the next job finds the dataset again', async () => {
      const client = await opened(LONG_RANK);
      const job = await started(client, RANK);
      const other = client.run(RANK);
      threads.at(-1)!.die();
      expect([codeOf(await job.done), codeOf(await other)]).toEqual(['crashed', 'crashed']);
      expect(restarts).toHaveLength(1);
      expect(answerOf(await client.run(FAIL_LAST)).fallen.length).toBe(2);
      expect(threads.length).toBe(2);
    });

    test('between two jobs is replaced, as often as it dies', async () => {
      const client = await opened(SMALL);
      for (let death = 1; death <= 3; death++) {
        const told = new Promise<string>((resolve) => {
          const stop = client.onRestart((reason) => {
            stop();
            resolve(reason);
          });
        });
        threads.at(-1)!.die();
        expect(await told).not.toBe('');
        expect(answerOf(await client.run(FAIL_LAST)).share).toBe(1);
      }
      expect(restarts).toHaveLength(3);
    });

    test('before a dataset is open is replaced by one without', async () => {
      const client = open();
      const job = await started(client, longLoad());
      threads.at(-1)!.die();
      expect(codeOf(await job.done)).toBe('crashed');
      expect(codeOf(await client.run(FAIL_LAST))).toBe('no-system');
    });
  });

  describe('a thread that does not obey a cancel', () => {
    test('is replaced after half a second', async () => {
      let spawned = 0;
      const client = open(() => (spawned++ === 0 ? stubbornThread() : spawn()));
      const abort = new AbortController();
      const stuck = client.run(RANK, { signal: abort.signal });
      const other = client.run(FAIL_LAST);
      // a turn of the event loop later the jobs are under way
      await new Promise((resolve) => setTimeout(resolve));
      const start = performance.now();
      abort.abort();
      expect(codeOf(await stuck)).toBe('cancelled');
      const waited = performance.now() - start;
      expect(waited).toBeGreaterThan(0.9 * OBEY_MS);
      expect(waited).toBeLessThan(3 * OBEY_MS);
      expect(codeOf(await other)).toBe('crashed');
      expect(restarts).toHaveLength(1);
      answerOf(await client.run(SMALL));
      expect(answerOf(await client.run(FAIL_LAST)).share).toBe(1);
      expect(spawned).toBe(2);
    });
  });

  describe('a client that is disposed of', { timeout: PATIENCE }, () => {
    test('settles every job as cancelled, and each later one', async () => {
      const client = await opened(LONG_RANK);
      const job = await started(client, RANK);
      const other = client.run(FAIL_LAST);
      dispose(client);
      expect([codeOf(await job.done), codeOf(await other)]).toEqual(['cancelled', 'cancelled']);
      expect(codeOf(await client.run(FAIL_LAST))).toBe('cancelled');
      expect(restarts).toEqual([]);
    });

    test('may be disposed of again', () => {
      const client = open();
      dispose(client);
      expect(() => client.dispose()).not.toThrow();
    });

    test('does not bring back a thread that dies afterwards', async () => {
      const client = await opened(SMALL);
      dispose(client);
      const listener = vi.fn();
      client.onRestart(listener);
      threads.at(-1)!.die();
      expect(codeOf(await client.run(FAIL_LAST))).toBe('cancelled');
      expect(listener).not.toHaveBeenCalled();
      expect(threads.length).toBe(1);
    });
  });
}

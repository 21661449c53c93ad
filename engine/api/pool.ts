/**
 * The near side of several engines with one system: one for short jobs, all of them for long ones. Only the first
 * loads datasets; the others get its system through a channel of their own when they are first needed.
 */
import { connect, type EngineClient, type EngineLink, type EngineThread } from './client.ts';
import { failure } from './failure.ts';
import type { JobRequest, JobResult, Memory, Outcome, Range } from './protocol.ts';
import { type RangedKind, type RangedQuestion, type RangeWorker, workThrough } from './range-run.ts';

export type { RangedKind, RangedQuestion };

export interface RangeOptions<K extends RangedKind> {
  readonly range: Range;
  /** Told of every part, in order and without gaps; `end` is where it ends. What was told stays, whatever happens after. */
  readonly onPart: (part: JobResult<K>, end: number) => void;
  readonly signal?: AbortSignal;
}

/** Engines of which the first has the system; the others take it over when first needed. */
export interface EnginePool extends EngineClient {
  /** How many work on a long job. */
  readonly workerCount: number;
  /** Whether the engines share the memory of the system, or each has its copy; unknown before the first long job. */
  readonly memory: Memory | undefined;
  /**
   * Runs a job over a range, cut so that parts arrive a few times a second. Never rejects. A load, even one that
   * fails, ends it as cancelled; other jobs and ranges take turns with it.
   */
  runRange<K extends RangedKind>(
    question: RangedQuestion<K>,
    options: RangeOptions<K>,
  ): Promise<Outcome<void>>;
}

/** An engine beside the first. */
interface Helper {
  readonly link: EngineLink;
  /** Which of the systems it has; those of the first are numbered. */
  system: number | undefined;
  taking: Promise<Outcome<void>> | undefined;
  isGone: boolean;
}

const CANCELLED = failure('cancelled', 'Cancelled.');
const GONE = failure('crashed', 'The engine stopped.');

/** A pool of `workerCount` engines, from 1; `spawn` is called for each when it is needed, and again after a crash. */
export function createPool(
  spawn: () => EngineThread,
  { workerCount }: { readonly workerCount: number },
): EnginePool {
  const first = connect(spawn);
  const helpers: Helper[] = [];
  /** Ways to end the ranges under way. */
  const stops = new Set<() => void>();
  let memory: Memory | undefined;
  let lastLoad: JobRequest<'load'> | undefined;
  /** The number of the system that the first engine has. */
  let system = 0;
  let loading: Promise<unknown> = Promise.resolve();
  let isFirstGone = false;
  let isDisposed = false;
  first.onRestart((_, isBack) => {
    isFirstGone = !isBack;
  });

  function addHelper(): void {
    const helper: Helper = { link: connect(spawn), system: undefined, taking: undefined, isGone: false };
    helper.link.onRestart((_, isBack) => {
      helper.system = undefined;
      helper.isGone = !isBack;
    });
    helpers.push(helper);
  }

  /** Gives the first engine's system to another: from thread to thread, or else by loading the same files again. */
  async function takeOver(helper: Helper): Promise<Outcome<void>> {
    const wanted = system;
    const { port1, port2 } = new MessageChannel();
    const given = await first.give(port1);
    let taken: Outcome<unknown> = given;
    if (given.ok) taken = await helper.link.take(port2);
    else port2.close();
    if (given.ok && taken.ok) memory = given.value;
    else if (lastLoad !== undefined) {
      taken = await helper.link.run(lastLoad);
      if (taken.ok) memory = 'copied';
    }
    if (!taken.ok) return taken;
    helper.system = wanted;
    return { ok: true, value: undefined };
  }

  async function readyHelper(helper: Helper): Promise<Outcome<void>> {
    while (helper.system !== system) {
      if (helper.isGone) return GONE;
      helper.taking ??= takeOver(helper).finally(() => {
        helper.taking = undefined;
      });
      const taken = await helper.taking;
      if (!taken.ok) return taken;
    }
    return { ok: true, value: undefined };
  }

  return {
    onRestart: first.onRestart,
    workerCount,
    get memory() {
      return memory;
    },
    run(request, options) {
      if (request.kind !== 'load') return first.run(request, options);
      for (const stop of [...stops]) stop();
      const outcome = first.run(request, options).then((loaded) => {
        if (!loaded.ok) return loaded;
        lastLoad = request as JobRequest<'load'>;
        system++;
        return loaded;
      });
      loading = Promise.all([loading, outcome]);
      return outcome;
    },
    async runRange<K extends RangedKind>(
      question: RangedQuestion<K>,
      { range, onPart, signal }: RangeOptions<K>,
    ) {
      if (isDisposed || signal?.aborted) return CANCELLED;
      const abort = new AbortController();
      const stop = (): void => abort.abort();
      const stopped = new Promise<Outcome<never>>((resolve) => {
        abort.signal.addEventListener('abort', () => resolve(CANCELLED), { once: true });
      });
      const firstWorker: RangeWorker<K> = {
        ready: async () => (isFirstGone ? GONE : { ok: true, value: undefined }),
        run: (request) => first.run<K>(request, { signal: abort.signal }),
      };
      const workerOf = (helper: Helper): RangeWorker<K> => ({
        ready: () => Promise.race([stopped, readyHelper(helper)]),
        // it may have died since it was ready
        run: async (request) =>
          helper.system === system ? helper.link.run<K>(request, { signal: abort.signal }) : GONE,
      });
      signal?.addEventListener('abort', stop, { once: true });
      stops.add(stop);
      try {
        await Promise.race([stopped, loading]);
        while (helpers.length < workerCount - 1 && !abort.signal.aborted) addHelper();
        return await workThrough<K>({
          question,
          range,
          workers: [firstWorker, ...helpers.map(workerOf)],
          onPart,
          stop,
          now: () => performance.now(),
        });
      } finally {
        stops.delete(stop);
        signal?.removeEventListener('abort', stop);
      }
    },
    dispose() {
      isDisposed = true;
      for (const stop of [...stops]) stop();
      for (const { link } of helpers) link.dispose();
      first.dispose();
    },
  };
}

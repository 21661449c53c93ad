/**
 * The near side of an engine in a worker: numbered jobs, progress, cancel, latest wins per purpose, and
 * a restart with the same dataset when the worker dies or does not obey.
 */
import * as Comlink from 'comlink';
import { failure } from './failure.ts';
import { type PackedView, unpackedView } from './packed-view.ts';
import type {
  JobKind,
  JobRequest,
  JobResult,
  Memory,
  Outcome,
  Progress,
  RemoteEngine,
  SystemView,
} from './protocol.ts';

/** A worker thread of any platform, behind a comlink endpoint. */
export interface EngineThread {
  readonly endpoint: Comlink.Endpoint;
  /** Calls back when the thread dies by itself. */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
}

export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** A purpose of which only the latest job matters: starting one cancels the one before. */
  readonly latest?: string;
}

export interface EngineClient {
  /** Runs a job. Never rejects: cancellation, bad data and crashes are outcomes. */
  run<K extends JobKind>(request: JobRequest<K>, options?: RunOptions): Promise<Outcome<JobResult<K>>>;
  /**
   * Tells of every death of the engine, with the reason and whether it was started again; returns the
   * way to stop listening.
   */
  onRestart(listener: RestartListener): () => void;
  /** Ends the worker; jobs under way end as cancelled. */
  dispose(): void;
}

/** A client that can pass systems on between engines. */
export interface EngineLink extends EngineClient {
  /** Sends the system into a channel whose other end an engine takes it from. Never rejects. */
  give(port: MessagePort): Promise<Outcome<Memory>>;
  /** Makes the system that comes out of a channel the one of this engine. Never rejects. */
  take(port: MessagePort): Promise<Outcome<void>>;
}

export type RestartListener = (reason: string, isBack: boolean) => void;

/** How long a worker may take to obey a cancel before it is replaced, in milliseconds. */
const OBEY_MS = 500;

/** Deaths in a row, without one answer in between, after which the engine is not started again. */
const DEATHS_ALLOWED = 3;

interface PendingJob {
  readonly isLoad: boolean;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  settle(outcome: Outcome<never>): void;
}

/** Connects to an engine in a thread of its own; `spawn` is called again after a crash. */
export function connect(spawn: () => EngineThread): EngineLink {
  const pending = new Map<number, PendingJob>();
  const latestOf = new Map<string, () => void>();
  const restartListeners = new Set<RestartListener>();
  let lastLoad: JobRequest<'load'> | undefined;
  /** Whether the engine has a system that nobody has: of a load that ended before its cancel arrived. */
  let isOrphan = false;
  let nextJobId = 1;
  let deaths = 0;
  /** Why no more jobs are taken; undefined while the engine is in use. */
  let ended: Outcome<never> | undefined;
  let thread = open();

  function open(): {
    readonly remote: RemoteEngine;
    /** Settles when the dataset is loaded again, at once when there was none. */
    readonly ready: Promise<unknown>;
    readonly close: () => void;
  } {
    const worker = spawn();
    const proxy = Comlink.wrap<RemoteEngine>(worker.endpoint);
    // comlink's mapped type loses which result belongs to which request
    const remote = proxy as unknown as RemoteEngine;
    let closed = false;
    worker.onDeath((reason) => {
      if (!closed) restart(reason);
    });
    remote.listen(Comlink.proxy((jobId, progress) => pending.get(jobId)?.onProgress?.(progress)));
    return {
      remote,
      ready:
        lastLoad === undefined
          ? Promise.resolve()
          : remote.run(nextJobId++, lastLoad).then(() => {
              deaths = 0;
            }),
      close() {
        if (closed) return;
        closed = true;
        proxy[Comlink.releaseProxy]();
        worker.terminate();
      },
    };
  }

  /** Loads the system before again in place of one that nobody has; a load under way may do so as well. */
  function takeBack(): void {
    if (!isOrphan || [...pending.values()].some((job) => job.isLoad)) return;
    isOrphan = false;
    if (lastLoad !== undefined) thread = { ...thread, ready: thread.remote.run(nextJobId++, lastLoad) };
  }

  /** Ends every job under way, for a dead worker never answers, and loads the dataset again. */
  function restart(reason: string): void {
    thread.close();
    isOrphan = false;
    deaths++;
    if (deaths < DEATHS_ALLOWED) {
      settleAll(failure('crashed', `The engine stopped and was started again: ${reason}`));
      thread = open();
    } else {
      ended = failure('crashed', `The engine cannot be started: ${reason}. Reload the page.`);
      settleAll(ended);
    }
    for (const listener of restartListeners) listener(reason, ended === undefined);
  }

  function settleAll(outcome: Outcome<never>): void {
    for (const job of [...pending.values()]) job.settle(outcome);
  }

  /** Sends a job when the engine is ready; `settled` may change what has come back before anybody hears of it. */
  function call<T>(
    send: (remote: RemoteEngine, jobId: number) => Promise<Outcome<T>>,
    {
      isLoad = false,
      settled = (outcome) => outcome,
      options = {},
    }: {
      readonly isLoad?: boolean;
      readonly settled?: (outcome: Outcome<T>, isCancelled: boolean) => Outcome<T>;
      readonly options?: RunOptions;
    } = {},
  ): Promise<Outcome<T>> {
    const { onProgress, signal, latest } = options;
    const jobId = nextJobId++;
    return new Promise((resolve) => {
      let stopWaiting: ReturnType<typeof setTimeout> | undefined;
      let isSent = false;
      const settle = (outcome: Outcome<T>): void => {
        if (!pending.delete(jobId)) return;
        clearTimeout(stopWaiting);
        signal?.removeEventListener('abort', cancel);
        if (latest !== undefined && latestOf.get(latest) === cancel) latestOf.delete(latest);
        resolve(outcome);
      };
      function cancel(): void {
        if (stopWaiting !== undefined || !pending.has(jobId)) return;
        if (!isSent) {
          settle(failure('cancelled', 'Cancelled.'));
          return;
        }
        thread.remote.cancel(jobId);
        stopWaiting = setTimeout(() => {
          settle(failure('cancelled', 'Cancelled.'));
          restart('it did not stop when asked to');
        }, OBEY_MS);
      }
      pending.set(jobId, { isLoad, onProgress, settle });
      if (ended !== undefined || signal?.aborted) {
        settle(ended ?? failure('cancelled', 'Cancelled.'));
        return;
      }
      signal?.addEventListener('abort', cancel, { once: true });
      if (latest !== undefined) {
        latestOf.get(latest)?.();
        latestOf.set(latest, cancel);
      }
      const { remote, ready } = thread;
      ready
        .then(() => {
          if (!pending.has(jobId)) return;
          isSent = true;
          return send(remote, jobId).then((outcome) => {
            deaths = 0;
            settle(settled(outcome, stopWaiting !== undefined));
            takeBack();
          });
        })
        .catch((error: unknown) => settle(failure('bug', String(error))));
    });
  }

  return {
    run<K extends JobKind>(request: JobRequest<K>, options: RunOptions = {}) {
      const isLoad = request.kind === 'load';
      const send = async (remote: RemoteEngine, jobId: number): Promise<Outcome<JobResult<K>>> => {
        const outcome = await remote.run(jobId, request);
        if (!isLoad || !outcome.ok) return outcome;
        const view = await unpackedInSlices(outcome.value as unknown as PackedView);
        return { ok: true, value: view as JobResult<K> };
      };
      return call<JobResult<K>>(send, {
        isLoad,
        options,
        settled(outcome, isCancelled) {
          if (!isLoad || !outcome.ok) return outcome;
          isOrphan = isCancelled;
          if (isCancelled) return failure('cancelled', 'Cancelled.');
          lastLoad = request as JobRequest<'load'>;
          return outcome;
        },
      });
    },
    give: (port) => call((remote) => remote.give(Comlink.transfer(port, [port]))),
    take: (port) => call((remote) => remote.take(Comlink.transfer(port, [port]))),
    onRestart(listener) {
      restartListeners.add(listener);
      return () => restartListeners.delete(listener);
    },
    dispose() {
      ended = failure('cancelled', 'The engine was closed.');
      settleAll(ended);
      thread.close();
    },
  };
}

/** The view, taken apart with a pause after each slice, so that a page that waits for it stays alive. */
async function unpackedInSlices(packed: PackedView): Promise<SystemView> {
  const slices = unpackedView(packed);
  for (let next = slices.next(); ; next = slices.next()) {
    if (next.done) return next.value;
    await new Promise((resume) => setTimeout(resume, 0));
  }
}

/** A browser's worker as an engine thread. */
export function browserThread(worker: Worker): EngineThread {
  return {
    endpoint: worker,
    onDeath: (listener) => {
      worker.addEventListener('error', (event) =>
        listener(event.message || 'the worker could not be started'),
      );
      worker.addEventListener('messageerror', () => listener('a message could not be read'));
    },
    terminate: () => worker.terminate(),
  };
}

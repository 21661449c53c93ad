/** One engine in this thread, driven with progress on standard error and stopped by Ctrl-C. */
import type { RunOptions } from '../engine/api/client.ts';
import { createEngine } from '../engine/api/engine.ts';
import { createJobRunner } from '../engine/api/jobs.ts';
import type {
  JobKind,
  JobRequest,
  JobResult,
  Outcome,
  Progress,
  SystemView,
} from '../engine/api/protocol.ts';
import { readDatasetFiles } from './dataset-files.ts';
import { progressLine } from './progress-line.ts';
import { DataError, Interrupted, UsageError } from './usage.ts';

/** An engine in this thread or in another. */
export interface Runner {
  run<K extends JobKind>(request: JobRequest<K>, options?: RunOptions): Promise<Outcome<JobResult<K>>>;
}

/** The way to run jobs. */
interface EngineSession {
  /** Throws `DataError` with the problems of unusable data, `UsageError` for a bad request, `Interrupted`. */
  run<K extends JobKind>(request: JobRequest<K>): Promise<JobResult<K>>;
}

/** An open dataset and the way to run jobs on it. */
export interface CliSession extends EngineSession {
  readonly view: SystemView;
}

/** An engine without a dataset, in this thread. */
export function engineHere(): Runner {
  const runner = createJobRunner(createEngine(), {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  let nextJobId = 1;
  return {
    async run(request, { signal, onProgress = () => {} } = {}) {
      if (signal?.aborted) return { ok: false, error: { code: 'cancelled', message: 'Cancelled.' } };
      const jobId = nextJobId++;
      const stop = (): void => runner.cancel(jobId);
      signal?.addEventListener('abort', stop, { once: true });
      const outcome = await runner.run(jobId, request, onProgress);
      signal?.removeEventListener('abort', stop);
      return outcome;
    },
  };
}

/** The way to run jobs on an engine, in this thread unless another one is given. */
export function startEngine(runner: Runner = engineHere()): EngineSession {
  return {
    async run(request) {
      const show = progressLine();
      const onProgress = ({ step, fraction }: Progress): void =>
        show.update(`${step} ${Math.floor(100 * fraction)} %`);
      return answerOf(await stoppable((signal) => runner.run(request, { signal, onProgress }), show.clear));
    },
  };
}

/**
 * Opens the dataset in a folder. A dataset that cannot be read at all prints its problems and throws
 * `DataError`; one that can be read in part is opened, and its problems are in the view.
 */
export async function openDataset(folder: string, runner?: Runner): Promise<CliSession> {
  const session = startEngine(runner);
  return { ...session, view: await session.run({ kind: 'load', files: readDatasetFiles(folder) }) };
}

/** Does something that Ctrl-C stops; `after` runs whatever comes. */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>, after: () => void): Promise<T> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop);
  try {
    return await work(abort.signal);
  } finally {
    process.off('SIGINT', stop);
    after();
  }
}

/** What a job has come to; throws what `EngineSession.run` throws. */
export function answerOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, message, problems } = outcome.error;
  if (code === 'cancelled') throw new Interrupted('Stopped before the end; there is no result yet.');
  if (code === 'bad-request') throw new UsageError(message);
  if (code !== 'bad-data') throw new Error(message);
  throw new DataError(message, problems);
}

/** Warns that a result stands on a part of the data only; true when there is an error among the problems. */
export function warnOfErrors(view: SystemView): boolean {
  const errors = view.problems.filter((problem) => problem.severity === 'error').length;
  if (errors === 0) return false;
  process.stderr.write(
    `${errors} ${errors === 1 ? 'error' : 'errors'} in the data: the result stands on what could be read. See: linchpin check\n`,
  );
  return true;
}

/** One engine in this thread, driven with progress on standard error and stopped by Ctrl-C. */
import { createEngine, type Engine } from '../engine/api/engine.ts';
import { createJobRunner } from '../engine/api/jobs.ts';
import type { JobKind, JobRequest, JobResult, Progress, SystemView } from '../engine/api/protocol.ts';
import { readDatasetFiles } from './dataset-files.ts';
import { DataError, Interrupted, UsageError } from './usage.ts';

/** Milliseconds before a job says that it is still at work. */
const QUIET_MS = 500;

/** An engine and the way to run jobs on it. */
interface EngineSession {
  readonly engine: Engine;
  /** Throws `DataError` with the problems of unusable data, `UsageError` for a bad request, `Interrupted`. */
  run<K extends JobKind>(request: JobRequest<K>): Promise<JobResult<K>>;
}

/** An open dataset and the way to run jobs on it. */
export interface CliSession extends EngineSession {
  readonly view: SystemView;
}

/** An engine without a dataset. */
export function startEngine(): EngineSession {
  const engine = createEngine();
  const runner = createJobRunner(engine, {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  let nextJobId = 1;
  const run: CliSession['run'] = async (request) => {
    const jobId = nextJobId++;
    const stop = (): void => runner.cancel(jobId);
    process.once('SIGINT', stop);
    const show = progressLine();
    const outcome = await runner.run(jobId, request, show.update);
    show.clear();
    process.off('SIGINT', stop);
    if (outcome.ok) return outcome.value;
    const { code, message, problems } = outcome.error;
    if (code === 'cancelled') throw new Interrupted('Stopped before the end; there is no result yet.');
    if (code === 'bad-request') throw new UsageError(message);
    if (code !== 'bad-data') throw new Error(message);
    throw new DataError(message, problems);
  };
  return { engine, run };
}

/**
 * Opens the dataset in a folder. A dataset that cannot be read at all prints its problems and throws
 * `DataError`; one that can be read in part is opened, and its problems are in the view.
 */
export async function openDataset(folder: string): Promise<CliSession> {
  const session = startEngine();
  return { ...session, view: await session.run({ kind: 'load', files: readDatasetFiles(folder) }) };
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

/** One line on a terminal's standard error that is written over; nothing where no person is watching. */
function progressLine(): { update(progress: Progress): void; clear(): void } {
  const startedAt = performance.now();
  let shown = false;
  return {
    update({ step, fraction }) {
      if (!process.stderr.isTTY || performance.now() - startedAt < QUIET_MS) return;
      shown = true;
      process.stderr.write(`\r\u001b[K${step} ${Math.floor(100 * fraction)} %`);
    },
    clear() {
      if (shown) process.stderr.write('\r\u001b[K');
    },
  };
}

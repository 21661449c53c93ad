/** The one connection of the page to the engines in their workers. */
import { browserThread, type EngineClient, type RunOptions } from '../../engine/api/client.ts';
import { createPool, type EnginePool } from '../../engine/api/pool.ts';
import type { JobKind, JobRequest, JobResult, Outcome } from '../../engine/api/protocol.ts';

/** More engines than this cost more memory than they gain time. */
const MOST_WORKERS = 8;

/** Starts the engine's worker, and more of them for long jobs when the first comes. */
export function startEngine(): EnginePool {
  return createPool(
    () =>
      browserThread(new Worker(new URL('../../engine/api/worker.ts', import.meta.url), { type: 'module' })),
    { workerCount: Math.min(navigator.hardwareConcurrency, MOST_WORKERS) },
  );
}

/**
 * Runs a job, and once more when the engine died under it: the client has started a new one with the same
 * dataset.
 */
export async function runAgain<K extends JobKind>(
  engine: EngineClient,
  request: JobRequest<K>,
  options: RunOptions = {},
): Promise<Outcome<JobResult<K>>> {
  const outcome = await engine.run(request, options);
  return outcome.ok || outcome.error.code !== 'crashed' ? outcome : engine.run(request, options);
}

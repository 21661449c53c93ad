/** The one connection of the page to the engine in its worker. */
import { browserThread, connect, type EngineClient, type RunOptions } from '../../engine/api/client.ts';
import type { JobKind, JobRequest, JobResult, Outcome } from '../../engine/api/protocol.ts';

/** Starts the engine's worker and gives the client that speaks to it. */
export function startEngine(): EngineClient {
  return connect(() =>
    browserThread(new Worker(new URL('../../engine/api/worker.ts', import.meta.url), { type: 'module' })),
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

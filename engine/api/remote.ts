/** What a worker exposes: the job runner, with progress sent through one callback for all jobs. */
import { createEngine } from './engine.ts';
import { createJobRunner, type Host } from './jobs.ts';
import type { Progress, RemoteEngine } from './protocol.ts';

/** An engine for the far side of a message channel. `hand` marks the result's buffers for transfer. */
export function createRemoteEngine(
  host: Host,
  hand: <T>(value: T, buffers: ArrayBuffer[]) => T,
): RemoteEngine {
  const runner = createJobRunner(createEngine(), host);
  let report: (jobId: number, progress: Progress) => void = () => {};
  return {
    listen(onProgress) {
      report = onProgress;
    },
    async run(jobId, request) {
      const outcome = await runner.run(jobId, request, (progress) => report(jobId, progress));
      return hand(outcome, outcome.ok ? buffersOf(outcome.value) : []);
    },
    cancel: (jobId) => runner.cancel(jobId),
  };
}

/** The buffers of all typed arrays in a result; results own them, so they can leave. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || value === null) return [];
  // long lists of texts carry no buffers
  if (Array.isArray(value) && typeof value[0] !== 'object') return [];
  return Object.values(value).flatMap(buffersOf);
}

/** Drives jobs in slices, so that a worker goes on listening while it computes. */
import type { Engine } from './engine.ts';
import { failure } from './failure.ts';
import type { JobKind, JobRequest, JobResult, Outcome, Progress } from './protocol.ts';
import { RequestError } from './request.ts';

/** What the engine must be given, because it has neither a clock nor an event loop of its own. */
export interface Host {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Resolves in a later macrotask, so that messages which have arrived are handled first. */
  pause(): Promise<void>;
}

/** Milliseconds of computing between two pauses. */
const SLICE_MS = 16;

export interface JobRunner {
  /** Runs a job to its end or until it is cancelled. Never throws: what goes wrong is in the outcome. */
  run<K extends JobKind>(
    jobId: number,
    request: JobRequest<K>,
    onProgress: (progress: Progress) => void,
  ): Promise<Outcome<JobResult<K>>>;
  /** Stops a job at its next pause; unknown ids are ignored, for the job may have just ended. */
  cancel(jobId: number): void;
}

/** A runner for the jobs of one engine. Jobs that run at the same time take turns. */
export function createJobRunner(engine: Engine, host: Host): JobRunner {
  const cancelled = new Set<number>();
  const running = new Set<number>();
  return {
    async run(jobId, request, onProgress) {
      running.add(jobId);
      try {
        const job = engine.job(request);
        let sliceEnd = host.now() + SLICE_MS;
        for (let step = job.next(); ; step = job.next()) {
          if (step.done) return { ok: true, value: step.value };
          if (host.now() < sliceEnd) continue;
          onProgress(step.value);
          await host.pause();
          if (cancelled.has(jobId)) return failure('cancelled', 'Cancelled.');
          sliceEnd = host.now() + SLICE_MS;
        }
      } catch (error) {
        if (error instanceof RequestError)
          return { ok: false, error: { code: error.code, message: error.message, problems: error.problems } };
        return failure('bug', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      } finally {
        running.delete(jobId);
        cancelled.delete(jobId);
      }
    },
    cancel(jobId) {
      if (running.has(jobId)) cancelled.add(jobId);
    },
  };
}

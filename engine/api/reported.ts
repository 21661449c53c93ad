/** Progress of work that only counts how far it is. */
import type { Progress } from './protocol.ts';

/** Runs the work, says what it is, and gives its result. */
export function* reported<T>(step: string, work: Generator<number, T>): Generator<Progress, T> {
  let next = work.next();
  for (; !next.done; next = work.next()) yield { step, fraction: next.value };
  return next.value;
}

/** Runs work that does not say how far it is, saying the same fraction of the job meanwhile, and gives its result. */
export function* meanwhile<T>(progress: Progress, work: Generator<void, T>): Generator<Progress, T> {
  let next = work.next();
  for (; !next.done; next = work.next()) yield progress;
  return next.value;
}

/** Progress of work that does not say how far it is. */

/** Runs the work, saying the same fraction 0..1 whenever it yields, and gives its result. */
export function* atFraction<T>(fraction: number, work: Generator<void, T>): Generator<number, T> {
  let next = work.next();
  for (; !next.done; next = work.next()) yield fraction;
  return next.value;
}

/** Runs a job to its end in one go, whatever it yields on the way. */
export function finish<R>(work: Generator<unknown, R>): R {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

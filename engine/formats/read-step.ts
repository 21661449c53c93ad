/** Progress of reading, put together from the progress of its parts. */

export interface ReadStep {
  readonly step: string;
  /** 0..1 of the whole work. */
  readonly fraction: number;
}

/** Runs a part of the work, which yields fractions of itself, as the range `from` to `to` of the whole. */
export function* within<Result>(
  work: Generator<number, Result>,
  step: string,
  [from, to]: readonly [number, number],
): Generator<ReadStep, Result> {
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return next.value;
    yield { step, fraction: from + next.value * (to - from) };
  }
}

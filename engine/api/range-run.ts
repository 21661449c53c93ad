/** Works through the range of a long job in pieces, with one worker or several, and tells its parts in order. */
import { failure } from './failure.ts';
import type { JobRequest, JobResult, Outcome, Range } from './protocol.ts';

/** Jobs that go over a range and give parts, whoever works on them. */
export type RangedKind = 'years' | 'moments' | 'worlds' | 'compared' | 'choices';

/** A question without the range it is asked of. */
export type RangedQuestion<K extends RangedKind> = Omit<JobRequest<K>, keyof Range>;

/** Somebody who does one piece at a time. */
export interface RangeWorker<K extends RangedKind> {
  /** Waits until it can work; a failure means that it cannot, and others have to do. */
  ready(): Promise<Outcome<void>>;
  run(request: JobRequest<K>): Promise<Outcome<JobResult<K>>>;
}

export interface RangeRun<K extends RangedKind> {
  readonly question: RangedQuestion<K>;
  readonly range: Range;
  /** At least one. */
  readonly workers: readonly RangeWorker<K>[];
  /** Told of every part, in order and without gaps; `end` is where it ends. */
  readonly onPart: (part: JobResult<K>, end: number) => void;
  /** Makes all workers end what they do, with any outcome; called when one of them fails. */
  readonly stop: () => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** Pieces end at multiples of these: blocks of years, groups of lanes, worlds. */
const PIECE_UNITS: Readonly<Record<RangedKind, number>> = {
  years: 64,
  moments: 2048,
  worlds: 1,
  compared: 64,
  choices: 1,
};

/** How long a piece should take, in milliseconds. */
const PIECE_MS = 300;

/** Workers that may die over one piece before the piece is held to be the reason. */
const DEATHS_OVER_PIECE = 3;

/**
 * Resolves when the range is done or cannot be; never tells a part after that. A piece whose worker crashes is
 * done by the next one that is free; any other failure of a piece ends the run. Pieces start small and grow to
 * what takes 300 ms, towards the end less, so that all end together.
 */
export async function workThrough<K extends RangedKind>(run: RangeRun<K>): Promise<Outcome<void>> {
  const { question, range, onPart, stop, now } = run;
  // a question without a range has a kind all the same, which its type has lost
  const { kind } = question as unknown as { readonly kind: K };
  const unit = PIECE_UNITS[kind];
  const end = range.first + range.count;
  if (!(range.count >= 1))
    return failure(
      'bad-request',
      `The range has a length of ${range.count}; expected a whole number from 1.`,
    );
  const again: Range[] = [];
  const deaths = new Map<number, number>();
  const done = new Map<number, { readonly part: JobResult<K>; readonly end: number }>();
  let next = range.first;
  let told = range.first;
  let failed: Outcome<never> | undefined;
  let unready: Outcome<never> = failure('bug', 'There is nobody to work.');

  function cut(units: number): Range | undefined {
    if (next >= end) return undefined;
    const fair = Math.ceil((end - next) / unit / run.workers.length);
    const stopAt = Math.min(end, (Math.floor(next / unit) + Math.min(units, fair)) * unit);
    const piece = { first: next, count: stopAt - next };
    next = stopAt;
    return piece;
  }

  function fail(outcome: Outcome<never>): void {
    if (failed !== undefined) return;
    failed = outcome;
    stop();
  }

  function deliver({ first, count }: Range, part: JobResult<K>): void {
    done.set(first, { part, end: first + count });
    for (let entry = done.get(told); entry !== undefined; entry = done.get(told)) {
      done.delete(told);
      told = entry.end;
      try {
        onPart(entry.part, told);
      } catch (error) {
        fail(failure('bug', String(error)));
        return;
      }
    }
  }

  /** Works until nothing is left: true; or until the worker is of no use any more: false. */
  async function lane(worker: RangeWorker<K>): Promise<boolean> {
    for (let units = 1; ; ) {
      const ready = await worker.ready();
      if (!ready.ok) unready = ready;
      if (!ready.ok || failed !== undefined) return false;
      const piece = again.shift() ?? cut(units);
      if (piece === undefined) return true;
      const startedAt = now();
      const outcome = await worker.run({ ...question, ...piece } as unknown as JobRequest<K>);
      if (failed !== undefined) return false;
      if (outcome.ok) {
        deliver(piece, outcome.value);
        const size = Math.ceil(piece.count / unit);
        const fitting = Math.floor((size * PIECE_MS) / Math.max(1, now() - startedAt));
        units = Math.max(1, Math.min(2 * size, fitting));
        continue;
      }
      const deathCount = (deaths.get(piece.first) ?? 0) + 1;
      deaths.set(piece.first, deathCount);
      again.push(piece);
      if (outcome.error.code !== 'crashed' || deathCount === DEATHS_OVER_PIECE) fail(outcome);
    }
  }

  // a piece may come back when others have found nothing left to do
  for (let workers = run.workers; told < end && failed === undefined; ) {
    if (workers.length === 0) return unready;
    const stays = await Promise.all(workers.map(lane));
    workers = workers.filter((_, i) => stays[i]);
  }
  return failed ?? { ok: true, value: undefined };
}

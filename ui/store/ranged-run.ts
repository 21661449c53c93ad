/** A long job over a range: its parts are kept as they come, so that it can be stopped with what there is, and go on. */
import type { EnginePool, RangedKind } from '../../engine/api/pool.ts';
import type { JobRequest, JobResult, Outcome, Range } from '../../engine/api/protocol.ts';

export interface RangedRun {
  /** How many are done, from 0 on. */
  readonly done: number;
  /** How many are wanted. */
  readonly target: number;
  readonly isRunning: boolean;
  /** Until the target is reached; null while it cannot be told. */
  readonly secondsLeft: number | null;
  /** Why it ended before its target, in words; empty when a person stopped it. */
  readonly failure: string;
}

export const NO_RUN: RangedRun = { done: 0, target: 0, isRunning: false, secondsLeft: null, failure: '' };

/** Before so many seconds nobody can say how long it takes. */
const LEAST_SECONDS = 0.5;

interface Running<K extends RangedKind> {
  readonly pool: Pick<EnginePool, 'runRange'>;
  /** Hears how far it is. */
  readonly tell: (run: RangedRun) => void;
  /** Hears of every part, in order and without gaps. */
  readonly onPart: (part: JobResult<K>) => void;
  /** Seconds on a clock that never goes back. */
  readonly now?: () => number;
}

/** Runs one question at a time. */
export function createRangedRun<K extends RangedKind>({
  pool,
  tell,
  onPart,
  now = () => performance.now() / 1000,
}: Running<K>) {
  let run = NO_RUN;
  let running = new AbortController();

  function set(patch: Partial<RangedRun>): void {
    run = { ...run, ...patch };
    tell(run);
  }

  function stop(): void {
    running.abort();
    running = new AbortController();
  }

  return {
    /** Goes on with the question until `target` are done, from where it stands or from a smaller number. */
    async goOn(question: Omit<JobRequest<K>, keyof Range>, target: number, from = run.done): Promise<void> {
      stop();
      if (from >= target)
        return set({ done: from, target, isRunning: false, secondsLeft: null, failure: '' });
      const { signal } = running;
      const start = { done: from, seconds: now() };
      set({ done: from, target, isRunning: true, secondsLeft: null, failure: '' });
      const attempt = (): Promise<Outcome<void>> =>
        pool.runRange<K>(question, {
          range: { first: run.done, count: target - run.done },
          signal,
          onPart: (part, end) => {
            // a part may have been on its way when all was forgotten
            if (signal.aborted) return;
            const seconds = now() - start.seconds;
            const left = ((target - end) * seconds) / (end - start.done);
            run = { ...run, done: end, secondsLeft: seconds < LEAST_SECONDS ? null : left };
            // who hears of it may stop or forget the run
            onPart(part);
            tell(run);
          },
        });
      let outcome = await attempt();
      // an engine that died has been started again with the same dataset
      if (!outcome.ok && outcome.error.code === 'crashed' && !signal.aborted) outcome = await attempt();
      if (signal.aborted) return;
      set({ isRunning: false, secondsLeft: null, failure: failureOf(outcome) });
    },

    /** Stops; what is there stays. */
    cancel(): void {
      stop();
      if (run.isRunning) set({ isRunning: false, secondsLeft: null });
    },

    /** Stops and forgets. */
    clear(): void {
      stop();
      set(NO_RUN);
    },
  };
}

/** Empty when a person or another dataset stopped it. */
function failureOf(outcome: Outcome<void>): string {
  return outcome.ok || outcome.error.code === 'cancelled' ? '' : outcome.error.message;
}

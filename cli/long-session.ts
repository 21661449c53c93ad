/** Long jobs over a range: in this thread, or in several with one engine each. */
import { createPool, type RangedKind, type RangedQuestion, type RangeOptions } from '../engine/api/pool.ts';
import type { JobResult, Outcome } from '../engine/api/protocol.ts';
import { workThrough } from '../engine/api/range-run.ts';
import { engineThread } from './engine-thread.ts';
import { progressLine } from './progress-line.ts';
import { answerOf, type CliSession, engineHere, openDataset, type Runner, stoppable } from './session.ts';
import { Interrupted } from './usage.ts';

export interface LongOptions<K extends RangedKind> {
  readonly count: number;
  /** What a person is told of the parts so far, of which `part` is the last. */
  readonly progress: (part: JobResult<K>, end: number) => string;
}

interface Parts<K extends RangedKind> {
  /** At least one. */
  readonly parts: readonly JobResult<K>[];
  /** Whether somebody stopped it before the end. */
  readonly isStopped: boolean;
}

/** An open dataset, with the way to run long jobs on it. */
export interface LongSession extends CliSession {
  /** Works from 0 on; when it is stopped, with what there is. Throws `UsageError`, and `Interrupted` when there is nothing yet. */
  runFromZero<K extends RangedKind>(question: RangedQuestion<K>, options: LongOptions<K>): Promise<Parts<K>>;
}

interface RangeRunner extends Runner {
  runRange<K extends RangedKind>(
    question: RangedQuestion<K>,
    options: RangeOptions<K>,
  ): Promise<Outcome<void>>;
  dispose(): void;
}

/** Opens the dataset in a folder for one or more workers, and closes it when the work on it has ended. */
export async function withLongSession<T>(
  folder: string,
  workerCount: number,
  work: (session: LongSession) => Promise<T>,
): Promise<T> {
  const runner = workerCount === 1 ? rangesHere() : createPool(thisProgram, { workerCount });
  try {
    return await work({ ...(await openDataset(folder, runner)), runFromZero: fromZero(runner) });
  } finally {
    runner.dispose();
  }
}

/** The program is one file, which serves an engine where it does not run in the main thread. */
function thisProgram() {
  return engineThread(new URL(import.meta.url));
}

function rangesHere(): RangeRunner {
  const runner = engineHere();
  return {
    ...runner,
    runRange<K extends RangedKind>(
      question: RangedQuestion<K>,
      { range, onPart, signal }: RangeOptions<K>,
    ): Promise<Outcome<void>> {
      return workThrough<K>({
        question,
        range,
        workers: [
          {
            ready: async () => ({ ok: true, value: undefined }),
            run: (request) => runner.run<K>(request, signal === undefined ? {} : { signal }),
          },
        ],
        onPart,
        stop() {},
        now: () => performance.now(),
      });
    },
    dispose() {},
  };
}

function fromZero({ runRange }: RangeRunner): LongSession['runFromZero'] {
  return async <K extends RangedKind>(
    question: RangedQuestion<K>,
    { count, progress }: LongOptions<K>,
  ): Promise<Parts<K>> => {
    const parts: JobResult<K>[] = [];
    const show = progressLine();
    const outcome = await stoppable(
      (signal) =>
        runRange<K>(question, {
          range: { first: 0, count },
          signal,
          onPart(part, end) {
            parts.push(part);
            show.update(progress(part, end));
          },
        }),
      show.clear,
    );
    const isStopped = !outcome.ok && outcome.error.code === 'cancelled';
    if (isStopped && parts.length === 0)
      throw new Interrupted(
        'Stopped before the first part was done, which is 64 years or a whole world: there is nothing to show yet.',
      );
    if (!isStopped) answerOf(outcome);
    return { parts, isStopped };
  };
}

/** The near side of several engines with one system: one for short jobs, all of them for long ones. */
import type { EngineClient } from './client.ts';
import type { JobRequest, JobResult, Outcome, Range } from './protocol.ts';

/** Jobs that go over a range and give parts, whoever works on them. */
export type RangedKind = 'years' | 'moments' | 'worlds';

export interface RangeOptions<K extends RangedKind> {
  readonly range: Range;
  /** Told of every part, in order and without gaps; `end` is where it ends. What was told stays, whatever happens after. */
  readonly onPart: (part: JobResult<K>, end: number) => void;
  readonly signal?: AbortSignal;
}

/** Engines of which the first has the system; the others take it over when first needed. */
export interface EnginePool extends EngineClient {
  /** How many work on a long job. */
  readonly workerCount: number;
  /** Whether the engines share the memory of the system, or each has its copy; unknown before the first long job. */
  readonly memory: 'shared' | 'copied' | undefined;
  /** Runs a job over a range, cut so that parts arrive a few times a second. Never rejects. */
  runRange<K extends RangedKind>(
    question: Omit<JobRequest<K>, keyof Range>,
    options: RangeOptions<K>,
  ): Promise<Outcome<void>>;
}

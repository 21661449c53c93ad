/** Ways to end a command early, each with its exit code. */
import type { Problem } from '../engine/api/protocol.ts';

/** The command line was used wrongly: exit code 2. */
export class UsageError extends Error {}

/** The data cannot be used: exit code 1. */
export class DataError extends Error {
  /** What is wrong with the files that could be opened. */
  readonly problems: readonly Problem[];
  constructor(message: string, problems: readonly Problem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/** Stopped by the person who started it: exit code 130, as a shell expects after Ctrl-C. */
export class Interrupted extends Error {}

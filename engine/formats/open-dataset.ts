/** A dataset in any format that holds a whole one -> a System. */
import type { Problem } from '../model/problem.ts';
import { applyEdits } from './apply-edits.ts';
import type { Edit } from './edit.ts';
import { nativeFiles } from './native-files.ts';
import { type DatasetRead, readDataset } from './read-dataset.ts';
import type { ReadStep } from './read-step.ts';
import type { DatasetFile } from './read-table.ts';

/** Shares of the work by which another format is made the native one, and edits are applied. */
const CONVERTED = 0.5;
const EDITED = 0.6;

/**
 * Reads the native format (`readDataset`), or one file that holds as much as it; with the edits that a project file
 * holds, and those given, applied in this order. O(bytes).
 */
export function* openDataset(
  files: readonly DatasetFile[],
  edits: readonly Edit[] = [],
): Generator<ReadStep, DatasetRead> {
  const problems: Problem[] = [];
  const native = yield* partOf(nativeFiles(files, problems), [0, CONVERTED]);
  if (native === undefined) return { system: undefined, problems };
  const all = [...native.edits, ...edits];
  const edited = yield* partOf(applyEdits(native.files, all, problems), [CONVERTED, EDITED]);
  const read = yield* partOf(readDataset(edited), [edited === files ? 0 : EDITED, 1]);
  return { ...read, problems: [...problems, ...read.problems] };
}

/** Runs a part of the work as this range of the whole. */
function* partOf<Result>(
  work: Generator<ReadStep, Result>,
  [from, to]: readonly [number, number],
): Generator<ReadStep, Result> {
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return next.value;
    yield { step: next.value.step, fraction: from + next.value.fraction * (to - from) };
  }
}

/** A dataset in any format that holds a whole one -> a System. */
import type { Problem } from '../model/problem.ts';
import { nativeFiles } from './native-files.ts';
import { type DatasetRead, readDataset } from './read-dataset.ts';
import type { ReadStep } from './read-step.ts';
import { type DatasetFile, fileProblem } from './read-table.ts';

/** Share of the work on another format that makes the native one of it. */
const CONVERTING = 0.6;

/** Reads the native format (`readDataset`), or one file that holds as much as it. O(bytes). */
export function* openDataset(files: readonly DatasetFile[]): Generator<ReadStep, DatasetRead> {
  const problems: Problem[] = [];
  const converting = nativeFiles(files, problems);
  let next = converting.next();
  for (; !next.done; next = converting.next())
    yield { step: next.value.step, fraction: CONVERTING * next.value.fraction };
  if (next.value === undefined) return { system: undefined, problems };
  const native = next.value;
  if (native.edits.length > 0)
    problems.push(
      fileProblem(
        files[0]!.name,
        `The project holds ${native.edits.length} edits made by hand since its files came; they are not applied here. Open it in the app and save its tables.`,
      ),
    );
  const from = native.files === files ? 0 : CONVERTING;
  const reading = readDataset(native.files);
  let read = reading.next();
  for (; !read.done; read = reading.next())
    yield { step: read.value.step, fraction: from + (1 - from) * read.value.fraction };
  return { ...read.value, problems: [...problems, ...read.value.problems] };
}

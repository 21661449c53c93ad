/** The files of a dataset in a folder. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../engine/api/protocol.ts';
import { DataError } from './usage.ts';

/** The parts of the native format, of which dataset.json is optional. */
const PARTS = ['entities.csv', 'dependencies.csv', 'dataset.json'];

/** Characters of a path that are worth repeating. */
const LONGEST_PATH = 500;

/** Reads the parts that are there; the engine says which are missing. Throws `DataError` without a folder. */
export function readDatasetFiles(folder: string): readonly SourceFile[] {
  const kind = readable(folder, () => statSync(folder, { throwIfNoEntry: false }));
  if (kind === undefined) throw new DataError(`There is no folder ${folder}.`);
  if (!kind.isDirectory())
    throw new DataError(
      `${folder} is not a folder. A dataset is a folder with ${PARTS.slice(0, 2).join(' and ')}.`,
    );
  return PARTS.flatMap((name) => {
    const path = join(folder, name);
    return readable(path, () =>
      statSync(path, { throwIfNoEntry: false })?.isFile() ? [{ name, bytes: readFileSync(path) }] : [],
    );
  });
}

/** What `read` gives; the system's refusal (no permission, a name too long) as a `DataError`. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : error;
    throw new DataError(`${path.slice(0, LONGEST_PATH)} cannot be read: ${reason}`);
  }
}

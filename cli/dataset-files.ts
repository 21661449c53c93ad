/** The files of a dataset in a folder. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../engine/api/protocol.ts';
import { DataError } from './usage.ts';

/** The parts of the native format, of which dataset.json is optional. */
const PARTS = ['entities.csv', 'dependencies.csv', 'dataset.json'];

/** Reads the parts that are there; the engine says which are missing. Throws `DataError` without a folder. */
export function readDatasetFiles(folder: string): readonly SourceFile[] {
  const kind = statSync(folder, { throwIfNoEntry: false });
  if (kind === undefined) throw new DataError(`There is no folder ${folder}.`);
  if (!kind.isDirectory())
    throw new DataError(
      `${folder} is not a folder. A dataset is a folder with ${PARTS.slice(0, 2).join(' and ')}.`,
    );
  return PARTS.flatMap((name) => {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return [];
    try {
      return [{ name, bytes: readFileSync(path) }];
    } catch (error) {
      throw new DataError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  });
}

/** Writes a dataset into a folder, as a whole or not at all. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { TableFile } from '../engine/api/protocol.ts';
import type { TablePieces } from '../engine/formats/write-dataset.ts';
import { partsIn } from './dataset-files.ts';
import { DataError, Interrupted, UsageError } from './usage.ts';

/** Throws `UsageError` when the folder cannot take a dataset, so that nobody works for nothing. */
export function checkFolder(folder: string, overwrite: 'refuse' | 'replace'): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`${folder} is a file. Name a folder for the dataset.`);
  const there = partsIn(folder);
  if (there.length > 0 && overwrite === 'refuse')
    throw new UsageError(`${folder} holds a dataset (${there.join(', ')}). Use --force to replace it.`);
}

/**
 * Writes the files beside the folder first and moves them when all are there; a dataset in the folder is
 * replaced, its other files stay. Throws `Interrupted` after Ctrl-C, `DataError` when the disk refuses;
 * then the folder is as it was.
 */
export async function writeDatasetFolder(
  folder: string,
  files: readonly (TableFile | TablePieces)[],
): Promise<void> {
  const place = resolve(folder);
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.on('SIGINT', stop);
  const fresh = join(dirname(place), `.${basename(place)}-${process.pid}`);
  /** The first folder on the way that was not there. */
  let made: string | undefined;
  try {
    made = mkdirSync(fresh, { recursive: true });
    for (const file of files) {
      const handle = openSync(join(fresh, file.name), 'w');
      try {
        for (const piece of 'text' in file ? [file.text] : file.pieces) {
          writeFileSync(handle, piece);
          // lets a signal that came while the disk was busy be heard
          await setImmediate();
          if (isStopped) throw new Interrupted('Stopped before the end; nothing is written.');
        }
      } finally {
        closeSync(handle);
      }
    }
    if (existsSync(place)) {
      for (const { name } of files) renameSync(join(fresh, name), join(place, name));
      for (const name of partsIn(place)) if (name.endsWith('.gz')) rmSync(join(place, name));
    } else renameSync(fresh, place);
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    if (error instanceof Interrupted) throw error;
    throw new DataError(`${folder} cannot be written: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    process.off('SIGINT', stop);
  }
}

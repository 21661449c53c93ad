/** The files of a dataset, and other files that are named on the command line. */
import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceFile } from '../engine/api/protocol.ts';
import { DataError } from './usage.ts';

/** The parts of the native format, of which dataset.json is optional; each may be packed, as name.gz. */
const PARTS = ['entities.csv', 'dependencies.csv', 'dataset.json'];

/** The parts of a catalogue of outages; packed or not, too. */
const INCIDENT_PARTS = ['incidents.csv', 'phases.csv', 'effects.csv'];

/** Characters of a path that are worth repeating. */
const LONGEST_PATH = 500;

/**
 * Reads the parts that are there in a folder, or the one file that holds a whole dataset; the engine says what is missing.
 * Throws `DataError` where there is neither.
 */
export function readDatasetFiles(path: string): readonly SourceFile[] {
  if (readable(path, () => statSync(path, { throwIfNoEntry: false })?.isFile())) return [readNamedFile(path)];
  return readFolder(path);
}

function readFolder(folder: string): readonly SourceFile[] {
  return readParts(folder, PARTS, `A dataset is a folder with ${PARTS.slice(0, 2).join(' and ')}.`);
}

/** The same for a catalogue of outages. */
export function readIncidentFiles(folder: string): readonly SourceFile[] {
  return readParts(folder, INCIDENT_PARTS, `A catalogue is a folder with ${INCIDENT_PARTS.join(', ')}.`);
}

function readParts(folder: string, parts: readonly string[], expected: string): readonly SourceFile[] {
  const kind = readable(folder, () => statSync(folder, { throwIfNoEntry: false }));
  if (kind === undefined) throw new DataError(`There is no folder or file ${folder}.`);
  if (!kind.isDirectory()) throw new DataError(`${folder} is not a folder. ${expected}`);
  return namesIn(folder, parts).map((name) => readNamedFile(join(folder, name)));
}

/** Names of the parts of a dataset that are in a folder; none where there is no folder. */
export function partsIn(folder: string): readonly string[] {
  return namesIn(folder, PARTS);
}

function namesIn(folder: string, parts: readonly string[]): readonly string[] {
  const names = parts.flatMap((name) => [name, `${name}.gz`]);
  return names.filter((name) =>
    readable(folder, () => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile()),
  );
}

/** Reads a file, whose name is the last part of its path. Throws `DataError` when it cannot be read. */
export function readNamedFile(path: string): SourceFile {
  return readable(path, () => ({ name: basename(path), bytes: readFileSync(path) }));
}

/** What the system means by its commonest refusals. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file (ENOENT)'],
  ['EISDIR', 'it is a folder, where a file is needed (EISDIR)'],
  ['EACCES', 'there is no permission to read it (EACCES)'],
]);

/** What `read` gives; the system's refusal (no file, no permission, a name too long) as a `DataError`. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code =
      error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
    throw new DataError(`${path.slice(0, LONGEST_PATH)} cannot be read: ${REFUSALS.get(code) ?? code}`);
  }
}

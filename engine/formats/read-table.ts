/** The files of several tables: which is which, and each into its builder. */
import type { Problem } from '../model/problem.ts';
import { inFile, type RowReader, rowReader } from '../model/row-reader.ts';
import { csvRecords } from './csv.ts';
import { unpack } from './gunzip.ts';
import { type ReadStep, within } from './read-step.ts';

export interface DatasetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The first file whose name matches; further ones are reported. */
export function fileOfPart(
  files: readonly DatasetFile[],
  part: RegExp,
  problems: Problem[],
): DatasetFile | undefined {
  const [first, ...others] = files.filter((file) => part.test(file.name));
  for (const other of others)
    problems.push(fileProblem(other.name, `${first!.name} is read as this part already; not read.`));
  return first;
}

/** The file, unpacked if it is packed: a small part of the work, which counts as its beginning. */
export function* unpacked(
  file: DatasetFile | undefined,
  problems: Problem[],
): Generator<ReadStep, DatasetFile | undefined> {
  return file && (yield* within(unpack(file, problems), `Unpacking ${file.name}`, [0, 0]));
}

/**
 * Reads a table into the builder that `start` makes once the header is there. Undefined, with a problem
 * reported, when the file has no header or lacks a required column.
 */
export function* readTable<Builder extends { add(): void }>(
  file: DatasetFile,
  required: readonly string[],
  [from, to]: readonly [number, number],
  problems: Problem[],
  start: (reader: RowReader) => Builder,
): Generator<ReadStep, Builder | undefined> {
  const problemsBefore = problems.length;
  let reader: RowReader | undefined;
  let builder: Builder | undefined;
  for (const { records, fraction } of csvRecords(file.name, file.bytes, problems)) {
    for (const { cells, row } of records) {
      if (reader !== undefined && builder !== undefined) {
        if (reader.open(cells, row)) builder.add();
        continue;
      }
      reader = rowReader(inFile(file.name), cells, problems);
      const missing = required.filter((column) => !reader!.has(column));
      for (const column of missing)
        problems.push({
          ...fileProblem(file.name, `The column "${column}" is missing. Found: ${cells.join(', ')}.`),
          row,
          column,
        });
      if (missing.length > 0) return undefined;
      builder = start(reader);
    }
    yield { step: `Reading ${file.name}`, fraction: from + fraction * (to - from) };
  }
  // a file that is not a text has been reported already
  if (builder === undefined && problems.length === problemsBefore)
    problems.push(
      fileProblem(file.name, `The file is empty. Expected a header with ${required.join(', ')}, then rows.`),
    );
  return builder;
}

/** An error that concerns a whole file. */
export function fileProblem(file: string, message: string): Problem {
  return { severity: 'error', file, row: 0, column: '', value: '', message };
}

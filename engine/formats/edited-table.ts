/** A table of the native format as rows that can be changed, and written back as it was but for the changes. */
import { strToU8 } from 'fflate';
import Papa from 'papaparse';
import type { Problem } from '../model/problem.ts';
import { withoutGuard } from '../model/row-reader.ts';
import { csvRecords } from './csv.ts';
import type { ReadStep } from './read-step.ts';
import type { DatasetFile } from './read-table.ts';
import { guarded } from './write-dataset.ts';

/** Rows written between two reports of progress. */
const SLICE = 2_000;

export interface EditedTable {
  readonly file: string;
  readonly header: string[];
  /** Cells as they stand in the file. A row that was taken out is null, so that the others keep their place. */
  readonly rows: (string[] | null)[];
}

/** Reads a table; faults of its text are reported when it is read for good. O(bytes). */
export function* editedTable(
  file: DatasetFile,
  [from, to]: readonly [number, number],
): Generator<ReadStep, EditedTable> {
  const unread: Problem[] = [];
  const rows: string[][] = [];
  for (const { records, fraction } of csvRecords(file.name, file.bytes, unread)) {
    for (const { cells } of records) rows.push([...cells]);
    yield { step: `Reading ${file.name}`, fraction: from + fraction * (to - from) };
  }
  return { file: file.name, header: rows.shift() ?? [], rows };
}

/** Place of a column in the header, or -1; the case of letters does not matter. */
export function columnAt({ header }: EditedTable, column: string): number {
  const name = column.trim().toLowerCase();
  return header.findIndex((text) => withoutGuard(text.trim()).toLowerCase() === name);
}

/** The text of a cell, empty where the row is too short. */
export function cellOf(row: readonly string[], at: number): string {
  return at < 0 ? '' : withoutGuard((row[at] ?? '').trim());
}

/** Writes into a cell; a row that is too short gets the cells between. */
export function setCell(row: string[], at: number, value: string): void {
  while (row.length < at) row.push('');
  row[at] = guarded(value);
}

/** Place of a column, which is added where the table has none of this name. */
export function columnFor(table: EditedTable, column: string): number {
  const at = columnAt(table, column);
  return at >= 0 ? at : table.header.push(guarded(column.trim())) - 1;
}

/** The table as a file again. O(cells). */
export function* writtenTable(
  { file, header, rows }: EditedTable,
  [from, to]: readonly [number, number],
): Generator<ReadStep, DatasetFile> {
  const kept = rows.filter((row) => row !== null);
  const pieces = [csv([header])];
  for (let first = 0; first < kept.length; first += SLICE) {
    pieces.push(csv(kept.slice(first, first + SLICE)));
    yield { step: `Applying edits to ${file}`, fraction: from + (first / kept.length) * (to - from) };
  }
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { name: file.replace(/\.gz$/i, ''), bytes };
}

function csv(rows: readonly (readonly string[])[]): Uint8Array {
  return strToU8(
    `${Papa.unparse(
      rows.map((row) => [...row]),
      { newline: '\n' },
    )}\n`,
  );
}

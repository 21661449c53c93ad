/** A System -> the files of the native format; reading them back gives the same System. */
import Papa from 'papaparse';
import type { System } from '../model/system.ts';
import { dependencyColumns, entityColumns, type NativeColumn } from './native-columns.ts';
import { partsOfWork, rowPieces } from './write-rows.ts';

/** A file in pieces that are to stand one after another. */
export interface TablePieces {
  readonly name: string;
  readonly pieces: readonly string[];
}

/**
 * Writes entities.csv, dependencies.csv and, where there was one, dataset.json. Unknown columns are
 * written as they were read. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front, which reading takes off again. Yields the fraction done; O(cells).
 */
export function* writeDataset(
  system: System,
): Generator<number, readonly { readonly name: string; readonly text: string }[]> {
  const files = yield* writeTables(system);
  return files.map(({ name, pieces }) => ({ name, text: pieces.join('') }));
}

/** The same in pieces, for tables of millions of rows: no text can be longer than half a gigabyte. */
export function* writeTables(system: System): Generator<number, readonly TablePieces[]> {
  const [ofEntities, ofDependencies] = partsOfWork(system.entities.count, system.dependencies.count);
  const entities = yield* write(entityColumns(system), system.entities.count, ofEntities);
  const dependencies = yield* write(dependencyColumns(system), system.dependencies.count, ofDependencies);
  const files: TablePieces[] = [
    { name: 'entities.csv', pieces: entities },
    { name: 'dependencies.csv', pieces: dependencies },
  ];
  if (system.about.document !== '') files.push({ name: 'dataset.json', pieces: [system.about.document] });
  return files;
}

function* write(
  columns: readonly NativeColumn[],
  rowCount: number,
  range: readonly [number, number],
): Generator<number, readonly string[]> {
  const cells = columns.map(({ type, cell }) =>
    type === 'text' ? (row: number) => guarded(cell(row)) : cell,
  );
  const rows = yield* rowPieces(rowCount, (row) => line(cells.map((cell) => cell(row))), range);
  return [line(columns.map(({ header }) => guarded(header))), ...rows];
}

function line(cells: readonly string[]): string {
  return `${Papa.unparse([cells], { newline: '\n' })}\n`;
}

/** A text cell, guarded against being run as a formula, and against losing a blank that it begins with. */
export function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A System -> the files of the native format; reading them back gives the same System. */
import Papa from 'papaparse';
import { KINDS } from '../model/kinds.ts';
import { type EntityTable, PHASES, type System, type TextColumn, textAt } from '../model/system.ts';

/** Rows between two reports of progress. */
const SLICE = 2_000;

type Cell = (row: number) => string;

/** A file of the native format, in pieces that are to stand one after another. */
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
  const entityColumns = columnsOfEntities(system);
  const dependencyColumns = columnsOfDependencies(system);
  const rowCount = Math.max(1, system.entities.count + system.dependencies.count);
  const entities = yield* write(entityColumns, system.entities.count, (row) => row / rowCount);
  const dependencies = yield* write(
    dependencyColumns,
    system.dependencies.count,
    (row) => (system.entities.count + row) / rowCount,
  );
  const files: TablePieces[] = [
    { name: 'entities.csv', pieces: entities },
    { name: 'dependencies.csv', pieces: dependencies },
  ];
  if (system.about.document !== '') files.push({ name: 'dataset.json', pieces: [system.about.document] });
  return files;
}

function* write(
  columns: readonly (readonly [string, Cell])[],
  rowCount: number,
  fraction: (row: number) => number,
): Generator<number, readonly string[]> {
  const pieces = [`${line(columns.map(([header]) => header))}\n`];
  for (let from = 0; from < rowCount; from += SLICE) {
    const rows: string[] = [];
    for (let row = from; row < Math.min(rowCount, from + SLICE); row++)
      rows.push(`${line(columns.map(([, cell]) => cell(row)))}\n`);
    pieces.push(rows.join(''));
    yield fraction(from);
  }
  return pieces;
}

function line(cells: readonly string[]): string {
  return Papa.unparse([cells], { newline: '\n' });
}

/** A text cell, guarded against being run as a formula. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

const text =
  (column: TextColumn): Cell =>
  (row) =>
    guarded(textAt(column, row));

const number =
  (values: Float64Array): Cell =>
  (row) =>
    Number.isNaN(values[row]!) ? '' : String(values[row]);

const extras = (extra: ReadonlyMap<string, TextColumn>): (readonly [string, Cell])[] =>
  Array.from(extra, ([header, column]) => [guarded(header), text(column)] as const);

function idOf(entities: EntityTable, v: number): string {
  return v < 0 ? '' : guarded(entities.id[v]!);
}

function columnsOfEntities({ entities, weights }: System): readonly (readonly [string, Cell])[] {
  const weighed = new Set(weights.map((weight) => weight.column.toLowerCase()));
  const known: readonly (readonly [string, Cell])[] = [
    ['id', (v) => idOf(entities, v)],
    ['name', (v) => guarded(entities.name[v]!)],
    ['kind', (v) => KINDS[entities.kind[v]!]!],
    ['operator', (v) => idOf(entities, entities.operator[v]!)],
    ['country', text(entities.country)],
    ['sector', text(entities.sector)],
    ['outages_per_year', number(entities.outagesPerYear)],
    ['outage_hours_p50', number(entities.outageHoursP50)],
    ['outage_hours_p95', number(entities.outageHoursP95)],
    ['recovery_hours', number(entities.recoveryHours)],
    ['capacity', number(entities.capacity)],
    ['source', text(entities.source)],
  ];
  return [
    // a column that is a weight as well is written once
    ...known.filter(([header]) => !weighed.has(header)),
    ...weights.map((weight) => [weight.column, number(weight.values)] as const),
    ...extras(entities.extra),
    // last, because it never ends with a CR, which reading would take for half of a line end
    ['as_of', text(entities.asOf)],
  ];
}

function columnsOfDependencies(system: System): readonly (readonly [string, Cell])[] {
  const { entities, dependencies, requirements } = system;
  const ofRequirement =
    (cell: (r: number) => string): Cell =>
    (e) =>
      cell(dependencies.requirement[e]!);
  return [
    ['dependent', (e) => idOf(entities, dependencies.dependent[e]!)],
    ['supplier', (e) => idOf(entities, dependencies.supplier[e]!)],
    ['role', text(dependencies.role)],
    ['group', ofRequirement(text(requirements.group))],
    ['need', ofRequirement((r) => String(requirements.need[r]))],
    ['loss', ofRequirement(number(requirements.loss))],
    ['grace_hours', number(dependencies.graceHours)],
    ['failover_hours', ofRequirement(number(requirements.failoverHours))],
    ['failover_probability', ofRequirement(number(requirements.failoverProbability))],
    ['phase', (e) => PHASES[dependencies.phase[e]!]!],
    ['share', number(dependencies.share)],
    ['confidence', number(dependencies.confidence)],
    ['source', text(dependencies.source)],
    ['as_of', text(dependencies.asOf)],
    ['evidence', text(dependencies.evidence)],
    ...extras(dependencies.extra),
    // last, because it never ends with a CR, which reading would take for half of a line end
    ['basis', text(dependencies.basis)],
  ];
}

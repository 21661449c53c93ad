/**
 * What a person changed by hand since a dataset came, applied to its tables before they are read: so an edited cell
 * is checked like one of a file, and what the reader reports of it is what the person sees.
 */
import type { Problem } from '../model/problem.ts';
import type { Edit, EditedTable as TableName } from './edit.ts';
import {
  cellOf,
  columnAt,
  columnFor,
  type EditedTable,
  editedTable,
  setCell,
  writtenTable,
} from './edited-table.ts';
import type { ReadStep } from './read-step.ts';
import { type DatasetFile, fileOfPart, fileProblem, unpacked } from './read-table.ts';

/** Columns of dependencies.csv that must agree on every row of a group. */
const OF_GROUP = new Set(['need', 'loss', 'failover_hours', 'failover_probability']);

/** Columns that decide what a row is known by, or what another row names. */
const NAMING = new Set(['id', 'kind', 'dependent', 'supplier', 'role', 'group']);

/** Shares of the work by which both tables are read, and written again. */
const READ = 0.6;

interface Tables {
  readonly entities: EditedTable;
  readonly dependencies: EditedTable;
}

/**
 * The files with the edits applied, one after another. An edit that fits nothing any more is reported and passed
 * over. The files are returned as they are where there is nothing to edit. O(bytes + edits that rename x rows).
 */
export function* applyEdits(
  files: readonly DatasetFile[],
  edits: readonly Edit[],
  problems: Problem[],
): Generator<ReadStep, readonly DatasetFile[]> {
  if (edits.length === 0) return files;
  const unreported: Problem[] = [];
  const entitiesFile = fileOfPart(files, /entities\.csv(\.gz)?$/i, unreported);
  const dependenciesFile = fileOfPart(files, /dependencies\.csv(\.gz)?$/i, unreported);
  const entities = yield* unpacked(entitiesFile, unreported);
  const dependencies = yield* unpacked(dependenciesFile, unreported);
  // what is missing or cannot be unpacked is reported by the reader
  if (entities === undefined || dependencies === undefined) return files;
  const tables: Tables = {
    entities: yield* editedTable(entities, [0, READ / 2]),
    dependencies: yield* editedTable(dependencies, [READ / 2, READ]),
  };
  const places = createPlaces(tables);
  for (const [i, edit] of edits.entries()) {
    const fault = applyEdit(tables, places, edit);
    if (fault !== '')
      problems.push({
        ...fileProblem('edits', `${fault} This edit is passed over.`),
        severity: 'warning',
        row: i + 1,
      });
    yield { step: 'Applying edits', fraction: READ };
  }
  const others = files.filter((file) => file !== entitiesFile && file !== dependenciesFile);
  return [
    yield* writtenTable(tables.entities, [READ, (1 + READ) / 2]),
    yield* writtenTable(tables.dependencies, [(1 + READ) / 2, 1]),
    ...others,
  ];
}

/** Where the row with a name stands, in both tables; found anew after a change of names. */
interface Places {
  of(table: TableName, row: string): number | undefined;
  /** Hears of a row that came after the others. */
  added(table: TableName, row: number): void;
  forget(): void;
}

function createPlaces(tables: Tables): Places {
  let entities: Map<string, number> | undefined;
  let dependencies: ReadonlyMap<string, number> | undefined;
  return {
    of(table, row) {
      if (table === 'entities') {
        entities ??= placesOfEntities(tables);
        return entities.get(row);
      }
      dependencies ??= placesOfDependencies(tables);
      return dependencies.get(row);
    },
    added(table, row) {
      const id = idOf(tables, row);
      if (table === 'dependencies') dependencies = undefined;
      else if (id !== '') entities?.set(id, row);
    },
    forget() {
      entities = undefined;
      dependencies = undefined;
    },
  };
}

function idOf({ entities }: Tables, row: number): string {
  return cellOf(entities.rows[row] ?? [], columnAt(entities, 'id'));
}

function placesOfEntities({ entities }: Tables): Map<string, number> {
  const at = columnAt(entities, 'id');
  const places = new Map<string, number>();
  for (const [r, row] of entities.rows.entries()) {
    const id = row === null ? '' : cellOf(row, at);
    if (id !== '' && !places.has(id)) places.set(id, r);
  }
  return places;
}

/**
 * What a dependency is known by: both ends, role (the kind of its supplier unless given), group, and which of
 * several alike it is.
 */
export function dependencyRow(
  dependent: string,
  supplier: string,
  { role, group, nth }: { readonly role: string; readonly group: string; readonly nth: number },
): string {
  return JSON.stringify([dependent, supplier, role, group, nth]);
}

function placesOfDependencies({ entities, dependencies }: Tables): ReadonlyMap<string, number> {
  const [id, kind] = ['id', 'kind'].map((column) => columnAt(entities, column)) as [number, number];
  const kindOf = new Map<string, string>();
  for (const row of entities.rows)
    if (row !== null) kindOf.set(cellOf(row, id), cellOf(row, kind).toLowerCase());
  const columns = ['dependent', 'supplier', 'role', 'group'].map((column) =>
    columnAt(dependencies, column),
  ) as [number, number, number, number];
  const alike = new Map<string, number>();
  const places = new Map<string, number>();
  for (const [r, row] of dependencies.rows.entries()) {
    if (row === null) continue;
    const [dependent, supplier, given, group] = columns.map((at) => cellOf(row, at)) as [
      string,
      string,
      string,
      string,
    ];
    const role = given || (kindOf.get(supplier) ?? '');
    const first = dependencyRow(dependent, supplier, { role, group, nth: 0 });
    const nth = alike.get(first) ?? 0;
    alike.set(first, nth + 1);
    places.set(dependencyRow(dependent, supplier, { role, group, nth }), r);
  }
  return places;
}

/** Why an edit cannot be applied, empty when it was. */
function applyEdit(tables: Tables, places: Places, edit: Edit): string {
  switch (edit.do) {
    case 'set':
      return setValue(tables, places, edit);
    case 'add': {
      const table = tables[edit.table];
      const id = (edit.cells.id ?? '').trim();
      if (edit.table === 'entities' && places.of('entities', id) !== undefined)
        return `There is an entity '${id}' already.`;
      const row: string[] = [];
      for (const [column, value] of Object.entries(edit.cells)) setCell(row, columnFor(table, column), value);
      for (let at = 0; at < table.header.length; at++) row[at] ??= '';
      places.added(edit.table, table.rows.push(row) - 1);
      return '';
    }
    case 'remove': {
      const found = edit.rows.map((row) => places.of(edit.table, row));
      const missing = edit.rows.find((_, i) => found[i] === undefined);
      if (edit.table === 'entities') removeUsesOf(tables, new Set(edit.rows));
      for (const r of found) if (r !== undefined) tables[edit.table].rows[r] = null;
      places.forget();
      return missing === undefined ? '' : `There is no row ${missing} in ${edit.table} to take out.`;
    }
    case 'merge':
      return merge(tables, places, edit);
  }
}

function setValue(
  tables: Tables,
  places: Places,
  { table: name, row: key, column, value }: Edit & { readonly do: 'set' },
): string {
  const table = tables[name];
  const r = places.of(name, key);
  const row = r === undefined ? null : table.rows[r];
  if (row === null || row === undefined) return `There is no row ${key} in ${name} to change.`;
  const lower = column.trim().toLowerCase();
  if (lower === '') return 'It names no column.';
  const at = columnFor(table, column);
  if (name === 'entities' && lower === 'id') {
    if (value.trim() === '') return 'An entity needs an id.';
    if (places.of(name, value.trim()) !== undefined && value.trim() !== key)
      return `There is an entity '${value.trim()}' already; merge the two.`;
    rename(tables, new Map([[key, value.trim()]]));
  }
  for (const alike of rowsSetWith(table, row, lower, value)) setCell(alike, at, value);
  if (NAMING.has(lower)) places.forget();
  return '';
}

/** The rows in which a cell is set: what is said of a group is said on each of its rows. */
function rowsSetWith(table: EditedTable, row: string[], column: string, value: string): readonly string[][] {
  const group = columnAt(table, 'group');
  if (cellOf(row, group) === '') return [row];
  const dependent = columnAt(table, 'dependent');
  const ofSameGroup = () =>
    table.rows.filter(
      (other): other is string[] =>
        other !== null &&
        cellOf(other, dependent) === cellOf(row, dependent) &&
        cellOf(other, group) === cellOf(row, group),
    );
  if (OF_GROUP.has(column)) return ofSameGroup();
  if (column !== 'phase') return [row];
  // alternatives share a phase; what is needed to switch between them has its own
  const phase = columnAt(table, 'phase');
  const switches = (text: string): boolean => text.toLowerCase() === 'failover';
  if (switches(value.trim()) || switches(cellOf(row, phase))) return [row];
  return ofSameGroup().filter((other) => !switches(cellOf(other, phase)));
}

/** Gives new ids to all that names the old ones. */
function rename({ entities, dependencies }: Tables, nameOf: ReadonlyMap<string, string>): void {
  const within = (table: EditedTable, columns: readonly string[]): void => {
    const places = columns.map((column) => columnAt(table, column)).filter((at) => at >= 0);
    for (const row of table.rows)
      for (const at of row === null ? [] : places) {
        const name = nameOf.get(cellOf(row!, at));
        if (name !== undefined) setCell(row!, at, name);
      }
  };
  within(entities, ['operator']);
  within(dependencies, ['dependent', 'supplier']);
}

/** Takes out the dependencies of entities, and lets those that they operate be operated by nobody. */
function removeUsesOf({ entities, dependencies }: Tables, ids: ReadonlySet<string>): void {
  const operator = columnAt(entities, 'operator');
  for (const row of entities.rows)
    if (row !== null && ids.has(cellOf(row, operator))) setCell(row, operator, '');
  const ends = ['dependent', 'supplier'].map((column) => columnAt(dependencies, column));
  for (const [r, row] of dependencies.rows.entries())
    if (row !== null && ends.some((at) => ids.has(cellOf(row, at)))) dependencies.rows[r] = null;
}

/** Two or more entities become one, which takes what it does not say itself from the others, in their order. */
function merge(tables: Tables, places: Places, { ids, into }: Edit & { readonly do: 'merge' }): string {
  const { entities } = tables;
  const kept = places.of('entities', into);
  if (kept === undefined) return `There is no entity ${into} to merge into.`;
  const gone = [...new Set(ids)].filter((id) => id !== into);
  const missing = gone.find((id) => places.of('entities', id) === undefined);
  if (missing !== undefined) return `There is no entity ${missing} to merge.`;
  const row = entities.rows[kept]!;
  for (const id of gone) {
    const other = entities.rows[places.of('entities', id)!]!;
    for (let at = 0; at < entities.header.length; at++)
      if (cellOf(row, at) === '' && cellOf(other, at) !== '') setCell(row, at, cellOf(other, at));
  }
  rename(tables, new Map(gone.map((id) => [id, into])));
  const operator = columnAt(entities, 'operator');
  if (operator >= 0 && cellOf(row, operator) === into) setCell(row, operator, '');
  for (const id of gone) entities.rows[places.of('entities', id)!] = null;
  places.forget();
  return '';
}

/** The tables of the open system as a person reads and edits them: rows in an order, and the cells of a window. */
import type { NativeColumn } from '../formats/native-columns.ts';
import { EVIDENCE, type System, textAt } from '../model/system.ts';
import type { DataQuality, DataRow, DataTable, RowsRequest, RowsResult } from './data-protocol.ts';
import { columnsShown, type Tables } from './data-tables.ts';
import { ageOf, evidenceYear, OLD_AFTER, yearsOf } from './evidence-age.ts';
import type { Progress } from './protocol.ts';
import { RequestError } from './request.ts';

/** Rows between two pauses. */
const SLICE = 4_000;

/** Filters and sorts a table; empty cells come last. O(rows log rows), cut in slices of a few milliseconds. */
export function* dataRows(
  tables: Tables,
  { table: name, sort, isDescending, filter, only }: RowsRequest,
): Generator<Progress, RowsResult> {
  const table = tables(name);
  const column = table.columns.find(({ header }) => header === sort);
  if (sort !== '' && column === undefined)
    throw new RequestError('bad-request', `The table ${name} has no column ${sort} to sort by.`);
  const wanted = Object.entries(only).flatMap(([header, text]) => {
    const found = table.columns.find((each) => each.header === header);
    return found ? [{ cell: found.cell, text }] : [];
  });
  const needle = filter.trim().toLowerCase();
  const rows = new Uint32Array(table.count);
  let count = 0;
  for (let row = 0; row < table.count; row++) {
    const passes =
      wanted.every(({ cell, text }) => cell(row) === text) &&
      (needle === '' || table.columns.some(({ cell }) => cell(row).toLowerCase().includes(needle)));
    if (passes) rows[count++] = row;
    if (row % SLICE === 0) yield { step: 'Filtering rows', fraction: (0.5 * row) / table.count };
  }
  const passing = rows.slice(0, count);
  const order = column === undefined ? passing : yield* sorted(passing, column, isDescending);
  return { columns: columnsShown(name, table), total: table.count, order };
}

function* sorted(
  rows: Uint32Array,
  { type, cell }: NativeColumn,
  isDescending: boolean,
): Generator<Progress, Uint32Array> {
  const texts: string[] = [];
  for (const [i, row] of rows.entries()) {
    texts.push(cell(row));
    if (i % SLICE === 0) yield { step: 'Sorting rows', fraction: 0.5 + (0.2 * i) / rows.length };
  }
  yield { step: 'Sorting rows', fraction: 0.7 };
  const sign = isDescending ? -1 : 1;
  const places = Uint32Array.from(rows.keys());
  if (type === 'text') {
    // by rank of distinct texts, for comparing texts is slow
    const distinct = [...new Set(texts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const rankOf = new Map(distinct.map((text, rank) => [text, rank]));
    const rank = Int32Array.from(texts, (text) => rankOf.get(text)!);
    places.sort((a, b) => compared(texts[a] === '', texts[b] === '', sign * (rank[a]! - rank[b]!)) || a - b);
  } else {
    const value = Float64Array.from(texts, Number);
    places.sort(
      (a, b) => compared(texts[a] === '', texts[b] === '', sign * (value[a]! - value[b]!)) || a - b,
    );
  }
  return places.map((place) => rows[place]!);
}

function compared(isFirstEmpty: boolean, isSecondEmpty: boolean, difference: number): number {
  return Number(isFirstEmpty) - Number(isSecondEmpty) || (isFirstEmpty ? 0 : difference);
}

/** The cells of some rows. Throws `RequestError` for a row that there is not. */
export function dataCells(tables: Tables, name: DataTable, rows: readonly number[]): readonly DataRow[] {
  const table = tables(name);
  const wrong = rows.find((row) => !Number.isInteger(row) || row < 0 || row >= table.count);
  if (wrong !== undefined) throw new RequestError('bad-request', `The table ${name} has no row ${wrong}.`);
  return rows.map((row) => ({
    row,
    key: table.keyOf(row),
    cells: table.columns.map(({ cell }) => cell(row)),
  }));
}

/** How well the dependencies are known. O(entities + dependencies). */
export function dataQuality(system: System): DataQuality {
  const { entities, dependencies } = system;
  const grades = new Map<string, number>(EVIDENCE.map((grade) => [grade, 0]));
  const years = yearsOf(system);
  const year = evidenceYear(system, years);
  let old = 0;
  let undated = 0;
  let uncertain = 0;
  const isSupplier = new Uint8Array(entities.count);
  for (let e = 0; e < dependencies.count; e++) {
    const grade = textAt(dependencies.evidence, e);
    grades.set(grade, (grades.get(grade) ?? 0) + 1);
    const age = ageOf(years[e]!, year);
    if (age === 'undated') undated++;
    else if (age === 'old') old++;
    if (dependencies.confidence[e]! < 1) uncertain++;
    isSupplier[dependencies.supplier[e]!] = 1;
  }
  let suppliers = 0;
  let rated = 0;
  for (let v = 0; v < entities.count; v++) {
    if (isSupplier[v] === 0) continue;
    suppliers++;
    if (entities.outagesPerYear[v]! > 0) rated++;
  }
  return {
    grades: Array.from(grades, ([grade, count]) => ({ grade, count })),
    year,
    oldAfter: OLD_AFTER,
    old,
    undated,
    uncertain,
    suppliers,
    rated,
  };
}

/** Rows of a table with a header -> drafts of entities and dependencies, by the rules of a mapping. */
import type { Problem } from '../model/problem.ts';
import { inFile, type RowReader, rowReader } from '../model/row-reader.ts';
import {
  type BoundCase,
  type BoundDependency,
  type BoundEntity,
  type BoundRule,
  bindRules,
  type Drafts,
} from './bind-rules.ts';
import type { TableMapping } from './mapping.ts';
import { type RowCells, rowCells, usedColumns } from './row-cells.ts';

/** Rows between two pauses, a few milliseconds of work. */
const SLICE = 512;

interface TableRow {
  readonly cells: readonly string[];
  /** Row when the header is row 1. */
  readonly row: number;
}

/** Rows of a table, whatever the file it stood in: the header first, and a batch at a time. */
export type Batches = Iterable<{
  readonly records: readonly TableRow[];
  /** 0..1 of the table that has been read. */
  readonly fraction: number;
}>;

/** Rows, parts of split cells, or columns that a mapping passes over, and why. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
  readonly count: number;
}

/**
 * Adds to `drafts` what the rules of `table` make of its rows. Returns what was passed over; undefined,
 * with a problem reported, when there is no header or a column of the mapping is missing. Yields the
 * fraction done every few milliseconds; O(cells).
 */
export function* mapRows(
  table: TableMapping & { readonly name: string },
  batches: Batches,
  drafts: Drafts,
  problems: Problem[],
): Generator<number, readonly Skipped[] | undefined> {
  const columns = usedColumns(table.name);
  const translations = new Map(
    Object.entries(table.translate).map(([header, texts]) => [
      columns.number(header),
      new Map(Object.entries(texts).map(([from, to]) => [from.trim(), to])),
    ]),
  );
  const styles = new Map(
    Object.entries(table.numbers).map(([header, style]) => [columns.number(header), style]),
  );
  const rules = bindRules(table, columns, drafts);
  const skipped = new Map<string, number>();
  const makeEntity = (entity: BoundEntity, row: RowCells): void => addEntity(entity, row, drafts);
  const makeDependency = (made: BoundDependency, row: RowCells): void => addDependency(made, row, drafts);
  const problemsBefore = problems.length;
  let cells: RowCells | undefined;
  let rowCount = 0;
  let read = 0;
  for (const { records, fraction } of batches) {
    for (const record of records) {
      if (cells === undefined) {
        const reader = rowReader(inFile(table.name), record.cells, problems);
        if (!hasColumns(reader, columns.headers, record)) return undefined;
        noteUnread(reader, columns.headers, skipped);
        cells = rowCells(reader, columns.headers, { translations, styles });
      } else if (cells.open(record.cells, record.row)) {
        rowCount++;
        if (rowCount % SLICE === 0) yield read;
        for (const rule of rules.entities) applyRule(rule, cells, skipped, makeEntity);
        for (const rule of rules.dependencies) applyRule(rule, cells, skipped, makeDependency);
      }
    }
    read = fraction;
    yield read;
  }
  if (cells === undefined) {
    // a file that is not a text has been reported already
    if (problems.length === problemsBefore)
      problems.push(faultOf(table.name, 'The file is empty. Expected a header, then rows.'));
    return undefined;
  }
  if (rowCount === 0)
    problems.push({ ...faultOf(table.name, 'There is a header and no row.'), severity: 'warning' });
  return Array.from(skipped, ([reason, count]) => ({ file: table.name, reason, count }));
}

/** A problem of a whole file. */
export function faultOf(file: string, message: string): Problem {
  return { severity: 'error', file, row: 0, column: '', value: '', message };
}

/** Whether the table has the columns that the mapping names; reports those that are missing. */
function hasColumns(reader: RowReader, headers: readonly string[], { cells, row }: TableRow): boolean {
  const missing = headers.filter((header) => !reader.has(header.toLowerCase()));
  for (const column of missing)
    reader.report('error', column, '', `The column "${column}" is missing. Found: ${cells.join(', ')}.`, row);
  return missing.length === 0;
}

function noteUnread(reader: RowReader, headers: readonly string[], skipped: Map<string, number>): void {
  const unread = reader.unknownColumns(new Set(headers.map((header) => header.toLowerCase())));
  const names = unread.map(({ header }) => header).join(', ');
  if (unread.length > 0) skipped.set(`columns that the mapping does not name (${names})`, unread.length);
}

/** Makes the first case that applies of each part of the row, and reports a part that no case fits. */
function applyRule<Made>(
  { split, cases }: BoundRule<Made>,
  row: RowCells,
  skipped: Map<string, number>,
  make: (made: Made, row: RowCells) => void,
): void {
  row.eachPart(split, () => {
    for (const each of cases) {
      let applies = true;
      for (const { column, texts } of each.conditions) {
        const text = row.cell(column);
        if (text === undefined) return;
        applies &&= texts.has(text);
      }
      if (!applies) continue;
      if (each.skip === undefined) make(each.make, row);
      else skipped.set(each.skip, (skipped.get(each.skip) ?? 0) + 1);
      return;
    }
    const tested = [...new Set(cases.flatMap(({ conditions }) => conditions.map(({ column }) => column)))];
    const found = tested.map((column) => `${row.header(column)} is '${row.cell(column)}'`).join(', ');
    const odd = tested.find((column) => !isNamed(cases, column, row.cell(column)!)) ?? tested[0]!;
    row.report(
      'error',
      row.header(odd),
      row.cell(odd)!,
      `No case of the mapping applies (${found}); nothing is made of it.`,
    );
  });
}

function isNamed(cases: readonly BoundCase<unknown>[], column: number, text: string): boolean {
  return cases.some(({ conditions }) =>
    conditions.some((condition) => condition.column === column && condition.texts.has(text)),
  );
}

function addEntity(entity: BoundEntity, row: RowCells, drafts: Drafts): void {
  if (describe(entity, row, drafts) !== '') return;
  row.report('error', entity.id.column, '', 'The id is empty; no entity is made of it.');
}

function addDependency(
  { dependent, supplier, fields, texts }: BoundDependency,
  row: RowCells,
  drafts: Drafts,
): void {
  const from = describe(dependent, row, drafts);
  const to = describe(supplier, row, drafts);
  // what is undefined has been reported
  if (from === undefined || to === undefined) return;
  const given = [from, to];
  for (const text of texts) given.push(row.text(text) ?? '');
  drafts.dependencies.add(row.row, fields, given);
}

/** Id of an entity that the row names, after noting what the row says of it; as `RowCells.text`. */
function describe(entity: BoundEntity, row: RowCells, drafts: Drafts): string | undefined {
  const said = row.text(entity.id);
  const id = said === undefined ? said : (drafts.same.get(said) ?? said);
  if (id === undefined || id === '' || !entity.describes) return id;
  const v = drafts.entities.entity(id, entity.id, row.row);
  for (const { field, text } of entity.fields)
    drafts.entities.say(v, field, row.text(text) ?? '', text, row.row);
  if (entity.assumedKind !== undefined)
    drafts.entities.assumeKind(v, row.text(entity.assumedKind) ?? '', entity.assumedKind, row.row);
  if (entity.operator !== undefined) {
    const { field, entity: operator } = entity.operator;
    drafts.entities.say(v, field, describe(operator, row, drafts) ?? '', operator.id, row.row);
  }
  return id;
}

/** JSON: the export of a system (docs/formats.md), or lists of flat objects -> tables. */
import type { Problem } from '../model/problem.ts';
import { decodePieces } from './decode.ts';
import { MOST_CELLS } from './graph-tables.ts';

/** A list of objects as a table. */
export interface JsonTable {
  /** Name of the list; empty when the file is one list. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface JsonFile {
  readonly tables: readonly JsonTable[];
  /** dataset.json, where the file is an export of a system; undefined otherwise. */
  readonly document: string | undefined;
}

/** What the export of a system says it is. */
export const JSON_FORMAT = 'linchpin-dataset';
export const JSON_VERSION = 1;

const OVERSIZED = 'The list has more than 30 million cells, most of them empty; not read.';

/** Objects between two pauses. */
const SLICE = 2_000;

/** Columns beyond this are keys that are data, not names. */
const MOST_COLUMNS = 10_000;

/**
 * Reads the lists of a file. Undefined, with a problem reported, when it is not JSON or holds no list of objects. Reading the text
 * itself is one step, about a second per 200 MB; making tables of it yields the fraction done. O(characters).
 */
export function* readJson(
  file: string,
  bytes: Uint8Array,
  problems: Problem[],
): Generator<number, JsonFile | undefined> {
  const refuse = (message: string, column = ''): undefined => {
    problems.push({ severity: 'error', file, row: 0, column, value: '', message });
  };
  const before = problems.length;
  const text = [...decodePieces(file, bytes, problems)].join('');
  if (problems.slice(before).some(({ severity }) => severity === 'error')) return undefined;
  yield 0;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse(`This is not JSON: ${(error as Error).message}`);
  }
  yield 0.5;
  const exported = isObject(json) && json.format === JSON_FORMAT ? json : undefined;
  if (exported !== undefined && exported.schemaVersion !== JSON_VERSION)
    return refuse(
      Number(exported.schemaVersion) > JSON_VERSION
        ? 'The file was made by a newer version of Linchpin, which this one cannot read. Get the newer version.'
        : `The version of the file should be ${JSON_VERSION}.`,
      'schemaVersion',
    );
  const lists: [string, readonly unknown[]][] = Array.isArray(json)
    ? [['', json]]
    : Object.entries(isObject(json) ? json : {}).filter(
        (entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && entry[1].some(isObject),
      );
  const columns = isObject(exported?.columns) ? exported.columns : {};
  if (exported !== undefined)
    for (const part of ['entities', 'dependencies'])
      if (!lists.some(([name]) => name === part)) lists.push([part, []]);
  const tables: JsonTable[] = [];
  for (const [l, [name, list]] of lists.entries()) {
    const known = Object.hasOwn(columns, name) ? columns[name] : [];
    const label = lists.length > 1 ? `${file}#${name}` : file;
    const reading = tableOf(label, list, Array.isArray(known) ? known : [], problems);
    let next = reading.next();
    for (; !next.done; next = reading.next()) yield 0.5 + (0.5 * (l + next.value)) / lists.length;
    if (next.value === undefined) return undefined;
    tables.push({ name: lists.length > 1 ? name : '', ...next.value });
  }
  if (tables.length === 0)
    return refuse('There is no list of objects. Expected [{"column": "value"}, …] or a dataset.');
  return { tables, document: exported && documentOf(exported) };
}

/** dataset.json as it was, or as its content says where somebody has changed that since. */
function documentOf(json: Readonly<Record<string, unknown>>): string {
  const { dataset, document } = json;
  if (dataset === undefined) return '';
  const canonical = JSON.stringify(dataset, null, 2);
  if (typeof document !== 'string') return `${canonical}\n`;
  try {
    if (JSON.stringify(JSON.parse(document), null, 2) === canonical) return document;
  } catch {
    // not what belongs to the content
  }
  return `${canonical}\n`;
}

/** Objects as rows, with every key as a column, in the order in which they are met. */
function* tableOf(
  label: string,
  list: readonly unknown[],
  known: readonly unknown[],
  problems: Problem[],
): Generator<number, Omit<JsonTable, 'name'> | undefined> {
  const header: string[] = [];
  const positionOf = new Map<string, number>();
  const position = (key: string): number => {
    const at = positionOf.get(key);
    if (at !== undefined) return at;
    positionOf.set(key, header.length);
    return header.push(key) - 1;
  };
  for (const key of known) if (typeof key === 'string') position(key);
  const nested = new Map<string, number>();
  let strangers = 0;
  const rows: string[][] = [];
  let cellCount = 0;
  const refuse = (row: number, message: string): undefined => {
    problems.push({ severity: 'error', file: label, row, column: '', value: '', message });
  };
  for (const [r, item] of list.entries()) {
    if (r % SLICE === SLICE - 1) yield r / list.length;
    const row: string[] = [];
    rows.push(row);
    if (!isObject(item)) {
      strangers++;
      continue;
    }
    for (const key of Object.keys(item)) {
      const at = position(key);
      if (header.length > MOST_COLUMNS)
        return refuse(
          r + 2,
          `The objects have more than ${MOST_COLUMNS} different keys; expected columns. Not read.`,
        );
      while (row.length <= at) row.push('');
      row[at] = cellOf(item[key], () => nested.set(key, (nested.get(key) ?? 0) + 1));
    }
    cellCount += row.length;
    if (cellCount > MOST_CELLS) return refuse(r + 2, OVERSIZED);
  }
  if (list.length * header.length > MOST_CELLS) return refuse(0, OVERSIZED);
  for (const row of rows) while (row.length < header.length) row.push('');
  const warn = (column: string, message: string): void => {
    problems.push({ severity: 'warning', file: label, row: 0, column, value: '', message });
  };
  for (const [key, count] of nested)
    warn(
      key,
      `${count} cells hold objects; each is read as one text of JSON. Lists of texts are joined by ";".`,
    );
  if (strangers > 0) warn('', `${strangers} items of the list are no objects; they are read as empty rows.`);
  return { header, rows };
}

/** A value as the text of a cell. */
function cellOf(value: unknown, onNested: () => void): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null))
    return value.map((item) => String(item ?? '')).join(';');
  onNested();
  // as deep as it may be: a text of JSON that was read can be written again only as far as the stack reaches
  return shallow(value) ? JSON.stringify(value) : '{…}';
}

/** Whether a value has few enough levels to be written as text. */
function shallow(value: object): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < 64; depth++) {
    const next: unknown[] = [];
    for (const item of level)
      if (typeof item === 'object' && item !== null)
        for (const inner of Object.values(item)) next.push(inner);
    if (next.length === 0) return true;
    level = next;
  }
  return false;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

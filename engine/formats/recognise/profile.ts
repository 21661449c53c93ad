/** What stands in the columns of a table: texts and how often, numbers and their range, cells of several names. */
import type { Problem } from '../../model/problem.ts';
import { NUMBER_STYLES, type NumberStyle, plainNumber } from '../number-style.ts';
import type { SourceFormat, SourceTable } from '../source-format.ts';

export interface WordCount {
  readonly text: string;
  readonly count: number;
  /** The first row that holds it. */
  readonly row: number;
}

export interface ColumnProfile {
  readonly column: string;
  readonly filled: number;
  readonly empty: number;
  /** The first row with an empty cell, 0 for none. */
  readonly emptyRow: number;
  /** Number of different texts, counted up to `MOST_DISTINCT`. */
  readonly distinct: number;
  /** All texts with their counts where there are few, else none; the most frequent first. */
  readonly words: readonly WordCount[];
  /** Cells that are numbers, and their range. */
  readonly numbers: number;
  readonly least: number;
  readonly most: number;
  /** Cells that are numbers if they are written in a style. */
  readonly styled: Readonly<Record<NumberStyle, number>>;
  /** Cells that are different numbers in the two styles, such as "1,234". */
  readonly twofold: number;
  /** The character at which several names in one cell are apart, with the cells that have it, where there are any. */
  readonly several: { readonly at: string; readonly count: number; readonly rows: readonly number[] } | null;
}

export interface PreviewRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface TableProfile {
  readonly name: string;
  readonly file: string;
  readonly format: SourceFormat;
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
  /** The first rows. */
  readonly rows: readonly PreviewRow[];
  /** Rows further on that hold what the first do not: rare words, empty cells, several names. */
  readonly special: readonly PreviewRow[];
  /** Texts of each column, for telling which columns name the same things; not sent anywhere. */
  readonly texts: readonly ReadonlySet<string>[];
}

/** Rows shown from the beginning, and at most of those further on. */
const FIRST_ROWS = 200;
const SPECIAL_ROWS = 40;
/** Different texts of a column that are still words and no names. */
const MOST_WORDS = 40;
/** Different texts that are counted and kept for comparing columns. */
const MOST_DISTINCT = 20_000;
const SLICE = 1024;
/** Longer cells are cut for the preview. */
const LONGEST_CELL = 200;

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const STARTS_NUMBER = /^[+-]?\d/;
const LONGEST_NUMBER = 40;
const SEPARATORS = [';', '|', '/', ','] as const;
/** Names have few words; a longer text with a comma is a sentence. */
const LONGEST_NAMES = 80;

interface Tally {
  readonly header: string;
  empty: number;
  emptyRow: number;
  readonly counts: Map<string, { count: number; readonly row: number }>;
  numbers: number;
  least: number;
  most: number;
  readonly styled: Record<NumberStyle, number>;
  twofold: number;
  readonly several: { readonly count: number[]; readonly rows: number[][] };
}

/** Reads the table once; undefined, with a problem, where it has no header. Yields the fraction; O(cells). */
export function* profileTable(
  table: SourceTable,
  problems: Problem[],
): Generator<number, TableProfile | undefined> {
  let tallies: Tally[] | undefined;
  let rowCount = 0;
  const rows: PreviewRow[] = [];
  const special: PreviewRow[] = [];
  for (const { records, fraction } of table.records(problems)) {
    for (const { cells, row } of records) {
      if (tallies === undefined) {
        tallies = cells.map((header) => tallyOf(header.trim()));
        continue;
      }
      rowCount++;
      if (rowCount % SLICE === 0) yield fraction;
      let isSpecial = false;
      for (let c = 0; c < tallies.length; c++)
        isSpecial = note(tallies[c]!, (cells[c] ?? '').trim(), row) || isSpecial;
      if (rows.length < FIRST_ROWS) rows.push(shown(row, cells, tallies.length));
      else if (isSpecial && special.length < SPECIAL_ROWS) special.push(shown(row, cells, tallies.length));
    }
    yield fraction;
  }
  if (tallies === undefined) return undefined;
  return {
    name: table.name,
    file: table.file,
    format: table.format,
    rowCount,
    rows,
    special,
    columns: tallies.map((tally) => profileOf(tally, rowCount)),
    texts: tallies.map(({ counts }) => new Set(counts.keys())),
  };
}

function tallyOf(header: string): Tally {
  return {
    header,
    empty: 0,
    emptyRow: 0,
    counts: new Map(),
    numbers: 0,
    least: Number.POSITIVE_INFINITY,
    most: Number.NEGATIVE_INFINITY,
    styled: { 'decimal-comma': 0, 'decimal-point': 0 },
    twofold: 0,
    several: { count: SEPARATORS.map(() => 0), rows: SEPARATORS.map(() => []) },
  };
}

/** Counts a cell; true where it is the first of its sort in a column that has few sorts. */
function note(tally: Tally, text: string, row: number): boolean {
  if (text === '') {
    tally.empty++;
    if (tally.emptyRow === 0) tally.emptyRow = row;
    return tally.empty === 1;
  }
  const known = tally.counts.get(text);
  if (known !== undefined) known.count++;
  else if (tally.counts.size < MOST_DISTINCT) tally.counts.set(text, { count: 1, row });
  const isStyled = noteStyles(tally, text);
  if (NUMBER.test(text)) {
    const value = Number(text);
    tally.numbers++;
    tally.least = Math.min(tally.least, value);
    tally.most = Math.max(tally.most, value);
  } else if (!isStyled && text.length <= LONGEST_NAMES) noteSeveral(tally, text, row);
  return known === undefined && tally.counts.size <= MOST_WORDS;
}

/** Counts in which styles a text is a number; true where it is one in any. */
function noteStyles(tally: Tally, text: string): boolean {
  if (text.length > LONGEST_NUMBER || !STARTS_NUMBER.test(text)) return false;
  const [first, second] = NUMBER_STYLES.map((style) => {
    const number = plainNumber(text, style);
    if (number !== undefined) tally.styled[style]++;
    return number;
  });
  if (first !== undefined && second !== undefined && first !== second) tally.twofold++;
  return first !== undefined || second !== undefined;
}

function noteSeveral({ several }: Tally, text: string, row: number): void {
  const s = SEPARATORS.findIndex((at) => text.includes(at) && !/:\/\//.test(text));
  if (s < 0) return;
  // commas stand in company names, in front of the legal form
  if (SEPARATORS[s] === ',' && /, (?:inc|ltd|llc|corp|co|s\.?a|plc)\b/i.test(text)) return;
  several.count[s]!++;
  if (several.rows[s]!.length < 5) several.rows[s]!.push(row);
}

function profileOf(tally: Tally, rowCount: number): ColumnProfile {
  const { header: column, empty, emptyRow, counts, numbers, several } = tally;
  const words = Array.from(counts, ([text, { count, row }]) => ({ text, count, row }));
  const s = several.count.indexOf(Math.max(...several.count));
  return {
    column,
    filled: rowCount - empty,
    empty,
    emptyRow,
    distinct: counts.size,
    words: counts.size <= MOST_WORDS ? words.sort((a, b) => b.count - a.count || a.row - b.row) : [],
    numbers,
    least: numbers > 0 ? tally.least : 0,
    most: numbers > 0 ? tally.most : 0,
    styled: tally.styled,
    twofold: tally.twofold,
    several:
      several.count[s]! > 0 ? { at: SEPARATORS[s]!, count: several.count[s]!, rows: several.rows[s]! } : null,
  };
}

function shown(row: number, cells: readonly string[], columnCount: number): PreviewRow {
  return {
    row,
    cells: Array.from({ length: columnCount }, (_, c) => (cells[c] ?? '').trim().slice(0, LONGEST_CELL)),
  };
}

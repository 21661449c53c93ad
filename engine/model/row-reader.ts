/**
 * Reads the cells of one table by header and reports every cell that is not what its column holds.
 * The value of a faulty cell counts as "not given"; the problem says so.
 */
import type { Problem } from './problem.ts';

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Whether `min` itself is out of range. */
  readonly above?: boolean;
  readonly whole?: boolean;
}

export const FRACTION: NumberRange = { min: 0, max: 1 };
export const NOT_NEGATIVE: NumberRange = { min: 0, max: Number.MAX_VALUE };
export const POSITIVE: NumberRange = { min: 0, max: Number.MAX_VALUE, above: true };
export const POSITIVE_WHOLE: NumberRange = { min: 1, max: 1e9, whole: true };

/** Where the rows that are read come from: one file, or rows made from those of other files. */
export interface Origin {
  /** Where the cell of a row stands for the person who has to mend it. */
  place(row: number, column: string): Pick<Problem, 'file' | 'row' | 'column'>;
  /** The row in the words of a message. */
  name(row: number): string;
}

/** The origin of rows that are read as they stand in a file. */
export function inFile(file: string): Origin {
  return { place: (row, column) => ({ file, row, column }), name: (row) => `row ${row}` };
}

export interface RowReader {
  /** Whether the table has this column. */
  has(column: string): boolean;
  /** The columns that `known` does not name, with their position. */
  unknownColumns(known: ReadonlySet<string>): readonly { readonly header: string; readonly at: number }[];
  /** Makes `cells` the current row; false, with a problem reported, when it cannot be read as a row. */
  open(cells: readonly string[], row: number): boolean;
  readonly row: number;
  /** The trimmed text of a cell, empty when the column or the cell is missing. */
  text(column: string): string;
  /** The cell at a position of the header, as it stands. */
  raw(at: number): string;
  /** The number in a cell, `NaN` when the cell is empty or faulty. */
  number(column: string, range: NumberRange): number;
  /** The year, or date as YYYY-MM or YYYY-MM-DD, in a cell; another text is reported and kept. */
  year(column: string): string;
  /** Index of the cell's text in `options`, `fallback` when empty or faulty. */
  choice(column: string, options: readonly string[], fallback: number): number;
  /** Reports a problem of the current row, or of another one that was read before. */
  report(severity: Problem['severity'], column: string, value: string, message: string, row?: number): void;
  /** Another row in the words of a message, such as "row 12". */
  rowName(row: number): string;
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A reader for a table with this header; faults of the header itself are reported at once. */
export function rowReader(origin: Origin, header: readonly string[], problems: Problem[]): RowReader {
  const positions = new Map<string, number>();
  const headers = header.map((text) => withoutGuard(text.trim()));
  headers.forEach((text, at) => {
    const column = text.toLowerCase();
    if (column === '') return;
    if (positions.has(column)) {
      problems.push({
        severity: 'warning',
        ...origin.place(1, text),
        value: text,
        message: `Two columns are named "${text}"; the first is read, the second is kept as it stands.`,
      });
    } else positions.set(column, at);
  });
  let cells: readonly string[] = [];
  let row = 1;
  const report: RowReader['report'] = (severity, column, value, message, at = row) => {
    problems.push({ severity, ...origin.place(at, column), value, message });
  };
  const text = (column: string): string => {
    const at = positions.get(column);
    return at === undefined ? '' : withoutGuard((cells[at] ?? '').trim());
  };
  return {
    has: (column) => positions.has(column),
    unknownColumns: (known) =>
      headers.flatMap((name, at) => {
        const column = name.toLowerCase();
        if (known.has(column) && positions.get(column) === at) return [];
        const twin = positions.get(column) !== at;
        return [
          { header: name === '' ? `(column ${at + 1})` : twin ? `${name} (column ${at + 1})` : name, at },
        ];
      }),
    open(next, nextRow) {
      cells = next;
      row = nextRow;
      const surplus = cells.slice(headers.length).filter((cell) => cell.trim() !== '');
      if (surplus.length > 0) {
        report(
          'error',
          '',
          surplus.join(', '),
          `The row has ${cells.length} cells, the header ${headers.length}; the row is left out. A text with a comma needs quotes.`,
        );
        return false;
      }
      if (cells.length < headers.length)
        report(
          'warning',
          '',
          '',
          `The row has ${cells.length} cells, the header ${headers.length}; the missing cells are read as empty.`,
        );
      return true;
    },
    get row() {
      return row;
    },
    text,
    raw: (at) => withoutGuard(cells[at] ?? ''),
    number(column, range) {
      const cell = text(column);
      if (cell === '') return Number.NaN;
      const value = DECIMAL.test(cell) ? Number(cell) : Number.NaN;
      const inside = range.above ? value > range.min : value >= range.min;
      if (inside && value <= range.max && (!range.whole || Number.isInteger(value))) return value;
      report('error', column, cell, `'${cell}' is not ${describe(range)}; the cell is read as empty.`);
      return Number.NaN;
    },
    year(column) {
      const cell = text(column);
      if (cell !== '' && !/^\d{4}(-\d{2}){0,2}$/.test(cell))
        report('warning', column, cell, `'${cell}' is not a year such as 2025; the text is kept.`);
      return cell;
    },
    choice(column, options, fallback) {
      const cell = text(column);
      if (cell === '') return fallback;
      const at = options.indexOf(cell.toLowerCase());
      if (at >= 0) return at;
      report(
        'error',
        column,
        cell,
        `'${cell}' is none of ${options.join(', ')}; it is read as ${options[fallback]}.`,
      );
      return fallback;
    },
    report,
    rowName: (at) => origin.name(at),
  };
}

/** Takes off the apostrophe that our own export puts before a text that a spreadsheet would run. */
export function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function describe(range: NumberRange): string {
  const noun = range.whole ? 'a whole number' : 'a number';
  if (range.above) return `${noun} above ${range.min}`;
  return range.max < 1e6
    ? `${noun} between ${range.min} and ${range.max}`
    : `${noun} of ${range.min} or more`;
}

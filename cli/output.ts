/** Results on standard output: a table for people, JSON or CSV for programs. */
import { stripVTControlCharacters } from 'node:util';

export interface OutputOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => string | number;
  /** How a person reads the cell; the cell itself when absent. */
  readonly shown?: (row: Row) => string;
}

/** Widest text cell of a table on a terminal; longer ones end in an ellipsis there, never in JSON or CSV. */
const WIDEST = 60;

/** Prints rows as an aligned table: numbers to the right, texts to the left, control characters taken out. */
export function printTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const shown = columns.map(({ cell, shown: show }) =>
    rows.map((row) => shorten(printable(show ? show(row) : String(cell(row))))),
  );
  const toRight = columns.map(({ cell }) => rows.length > 0 && typeof cell(rows[0]!) === 'number');
  const widths = columns.map(({ header }, c) =>
    shown[c]!.reduce((widest, text) => Math.max(widest, [...text].length), header.length),
  );
  const pad = (text: string, c: number): string => {
    const blank = ' '.repeat(widths[c]! - [...text].length);
    return toRight[c] ? blank + text : text + blank;
  };
  const line = (cells: readonly string[]): string => cells.map(pad).join('  ').trimEnd();
  const lines = [line(columns.map(({ header }) => header)), line(widths.map((width) => '-'.repeat(width)))];
  rows.forEach((_, i) => {
    lines.push(line(shown.map((texts) => texts[i]!)));
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints rows as CSV (RFC 4180, LF); a text that a spreadsheet would run as a formula gets an apostrophe. */
export function printCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const quote = (value: string | number): string => {
    if (typeof value === 'number') return String(value);
    const isFormula = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value));
    const safe = isFormula ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [columns.map(({ header }) => quote(header))];
  for (const row of rows) lines.push(columns.map(({ cell }) => quote(cell(row))));
  process.stdout.write(`${lines.map((cells) => cells.join(',')).join('\n')}\n`);
}

/** Prints a value as JSON, indented; what is not defined is left out. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A share 0..1 with the digits that it can carry. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  if (share < 1 && share >= 0.9995) return '> 99.9 %';
  return `${(100 * share).toFixed(1)} %`;
}

/** Hours with the digits that a person reads. */
export function hours(value: number): string {
  return value.toFixed(2);
}

/** A number with at most four significant digits and thousands set apart. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}

/** A count or a total with all its digits, thousands set apart. */
export function exact(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 12 });
}

/** Without escape sequences and line breaks, for names come from files of strangers. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= WIDEST ? text : `${characters.slice(0, WIDEST - 1).join('')}…`;
}

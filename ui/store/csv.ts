/** Text tables for a spreadsheet. */

const FORMULA_START = /^[=+\-@\t\r\n]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A cell that a spreadsheet shows and does not run: text that it would take for a formula gets a
 * leading apostrophe. Plain numbers stay as they are.
 */
export function neutralCell(text: string): string {
  return FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A CSV file (RFC 4180) of the rows, every cell neutral. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map((cell) => quoted(neutralCell(String(cell)))).join(',')}\r\n`).join('');
}

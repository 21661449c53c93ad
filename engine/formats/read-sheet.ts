/** The rows of one sheet of a workbook, as texts, each with the row number that the spreadsheet shows. */
import type { Problem } from '../model/problem.ts';
import type { CsvRecord } from './csv.ts';
import { decodePieces } from './decode.ts';
import type { RecordBatches } from './source-format.ts';
import { type NumberFormat, shownNumber } from './xlsx-styles.ts';
import { xmlWalk } from './xml.ts';

/** What the sheets of a workbook share. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly calendar: '1900' | '1904';
}

/** Rows in a batch. */
const BATCH = 256;

/** The last column that a spreadsheet has is XFD. */
const MOST_COLUMNS = 16_384;

/** Cells, empty ones included, beyond which a sheet is no table but a trap. */
const MOST_CELLS = 50_000_000;

/**
 * Yields the rows that hold anything. Reports cells with a fault instead of a value, formulas that were never
 * computed, and merged cells. O(characters + cells).
 */
export function* sheetRecords(
  name: string,
  bytes: Uint8Array,
  { strings, formats, calendar }: SheetContext,
  problems: Problem[],
): RecordBatches {
  const report = (
    severity: Problem['severity'],
    at: number,
    column: string,
    value: string,
    message: string,
  ) => problems.push({ severity, file: name, row: at, column, value, message });
  const walk = xmlWalk(decodePieces(name, bytes, problems));
  let batch: CsvRecord[] = [];
  let row = 0;
  let cells: string[] = [];
  let hasText = false;
  let column = -1;
  let type = '';
  let format: NumberFormat = 'number';
  let value = '';
  let hasValue = false;
  let isFormula = false;
  let isReadingAid = false;
  let isValue = false;
  let header: readonly string[] | undefined;
  let cellCount = 0;
  let neverComputed = 0;
  let mergedCount = 0;

  /** The column as a person finds it: by its header, or by its letters where there is none. */
  const columnName = (): string => header?.[column]?.trim() || lettersOf(column);

  /** The text of the cell that has been walked through. */
  const shown = (): string => {
    if (type === 's') {
      const text = strings[Number(value)];
      if (text !== undefined && value !== '') return text;
      report(
        'error',
        row,
        columnName(),
        value,
        'The cell points to a text that the workbook does not hold; it is read as empty.',
      );
      return '';
    }
    if (type === 'inlineStr' || type === 'str') return unescaped(value);
    if (type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value;
    if (type === 'e') {
      report(
        'warning',
        row,
        columnName(),
        value,
        `The cell shows ${value} instead of a value; it is read as empty.`,
      );
      return '';
    }
    // dates as text, which no common program writes
    if (type === 'd') return value.replace(/T00:00:00(\.0+)?Z?$/, '');
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (!Number.isFinite(number)) return value.trim();
    const text = shownNumber(number, format, calendar);
    if (text !== undefined) return text;
    report(
      'warning',
      row,
      columnName(),
      value,
      `The cell is shown as a date, and ${value} is none; it is read as a number.`,
    );
    return String(number);
  };

  for (let step = walk.next(); step !== 'end'; step = walk.next()) {
    if (step === 'fault') {
      if (batch.length > 0) yield { records: batch, fraction: Math.min(1, walk.position / bytes.length) };
      report(
        'error',
        0,
        '',
        '',
        `The sheet cannot be read to its end: ${walk.fault}. Save the workbook again.`,
      );
      return;
    }
    if (step === 'text') {
      if (isValue && !isReadingAid) value += walk.text;
      continue;
    }
    const isOpen = step === 'open';
    switch (walk.name) {
      case 'row':
        if (isOpen) {
          const given = Number(walk.attribute('r'));
          row = Number.isSafeInteger(given) && given > row ? given : row + 1;
          cells = [];
          hasText = false;
          column = -1;
        } else if (hasText) {
          header ??= cells;
          batch.push({ cells, row });
          cellCount += cells.length;
          if (cellCount > MOST_CELLS) {
            report(
              'error',
              row,
              '',
              '',
              'The sheet has more than 50 million cells, most of them empty; the rest is not read.',
            );
            yield { records: batch, fraction: 1 };
            return;
          }
        }
        if (!isOpen && batch.length === BATCH) {
          yield { records: batch, fraction: Math.min(1, walk.position / bytes.length) };
          batch = [];
        }
        break;
      case 'c':
        if (isOpen) {
          const reference = walk.attribute('r');
          column = reference === undefined ? column + 1 : columnOf(reference);
          type = walk.attribute('t') ?? 'n';
          format = formats[Number(walk.attribute('s') ?? -1)] ?? 'number';
          value = '';
          hasValue = false;
          isFormula = false;
        } else if (hasValue && !(isFormula && value === '')) {
          if (column < 0 || column >= MOST_COLUMNS) {
            report(
              'error',
              row,
              '',
              value,
              'The cell stands in a column that no spreadsheet has; it is left out.',
            );
            break;
          }
          const text = shown();
          if (text === '') break;
          while (cells.length < column) cells.push('');
          cells[column] = text;
          hasText ||= text.trim() !== '';
        } else if (isFormula) neverComputed++;
        break;
      case 'v':
      case 't':
        isValue = isOpen;
        if (isOpen) hasValue = true;
        break;
      case 'rPh':
        isReadingAid = isOpen;
        break;
      case 'f':
        isFormula = true;
        break;
      case 'mergeCell':
        if (isOpen) mergedCount++;
        break;
    }
  }
  if (batch.length > 0) yield { records: batch, fraction: 1 };
  if (neverComputed > 0)
    report(
      'warning',
      0,
      '',
      '',
      `${neverComputed} formulas have no stored value and are read as empty. Open and save the workbook in a spreadsheet program.`,
    );
  if (mergedCount > 0)
    report(
      'warning',
      0,
      '',
      '',
      `${mergedCount} ranges of cells are merged; only the first cell of each holds its value.`,
    );
}

/** Position of the column of a reference such as "BC7", from 0; -1 where it is none. */
function columnOf(reference: string): number {
  let column = 0;
  let i = 0;
  for (; i < reference.length && i < 4; i++) {
    const letter = (reference.charCodeAt(i) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = 26 * column + letter;
  }
  return column - 1;
}

/** The letters by which a spreadsheet shows a column. */
function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** Characters that XML cannot hold stand as _x000D_ in a workbook (ISO/IEC 29500-1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Cells of tables in which a row counts as a whole or not at all: any fault refuses the row. */
import type { RowReader } from '../model/row-reader.ts';

/** The cells of one row. What is given back for a faulty cell means nothing, for the row is refused. */
interface CheckedCells {
  /** Whether any cell of the row was at fault. */
  readonly isRefused: boolean;
  /** Reports a fault, as a clause without its full stop, and refuses the row. */
  refuse(column: string, fault: string): void;
  /** A text that must be there. */
  needed(column: string, expected: string): string;
  /** One of the words, as it is written there. */
  word<Word extends string>(column: string, words: readonly Word[]): Word;
  /** A number from 0 to 1. */
  fraction(column: string): number;
  /** A moment in UTC, in milliseconds of the calendar. */
  time(column: string): number;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/;
const DECIMAL = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** The cells of the reader's current row. */
export function checkedCells(reader: RowReader): CheckedCells {
  let isRefused = false;
  const refuse = (column: string, fault: string): void => {
    isRefused = true;
    reader.report('error', column, reader.text(column), `${fault}; the row is left out.`);
  };
  return {
    get isRefused() {
      return isRefused;
    },
    refuse,
    needed(column, expected) {
      const text = reader.text(column);
      if (text === '') refuse(column, `The cell is empty; expected ${expected}`);
      return text;
    },
    word(column, words) {
      const text = reader.text(column);
      const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
      if (found === undefined) refuse(column, `'${text}' is none of ${words.join(', ')}`);
      return found ?? words[0]!;
    },
    fraction(column) {
      const text = reader.text(column);
      const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
      if (!(value <= 1)) refuse(column, `'${text}' is not a number between 0 and 1`);
      return value;
    },
    time(column) {
      const text = reader.text(column);
      const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
      // some engines read 30 February as 2 March
      const isReal = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, -1));
      if (!isReal) refuse(column, `'${text}' is not a time in UTC such as 2025-10-20T06:48Z`);
      return isReal ? at : Number.NaN;
    },
  };
}

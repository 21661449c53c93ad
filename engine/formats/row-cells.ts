/** The cells of one row as a mapping reads them: translated, put together into texts, and split into parts. */
import type { Problem } from '../model/problem.ts';
import type { RowReader } from '../model/row-reader.ts';
import type { Split } from './mapping.ts';
import { type NumberStyle, plainNumber } from './number-style.ts';
import type { TextPattern } from './text-pattern.ts';

/** A text of the mapping, bound to the columns of a table. */
export interface BoundText {
  /** What stands as it is, and columns by their number. */
  readonly pieces: readonly (string | number)[];
  readonly columnCount: number;
  /** File of the table. */
  readonly file: string;
  /** Header of the last column, before which scopes stand; empty where the text is the same for all rows. */
  readonly column: string;
}

export interface BoundSplit {
  readonly columns: readonly number[];
  readonly at: string;
}

/** The columns of a table that its mapping names, numbered in the order in which they are asked for. */
export interface UsedColumns {
  readonly headers: readonly string[];
  number(header: string): number;
  bind(pattern: TextPattern): BoundText;
  bindSplit(split: Split): BoundSplit;
}

/** Numbers for the columns of a table; headers are the same whatever their case. */
export function usedColumns(file: string): UsedColumns {
  const headers: string[] = [];
  const numberOf = new Map<string, number>();
  const number = (header: string): number => {
    const key = header.trim().toLowerCase();
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    numberOf.set(key, headers.length);
    return headers.push(header.trim()) - 1;
  };
  return {
    headers,
    number,
    bind(pattern) {
      const pieces = pattern.map((piece) => (typeof piece === 'string' ? piece : number(piece.column)));
      const columns = pieces.filter((piece) => typeof piece === 'number');
      return { pieces, columnCount: columns.length, file, column: headers[columns.at(-1) ?? -1] ?? '' };
    },
    bindSplit: ({ cells, at }) => ({ columns: cells.map(number), at }),
  };
}

export interface RowCells {
  readonly row: number;
  header(column: number): string;
  /** Makes `cells` the current row; false, with a problem reported, when it cannot be read as a row. */
  open(cells: readonly string[], row: number): boolean;
  /** The text in a column; undefined, with a problem reported, where the mapping has no translation for it. */
  cell(column: number): string | undefined;
  /** A text of the mapping; undefined, with a problem reported, where some of its cells are empty, '' where all are. */
  text(bound: BoundText): string | undefined;
  /** Acts on the row once for each part of its split cells, or once without a split. */
  eachPart(split: BoundSplit | undefined, act: () => void): void;
  report(severity: Problem['severity'], column: string, value: string, message: string): void;
}

/** How the texts of some columns are read, by the number of the column. */
export interface CellReading {
  /** Texts that are read as others. */
  readonly translations: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** How numbers are written. */
  readonly styles: ReadonlyMap<number, NumberStyle>;
}

/** Reads rows through `reader`. */
export function rowCells(
  reader: RowReader,
  headers: readonly string[],
  { translations, styles }: CellReading,
): RowCells {
  const names = headers.map((header) => header.toLowerCase());
  const whole: string[] = [];
  let current: readonly string[] = whole;
  /** Faults of the current row that have been reported, as column and text. */
  const reported = new Set<string>();

  const header = (column: number): string => headers[column]!;
  const report: RowCells['report'] = (severity, column, value, message) =>
    reader.report(severity, column, value, message);

  const reportOnce = (column: number, text: string, message: string): undefined => {
    const fault = `${column} ${text}`;
    if (!reported.has(fault)) report('error', header(column), text, message);
    reported.add(fault);
  };

  const cell = (column: number): string | undefined => {
    const text = current[column]!;
    const translation = translations.get(column);
    const translated = translation?.get(text);
    if (translated !== undefined) return translated;
    const style = styles.get(column);
    // what is no number is for the reader of the field to refuse
    const number = style && plainNumber(text, style);
    if (translation === undefined || number !== undefined) return number ?? text;
    const known = Array.from(translation.keys(), (key) => `'${key}'`).join(', ');
    return reportOnce(
      column,
      text,
      `'${text}' is none of the texts that the mapping translates (${known}); what needs it is left out.`,
    );
  };

  return {
    get row() {
      return reader.row;
    },
    header,
    open(cells, row) {
      if (!reader.open(cells, row)) return false;
      for (let column = 0; column < names.length; column++) whole[column] = reader.text(names[column]!);
      current = whole;
      reported.clear();
      return true;
    },
    cell,
    text({ pieces, columnCount }) {
      let joined = '';
      let emptyCount = 0;
      let empty = -1;
      for (const piece of pieces) {
        const text = typeof piece === 'string' ? piece : cell(piece);
        if (text === undefined) return undefined;
        if (text === '' && typeof piece === 'number') {
          emptyCount++;
          empty = piece;
        }
        joined += text;
      }
      if (emptyCount === 0) return joined;
      if (emptyCount === columnCount) return '';
      return reportOnce(
        empty,
        '',
        'The cell is empty and others beside it are not; what needs it is left out.',
      );
    },
    eachPart(split, act) {
      if (split === undefined) return act();
      const [first, ...others] = split.columns.map((column) =>
        whole[column]!.split(split.at).map((part) => part.trim()),
      ) as [string[], ...string[][]];
      const other = others.findIndex((parts) => parts.length !== first.length);
      if (other >= 0) {
        const column = split.columns[other + 1]!;
        report(
          'error',
          header(column),
          whole[column]!,
          `There are ${others[other]!.length} parts here and ${first.length} in '${header(split.columns[0]!)}'; the cells are left out.`,
        );
        return;
      }
      first.forEach((part, p) => {
        if (part === '' && first.length > 1) {
          const column = split.columns[0]!;
          report(
            'warning',
            header(column),
            whole[column]!,
            `Part ${p + 1} of ${first.length} is empty and left out.`,
          );
          return;
        }
        const parts = whole.slice();
        split.columns.forEach((column, i) => {
          parts[column] = i === 0 ? part : others[i - 1]![p]!;
        });
        current = parts;
        act();
      });
      current = whole;
    },
    report,
  };
}

/** CSV -> records through papaparse, piece by piece, with rows counted as a spreadsheet counts them. */
import Papa, { type Parser } from 'papaparse';
import type { Problem } from '../model/problem.ts';
import { decodePieces } from './decode.ts';

/** A record of the file: its cells, and its row when the header is row 1. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly row: number;
}

/** What may separate cells, and how a person calls it. */
const SEPARATORS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const;

export type Separator = keyof typeof SEPARATORS;

/** Characters, and rows of them, that show what separates cells. */
const SAMPLE = 1 << 16;
const SAMPLE_ROWS = 50;

/** A record longer than this many characters is an open quote, not a record. */
const LONGEST_RECORD = 1 << 22;

/**
 * Yields batches of records (about 256 kB of text each) with the fraction of the file read. Line ends
 * may be LF, CRLF or CR; empty lines count as rows and are passed over. Cells may be separated by comma,
 * semicolon, tab or bar, whichever cuts the first rows into the most cells, as many in each as in the
 * header. Faulty quotes are reported. O(bytes).
 */
export function* csvRecords(
  file: string,
  bytes: Uint8Array,
  problems: Problem[],
): Generator<{ readonly records: readonly CsvRecord[]; readonly fraction: number }> {
  let pending = '';
  let parser: Parser | undefined;
  let newline: '\n' | '\r' | undefined;
  let row = 0;
  let charactersRead = 0;
  const report = (severity: Problem['severity'], at: number, message: string): void => {
    problems.push({ severity, file, row: at, column: '', value: '', message });
  };
  const pieces = decodePieces(file, bytes, problems);
  for (let piece = pieces.next(); ; piece = pieces.next()) {
    const isLast = piece.done === true;
    if (!isLast) {
      pending += piece.value;
      charactersRead += piece.value.length;
    }
    if (parser === undefined) {
      newline = firstNewline(pending, isLast);
      if (newline !== undefined || isLast) {
        const delimiter = separatorOf(pending);
        if (delimiter !== ',')
          report('warning', 1, `Cells are separated by ${SEPARATORS[delimiter]}; read as such.`);
        parser = new Papa.Parser({ newline: newline ?? '\n', delimiter });
      }
    }
    if (parser !== undefined) {
      const parsed = parser.parse(pending, 0, !isLast);
      const firstRow = row + 1;
      const records: CsvRecord[] = [];
      for (const cells of parsed.data) {
        row++;
        // in a file with mixed line ends the CR of CRLF stays at the end of the last cell
        if (newline === '\n') cells.push(cells.pop()!.replace(/\r$/, ''));
        if (cells.some((cell) => cell.trim() !== '')) records.push({ cells, row });
      }
      for (const fault of parsed.errors) {
        // a fault in the last, unfinished record is seen again with the next piece
        if (!isLast && (fault.row ?? 0) >= parsed.data.length) continue;
        report(
          'error',
          firstRow + (fault.row ?? 0),
          fault.code === 'MissingQuotes'
            ? 'A quote opens in this row and never closes; the rest of the file is read as one cell.'
            : 'A quote inside a quoted cell is not doubled; the cell is read as it stands.',
        );
      }
      pending = isLast ? '' : pending.slice(parsed.meta.cursor);
      if (records.length > 0) yield { records, fraction: Math.min(1, charactersRead / bytes.length) };
    }
    if (isLast) return;
    if (pending.length > LONGEST_RECORD) {
      report(
        'error',
        row + 1,
        'This row runs on for more than 4 million characters, most likely after a quote that never closes; the rest of the file is not read.',
      );
      return;
    }
  }
}

/** Lines end with LF where there is one (CRLF included), else with CR. */
function firstNewline(text: string, isAll: boolean): '\n' | '\r' | undefined {
  if (text.includes('\n')) return '\n';
  // a lone CR at the very end may be the first half of CRLF
  if (text.slice(0, -1).includes('\r') || (isAll && text.includes('\r'))) return '\r';
  return undefined;
}

/**
 * What separates the cells of a text that begins with a header: the character that makes the most cells of the
 * first rows, as far as the rows have as many as the header. Of equals, the comma.
 */
export function separatorOf(text: string): Separator {
  const newline = firstNewline(text, true) ?? '\n';
  const sample = text.slice(0, Math.max(SAMPLE, text.indexOf(newline) + 1));
  let best: Separator = ',';
  let most = 0;
  for (const delimiter of Object.keys(SEPARATORS) as Separator[]) {
    if (!sample.includes(delimiter)) continue;
    // the last row of a sample may be half a row
    const { data } = new Papa.Parser({ newline, delimiter }).parse(sample, 0, sample.length < text.length);
    const [header, ...rows] = data.slice(0, SAMPLE_ROWS).filter((cells) => cells.join('').trim() !== '');
    if (header === undefined) continue;
    const alike = rows.filter((cells) => cells.length === header.length).length;
    const cuts = (header.length - 1) * ((1 + alike) / (1 + rows.length));
    if (cuts > most) {
      best = delimiter;
      most = cuts;
    }
  }
  return best;
}

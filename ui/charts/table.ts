/** A chart's numbers as a table: shown beside the picture, and saved for a spreadsheet. */
import { amountText, countText, fineShareText, timesText } from '../store/words.ts';

/** What the numbers of a column are; shares are fractions of one. */
type Unit = 'text' | 'share' | 'count' | 'times' | 'amount';

export interface Column {
  readonly title: string;
  readonly unit: Unit;
}

/** Rows of raw values, one per column; NaN where there is none. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Why some have no value, in a few words. */
  readonly missing?: string;
}

/** A value as it is shown. */
export function cellText(value: string | number, unit: Unit): string {
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return '–';
  switch (unit) {
    case 'share':
      return fineShareText(value);
    case 'count':
      return countText(value);
    case 'times':
      return timesText(value);
    default:
      return amountText(value);
  }
}

/** The rows of a CSV file: titles say that shares are fractions, values are not rounded. */
export function rawRows({ columns, rows }: Table): readonly (readonly (string | number)[])[] {
  const titles = columns.map(({ title, unit }) => (unit === 'share' ? `${title} (fraction)` : title));
  return [titles, ...rows.map((row) => row.map((value) => (Number.isNaN(value) ? '' : value)))];
}

/** The same as a JSON document with the words of the chart: shares are fractions, nothing is rounded, null where there is none. */
export function tableJson(
  { columns, rows }: Table,
  words: { readonly title: string; readonly subtitle: string; readonly notes: readonly string[] },
): string {
  const document = {
    title: words.title,
    subtitle: words.subtitle,
    takenForGranted: words.notes,
    columns: columns.map(({ title, unit }) => ({ title, unit })),
    rows: rows.map((row) => row.map((value) => (Number.isNaN(value) ? null : value))),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The table twin of the map: its columns, which rows it shows and how they sort. */
import { degrees } from './because.ts';
import { MEASURES, type MeasureId } from './importance.ts';
import type { Compare } from './order.ts';
import type { CascadeResult, SystemView } from './types.ts';

const TEXT_COLUMNS = ['name', 'kind', 'operator', 'country'] as const;

const COUNT_COLUMNS = ['size', 'suppliers', 'dependents'] as const;

/** Columns in the order in which they are shown. */
export const TABLE_COLUMNS = [
  ...TEXT_COLUMNS,
  ...COUNT_COLUMNS,
  'reach-up',
  'direct-impact',
  'blast-radius',
  'pagerank',
  'betweenness',
  'year',
  'state',
] as const;

export type TableColumn = (typeof TABLE_COLUMNS)[number];

type TextColumn = (typeof TEXT_COLUMNS)[number];
export type NumberColumn = Exclude<TableColumn, TextColumn>;

/** What each column is called. */
export const COLUMN_TITLES: Readonly<Record<TableColumn, string>> = {
  name: 'Entity',
  kind: 'Kind',
  operator: 'Operator',
  country: 'Country',
  size: 'Size',
  suppliers: 'Suppliers',
  dependents: 'Dependents',
  'reach-up': 'Reach',
  'direct-impact': 'Direct impact',
  'blast-radius': 'Blast radius',
  pagerank: 'PageRank',
  betweenness: 'Betweenness',
  year: 'Data as of',
  state: 'State',
};

export interface TableSort {
  readonly column: TableColumn;
  readonly direction: 'ascending' | 'descending';
}

/** Values of the columns that are numbers, one per entity; null while they are not known. */
export type TableNumbers = Readonly<Record<NumberColumn, ArrayLike<number> | null>>;

/** Whether a column is one of the texts. */
export function isText(column: TableColumn): column is TextColumn {
  return (TEXT_COLUMNS as readonly string[]).includes(column);
}

/** Whether a column is one of the engine's measures. */
export function isMeasure(column: TableColumn): column is MeasureId {
  return (MEASURES as readonly string[]).includes(column);
}

/** The columns that follow from the system alone. O(dependencies). */
export function systemNumbers(view: SystemView) {
  return { ...degrees(view), year: view.asOfYear };
}

/** How bad the state of each entity is: 0 is up, 1 is down; null while nothing has failed. */
export function badness(cascade: CascadeResult | null): Float64Array | null {
  return cascade?.level.map((level) => 1 - level) ?? null;
}

/** The text that a row has in a column. */
export function tableText(view: SystemView, column: TextColumn, v: number): string {
  switch (column) {
    case 'name':
      return view.name[v] ?? '';
    case 'kind':
      return view.kinds[view.kind[v]!] ?? '';
    case 'operator':
      return view.name[view.operator[v] ?? -1] ?? '';
    case 'country':
      return view.country[v] ?? '';
  }
}

/** Numbers are looked at from the top, names from A. */
export function firstDirection(column: TableColumn): TableSort['direction'] {
  return isText(column) ? 'ascending' : 'descending';
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * The order of two rows by `sort`, whose numbers are `numbers`; rows that are equal, or not known yet, stay
 * in the order of the file.
 */
export function tableCompare(
  view: SystemView,
  { column, direction }: TableSort,
  numbers: ArrayLike<number> | null,
): Compare {
  const sign = direction === 'ascending' ? 1 : -1;
  if (column === 'kind') return (a, b) => sign * (view.kind[a]! - view.kind[b]!);
  if (isText(column))
    return (a, b) => sign * collator.compare(tableText(view, column, a), tableText(view, column, b));
  if (!numbers) return () => 0;
  return (a, b) => sign * (numbers[a]! - numbers[b]!);
}

/** The filter by country that lets those pass who have none. */
export const NO_COUNTRY = '-';

/** Whether a row passes the filter by country; '' lets everybody pass. */
export function inCountry(view: SystemView, country: string, v: number): boolean {
  return country === '' || view.country[v] === (country === NO_COUNTRY ? '' : country);
}

/** Countries that occur with the number of entities in each, the most frequent first; '' stands for none given. */
export function countryCounts(view: SystemView): readonly (readonly [code: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const code of view.country) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** Years after which evidence is called old, counted from the newest in the dataset. */
const OLD_AFTER = 3;

/** The year from which on evidence is not called old. */
export function oldBefore(view: SystemView): number {
  let newest = 0;
  for (const year of view.asOfYear) newest = Math.max(newest, year);
  return newest - OLD_AFTER;
}

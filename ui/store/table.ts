/** The table twin of the map: its columns and how each sorts. */
import { degrees } from './because.ts';
import type { Compare } from './order.ts';
import type { CascadeResult, SystemView } from './types.ts';

export const TABLE_COLUMNS = [
  'name',
  'kind',
  'operator',
  'country',
  'weight',
  'suppliers',
  'dependents',
  'blast',
  'state',
] as const;

export type TableColumn = (typeof TABLE_COLUMNS)[number];

export interface TableSort {
  readonly column: TableColumn;
  readonly direction: 'ascending' | 'descending';
}

export interface TableData {
  readonly view: SystemView;
  readonly weight: Float64Array;
  readonly suppliers: Uint32Array;
  readonly dependents: Uint32Array;
  readonly blast: Float64Array | null;
  readonly cascade: CascadeResult | null;
}

/** The columns of a system that are not in it already. O(dependencies). */
export function tableData(
  view: SystemView,
  weight: number,
  blast: Float64Array | null,
  cascade: CascadeResult | null,
): TableData {
  const values = view.weights[weight]?.values ?? new Float64Array(view.entityCount);
  return { view, weight: values, ...degrees(view), blast, cascade };
}

const TEXT_COLUMNS: ReadonlySet<TableColumn> = new Set(['name', 'kind', 'operator', 'country']);

/** Numbers are looked at from the top, names from A. */
export function firstDirection(column: TableColumn): TableSort['direction'] {
  return TEXT_COLUMNS.has(column) ? 'ascending' : 'descending';
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order of two rows; rows that are equal stay in the order of the file. */
export function tableCompare(data: TableData, sort: TableSort): Compare {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const byText = (text: (v: number) => string) => (a: number, b: number) =>
    sign * collator.compare(text(a), text(b));
  const byNumber = (value: (v: number) => number) => (a: number, b: number) => sign * (value(a) - value(b));
  const { view } = data;
  switch (sort.column) {
    case 'name':
      return byText((v) => view.name[v] ?? '');
    case 'kind':
      return byNumber((v) => view.kind[v]!);
    case 'operator':
      return byText((v) => view.name[view.operator[v] ?? -1] ?? '');
    case 'country':
      return byText((v) => view.country[v] ?? '');
    case 'weight':
      return byNumber((v) => data.weight[v]!);
    case 'suppliers':
      return byNumber((v) => data.suppliers[v]!);
    case 'dependents':
      return byNumber((v) => data.dependents[v]!);
    case 'blast':
      return byNumber((v) => data.blast?.[v] ?? 0);
    case 'state':
      return byNumber((v) => 1 - (data.cascade?.level[v] ?? 1));
  }
}

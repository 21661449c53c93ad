/** The table of all entities as a file: every column, nothing rounded. */
import { toCsv } from './csv.ts';
import type { Measured, MeasureId } from './importance.ts';
import {
  COLUMN_TITLES,
  isMeasure,
  isText,
  TABLE_COLUMNS,
  type TableColumn,
  type TableNumbers,
  tableText,
} from './table.ts';
import type { CascadeResult, MeasureDescription, SystemView } from './types.ts';
import { stateIn } from './words.ts';

export interface TableToExport {
  readonly view: SystemView;
  /** Index of the weight. */
  readonly weight: number;
  readonly numbers: TableNumbers;
  readonly measures: Readonly<Record<MeasureId, Measured>>;
  readonly descriptions: readonly MeasureDescription[];
  readonly cascade: CascadeResult | null;
  /** Entities in the order in which they are shown. */
  readonly order: Uint32Array;
}

interface FileColumn {
  readonly title: string;
  readonly cell: (v: number) => string | number;
}

function columnsOf(table: TableToExport): readonly FileColumn[] {
  const { view } = table;
  const id = { title: 'Id', cell: (v: number) => view.id[v] ?? '' };
  const operatorId = { title: 'Operator id', cell: (v: number) => view.id[view.operator[v] ?? -1] ?? '' };
  return [
    id,
    ...TABLE_COLUMNS.flatMap((column) => {
      const columns = columnsFor(table, column);
      return column === 'operator' ? [operatorId, ...columns] : columns;
    }),
  ];
}

function columnsFor(table: TableToExport, column: TableColumn): readonly FileColumn[] {
  const { view, cascade } = table;
  if (isMeasure(column)) return measureColumns(table, column);
  const title = COLUMN_TITLES[column];
  if (isText(column)) return [{ title, cell: (v: number) => tableText(view, column, v) }];
  const numbers = table.numbers[column];
  const cell = (v: number) => numbers?.[v] ?? '';
  switch (column) {
    case 'size': {
      const { label = 'weight', unit = '' } = view.weights[table.weight] ?? {};
      return [{ title: `${title}: ${label}${inBrackets(unit)}`, cell }];
    }
    case 'state':
      return [
        { title, cell: (v) => stateIn(cascade, v) },
        { title: 'Level of service (fraction)', cell: (v) => cascade?.level[v] ?? 1 },
      ];
    case 'year':
      return [{ title: `${title} (year)`, cell: (v) => numbers?.[v] || '' }];
    default:
      return [{ title: `${title} (dependencies)`, cell }];
  }
}

function measureColumns({ measures, descriptions }: TableToExport, id: MeasureId): readonly FileColumn[] {
  const title = COLUMN_TITLES[id];
  const { values, standardError } = measures[id];
  if (!values) return [{ title: `${title} not computed`, cell: () => '' }];
  const unit = inBrackets(descriptions.find((about) => about.id === id)?.unit ?? '');
  const column = { title: `${title}${unit}`, cell: (v: number) => values[v] ?? '' };
  if (standardError.length === 0) return [column];
  return [column, { title: `${title} standard error${unit}`, cell: (v) => standardError[v] ?? '' }];
}

function inBrackets(unit: string): string {
  return unit === '' || unit === '1' ? '' : ` (${unit})`;
}

const ROWS_PER_STEP = 500;

/** The rows as a CSV file, in pieces of some milliseconds of work each. */
export function* tableCsv(table: TableToExport): Generator<string> {
  const columns = columnsOf(table);
  yield toCsv([columns.map(({ title }) => title)]);
  for (let from = 0; from < table.order.length; from += ROWS_PER_STEP) {
    const entities = table.order.subarray(from, from + ROWS_PER_STEP);
    yield toCsv(Array.from(entities, (v) => columns.map(({ cell }) => cell(v))));
  }
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Measured, MeasureId } from '../../ui/store/importance.ts';
import {
  badness,
  countryCounts,
  inCountry,
  NO_COUNTRY,
  oldBefore,
  systemNumbers,
  TABLE_COLUMNS,
  type TableColumn,
  tableCompare,
} from '../../ui/store/table.ts';
import { type TableToExport, tableCsv } from '../../ui/store/table-file.ts';
import type { CascadeResult } from '../../ui/store/types.ts';
import { smallView } from './view.ts';

const view = smallView();
const cascade = {
  failed: [2],
  level: Float64Array.of(0.5, 0, 0, 1, 1),
} as unknown as CascadeResult;

function sorted(
  column: TableColumn,
  direction: 'ascending' | 'descending',
  numbers: ArrayLike<number> | null,
) {
  return [...view.id.keys()].sort(tableCompare(view, { column, direction }, numbers)).map((v) => view.id[v]);
}

test('rows that are equal stay in the order of the file, whichever way a column is sorted', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(sizes, fc.constantFrom('ascending', 'descending'), (values, direction) => {
      const order = [...values.keys()].sort(tableCompare(view, { column: 'size', direction }, values));
      for (const [i, v] of order.slice(1).entries()) {
        const before = order[i]!;
        const step = (values[v]! - values[before]!) * (direction === 'ascending' ? 1 : -1);
        expect(step > 0 || (step === 0 && v > before)).toBe(true);
      }
    }),
  );
});

test('a column without values yet leaves the order of the file', () => {
  for (const column of ['betweenness', 'state', 'pagerank'] as const)
    expect(sorted(column, 'descending', null)).toEqual(view.id);
});

test('texts sort by their words and degrees by what the dependencies say', () => {
  expect(sorted('name', 'ascending', null)).toEqual(['bank', 'alone', 'cloud', 'names', 'shop']);
  const { suppliers, dependents, year } = systemNumbers(view);
  expect(sorted('suppliers', 'descending', suppliers)).toEqual(['bank', 'shop', 'cloud', 'names', 'alone']);
  expect(sorted('dependents', 'descending', dependents)).toEqual(['cloud', 'names', 'bank', 'shop', 'alone']);
  expect(sorted('year', 'ascending', year)).toEqual(['alone', 'cloud', 'names', 'bank', 'shop']);
});

test('the worst state comes first', () => {
  expect(sorted('state', 'descending', badness(cascade))).toEqual([
    'shop',
    'cloud',
    'bank',
    'names',
    'alone',
  ]);
  expect(badness(null)).toBeNull();
});

test('the filter by country knows those that have none', () => {
  const who = (country: string) => view.id.filter((_, v) => inCountry(view, country, v));
  expect(who('')).toEqual(view.id);
  expect(who('US')).toEqual(['shop', 'cloud']);
  expect(who(NO_COUNTRY)).toEqual(['names', 'alone']);
  expect(countryCounts(view)).toEqual([
    ['', 2],
    ['US', 2],
    ['GB', 1],
  ]);
});

test('evidence is old when it is more than three years older than the newest', () => {
  expect(oldBefore(view)).toBe(2022);
});

const NOT_ASKED: Measured = {
  values: null,
  standardError: new Float64Array(),
  note: '',
  fraction: null,
  failure: '',
};

function exported(patch: Partial<TableToExport> = {}): readonly (readonly string[])[] {
  const pagerank = Float64Array.of(0.1, 1 / 3, 0, 0, 0);
  const betweenness = { ...NOT_ASKED, values: Float64Array.of(5, 0, 0, 0, 0) };
  const measures: Readonly<Record<MeasureId, Measured>> = {
    'direct-impact': NOT_ASKED,
    'reach-up': NOT_ASKED,
    'blast-radius': NOT_ASKED,
    pagerank: { ...NOT_ASKED, values: pagerank },
    betweenness: { ...betweenness, standardError: Float64Array.of(0.25, 0, 0, 0, 0) },
  };
  const table: TableToExport = {
    view,
    weight: 0,
    numbers: {
      size: view.weights[0]!.values,
      ...systemNumbers(view),
      'reach-up': null,
      'direct-impact': null,
      'blast-radius': null,
      pagerank,
      betweenness: betweenness.values,
      state: badness(cascade),
    },
    measures,
    descriptions: [],
    cascade,
    order: Uint32Array.of(1, 0, 4),
    ...patch,
  };
  const lines = [...tableCsv(table)].join('').trimEnd().split('\r\n');
  return lines.map((line) => line.split(','));
}

function cellsOf(rows: readonly (readonly string[])[], title: string): readonly string[] {
  const at = rows[0]!.indexOf(title);
  expect(at, title).toBeGreaterThanOrEqual(0);
  return rows.slice(1).map((row) => row[at]!);
}

test('the file has all rows in the order shown, ids, units and nothing rounded', () => {
  const rows = exported();
  expect(cellsOf(rows, 'Id')).toEqual(['shop', 'bank', 'alone']);
  expect(cellsOf(rows, 'Size: Users (users)')).toEqual(['30', '10', '0']);
  expect(cellsOf(rows, 'PageRank')).toEqual([String(1 / 3), '0.1', '0']);
  expect(cellsOf(rows, 'Data as of (year)')).toEqual(['2025', '2025', '']);
  expect(cellsOf(rows, 'State')).toEqual(['down', 'degraded', 'up']);
  expect(cellsOf(rows, 'Level of service (fraction)')).toEqual(['0', '0.5', '1']);
  expect(rows[0]!.length).toBeGreaterThan(TABLE_COLUMNS.length);
});

test('the file says which columns are not computed and how sure the sampled ones are', () => {
  const rows = exported();
  expect(cellsOf(rows, 'Blast radius not computed')).toEqual(['', '', '']);
  expect(cellsOf(rows, 'Betweenness standard error')).toEqual(['0', '0.25', '0']);
});

test('a name that a spreadsheet would run is exported as text', () => {
  const hostile = { ...view, name: ['=1+1', '@SUM(A1)', '', '', ''] };
  expect(cellsOf(exported({ view: hostile }), 'Entity')).toEqual(["'@SUM(A1)", "'=1+1", '']);
});

test('a table of many rows is written in pieces', () => {
  const order = Uint32Array.from({ length: 2_500 }, (_, i) => i % 5);
  const rows = exported({ order });
  expect(rows).toHaveLength(2_501);
  expect(cellsOf(rows, 'Id').slice(-2)).toEqual(['names', 'alone']);
});

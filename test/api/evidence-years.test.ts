import { expect, test } from 'vitest';
import { openTables } from '../concentration/running.ts';

test('an entity is as young as the newest evidence on itself or on what it depends on', () => {
  const { view } = openTables(
    'id,kind,weight,as_of\nown,organisation,1,2024-06\nby-row,organisation,1,2019\nsupplier,dns,0,2018\nundated,dns,0,\n',
    'dependent,supplier,as_of\nown,supplier,2020\nby-row,supplier,2021-03-04\nby-row,undated,2017\n',
  );
  expect(Object.fromEntries(view.id.map((id, v) => [id, view.asOfYear[v]]))).toEqual({
    own: 2024,
    'by-row': 2021,
    supplier: 2018,
    undated: 0,
  });
});

test('a text that is no date gives no year', () => {
  const { view } = openTables(
    'id,kind,weight,as_of\na,organisation,1,since 2024\nb,dns,0,99999\nc,dns,0,0000\n',
    'dependent,supplier,as_of\na,b,soon\n',
  );
  expect([...view.asOfYear]).toEqual([0, 0, 0]);
});

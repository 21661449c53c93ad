import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentAxis } from '../../ui/charts/percent-ticks.ts';
import { cellText, rawRows } from '../../ui/charts/table.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the percentages of an axis', () => {
  test('are told as they are, the last one with its unit', () => {
    const texts = (largest: number) => percentAxis(largest, [0, 500], 5).ticks.map(({ text }) => plain(text));
    expect(texts(0.112)).toEqual(['0', '2', '4', '6', '8', '10', '12 %']);
    expect(texts(0.3657)).toEqual(['0', '10', '20', '30', '40 %']);
    expect(texts(1).at(-1)).toBe('100 %');
    expect(texts(0).at(-1)).toBe('0.1 %');
  });

  test('name places that rise evenly, and hold every bar', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 2, max: 8 }),
        (largest, count) => {
          const { x, ticks } = percentAxis(largest, [10, 510], count);
          expect(x(0)).toBe(10);
          expect(x(largest)).toBeLessThanOrEqual(510 + 1e-9);
          for (const { value, text } of ticks) expect(Number.parseFloat(text)).toBeCloseTo(100 * value, 9);
          expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
        },
      ),
    );
  });
});

test('the table of a chart shows rounded numbers and saves exact ones, and nothing where there is nothing', () => {
  expect([cellText(0.2278, 'share'), cellText(22.6, 'times'), cellText(1240, 'count')].map(plain)).toEqual([
    '22.8 %',
    '23 x',
    '1,240',
  ]);
  expect(cellText(Number.NaN, 'times')).toBe('–');
  const table = {
    columns: [
      { title: 'Supplier', unit: 'text' },
      { title: 'Direct', unit: 'share' },
    ],
    rows: [
      ['Names', 0.123456789],
      ['Cloud', Number.NaN],
    ],
  } as const;
  expect(rawRows(table)).toEqual([
    ['Supplier', 'Direct (fraction)'],
    ['Names', 0.123456789],
    ['Cloud', ''],
  ]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shadesOf } from '../../ui/parts/shades.ts';

const columns = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e9, noNaN: true })), {
  maxLength: 300,
});

describe('the shades of a measure', () => {
  test('are darker for larger values, equal for equal ones, and none for 0', () => {
    fc.assert(
      fc.property(columns, (values) => {
        const { shade } = shadesOf(Float64Array.from(values));
        for (const [v, value] of values.entries()) {
          expect(shade[v] === 0).toBe(value === 0);
          for (const [w, other] of values.entries()) {
            if (value > other) expect(shade[v]).toBeGreaterThanOrEqual(shade[w]!);
            if (value === other) expect(shade[v]).toBe(shade[w]);
          }
        }
      }),
    );
  });

  test('come with classes that hold every entity once, each from its least value', () => {
    fc.assert(
      fc.property(columns, (values) => {
        const { shade, classes, largest } = shadesOf(Float64Array.from(values));
        expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const { tone, least, count } of classes) {
          const own = values.filter((_, v) => shade[v] === tone);
          expect(own.length).toBe(count);
          expect(Math.min(...own)).toBe(least);
        }
        expect(largest).toBe(Math.max(0, ...values));
      }),
    );
  });

  test('leave the darkest to one in a hundred', () => {
    const { classes } = shadesOf(Float64Array.from({ length: 1000 }, (_, v) => v + 1));
    expect(classes.map(({ count }) => count)).toEqual([500, 300, 150, 40, 10]);
  });
});

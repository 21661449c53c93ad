/** Shares that go together: the whole stays what it is, and what is known of a row holds where it can. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jointShares } from '../../engine/generate/joint-shares.ts';

/** Shares that sum up to 1, some of them 0. */
const shares = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 })
  .filter((counts) => counts.some((n) => n > 0))
  .map((counts) => counts.map((n) => n / counts.reduce((a, b) => a + b, 0)));

describe('shares that depend on what was chosen before', () => {
  test('leave what everybody chooses together as it is, and every row whole', () => {
    const rows = fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 50 }),
        place: fc.nat({ max: 7 }),
        fraction: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(shares, rows, (marginal, drafts) => {
        const given = drafts.map(({ weight, place, fraction }) => ({
          part: weight / 250,
          known: new Map([[place % marginal.length, fraction]]),
        }));
        const table = jointShares(given, marginal);
        const parts = [...given.map(({ part }) => part), 1 - given.reduce((sum, { part }) => sum + part, 0)];
        marginal.forEach((share, c) => {
          const together = table.reduce((sum, row, r) => sum + parts[r]! * row[c]!, 0);
          // known fractions that contradict the whole take long to give way
          expect(Math.abs(together - share)).toBeLessThan(2e-3);
        });
        for (const row of table) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        for (const row of table) for (const fraction of row) expect(fraction).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('hold exactly where the rest can make up for them', () => {
    // P(CloudFront | Route 53) = 0.389 against 0.107 of all: the others have (0.107 - 0.1165 x 0.389) / 0.8835
    const table = jointShares([{ part: 0.1165, known: new Map([[0, 0.389]]) }], [0.107, 0.593, 0.3]);
    expect(table[0]![0]).toBeCloseTo(0.389, 8);
    expect(table[1]![0]).toBeCloseTo((0.107 - 0.1165 * 0.389) / 0.8835, 8);
    // what is not named keeps its proportions
    expect(table[0]![1]! / table[0]![2]!).toBeCloseTo(0.593 / 0.3, 8);
  });

  test('give way where they contradict the whole', () => {
    // half of everybody cannot all have what a tenth have
    const table = jointShares([{ part: 0.5, known: new Map([[0, 1]]) }], [0.1, 0.9]);
    expect(0.5 * table[0]![0]! + 0.5 * table[1]![0]!).toBeCloseTo(0.1, 6);
    expect(table[0]![0]).toBeGreaterThan(table[1]![0]!);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Indices, indicesOf, lorenzCurve } from '../../engine/concentration/indices.ts';
import { bandOf, SCALES } from '../../engine/concentration/scales.ts';

function indices(...shares: readonly number[]): Indices {
  return indicesOf(Float64Array.from(shares), 0);
}

/** Counts of customers, at least one above 0. */
const markets = fc
  .array(fc.oneof(fc.nat(4), fc.nat(1000)), { minLength: 1, maxLength: 30 })
  .filter((counts) => counts.some((count) => count > 0));

function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

describe('the indices', () => {
  test('of shares 55, 25 and 20 % are those of golden case 7', () => {
    const { hhi, effectiveNumber, shannon, cr1, cr3 } = indices(0.55, 0.25, 0.2);
    expect(hhi).toBeCloseTo(4050, 9);
    expect(effectiveNumber).toBeCloseTo(2.469, 3);
    expect(shannon).toBeCloseTo(1.4388, 4);
    expect(cr1).toBe(0.55);
    expect(cr3).toBe(1);
    // the largest two have 80 %: all but the smallest
    expect(1 - lorenzCurve(Float64Array.of(0.55, 0.25, 0.2))[1]!).toBeCloseTo(0.8, 12);
  });

  test('give the published HHI of four firms, and of three without the rest', () => {
    expect(indices(0.3, 0.3, 0.2, 0.2).hhi).toBeCloseTo(2600, 9);
    expect(indices(0.7, 0.15, 0.05).hhi).toBeCloseTo(5150, 9);
  });

  test('of a monopoly are at the end of every scale', () => {
    expect(indicesOf(Float64Array.of(0, 1), 0.25)).toEqual({
      hhi: 10_000,
      effectiveNumber: 1,
      cr1: 1,
      cr3: 1,
      cr5: 1,
      shannon: 0,
      expShannon: 1,
      gini: 0,
      centralization: 0.75,
      cover: { 25: 1, 50: 1, 75: 1, 90: 1, 99: 1 },
    });
  });

  test('of equal suppliers count them, rounding or not', () => {
    for (const n of [2, 3, 7, 10, 49, 1000]) {
      const equal = indicesOf(new Float64Array(n).fill(1 / n), 1 / n);
      expect(equal.effectiveNumber).toBeCloseTo(n, 6);
      expect(equal.expShannon).toBeCloseTo(n, 6);
      expect(equal.gini).toBeCloseTo(0, 12);
      expect(equal.centralization).toBe(0);
      const needed = (percent: number): number => Math.ceil((percent * n) / 100);
      expect(equal.cover).toEqual({
        25: needed(25),
        50: needed(50),
        75: needed(75),
        90: needed(90),
        99: needed(99),
      });
    }
  });

  test('agree with their definitions, worked out pair by pair and sum by sum', () => {
    fc.assert(
      fc.property(markets, (counts) => {
        const shares = sharesOf(counts).filter((share) => share > 0);
        const falling = [...shares].sort((a, b) => b - a);
        const n = shares.length;
        const total = counts.reduce((sum, count) => sum + count, 0);
        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        const squares = sum(shares.map((share) => share ** 2));
        const found = indicesOf(Float64Array.from(sharesOf(counts)), 1 / total);
        expect(found.hhi).toBeCloseTo(10_000 * squares, 6);
        expect(found.effectiveNumber).toBeCloseTo(1 / squares, 6);
        expect(found.cr3).toBeCloseTo(sum(falling.slice(0, 3)), 12);
        expect(found.cr5).toBeCloseTo(sum(falling.slice(0, 5)), 12);
        const nats = -sum(shares.map((share) => share * Math.log(share)));
        expect(found.shannon).toBeCloseTo(nats / Math.LN2, 9);
        expect(found.expShannon).toBeCloseTo(Math.exp(nats), 6);
        const differences = sum(shares.flatMap((a) => shares.map((b) => Math.abs(a - b))));
        expect(found.gini).toBeCloseTo(differences / (2 * n), 9);
        expect(found.centralization).toBeCloseTo(squares - 1 / total, 9);
        for (const percent of [25, 50, 75, 90, 99] as const) {
          // in whole customers, where nothing is rounded
          const customers = counts.toSorted((a, b) => b - a);
          const fewest = customers.findIndex(
            (_, k) => 100 * sum(customers.slice(0, k + 1)) >= percent * total,
          );
          expect(found.cover[percent]).toBe(fewest + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('do not count suppliers without a share', () => {
    expect(indices(0.5, 0, 0.5, 0)).toEqual(indices(0.5, 0.5));
  });
});

describe('the Lorenz curve', () => {
  test('starts at 0, bends upward and ends at 1', () => {
    fc.assert(
      fc.property(markets, (counts) => {
        const curve = [...lorenzCurve(Float64Array.from(counts))];
        const steps = curve.slice(1).map((value, i) => value - curve[i]!);
        expect(curve).toHaveLength(1 + counts.filter((count) => count > 0).length);
        expect(curve[0]).toBe(0);
        expect(curve.at(-1)).toBe(1);
        expect(steps.every((step, i) => i === 0 || step >= steps[i - 1]! - 1e-12)).toBe(true);
      }),
    );
  });

  test('is the origin alone where nobody has a share', () => {
    expect([...lorenzCurve(new Float64Array(3))]).toEqual([0]);
  });
});

describe('the scales', () => {
  test.each([
    ['us-merger-2023', 999, 'unconcentrated'],
    ['us-merger-2023', 1001, 'moderately concentrated'],
    ['us-merger-2023', 1800, 'moderately concentrated'],
    ['us-merger-2023', 1801, 'highly concentrated'],
    ['us-merger-2023', 10_000, 'highly concentrated'],
    ['pulse', 635, 'low'],
    ['pulse', 2118, 'moderate'],
    ['pulse', 2729, 'high'],
    ['pulse', 5000, 'high'],
    ['pulse', 6652, 'extremely high'],
  ])('on %s an HHI of %d is %s', (id, hhi, label) => {
    expect(bandOf(SCALES.find((scale) => scale.id === id)!, hhi)).toBe(label);
  });

  test('put two equal suppliers and ten of them on the border, whatever the rounding', () => {
    const [merger, pulse] = SCALES as [(typeof SCALES)[number], (typeof SCALES)[number]];
    expect(bandOf(pulse, indices(0.5, 0.5).hhi)).toBe('high');
    expect(bandOf(merger, indicesOf(new Float64Array(10).fill(0.1), 0).hhi)).toBe('unconcentrated');
  });

  test('name their source', () => {
    for (const scale of SCALES) expect(scale.source).toMatch(/https:\/\//);
  });
});

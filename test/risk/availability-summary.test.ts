import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summariseWeightDown, wilsonError } from '../../engine/risk/availability-summary.ts';
import { wholeWeights } from '../../engine/risk/whole-weights.ts';

describe('the summary of weight down', () => {
  test('has mean, standard error and quantiles', () => {
    const { mean, standardError, quantiles } = summariseWeightDown(
      Float64Array.from({ length: 1000 }, (_, r) => (999 - r) / 1000),
    );
    expect(mean).toBeCloseTo(0.4995, 12);
    // a thousand even steps: variance (n^2 - 1) / 12 x n / (n - 1)
    expect(standardError).toBeCloseTo(Math.sqrt((1000 * 1001) / 12 / 1000) / 1000, 12);
    expect(quantiles).toEqual([
      { at: 0.5, weightDown: 0.499 },
      { at: 0.9, weightDown: 0.899 },
      { at: 0.95, weightDown: 0.949 },
      { at: 0.99, weightDown: 0.989 },
      { at: 0.995, weightDown: 0.994 },
      { at: 0.999, weightDown: 0.998 },
    ]);
  });

  test('of one replicate is the replicate', () => {
    const { mean, standardError, quantiles } = summariseWeightDown(Float64Array.of(0.25));
    expect([mean, standardError]).toEqual([0.25, 0]);
    for (const { weightDown } of quantiles) expect(weightDown).toBe(0.25);
  });
});

test('the error of a probability is that of Wilson', () => {
  // the interval at z = 1 around 10 of 100: (10 + 1 / 2 -+ sqrt(10 x 90 / 100 + 1 / 4)) / 101
  expect(wilsonError(10, 100)).toBeCloseTo(Math.sqrt(9.25) / 101, 15);
  expect(wilsonError(0, 999)).toBe(0.5 / 1000);
});

describe('whole weights', () => {
  test('keep counts, ratios and zeros as they are', () => {
    const { values, total } = wholeWeights(Float64Array.of(3, 0, 7.5, 12));
    expect([...values].map((value) => value / values[0]!)).toEqual([1, 0, 2.5, 4]);
    expect(total / values[0]!).toBe(7.5);
  });

  test('add up to the same in any order, close to what was given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (given) => {
          const { values, total } = wholeWeights(Float64Array.from(given));
          const sum = given.reduce((all, each) => all + each, 0);
          expect(
            values
              .slice()
              .sort()
              .reduceRight((all, each) => all + each, 0),
          ).toBe(total);
          expect(total).toBeLessThanOrEqual(2 ** 50 + 50);
          given.forEach((each, v) => {
            if (sum > 1e-280) expect(Math.abs(values[v]! / total - each / sum)).toBeLessThan(51 * 2 ** -50);
          });
        },
      ),
    );
  });

  test('of extreme sizes are numbers', () => {
    for (const size of [5e-324, 1e-300, 1e300, Number.POSITIVE_INFINITY]) {
      const { values, total } = wholeWeights(Float64Array.of(size, 0));
      expect(Number.isInteger(values[0]) && Number.isInteger(total)).toBe(true);
    }
  });
});

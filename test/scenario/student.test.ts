/** Quantiles of Student's t, against published tables and the integral of the density. */
import { describe, expect, test } from 'vitest';
import { pairedEstimate } from '../../engine/scenario/paired-estimate.ts';
import { studentQuantile } from '../../engine/scenario/student.ts';

describe("Student's t", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2
  test.each([
    [0.95, 1, 6.314],
    [0.95, 2, 2.92],
    [0.975, 5, 2.571],
    [0.95, 10, 1.812],
    [0.995, 30, 2.75],
    [0.999, 4, 7.173],
    [0.9, 100, 1.29],
  ])('has at %d with %i degrees the value of the table', (probability, degrees, expected) => {
    expect(studentQuantile(probability, degrees)).toBeCloseTo(expected, 3);
  });

  test('has closed forms for one and two degrees', () => {
    for (const p of [0.6, 0.95, 0.999]) {
      expect(studentQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9);
      expect(studentQuantile(p, 2)).toBeCloseTo((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 9);
    }
  });

  test('has the closed form for four degrees', () => {
    // Shaw 2006: 2 sqrt(cos(arccos(sqrt(a)) / 3) / sqrt(a) - 1) with a = 4 p (1 - p)
    for (const p of [0.6, 0.95, 0.999]) {
      const root = Math.sqrt(4 * p * (1 - p));
      const expected = 2 * Math.sqrt(Math.cos(Math.acos(root) / 3) / root - 1);
      expect(studentQuantile(p, 4) / expected).toBeCloseTo(1, 11);
    }
  });

  test('is 0 in the middle, and grows with the probability', () => {
    for (const degrees of [1, 2, 9, 1000]) {
      expect(studentQuantile(0.5, degrees)).toBe(0);
      const values = [0.51, 0.6, 0.9, 0.99, 0.9999].map((p) => studentQuantile(p, degrees));
      expect([...values].sort((a, b) => a - b)).toEqual(values);
    }
  });

  test.each([3, 4, 17, 60, 8191])(
    'with %i degrees leaves as much beyond it as the density says',
    (degrees) => {
      const quantile = studentQuantile(0.95, degrees);
      // the density without its constant, over the whole line and up to the quantile, by Simpson's rule in an angle
      const integral = (from: number, to: number): number => {
        const steps = 20_000;
        const f = (x: number): number => Math.cos(x) ** (degrees - 1);
        const width = (to - from) / steps;
        let sum = f(from) + f(to);
        for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * f(from + i * width);
        return (sum * width) / 3;
      };
      const angle = Math.atan(quantile / Math.sqrt(degrees));
      expect(integral(-Math.PI / 2, angle) / integral(-Math.PI / 2, Math.PI / 2)).toBeCloseTo(0.95, 11);
    },
  );

  test('comes near the normal one', () => {
    expect(studentQuantile(0.95, 8191)).toBeCloseTo(1.6449, 3);
  });
});

describe('the mean of paired differences', () => {
  test('has the interval of the textbook', () => {
    // mean 3, standard deviation 2.5 ** 0.5, t with 4 degrees 2.132
    const { mean, low, high } = pairedEstimate(Float64Array.of(1, 2, 3, 4, 5), 1);
    expect(mean).toBe(3);
    expect(high! - mean).toBeCloseTo(2.1318 * Math.sqrt(2.5 / 5), 4);
    expect(mean - low!).toBeCloseTo(high! - mean, 12);
  });

  test('is that of units that stand together', () => {
    const { low, high } = pairedEstimate(Float64Array.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5), 2);
    expect(high! - low!).toBeCloseTo(2 * 2.1318 * Math.sqrt(2.5 / 5), 3);
  });

  test('has no interval with one unit, and none to speak of where all are equal', () => {
    expect(pairedEstimate(Float64Array.of(7), 1)).toEqual({ mean: 7 });
    expect(pairedEstimate(Float64Array.of(2, 2, 2), 1)).toEqual({ mean: 2, low: 2, high: 2 });
    // ten times 0.1 is not 1
    expect(pairedEstimate(new Float64Array(10).fill(0.1), 1)).toEqual({ mean: 0.1, low: 0.1, high: 0.1 });
    expect(pairedEstimate(new Float64Array(10).fill(0.1), 9)).toEqual({ mean: 0.1, low: 0.1, high: 0.1 });
    expect(pairedEstimate(new Float64Array(10).fill(0.1), 10)).toEqual({ mean: 0.1 });
    expect(pairedEstimate(Float64Array.of(1, 2, 3), 3)).toEqual({ mean: 2 });
  });
});

/** Samples from fixed seeds, and how far they are from theory. */
import { expect } from 'vitest';
import { type Draws, uniform } from '../../engine/random/draw.ts';

export const DRAWS: Draws = { seed: 20251020, replicate: 0, purpose: 'sample' };

/** Uniform numbers, one for each of `count` keys. */
export function uniforms(count: number, draws = DRAWS): number[] {
  return Array.from({ length: count }, (_, i) => uniform(draws, `entity-${i}`));
}

/** Expects the mean and the variance to be within five standard errors; `fourth` is the fourth central moment. */
export function expectMoments(
  values: readonly number[],
  { mean, variance, fourth }: { readonly mean: number; readonly variance: number; readonly fourth: number },
): void {
  const count = values.length;
  const average = values.reduce((sum, value) => sum + value, 0) / count;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / count));
  expect(Math.abs(spread - variance)).toBeLessThanOrEqual(5 * Math.sqrt((fourth - variance ** 2) / count));
}

/**
 * Expects values of a continuous distribution to follow it: a Kolmogorov distance above 2.2 / sqrt(count)
 * comes up once in 8,000.
 */
export function expectFollows(values: readonly number[], below: (value: number) => number): void {
  const sorted = [...values].sort((a, b) => a - b);
  const distances = sorted.map((value, i) => {
    const expected = below(value);
    return Math.max(expected - i / sorted.length, (i + 1) / sorted.length - expected);
  });
  expect(Math.max(...distances)).toBeLessThan(2.2 / Math.sqrt(sorted.length));
}

/** Expects counts to fit probabilities by chi squared; cells with less than 10 expected go into their neighbour. */
export function expectFits(counts: readonly number[], probabilities: readonly number[]): void {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let chi = 0;
  let cells = 0;
  let count = 0;
  let expected = 0;
  let left = 1;
  for (const [i, probability] of probabilities.entries()) {
    count += counts[i] ?? 0;
    expected += probability * total;
    left -= probability;
    if (expected < 10 || left * total < 10) continue;
    chi += (count - expected) ** 2 / expected;
    cells++;
    count = 0;
    expected = 0;
  }
  // the last cell takes all that is left
  const rest = counts.slice(probabilities.length).reduce((sum, each) => sum + each, count);
  const expectedRest = expected + Math.max(0, left) * total;
  if (expectedRest > 0) chi += (rest - expectedRest) ** 2 / expectedRest;
  else expect(rest).toBe(0);
  // five standard deviations above the mean of chi squared
  expect(chi).toBeLessThan(cells + 5 * Math.sqrt(2 * Math.max(1, cells)));
}

/** The probability that a standard normal variable is below `x`, by Simpson's rule on its density. */
export function normalBelow(x: number): number {
  const steps = 400;
  const width = x / steps;
  const density = (i: number): number => Math.exp(-((i * width) ** 2) / 2);
  let sum = density(0) + density(steps);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * density(i);
  return 0.5 + ((sum * width) / 3) * Math.sqrt(1 / (2 * Math.PI));
}

/** Poisson and categorical draws against theory, with fixed seeds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categorical } from '../../engine/random/categorical.ts';
import { poisson } from '../../engine/random/poisson.ts';
import { DRAWS, expectFits, expectMoments, uniforms } from './sample.ts';

const LARGEST = 1 - 2 ** -53;
const unit = fc.double({ min: 0, max: LARGEST, noNaN: true });

/** Probabilities of 0, 1, 2, ... by logarithms, far beyond the mean. */
function poissonProbabilities(mean: number): number[] {
  let factorials = 0;
  return Array.from({ length: Math.ceil(mean + 12 * Math.sqrt(mean) + 20) }, (_, count) => {
    if (count > 0) factorials += Math.log(count);
    return Math.exp(count * Math.log(mean) - mean - factorials);
  });
}

describe('a Poisson number', () => {
  // 256 is drawn in one part, 257 and 3,000 in several
  test.each([0.02, 1, 7.3, 60, 256, 257, 3000])(
    'of mean %d has its moments and its probabilities',
    (mean) => {
      const count = mean > 200 ? 4000 : 20_000;
      const values = Array.from({ length: count }, (_, i) => poisson(DRAWS, `entity-${i}`, mean));
      expectMoments(values, { mean, variance: mean, fourth: mean * (1 + 3 * mean) });
      const probabilities = poissonProbabilities(mean);
      const counts = probabilities.map(() => 0);
      for (const value of values) counts[value]!++;
      expectFits(counts, probabilities);
    },
  );

  test('of mean 0 is 0', () => {
    for (let i = 0; i < 100; i++) expect(poisson(DRAWS, `entity-${i}`, 0)).toBe(0);
  });

  test('is never smaller for a larger mean in the same world', () => {
    const mean = fc.double({ min: 0, max: 1200, noNaN: true });
    fc.assert(
      fc.property(fc.string(), mean, mean, (key, m, n) => {
        const [less, more] = [Math.min(m, n), Math.max(m, n)];
        expect(poisson(DRAWS, key, less)).toBeLessThanOrEqual(poisson(DRAWS, key, more));
      }),
    );
  });

  test('depends on its world, purpose and key, and on no other draw', () => {
    const alone = poisson(DRAWS, 'aws', 500);
    for (let i = 0; i < 50; i++) poisson(DRAWS, `other-${i}`, 500);
    expect(poisson(DRAWS, 'aws', 500)).toBe(alone);
    const others = [
      poisson({ ...DRAWS, replicate: 1 }, 'aws', 500),
      poisson({ ...DRAWS, purpose: 'other' }, 'aws', 500),
      poisson(DRAWS, 'azure', 500),
    ];
    // four draws with a standard deviation of 22 are not all the same
    expect(new Set([alone, ...others]).size).toBeGreaterThan(1);
  });

  test('has no correlation between keys, nor between the parts of one', () => {
    const count = 4000;
    const one = Array.from({ length: count }, (_, replicate) => poisson({ ...DRAWS, replicate }, 'a', 300));
    const other = Array.from({ length: count }, (_, replicate) => poisson({ ...DRAWS, replicate }, 'b', 300));
    const correlation =
      one.reduce((sum, value, i) => sum + (value - 300) * (other[i]! - 300), 0) / count / 300;
    expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(count));
  });
});

describe('one of several', () => {
  test('comes up as often as its weight says', () => {
    const weights = [3, 0, 1, 0.5, 5.5];
    const counts = weights.map(() => 0);
    for (const u of uniforms(20_000)) counts[categorical(u, weights)]!++;
    expect(counts[1]).toBe(0);
    expectFits(
      counts,
      weights.map((weight) => weight / 10),
    );
  });

  test('is always one with a weight, and none when there is none', () => {
    const weights = fc.array(fc.constantFrom(0, 0, 1e-300, 0.1, 0.2, 0.7, 1e300), { maxLength: 8 });
    fc.assert(
      fc.property(fc.oneof(unit, fc.constant(LARGEST)), weights, (u, list) => {
        const chosen = categorical(u, list);
        if (list.every((weight) => weight === 0)) expect(chosen).toBe(-1);
        else expect(list[chosen]).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('is the one in whose stretch of the line the number falls', () => {
    const at = [0, 0.24, 0.25, 0.74, 0.75, LARGEST].map((u) => categorical(u, Float64Array.of(1, 2, 1)));
    expect(at).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

/** Bernoulli, exponential, lognormal and the normal quantile against theory, with fixed seeds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bernoulli } from '../../engine/random/bernoulli.ts';
import { exponential } from '../../engine/random/exponential.ts';
import { lognormal, lognormalMean } from '../../engine/random/lognormal.ts';
import { normalQuantile } from '../../engine/random/normal-quantile.ts';
import { expectFollows, expectMoments, normalBelow, uniforms } from './sample.ts';

const COUNT = 20_000;
const DRAWN = uniforms(COUNT);
const LARGEST = 1 - 2 ** -53;
const unit = fc.double({ min: 0, max: LARGEST, noNaN: true });

describe('what has a probability', () => {
  test.each([0.001, 0.3, 0.5, 0.97])('happens as often as %d says', (p) => {
    expectMoments(
      DRAWN.map((u) => Number(bernoulli(u, p))),
      { mean: p, variance: p * (1 - p), fourth: p * (1 - p) * (1 - 3 * p * (1 - p)) },
    );
  });

  test('never happens at 0 and always at 1', () => {
    fc.assert(
      fc.property(unit, (u) => {
        expect([bernoulli(u, 0), bernoulli(u, 1)]).toEqual([false, true]);
      }),
    );
  });

  test('happens at a higher probability whenever it does at a lower one', () => {
    fc.assert(
      fc.property(unit, unit, unit, (u, p, q) => {
        if (bernoulli(u, Math.min(p, q))) expect(bernoulli(u, Math.max(p, q))).toBe(true);
      }),
    );
  });
});

describe('the exponential distribution', () => {
  test('has its mean, its variance and its shape', () => {
    const mean = 3.5;
    const values = DRAWN.map((u) => exponential(u, mean));
    expectMoments(values, { mean, variance: mean ** 2, fourth: 9 * mean ** 4 });
    expectFollows(values, (value) => 1 - Math.exp(-value / mean));
  });

  test('is 0 for a mean of 0, starts at 0, and is finite to the largest number that is drawn', () => {
    expect([exponential(0.7, 0), exponential(0, 5)]).toEqual([0, 0]);
    expect(exponential(LARGEST, 1)).toBeCloseTo(53 * Math.log(2), 10);
    expect(exponential(0.5, 2)).toBeCloseTo(2 * Math.log(2), 15);
  });
});

describe('the quantile of the normal distribution', () => {
  // the last three are the test values of the paper; the others by erfinv of mpmath 1.3 at 40 digits
  test.each([
    [0.5, 0],
    [0.6, 0.2533471031357998],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.9599639845400538],
    [0.99, 2.3263478740408408],
    [1e-10, -6.361340902404057],
    [2 ** -54, -8.292361075813595],
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ])('at %d is %d', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(2e-15 * Math.abs(expected));
  });

  test('undoes the integral of the density', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        // the slope of the quantile magnifies what the integral by steps gets wrong: at most a third of this, by a
        // scan in steps of 0.00013; the digits themselves are settled by the values above
        const slope = Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
        expect(Math.abs(normalQuantile(normalBelow(x)) - x)).toBeLessThan(2e-11 + 4e-12 * slope);
      }),
    );
  });

  test('is odd about a half, rises, and has its ends at infinity', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -30, max: 0.5, noNaN: true }), (p) => {
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 5);
        expect(normalQuantile(p)).toBeLessThanOrEqual(normalQuantile(p * (1 + 1e-9)));
      }),
    );
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});

describe('the lognormal distribution', () => {
  const outage = { p50: 2, p95: 14 };
  const sigma = Math.log(14 / 2) / 1.6448536269514722;

  test('has its shape: its logarithm is normal', () => {
    const logarithms = DRAWN.map((u) => Math.log(lognormal(u, outage)));
    expectMoments(logarithms, { mean: Math.log(2), variance: sigma ** 2, fourth: 3 * sigma ** 4 });
    expectFollows(logarithms, (value) => normalBelow((value - Math.log(2)) / sigma));
  });

  test('has half of its values below p50 and 95 % below p95', () => {
    expect(lognormal(0.5, outage)).toBe(2);
    expect(lognormal(0.95, outage)).toBeCloseTo(14, 12);
  });

  test('has the mean that the formula of the model gives', () => {
    // sigma 1.18300 with the rounded 1.6449; m = 2 exp(sigma^2 / 2)
    expect(lognormalMean(outage)).toBeCloseTo(2 * Math.exp((Math.log(7) / 1.6449) ** 2 / 2), 3);
    const mean = lognormalMean(outage);
    const variance = mean ** 2 * (Math.exp(sigma ** 2) - 1);
    const average = DRAWN.reduce((sum, u) => sum + lognormal(u, outage), 0) / COUNT;
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / COUNT));
  });

  test('is a single value when p50 and p95 are the same', () => {
    fc.assert(
      fc.property(unit, (u) => {
        expect(lognormal(u, { p50: 3, p95: 3 })).toBe(3);
      }),
    );
    expect(lognormalMean({ p50: 3, p95: 3 })).toBe(3);
  });

  test('is above 0 and finite for every number that is drawn, and rises with it', () => {
    fc.assert(
      fc.property(unit, unit, (u, w) => {
        expect(lognormal(u, outage)).toBeGreaterThan(0);
        expect(lognormal(u, outage)).toBeLessThan(Number.POSITIVE_INFINITY);
        if (u < w) expect(lognormal(u, outage)).toBeLessThanOrEqual(lognormal(w, outage));
      }),
    );
    expect(lognormal(0, outage)).toBeGreaterThan(0);
    expect(lognormal(LARGEST, outage)).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

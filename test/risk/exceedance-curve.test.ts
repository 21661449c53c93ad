/** Exceedance by the conventions of Oasis LMF, worked by hand, and tail values in closed form. */
import { describe, expect, test } from 'vitest';
import { uniform } from '../../engine/random/draw.ts';
import { exponential } from '../../engine/random/exponential.ts';
import { lognormal } from '../../engine/random/lognormal.ts';
import { rankLosses, readCurve } from '../../engine/risk/exceedance-curve.ts';

/** Ten years. */
const TEN = Float64Array.of(5, 0, 90, 20, 0, 40, 0, 60, 10, 30);

describe('a curve', () => {
  const ranked = rankLosses(TEN, 1);

  test('has the loss of rank r at years / r', () => {
    const { loss } = readCurve(ranked, [10, 5, 10 / 4, 2, 1], { years: 10 });
    expect([...loss]).toEqual([90, 60, 30, 20, 0]);
  });

  test('is a straight line in return period between ranks', () => {
    // between 10 / 3 years (40) and 5 years (60); between 2 years (20) and 2.5 (30)
    const { loss } = readCurve(ranked, [4, 2.25], { years: 10 });
    expect(loss[0]).toBeCloseTo(40 + (20 * (4 - 10 / 3)) / (5 - 10 / 3), 12);
    expect(loss[1]).toBeCloseTo(25, 12);
  });

  test('has tails that are the mean of the top ranks', () => {
    const { tail } = readCurve(ranked, [10, 5, 2, 1], { years: 10 });
    expect([...tail]).toEqual([90, 75, 48, 25.5]);
  });

  test('has tails with a part of a rank between ranks', () => {
    const { tail } = readCurve(ranked, [4], { years: 10 });
    expect(tail[0]).toBeCloseTo((90 + 60 + 0.5 * 40) / 2.5, 12);
  });

  test('counts a year as often as it was drawn, and not at all when it was not', () => {
    // 90 not at all, 60 three times, 40 twice, 30 five times
    const countOf = Int32Array.of(0, 0, 0, 0, 0, 2, 0, 3, 0, 5);
    const { loss, tail } = readCurve(ranked, [10, 10 / 3, 2, 1], { years: 10, countOf });
    expect([...loss]).toEqual([60, 60, 40, 30]);
    expect(tail[2]).toBeCloseTo((3 * 60 + 2 * 40) / 5, 12);
    expect(tail[3]).toBeCloseTo(41, 12);
  });

  test('keeps years of one unit together', () => {
    expect([...rankLosses(TEN, 4).unit]).toEqual([0, 1, 1, 2, 0, 2, 0, 0, 1, 1]);
  });
});

describe('the worst hundredth', () => {
  const years = 200_000;
  const drawn = (value: (u: number) => number) =>
    readCurve(
      rankLosses(
        Float64Array.from({ length: years }, (_, replicate) =>
          value(uniform({ seed: 7, replicate, purpose: 'test' }, 'tail')),
        ),
        1,
      ),
      [100],
      { years },
    );

  // golden case 9 of the model; about 1 % of sampling error at 2,000 exceedances
  test('of exponential losses begins at 4.60517 and has the mean 5.60517', () => {
    const { loss, tail } = drawn((u) => exponential(u, 1));
    expect(Math.abs(loss[0]! / 4.60517 - 1)).toBeLessThan(0.02);
    expect(Math.abs(tail[0]! / 5.60517 - 1)).toBeLessThan(0.02);
  });

  test('of lognormal losses begins at 10.24047 and has the mean 15.22796', () => {
    const { loss, tail } = drawn((u) => lognormal(u, { p50: 1, p95: Math.exp(1.6448536269514722) }));
    expect(Math.abs(loss[0]! / 10.24047 - 1)).toBeLessThan(0.03);
    expect(Math.abs(tail[0]! / 15.22796 - 1)).toBeLessThan(0.05);
  });
});

/** Points of a curve with their intervals, and what is not shown. */
import { describe, expect, test } from 'vitest';
import { uniform } from '../../engine/random/draw.ts';
import { exponential } from '../../engine/random/exponential.ts';
import { averageLoss, convergence } from '../../engine/risk/average-loss.ts';
import { percentileInterval, resampledCounts, spreadOf } from '../../engine/risk/bootstrap.ts';
import { exceedance } from '../../engine/risk/return-periods.ts';
import { drain } from '../formats/reading.ts';
import { sum } from './years.ts';

function exponentialYears(seed: number, years: number): Float64Array {
  return Float64Array.from({ length: years }, (_, replicate) =>
    exponential(uniform({ seed, replicate, purpose: 'test' }, 'loss'), 1),
  );
}

const read = (losses: Float64Array, returnPeriods: readonly number[], unitYears = 1) =>
  drain(exceedance(losses, { returnPeriods, unitYears, seed: 3 })).result;

describe('return periods', () => {
  test('with fewer than 30 exceedances behind them are left out', () => {
    const { points, tails } = read(exponentialYears(1, 3000), [2, 100, 101, 5000]);
    expect(points.map(({ returnPeriod }) => returnPeriod)).toEqual([2, 100]);
    expect(tails.map(({ returnPeriod }) => returnPeriod)).toEqual([2, 100]);
    expect(read(exponentialYears(1, 59), [2])).toEqual({ points: [], tails: [] });
  });

  test('have intervals that hold the true value as often as they say, nine times out of ten', () => {
    let held = 0;
    const runs = 200;
    for (let seed = 0; seed < runs; seed++) {
      const [{ loss, low, high } = { loss: 0 }] = read(exponentialYears(seed, 600), [20]).points;
      expect(loss).toBeGreaterThanOrEqual(low!);
      expect(loss).toBeLessThanOrEqual(high!);
      if (low! <= Math.log(20) && Math.log(20) <= high!) held++;
    }
    expect(held / runs).toBeGreaterThan(0.83);
    expect(held / runs).toBeLessThan(0.96);
  });

  test('have wider intervals where years of one world are alike', () => {
    const years = Float64Array.from(
      Array.from(exponentialYears(5, 20)).flatMap((loss) => Array<number>(64).fill(loss)),
    );
    const [apart] = read(years, [10]).points;
    const [together] = read(years, [10], 64).points;
    expect(together!.high! - together!.low!).toBeGreaterThan(2 * (apart!.high! - apart!.low!));
  });

  test('have no interval with fewer than ten units', () => {
    const [point] = read(exponentialYears(1, 576), [10], 64).points;
    expect(point).toEqual({ returnPeriod: 10, loss: point!.loss });
  });

  test('are told of again in the same bytes', () => {
    expect(read(exponentialYears(1, 3000), [2, 5])).toEqual(read(exponentialYears(1, 3000), [5, 2]));
  });
});

describe('the bootstrap', () => {
  test('draws as many units as there are, each as often as another', () => {
    const total = new Float64Array(7);
    for (let resample = 0; resample < 1000; resample++) {
      const counts = resampledCounts(7, { seed: 1, purpose: 'test', resample });
      expect(sum(counts)).toBe(7);
      counts.forEach((count, unit) => {
        total[unit]! += count;
      });
    }
    // variance of a count is 6/7
    for (const each of total) expect(Math.abs(each - 1000) / Math.sqrt((1000 * 6) / 7)).toBeLessThan(4);
  });

  test('cuts a twentieth off either end', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => (i * 77) % 200);
    expect(percentileInterval(values)).toEqual({ low: 9, high: 190 });
    expect(spreadOf(Float64Array.of(1, 2, 3, 4))).toBeCloseTo(Math.sqrt(5 / 3), 12);
  });
});

describe('the average', () => {
  test('has the standard error of its years, or of the means of its units', () => {
    const losses = Float64Array.of(1, 2, 3, 6, 0, 0);
    expect(averageLoss(losses, { years: 6, unitYears: 1 })).toEqual({
      years: 6,
      mean: 2,
      standardError: Math.sqrt((1 + 0 + 1 + 16 + 4 + 4) / 5 / 6),
    });
    // sums of 3, 9 and 0 in two years each
    const { standardError } = averageLoss(losses, { years: 6, unitYears: 2 });
    expect(standardError).toBeCloseTo(Math.sqrt((1 + 25 + 16) / 2 / 3) / 2, 12);
    expect(averageLoss(losses, { years: 6, unitYears: 6 }).standardError).toBeUndefined();
  });

  test('is told of after 64, 128, ... years and after all', () => {
    const steps = convergence(exponentialYears(1, 300), 1);
    expect(steps.map(({ years }) => years)).toEqual([64, 128, 256, 300]);
    expect(convergence(exponentialYears(1, 20), 1).map(({ years }) => years)).toEqual([20]);
  });
});

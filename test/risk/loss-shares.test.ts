/** Shares of the loss and how they move when blocks are drawn again. */
import { describe, expect, test } from 'vitest';
import { lossShares } from '../../engine/risk/loss-shares.ts';
import type { YearRecords } from '../../engine/risk/year-records.ts';
import { drain } from '../formats/reading.ts';
import { sum } from './years.ts';

/** Records of blocks with these losses by driver; one role, and all losses independent. */
function recordsOf(blocks: readonly Readonly<Record<number, number>>[]): YearRecords {
  const driverStart = [0];
  const driver: number[] = [];
  const driverLoss: number[] = [];
  for (const block of blocks) {
    for (const [v, loss] of Object.entries(block)) {
      driver.push(Number(v));
      driverLoss.push(loss);
    }
    driverStart.push(driver.length);
  }
  const totals = blocks.map((block) => sum(Object.values(block)));
  return {
    firstYear: 0,
    yearLoss: new Float64Array(64 * blocks.length),
    largestEvent: new Float64Array(64 * blocks.length),
    natureLoss: Float64Array.from(totals.flatMap((total) => [total, 0, 0, 0])),
    roleCount: 2,
    roleLoss: Float64Array.from(totals.flatMap((total) => [0.25 * total, 0.75 * total])),
    driverStart: Int32Array.from(driverStart),
    driver: Int32Array.from(driver),
    driverLoss: Float64Array.from(driverLoss),
    worstEvents: [],
    outageCount: 0,
    eventCount: 0,
    unfinishedCount: 0,
    stoppedCount: 0,
    fallen: new Int32Array(),
  };
}

const sharesOf = (records: YearRecords) => drain(lossShares(records, { seed: 1, natureCount: 4 })).result;

describe('shares of the loss', () => {
  test('are largest first and add up', () => {
    const { drivers, roles, natures } = sharesOf(
      recordsOf([
        { 3: 10, 8: 30 },
        { 3: 50, 5: 10 },
      ]),
    );
    expect(drivers).toEqual([
      { entity: 3, share: 0.6 },
      { entity: 8, share: 0.3 },
      { entity: 5, share: 0.1 },
    ]);
    expect(roles.map(({ share }) => share)).toEqual([0.25, 0.75]);
    expect(natures.map(({ share }) => share)).toEqual([1, 0, 0, 0]);
  });

  test('are certain where every block is the same', () => {
    const same = Array.from({ length: 12 }, () => ({ 1: 3, 2: 1 }));
    const { drivers, roles } = sharesOf(recordsOf(same));
    expect(drivers).toEqual([
      { entity: 1, share: 0.75, standardError: 0, holdsRank: 1 },
      { entity: 2, share: 0.25, standardError: 0, holdsRank: 1 },
    ]);
    expect(roles[0]).toEqual({ share: 0.25, standardError: 0 });
  });

  test('change ranks where it is a matter of chance who comes first', () => {
    const even = Array.from({ length: 100 }, (_, b) => (b % 2 === 0 ? { 1: 1.02, 9: 5 } : { 2: 1, 9: 5 }));
    const { drivers } = sharesOf(recordsOf(even));
    expect(drivers.map(({ entity }) => entity)).toEqual([9, 1, 2]);
    expect(drivers[0]!.holdsRank).toBe(1);
    expect(drivers[1]!.holdsRank).toBeGreaterThan(0.4);
    expect(drivers[1]!.holdsRank).toBeLessThan(0.8);
    expect(drivers[1]!.holdsRank).toBe(drivers[2]!.holdsRank);
    // 1.02 of about 601 for each of its blocks, whose number is binomial with a standard deviation of 5
    const expected = (1.02 * 5) / 601;
    expect(Math.abs(drivers[1]!.standardError! / expected - 1)).toBeLessThan(0.2);
  });

  test('are none where nothing is lost', () => {
    const { drivers, roles } = sharesOf(recordsOf([{}, {}]));
    expect(drivers).toEqual([]);
    expect(roles.map(({ share }) => share)).toEqual([0, 0]);
  });
});

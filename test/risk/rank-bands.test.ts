import { describe, expect, test } from 'vitest';
import { bandOf } from '../../engine/risk/loss-bands.ts';
import { rankBands } from '../../engine/risk/rank-bands.ts';
import type { WorldLosses } from '../../engine/risk/world-losses.ts';
import { drain } from '../formats/reading.ts';

describe('a band', () => {
  test('is read straight between the sorted values', () => {
    const values = Float64Array.from({ length: 21 }, (_, i) => (20 - i) ** 2);
    expect(bandOf(values)).toEqual({ low: 1, median: 100, high: 361 });
    expect(bandOf(Float64Array.of(4, 2))).toEqual({ low: 2.1, median: 3, high: 3.9 });
  });

  test('of values that are all the same is that value', () => {
    const band = bandOf(new Float64Array(7).fill(0.1));
    expect(band).toEqual({ low: 0.1, median: 0.1, high: 0.1 });
  });
});

const world = (losses: Readonly<Record<number, number>>): WorldLosses => ({
  averageAnnualLoss: 1,
  oneInTen: undefined,
  driver: Int32Array.from(Object.keys(losses), Number),
  driverLoss: Float64Array.from(Object.values(losses)),
});

describe('drivers over worlds', () => {
  // as given: 2 before 1 before 5; entity 7 comes up only where something else is missing
  const given = world({ 1: 3, 2: 6, 5: 1 });
  const worlds = [world({ 1: 3, 2: 6, 5: 1 }), world({ 1: 6, 2: 2 }), world({ 2: 3, 7: 1 }), world({})];
  const bands = drain(rankBands(given, worlds)).result;

  test('stand in their order as given, and after them those that are there in worlds only', () => {
    expect(bands.map(({ entity }) => entity)).toEqual([2, 1, 5, 7]);
    expect(bands.map(({ share }) => share)).toEqual([0.6, 0.3, 0.1, 0]);
  });

  test('hold their rank in so many worlds', () => {
    // 2: ranks 1 2 1 1; 1: 2 1 3 1; 5: 3 3 3 1, behind two in the second and third world; 7: 4 3 2 1
    expect(bands.map(({ holdsRank }) => holdsRank)).toEqual([0.75, 0.25, 0.75, 0.25]);
    expect(bands[3]!.rankBand).toEqual(bandOf(Float64Array.of(4, 3, 2, 1)));
    expect(bands[1]!.shareBand).toEqual(bandOf(Float64Array.of(0.3, 0.75, 0, 0)));
  });
});

/** Shapley values of games whose values are published, and by the definition over all orders. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attribution, attributionOf } from '../../engine/scenario/attribution.ts';
import { pairedDifferences } from '../../engine/scenario/paired-differences.ts';
import { type Estimate, pairedEstimate } from '../../engine/scenario/paired-estimate.ts';
import { drain } from '../formats/reading.ts';

/** A game of so many players in every one of a few equal years. */
function played(players: number, worth: (members: readonly number[]) => number, years = 1): Attribution {
  const losses = Array.from({ length: 2 ** players }, (_, bits) => {
    const members = Array.from({ length: players }, (__, i) => i).filter((i) => (bits >> i) & 1);
    return new Float64Array(years).fill(worth(members));
  });
  return drain(attributionOf(losses, { unitYears: 1, returnPeriods: [10] })).result;
}

const shapleyOf = ({ levers }: Attribution): readonly number[] => levers.map(({ shapley }) => shapley.mean);

function orders(players: number): readonly (readonly number[])[] {
  const extend = (order: readonly number[]): readonly (readonly number[])[] =>
    order.length === players
      ? [order]
      : Array.from({ length: players }, (_, i) => i)
          .filter((i) => !order.includes(i))
          .flatMap((i) => extend([...order, i]));
  return extend([]);
}

describe('who earns an effect', () => {
  test('is the owner of the one right glove, for the most part', () => {
    // Shapley value of the glove game with one right and two left gloves: 2/3, 1/6, 1/6
    const glove = (members: readonly number[]): number =>
      members.includes(0) && (members.includes(1) || members.includes(2)) ? 1 : 0;
    const [right, ...left] = shapleyOf(played(3, glove));
    expect(right).toBeCloseTo(2 / 3, 12);
    for (const each of left) expect(each).toBeCloseTo(1 / 6, 12);
  });

  test('are those who need the runway, each for the part that it needs', () => {
    // Littlechild and Owen 1973: costs of the pieces are shared by all who need them
    const lengths = [8, 11, 13, 18];
    const airport = (members: readonly number[]): number => Math.max(0, ...members.map((i) => lengths[i]!));
    const expected = [2, 3, 4, 9];
    for (const [i, value] of shapleyOf(played(4, airport)).entries())
      expect(value).toBeCloseTo(expected[i]!, 12);
  });

  test('is everybody by itself where nothing interacts', () => {
    const additive = (members: readonly number[]): number => members.reduce((sum, i) => sum - 2 ** i, 100);
    const { levers, interactions } = played(4, additive);
    for (const [i, { alone, last, shapley }] of levers.entries()) {
      expect([alone.mean, last.mean]).toEqual([-(2 ** i), -(2 ** i)]);
      expect(shapley.mean).toBeCloseTo(-(2 ** i), 12);
    }
    expect(interactions).toHaveLength(6);
    for (const { effect } of interactions) expect(effect).toEqual({ mean: 0 });
  });

  test('is by all orders what the definition says, adds up, and gives nothing to who does nothing', () => {
    const table = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(table, (values) => {
        // the fourth changes nothing
        const worth = (members: readonly number[]): number =>
          values[members.filter((i) => i < 3).reduce((bits, i) => bits + 2 ** i, 0)]!;
        const { levers, joint } = played(4, worth);
        const means = levers.map(({ shapley }) => shapley.mean);
        for (let player = 0; player < 4; player++) {
          const gains = orders(4).map((order) => {
            const before = order.slice(0, order.indexOf(player)).sort();
            return worth([...before, player].sort()) - worth(before);
          });
          expect(means[player]).toBeCloseTo(gains.reduce((sum, each) => sum + each, 0) / gains.length, 9);
        }
        expect(means[3]).toBe(0);
        expect(means.reduce((sum, each) => sum + each, 0)).toBeCloseTo(joint.mean, 9);
      }),
      { numRuns: 30 },
    );
  });

  test('has the interval of what every year says', () => {
    const years = 6;
    const loss = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: years, maxLength: years });
    fc.assert(
      fc.property(fc.array(loss, { minLength: 8, maxLength: 8 }), (table) => {
        const losses = table.map((each) => Float64Array.from(each));
        const { levers, interactions } = drain(
          attributionOf(losses, { unitYears: 2, returnPeriods: [10] }),
        ).result;
        const worth = (members: readonly number[], year: number): number =>
          losses[members.reduce((bits, i) => bits + 2 ** i, 0)]![year]!;
        const near = (found: Estimate, expected: Estimate) => {
          expect(found.mean).toBeCloseTo(expected.mean, 9);
          expect(found.low).toBeCloseTo(expected.low!, 9);
          expect(found.high).toBeCloseTo(expected.high!, 9);
        };
        for (const [player, { alone, last, shapley, tail }] of levers.entries()) {
          const yearly = (of: (year: number) => number): Estimate =>
            pairedEstimate(
              Float64Array.from({ length: years }, (_, year) => of(year)),
              2,
            );
          const gain = (order: readonly number[], year: number): number => {
            const before = order.slice(0, order.indexOf(player));
            return worth([...before, player], year) - worth(before, year);
          };
          near(
            shapley,
            yearly((year) => orders(3).reduce((sum, order) => sum + gain(order, year), 0) / 6),
          );
          near(
            alone,
            yearly((year) => gain([player], year)),
          );
          const others = [0, 1, 2].filter((i) => i !== player);
          near(
            last,
            yearly((year) => gain([...others, player], year)),
          );
          // six years say nothing about a year in ten
          expect(tail).toEqual([]);
        }
        for (const { a, b, effect } of interactions)
          near(
            effect,
            pairedEstimate(
              Float64Array.from(
                { length: years },
                (_, year) => worth([a, b], year) - worth([a], year) - worth([b], year) + worth([], year),
              ),
              2,
            ),
          );
      }),
      { numRuns: 30 },
    );
  });

  test('is the same for levers that do the same, and exactly nothing for one that does nothing', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(values, (worths) => {
        // the first four count by their number, the last by itself, the fifth not at all
        const worth = (members: readonly number[]): number =>
          worths[members.filter((i) => i < 4).length]! + (members.includes(5) ? worths[5]! / 10 : 0);
        const { levers, interactions } = played(6, worth, 3);
        for (const { shapley } of levers.slice(1, 4))
          expect(shapley.mean).toBeCloseTo(levers[0]!.shapley.mean, 9);
        const zero = { mean: 0, low: 0, high: 0 };
        expect(levers[4]).toEqual({ alone: zero, last: zero, shapley: zero, tail: [] });
        for (const { a, b, effect } of interactions) if (a === 4 || b === 4) expect(effect).toEqual(zero);
      }),
      { numRuns: 30 },
    );
  });

  test('interacts above 0 where one would do, and below 0 where both are needed', () => {
    const either = played(2, (members) => (members.length > 0 ? 6 : 10));
    expect(either.interactions).toEqual([{ a: 0, b: 1, effect: { mean: 4 } }]);
    const both = played(2, (members) => (members.length > 1 ? 6 : 10));
    expect(both.interactions).toEqual([{ a: 0, b: 1, effect: { mean: -4 } }]);
  });

  test('of eight levers is each its own, and of none is nothing', () => {
    const lengths = [1, 2, 3, 4, 5, 6, 7, 8];
    const airport = (members: readonly number[]): number => Math.max(0, ...members.map((i) => lengths[i]!));
    // pieces of length 1, shared by all who need them
    let share = 0;
    for (const [i, value] of shapleyOf(played(8, airport)).entries()) {
      share += 1 / (8 - i);
      expect(value).toBeCloseTo(share, 12);
    }
    expect(played(0, () => 3, 2)).toEqual({
      levers: [],
      joint: { mean: 0, low: 0, high: 0 },
      jointTail: [],
      interactions: [],
    });
  });

  test('of bad years adds up to the change of the bad year', () => {
    const losses = Array.from({ length: 8 }, (_, bits) =>
      Float64Array.from({ length: 400 }, (__, year) => ((year * 7919) % 401) / (1 + bits)),
    );
    const { levers, jointTail } = drain(
      attributionOf(losses, { unitYears: 1, returnPeriods: [10, 100] }),
    ).result;
    // too few years for once in a hundred
    expect(jointTail.map(({ returnPeriod }) => returnPeriod)).toEqual([10]);
    const sum = levers.reduce((total, { tail }) => total + tail[0]!.shapley, 0);
    expect(sum).toBeCloseTo(jointTail[0]!.difference, 9);
    const sorted = [...losses[0]!].sort((a, b) => b - a);
    expect(jointTail[0]!.difference).toBeCloseTo(sorted[39]! / 8 - sorted[39]!, 9);
    // the curve of a subset is that of nothing, divided by one more than its bits
    const at = (bits: number): number => sorted[39]! / (1 + bits);
    for (const [lever, { tail }] of levers.entries()) {
      expect(tail[0]!.alone).toBeCloseTo(at(2 ** lever) - at(0), 9);
      expect(tail[0]!.last).toBeCloseTo(at(7) - at(7 - 2 ** lever), 9);
    }
  });
});

describe('a difference of losses', () => {
  test('is none where the same was added up in another order', () => {
    const forwards = [0.1, 0.2, 0.3].reduce((sum, each) => sum + each, 0);
    const backwards = [0.3, 0.2, 0.1].reduce((sum, each) => sum + each, 0);
    expect(forwards).not.toBe(backwards);
    expect(pairedDifferences(Float64Array.of(forwards, 3), Float64Array.of(backwards, 2))).toEqual(
      Float64Array.of(0, 1),
    );
    expect(pairedDifferences(Float64Array.of(0, 1e-9), Float64Array.of(0, 0))).toEqual(
      Float64Array.of(0, 1e-9),
    );
  });
});

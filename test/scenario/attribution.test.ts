/** Shapley values of games whose values are published, and by the definition over all orders. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attribution, attributionOf } from '../../engine/scenario/attribution.ts';
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
  });
});

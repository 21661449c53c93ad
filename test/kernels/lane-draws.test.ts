/** Own failures in lanes: the words of Philox, and how failures are distributed. */
import { describe, expect, test } from 'vitest';
import { createLaneDraws, LANES } from '../../engine/kernels/lane-draws.ts';
import { philoxWords } from '../../engine/kernels/philox-words.ts';
import { philox, type Words2, type Words4 } from '../../engine/random/philox.ts';

test('the words in place are those of the random function', () => {
  const weyl = (i: number): number => Math.imul(i, 0x9e3779b9) >>> 0;
  for (let i = 0; i < 1000; i++) {
    const counter: Words4 = [weyl(i), weyl(7 * i + 1), weyl(11 * i + 2), i % 2 === 0 ? 0xffffffff : i];
    const key: Words2 = [weyl(13 * i + 3), weyl(17 * i)];
    const words = Int32Array.of(...counter, ...key);
    philoxWords(words);
    expect([...words.subarray(0, 4)].map((word) => word >>> 0)).toEqual([...philox(counter, key)]);
  }
});

/** Failures of entities with one probability, entity by entity and block by block, as lists of lanes. */
function failures(p: number, { entities, groups }: { readonly entities: number; readonly groups: number }) {
  const draws = createLaneDraws({
    count: entities,
    pFail: new Float64Array(entities).fill(p),
    keyLow: Int32Array.from({ length: entities }, (_, i) => i),
    keyHigh: new Int32Array(entities),
    seed: [5, 6],
  });
  const state = new Int32Array(16);
  const found: number[][] = [];
  for (let group = 0; group < groups; group++) {
    draws.begin(group);
    draws.prepare(0, entities);
    for (let block = 0; block < 4; block++) {
      const candidates = draws.candidates(block);
      let next = 0;
      for (let i = 0; i < entities; i++) {
        state.fill(0);
        if (candidates[next] === i) {
          next++;
          draws.fail(i, block, state, 0);
        }
        found.push(
          Array.from({ length: LANES }, (_, lane) => lane).filter(
            (lane) => (state[lane >> 5]! >>> (lane & 31)) & 1,
          ),
        );
      }
      expect(candidates[next]).toBe(entities);
    }
  }
  return found;
}

describe('own failures', () => {
  test.each([1e-5, 0.0007, 0.01, 0.2, 0.5, 0.500001, 0.93, 0.9999])(
    'happen with probability %d, as often in every lane, their number spread like that of independent ones',
    (p) => {
      const blocks = failures(p, { entities: 250, groups: 8 });
      const n = blocks.length;
      const counts = blocks.map((lanes) => lanes.length);
      const failed = counts.reduce((sum, count) => sum + count, 0);
      const mean = p * LANES;
      const variance = LANES * p * (1 - p);
      expect(Math.abs(failed - n * mean)).toBeLessThan(4 * Math.sqrt(n * variance));
      const spread = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
      // fourth moment of a binomial: 3 variance^2 + variance (1 - 6 p (1 - p))
      const spreadOfSpread = Math.sqrt(n * (2 * variance ** 2 + variance * (1 - 6 * p * (1 - p))));
      expect(Math.abs(spread - n * variance)).toBeLessThan(4 * spreadOfSpread + 1);
      const byLane = new Float64Array(LANES);
      for (const lanes of blocks) for (const lane of lanes) byLane[lane]!++;
      const perLane = n * p * (1 - p);
      const chiSquare = byLane.reduce((sum, count) => sum + (count - n * p) ** 2 / perLane, 0);
      expect(Math.abs(chiSquare - LANES)).toBeLessThan(4 * Math.sqrt(LANES * (2 + 1 / perLane)));
    },
  );

  test('of two lanes, two entities or two blocks go together as often as chance has it', () => {
    const p = 0.3;
    const blocks = failures(p, { entities: 500, groups: 4 }).map((lanes) => new Set(lanes));
    const together = (pairs: readonly (readonly [boolean, boolean])[]): number => {
      const both = pairs.filter(([a, b]) => a && b).length;
      return (both - pairs.length * p * p) / Math.sqrt(pairs.length * p * p * (1 - p * p));
    };
    const pairs = (other: (b: number) => number, shift: number) =>
      blocks.flatMap((block, b) =>
        Array.from({ length: 64 }, (_, i): readonly [boolean, boolean] => [
          block.has(7 * i),
          blocks[other(b)]!.has((7 * i + shift) % LANES),
        ]),
      );
    for (const shift of [1, 32, 100]) expect(Math.abs(together(pairs((b) => b, shift)))).toBeLessThan(4);
    for (const step of [1, 500])
      expect(Math.abs(together(pairs((b) => (b + step) % blocks.length, 0)))).toBeLessThan(4);
  });
});

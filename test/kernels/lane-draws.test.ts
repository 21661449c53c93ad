/** Own failures in lanes: the words of Philox, and how failures are distributed. */
import { describe, expect, test } from 'vitest';
import { createLaneDraws, LANES } from '../../engine/kernels/lane-draws.ts';
import { laneSources } from '../../engine/kernels/lane-sources.ts';
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
function failures(
  p: number,
  { entities, groups, seed = [5, 6] }: { entities: number; groups: number; seed?: [number, number] },
) {
  const sources = laneSources(
    {
      place: Int32Array.from({ length: entities }, (_, i) => i),
      pFail: new Float64Array(entities).fill(p),
      keyLow: Int32Array.from({ length: entities }, (_, i) => i),
      keyHigh: new Int32Array(entities),
      seed,
    },
    entities,
  );
  const draws = createLaneDraws(sources, LANES * entities);
  const state = new Int32Array(16);
  const found: number[][] = [];
  for (let group = 0; group < groups; group++) {
    draws.begin(group);
    expect(draws.prepare(0, entities)).toBe(true);
    for (let block = 0; block < 4; block++) {
      const list = draws.failures[block]!;
      const those = list.subarray(0, list.indexOf(-1));
      expect(those.every((failure, at) => at === 0 || failure >> 9 >= those[at - 1]! >> 9)).toBe(true);
      const lanesOf = Array.from({ length: entities }, (): number[] => []);
      for (const failure of those) lanesOf[failure >> 9]!.push(failure & 511);
      lanesOf.forEach((lanes, i) => {
        lanes.sort((a, b) => a - b);
        // drawn by itself it is the same
        if (i % 16 !== 0) return;
        state.fill(0);
        draws.fail(i, block, state, 0);
        expect(lanes).toEqual(lanesOfWords(state));
      });
      found.push(...lanesOf);
    }
  }
  return found;
}

function lanesOfWords(state: Int32Array): number[] {
  return Array.from({ length: LANES }, (_, lane) => lane).filter(
    (lane) => (state[lane >> 5]! >>> (lane & 31)) & 1,
  );
}

describe('own failures', () => {
  test.each([1e-5, 0.0007, 0.01, 0.2, 0.2501, 0.4, 0.5, 0.500001, 0.93, 0.9999])(
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

  test('number 0, 1, 2 and so on in a block as often as the binomial distribution has it', () => {
    for (const p of [0.0005, 0.003, 0.02]) {
      const blocks = failures(p, { entities: 2000, groups: 5, seed: [7, 8] });
      const seen = new Float64Array(LANES + 1);
      for (const lanes of blocks) seen[lanes.length]!++;
      const expected = new Float64Array(LANES + 1);
      expected[0] = blocks.length * (1 - p) ** LANES;
      for (let k = 1; k <= LANES; k++) expected[k] = (expected[k - 1]! * (LANES + 1 - k) * p) / (k * (1 - p));
      // cells of 5 or more, those at the ends in one with the rest
      const cells = [...expected.keys()].filter((k) => expected[k]! >= 5);
      const cellOf = (k: number): number => Math.min(Math.max(k, cells[0]!), cells.at(-1)!);
      const pooled = (counts: Float64Array): Map<number, number> => {
        const sums = new Map<number, number>();
        counts.forEach((count, k) => {
          sums.set(cellOf(k), (sums.get(cellOf(k)) ?? 0) + count);
        });
        return sums;
      };
      const observed = pooled(seen);
      let chiSquare = 0;
      for (const [k, often] of pooled(expected)) chiSquare += (observed.get(k)! - often) ** 2 / often;
      const freedom = cells.length - 1;
      expect(chiSquare).toBeLessThan(freedom + 4 * Math.sqrt(2 * freedom));
    }
  });

  test('lie anywhere in a block, and two of them no nearer to each other than chance has it', () => {
    const pairs = failures(0.004, { entities: 4000, groups: 5, seed: [9, 10] }).filter(
      (lanes) => lanes.length === 2,
    );
    // two different lanes in order of size, by sixteenths
    const cells = new Float64Array(256);
    for (const [a, b] of pairs) cells[16 * (a! >> 5) + (b! >> 5)]!++;
    const within = (32 * 31) / (LANES * (LANES - 1));
    const between = (2 * 32 * 32) / (LANES * (LANES - 1));
    let chiSquare = 0;
    let freedom = -1;
    for (let i = 0; i < 16; i++)
      for (let j = i; j < 16; j++) {
        const often = pairs.length * (i === j ? within : between);
        chiSquare += (cells[16 * i + j]! - often) ** 2 / often;
        freedom++;
      }
    expect(pairs.length).toBeGreaterThan(10_000);
    expect(Math.abs(chiSquare - freedom)).toBeLessThan(4 * Math.sqrt(2 * freedom));
  });
});

/**
 * Own failures of a block of 512 replicates at a time, as a function of (seed, key of the entity, block).
 *
 * The draw: a number V in [0, 1) with 53 random bits says how many of the block's replicates the entity has
 * failed in, K = the k for which P(K >= k + 1) <= V < P(K >= k) with K binomial of 512 and `pFail`; and a
 * random order of the 512 replicates, which does not depend on `pFail`, says in which: the first K. So
 * - each replicate fails with probability `pFail`, independently of the others;
 * - a lower `pFail` never adds a failure to any replicate, but where rounding decides, at 1e-16;
 * - nothing else in the system or the run has any influence.
 *
 * One call of Philox gives the upper 32 bits of V for an entity in four blocks; the rest is drawn only for
 * blocks where these do not rule a failure out.
 */
import { philoxWords } from './philox-words.ts';

/** Replicates per block. */
export const LANES = 512;

/** 32-bit words that hold a bit for each of them. */
export const LANE_WORDS = 16;

/** Blocks that share a call of Philox. */
export const BLOCKS_AT_ONCE = 4;

/** Who can fail by themselves; columns with one value for each of `count` entities. */
export interface LaneOdds {
  readonly count: number;
  /** 0..1; who has 0 costs nothing. */
  readonly pFail: Float64Array;
  /** 64 bits that stand for the entity, in two columns. */
  readonly keyLow: Int32Array;
  readonly keyHigh: Int32Array;
  /** The key of Philox: the seed, and what is drawn. */
  readonly seed: readonly [number, number];
}

export interface LaneDraws {
  /** Starts on the four blocks from `BLOCKS_AT_ONCE * group`. */
  begin(group: number): void;
  /** Finds out which of `from` .. `to - 1` may have failed in these blocks. To be called in ascending order. */
  prepare(from: number, to: number): void;
  /** Those which may have failed in block 0..3 of the four, ascending; `count` of the odds ends the list. */
  candidates(block: number): Int32Array;
  /**
   * Puts the failures of candidate `i` into the 16 words of `state` from `at`, all 0 before: a bit per replicate, lowest first;
   * gives a mask with a bit for every word that has some.
   */
  fail(i: number, block: number, state: Int32Array, at: number): number;
}

const HALF = 0x80000000;

/** A workspace; 44 bytes per entity. */
export function createLaneDraws({ count, pFail, keyLow, keyHigh, seed }: LaneOdds): LaneDraws {
  const words = new Int32Array(6);
  const atLeastOne = pFail.map(failsAtAll);
  // the largest upper word of V that leaves a failure possible, less HALF, for words compare as signed
  const highest = Int32Array.from(atLeastOne, (p) => Math.min(Math.floor(p * 2 * HALF), 2 * HALF - 1) - HALF);
  const found = Array.from({ length: BLOCKS_AT_ONCE }, () => new Int32Array(count + 1));
  const upperWord = Array.from({ length: BLOCKS_AT_ONCE }, () => new Int32Array(count));
  const foundCount = new Int32Array(BLOCKS_AT_ONCE);
  let group = 0;

  const draw = (n: number, i: number): void => {
    words[0] = n;
    words[1] = group;
    words[2] = keyLow[i]!;
    words[3] = keyHigh[i]!;
    words[4] = seed[0];
    words[5] = seed[1];
    philoxWords(words);
  };

  return {
    begin(next) {
      group = next;
      foundCount.fill(0);
      for (const list of found) list[0] = count;
    },
    prepare(from, to) {
      for (let i = from; i < to; i++) {
        if (pFail[i] === 0) continue;
        draw(0, i);
        for (let block = 0; block < BLOCKS_AT_ONCE; block++) {
          if ((words[block]! ^ HALF) > highest[i]!) continue;
          upperWord[block]![i] = words[block]!;
          found[block]![foundCount[block]!++] = i;
        }
      }
      for (let block = 0; block < BLOCKS_AT_ONCE; block++) found[block]![foundCount[block]!] = count;
    },
    candidates: (block) => found[block]!,
    fail(i, block, state, at) {
      // 65,536 calls for each block, more than any order of 512 can take in practice
      let n = (block + 1) << 16;
      draw(n, i);
      const v = ((upperWord[block]![i]! >>> 0) * 0x200000 + (words[0]! >>> 11)) / 0x20000000000000;
      if (v >= atLeastOne[i]!) return 0;
      let left = failureCount(v, pFail[i]!);
      if (left === LANES) {
        state.fill(-1, at, at + LANE_WORDS);
        return 2 ** LANE_WORDS - 1;
      }
      let mask = 0;
      for (let word = 1; left > 0; word++) {
        if (word === 4) {
          draw(++n, i);
          word = 0;
        }
        for (let shift = 0; shift < 27 && left > 0; shift += 9) {
          const lane = (words[word]! >>> shift) & (LANES - 1);
          const bit = 1 << (lane & 31);
          if ((state[at + (lane >> 5)]! & bit) !== 0) continue;
          state[at + (lane >> 5)]! |= bit;
          mask |= 1 << (lane >> 5);
          left--;
        }
      }
      return mask;
    },
  };
}

/** 1 - (1 - p)^512 by doubling, without cancellation. */
function failsAtAll(p: number): number {
  let some = p;
  for (let n = 1; n < LANES; n *= 2) some *= 2 - some;
  return some;
}

/** The K that `v` stands for, given that it is 1 or more. */
function failureCount(v: number, p: number): number {
  // counted from the side where the probabilities do not vanish
  return p <= 0.5 ? Math.max(1, binomialQuantile(1 - v, p)) : LANES - binomialQuantile(v, 1 - p);
}

/** The least k with P(at most k of 512) > `u`, each with probability `p` <= 0.5; O(512 p) on average. */
function binomialQuantile(u: number, p: number): number {
  const odds = p / (1 - p);
  let probability = 1 - p;
  for (let n = 1; n < LANES; n *= 2) probability *= probability;
  let upTo = probability;
  let k = 0;
  while (upTo <= u && k < LANES) {
    k++;
    probability *= (odds * (LANES + 1 - k)) / k;
    // rounding can keep the sum below the largest u
    if (k > LANES * p && upTo + probability === upTo) break;
    upTo += probability;
  }
  return k;
}

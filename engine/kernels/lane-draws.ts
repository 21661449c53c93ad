/**
 * Own failures of 2048 replicates at a time, as a function of (seed, key of the entity, which 2048).
 *
 * The draw: a number V in [0, 1) with 53 random bits says how many of the replicates the entity has failed in,
 * K = the k for which P(K >= k + 1) <= V < P(K >= k) with K binomial of 2048 and `pFail`; and a random order of
 * the replicates, which does not depend on `pFail`, says in which: the first K. So
 * - each replicate fails with probability `pFail`, independently of the others;
 * - a lower `pFail` never adds a failure to any replicate, but where rounding decides, at 1e-16;
 * - nothing else in the system or the run has any influence.
 *
 * The words are those of Philox 4x32-10, which passes all of TestU01's BigCrush (Salmon, Moraes, Dror and Shaw,
 * SC 2011, section 5). The first call gives V and four places of the order, every other call eight more.
 */
import { type LaneSources, SCALED_FROM } from './lane-sources.ts';
import { philoxWords } from './philox-words.ts';

/** Replicates per block: a bit for each in 16 words of 32 bits. */
export const LANES = 512;
export const LANE_WORDS = 16;

/** Blocks that are drawn together. */
export const BLOCKS_AT_ONCE = 4;

/** Replicates that are drawn together. */
export const DRAWN = LANES * BLOCKS_AT_ONCE;

/** Binomial probabilities are this much too large, twice, until they reach it. */
const SCALE = 2 ** 600;

export interface LaneDraws {
  /** Failures of one block of the four, as entity x 512 + lane, by ascending entity; -1 ends the list. */
  readonly failures: readonly Int32Array[];
  /** Starts on the four blocks from `BLOCKS_AT_ONCE * group`. */
  begin(group: number): void;
  /** Adds the failures of sources `from` .. `to - 1` to the lists, in ascending order; false where these are full. */
  prepare(from: number, to: number): boolean;
  /** Adds the failures of one source in one block to the 16 words of `state` from `at`: a bit per replicate, lowest first. */
  fail(source: number, block: number, state: Int32Array, at: number): void;
}

/** A workspace with room for `room` failures in each block. */
export function createLaneDraws(sources: LaneSources, room: number): LaneDraws {
  const { place, keyLow, keyHigh, some, seed } = sources;
  const words = new Int32Array(6);
  const failures = Array.from({ length: BLOCKS_AT_ONCE }, () => new Int32Array(room + 1));
  const failureCount = new Int32Array(BLOCKS_AT_ONCE);
  const drawn = new Int32Array(DRAWN);
  // the last draw that has taken a lane
  const takenBy = new Int32Array(DRAWN);
  let turn = 0;
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

  /** Puts the replicates that source `i` fails in into `drawn`; says how many. */
  const drawFailures = (i: number): number => {
    draw(0, i);
    const v = ((words[0]! >>> 0) * 2 ** 21 + (words[1]! >>> 11)) / 2 ** 53;
    if (v >= some[i]!) return 0;
    const count = failureCountOf(sources, i, v);
    if (count === DRAWN) {
      for (let lane = 0; lane < DRAWN; lane++) drawn[lane] = lane;
      return count;
    }
    turn = (turn + 1) | 0;
    if (turn === 0) {
      takenBy.fill(0);
      turn = 1;
    }
    let word = 2;
    for (let n = 0, found = 0; ; word++) {
      if (word === 4) {
        draw(++n, i);
        word = 0;
      }
      for (let shift = 0; shift < 22; shift += 11) {
        const lane = (words[word]! >>> shift) & (DRAWN - 1);
        if (takenBy[lane] === turn) continue;
        takenBy[lane] = turn;
        drawn[found++] = lane;
        if (found === count) return count;
      }
    }
  };

  return {
    failures,
    begin(next) {
      group = next;
      failureCount.fill(0);
      for (const list of failures) list[0] = -1;
    },
    prepare(from, to) {
      for (let i = from; i < to; i++) {
        for (let block = 0; block < BLOCKS_AT_ONCE; block++)
          if (failureCount[block]! + LANES > room) return false;
        const base = place[i]! * LANES;
        for (let found = drawFailures(i) - 1; found >= 0; found--) {
          const block = drawn[found]! >> 9;
          failures[block]![failureCount[block]!++] = base + (drawn[found]! & (LANES - 1));
        }
      }
      for (let block = 0; block < BLOCKS_AT_ONCE; block++) failures[block]![failureCount[block]!] = -1;
      return true;
    },
    fail(source, block, state, at) {
      for (let found = drawFailures(source) - 1; found >= 0; found--) {
        const lane = drawn[found]! - LANES * block;
        if (lane >= 0 && lane < LANES) state[at + (lane >> 5)]! |= 1 << (lane & 31);
      }
    },
  };
}

/** The K that `v` stands for, given that it is 1 or more. */
function failureCountOf(sources: LaneSources, i: number, v: number): number {
  // counted from the side where the probabilities do not vanish
  return sources.pFail[i]! <= 0.5
    ? Math.max(1, binomialQuantile(sources, i, 1 - v))
    : DRAWN - binomialQuantile(sources, i, v);
}

/** The least k with P(at most k of 2048) > `u`, each with the rarer probability of source `i`; O(2048 p) on average. */
function binomialQuantile({ rarer, odds, none }: LaneSources, i: number, u: number): number {
  const p = rarer[i]!;
  let isScaled = p > SCALED_FROM;
  let probability = none[i]!;
  let upTo = probability;
  let k = 0;
  while (k < DRAWN && (isScaled || upTo <= u)) {
    k++;
    probability *= (odds[i]! * (DRAWN + 1 - k)) / k;
    // rounding can keep the sum below the largest u
    if (k > DRAWN * p && upTo + probability === upTo) break;
    upTo += probability;
    if (isScaled && probability > SCALE) {
      probability = probability / SCALE / SCALE;
      upTo = upTo / SCALE / SCALE;
      isScaled = false;
    }
  }
  return k;
}

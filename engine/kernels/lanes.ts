/**
 * Who is down in 512 worlds at a time: one bit per world, so that a requirement of all is an OR of what is down,
 * one of any an AND, and k of n a count in bit planes. The states are the greatest solution of the equation
 * of the model (docs/model.md, "Who falls"): suppliers are settled before dependents, and a cycle starts from the
 * failures of its own members and goes round until nothing more falls.
 *
 * Only what failures touch is looked at. A component is settled when a member fails by itself or a supplier is
 * down, in some world. A state is 16 words, and each place has a mask with a bit for every word that is not 0, so
 * that only words in which something is down are read and written. The rarer failures are, the less there is to do.
 */
import { LANE_WORDS, LANES, type LaneDraws } from './lane-draws.ts';
import type { LaneProgram } from './lane-program.ts';

export interface LaneSweep {
  /** In how many worlds each place was down, of all that were swept. */
  readonly downCount: Int32Array;
  /** Weight down in each world of the last block. */
  readonly loss: Float64Array;
  /**
   * Starts a block, 0..3 of the four that `draws` is at. Only worlds from `from` up to `to` (0..512) have
   * failures and count.
   */
  begin(block: number, from: number, to: number): void;
  /** Settles components `from` .. `to - 1`; `from` is a multiple of 32. To be called in ascending order. */
  sweep(from: number, to: number): void;
}

/** A workspace: 72 bytes per place that somebody needs, 4 for every other. */
export function createLaneSweep(
  { count, readCount, start, code, component, componentOf, useStart, use, weight }: LaneProgram,
  draws: LaneDraws,
): LaneSweep {
  // those that nobody needs take turns in the last row
  const state = new Int32Array(LANE_WORDS * (readCount + 1));
  // words whose bit in `live` is 0 are 0
  const live = new Int32Array(readCount + 1);
  // a bit for each component that is to be settled in this block
  const pending = new Int32Array((component.length >> 5) + 1);
  // the rows that are not empty, but for the last
  const filled = new Int32Array(readCount);
  let filledCount = 0;
  const downCount = new Int32Array(count);
  const loss = new Float64Array(LANES);
  const counted = new Int32Array(LANE_WORDS);
  const plane = new Int32Array(32);
  let candidates = draws.candidates(0);
  let nextCandidate = 0;
  let block = 0;

  const empty = (row: number): void => {
    for (let words = live[row]!; words !== 0; words &= words - 1)
      state[LANE_WORDS * row + lowestBit(words)] = 0;
    live[row] = 0;
  };

  /** Puts the failures of place `v` itself into row `row`, which is empty. */
  const startRow = (v: number, row: number): void => {
    if (candidates[nextCandidate] !== v) return;
    nextCandidate++;
    const at = LANE_WORDS * row;
    live[row] = draws.fail(v, block, state, at);
    for (let words = live[row]!; words !== 0; words &= words - 1) {
      const word = lowestBit(words);
      state[at + word]! &= counted[word]!;
    }
  };

  /** Adds what the suppliers of `v` take down to row `row`; says whether that changed anything. */
  const settle = (v: number, row: number): boolean => {
    const hard = start[v]! + 1;
    const hardEnd = hard + code[hard - 1]!;
    const at = LANE_WORDS * row;
    let reached = live[row]!;
    let isChanged = false;
    for (let i = hard; i < hardEnd; i++) {
      const supplier = code[i]!;
      const down = live[supplier]!;
      reached |= down;
      for (let words = down; words !== 0; words &= words - 1) {
        const word = lowestBit(words);
        isChanged = addWord(at + word, state[LANE_WORDS * supplier + word]!) || isChanged;
      }
    }
    live[row] = reached;
    for (let group = code[hardEnd]!, here = hardEnd + 1; group > 0; group--) {
      const end = here + 2 + code[here + 1]!;
      isChanged =
        (here + 2 + code[here]! === end ? allOf(here + 2, end, row) : countOf(here, row)) || isChanged;
      here = end;
    }
    return isChanged;
  };

  const addWord = (at: number, down: number): boolean => {
    const before = state[at]!;
    state[at] = before | down;
    return (before | down) !== before;
  };

  /** Adds the worlds in which all members are down. */
  const allOf = (from: number, to: number, row: number): boolean => {
    let reached = -1;
    for (let i = from; i < to; i++) reached &= live[code[i]!]!;
    let isChanged = false;
    for (let words = reached; words !== 0; words &= words - 1) {
      const word = lowestBit(words);
      let down = -1;
      for (let i = from; i < to; i++) down &= state[LANE_WORDS * code[i]! + word]!;
      if (down === 0) continue;
      live[row]! |= words & -words;
      isChanged = addWord(LANE_WORDS * row + word, down) || isChanged;
    }
    return isChanged;
  };

  /** Counts members that are down in bit planes, from where the fatal number makes the highest carry. */
  const countOf = (here: number, row: number): boolean => {
    const fatal = code[here]!;
    const end = here + 2 + code[here + 1]!;
    const planeCount = 32 - Math.clz32(fatal - 1);
    const lead = 2 ** planeCount - fatal;
    let reached = 0;
    for (let i = here + 2; i < end; i++) reached |= live[code[i]!]!;
    let isChanged = false;
    for (let words = reached; words !== 0; words &= words - 1) {
      const word = lowestBit(words);
      for (let p = 0; p < planeCount; p++) plane[p] = -((lead >>> p) & 1);
      let down = 0;
      for (let i = here + 2; i < end; i++) {
        let carry = state[LANE_WORDS * code[i]! + word]!;
        for (let p = 0; p < planeCount && carry !== 0; p++) {
          const bits = plane[p]!;
          plane[p] = bits ^ carry;
          carry &= bits;
        }
        down |= carry;
      }
      if (down === 0) continue;
      live[row]! |= words & -words;
      isChanged = addWord(LANE_WORDS * row + word, down) || isChanged;
    }
    return isChanged;
  };

  /** Counts the worlds in which `v` is down, and adds its weight to their losses. */
  const tally = (v: number, row: number): void => {
    let worlds = 0;
    const w = weight[v]!;
    for (let words = live[row]!; words !== 0; words &= words - 1) {
      const word = lowestBit(words);
      let bits = state[LANE_WORDS * row + word]!;
      worlds += bitCount(bits);
      if (w !== 0) for (; bits !== 0; bits &= bits - 1) loss[32 * word + lowestBit(bits)]! += w;
    }
    downCount[v]! += worlds;
  };

  /** Notes what `v` may take down, and that its row is to be emptied. */
  const passOn = (v: number): void => {
    if (live[v] === 0) return;
    filled[filledCount++] = v;
    for (let i = useStart[v]!; i < useStart[v + 1]!; i++) pending[use[i]! >> 5]! |= 1 << use[i]!;
  };

  const settleComponent = (c: number): void => {
    const first = component[c]!;
    const last = component[c + 1]!;
    if (last === first + 1) {
      const row = first < readCount ? first : readCount;
      startRow(first, row);
      settle(first, row);
      tally(first, row);
      if (row === readCount) empty(row);
      else passOn(row);
      return;
    }
    for (let v = first; v < last; v++) startRow(v, v);
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      for (let v = first; v < last; v++) isChanged = settle(v, v) || isChanged;
    }
    for (let v = first; v < last; v++) {
      tally(v, v);
      passOn(v);
    }
  };

  return {
    downCount,
    loss,
    begin(nextBlock, from, to) {
      block = nextBlock;
      candidates = draws.candidates(block);
      nextCandidate = 0;
      loss.fill(0);
      while (filledCount > 0) empty(filled[--filledCount]!);
      for (let i = 0; candidates[i]! < count; i++) {
        const c = componentOf[candidates[i]!]!;
        pending[c >> 5]! |= 1 << c;
      }
      for (let word = 0; word < LANE_WORDS; word++) {
        const low = Math.min(Math.max(from - 32 * word, 0), 32);
        const high = Math.min(Math.max(to - 32 * word, 0), 32);
        counted[word] = 2 ** high - 2 ** low;
      }
    },
    sweep(from, to) {
      // settling one adds others, all behind it
      for (let at = from >> 5; 32 * at < to; at++)
        for (let left = pending[at]!; left !== 0; left = pending[at]!) {
          const c = 32 * at + lowestBit(left);
          pending[at]! &= left - 1;
          settleComponent(c);
        }
    },
  };
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function bitCount(bits: number): number {
  let pairs = bits - ((bits >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

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
import { BLOCKS_AT_ONCE, createLaneDraws, LANE_WORDS, LANES } from './lane-draws.ts';
import { type LaneKernel, slicesOf, withParents } from './lane-kernel.ts';
import type { LanePlan } from './lane-plan.ts';
import { laneUses } from './lane-uses.ts';

/** Words of records that are settled, and sources that are drawn, between two returns. */
const SLICE_LENGTH = 30_000;
const SLICE_DRAWS = 10_000;

/** A workspace: 72 bytes per place that somebody needs, 12 for every other, and 16 per failure of a block. */
export function createLanes(plan: LanePlan): LaneKernel {
  const { program, sources, parent, weightBelow, room } = plan;
  const { count, readCount, start, code, component } = program;
  const { componentOf, useStart, use } = laneUses(plan);
  const draws = createLaneDraws(sources, room);
  const slices = slicesOf(program, SLICE_LENGTH);
  // those that nobody needs take turns in the last row
  const state = new Int32Array(LANE_WORDS * (readCount + 1));
  // words whose bit in `live` is 0 are 0
  const live = new Int32Array(readCount + 1);
  // a bit for each component that is to be settled in this block
  const pending = new Int32Array((component.length >> 5) + 1);
  // the rows that are not empty, but for the last
  const filled = new Int32Array(readCount);
  let filledCount = 0;
  const downBeyond = new Int32Array(count);
  const loss = new Float64Array(LANES);
  const counted = new Int32Array(LANE_WORDS);
  const plane = new Int32Array(32);
  // whether the failures of the four blocks from `BLOCKS_AT_ONCE * group` are in the lists, and how many sources are done
  let isAhead = room > 0;
  let group = -1;
  let drawnTo = 0;
  let block = 0;
  // where the block stands: the next slice, and the next failure in the list or else the next source
  let slice = 0;
  let failures = draws.failures[0]!;
  let next = 0;

  const empty = (row: number): void => {
    for (let words = live[row]!; words !== 0; words &= words - 1)
      state[LANE_WORDS * row + lowestBit(words)] = 0;
    live[row] = 0;
  };

  /** Puts the failures of place `v` itself into row `row`, which is empty. */
  const startRow = (v: number, row: number): void => {
    const at = LANE_WORDS * row;
    if (isAhead)
      for (; failures[next]! >> 9 === v; next++) {
        const lane = failures[next]! & (LANES - 1);
        state[at + (lane >> 5)]! |= 1 << (lane & 31);
        live[row]! |= 1 << (lane >> 5);
      }
    else
      for (; sources.place[next] === v; next++) {
        draws.fail(next, block % BLOCKS_AT_ONCE, state, at);
        for (let word = 0; word < LANE_WORDS; word++) if (state[at + word] !== 0) live[row]! |= 1 << word;
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

  /** Counts the worlds in which `v` is down and its parent is not, and adds the weight to their losses. */
  const tally = (v: number, row: number): void => {
    const above = LANE_WORDS * parent[v]!;
    const w = weightBelow[v]!;
    let worlds = 0;
    for (let words = live[row]!; words !== 0; words &= words - 1) {
      const word = lowestBit(words);
      let bits = state[LANE_WORDS * row + word]! & counted[word]!;
      if (above >= 0) bits &= ~state[above + word]!;
      worlds += bitCount(bits);
      if (w !== 0) for (; bits !== 0; bits &= bits - 1) loss[32 * word + lowestBit(bits)]! += w;
    }
    downBeyond[v]! += worlds;
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

  /** Draws on for the group; true when its failures are in the lists, or there are too many for that. */
  const drawAhead = (): boolean => {
    if (!isAhead || drawnTo === sources.count) return true;
    const to = Math.min(drawnTo + SLICE_DRAWS, sources.count);
    isAhead = draws.prepare(drawnTo, to);
    drawnTo = to;
    return false;
  };

  /** Empties what the last block has left, and notes who fails in this one. */
  const startBlock = (): void => {
    loss.fill(0);
    while (filledCount > 0) empty(filled[--filledCount]!);
    failures = draws.failures[block % BLOCKS_AT_ONCE]!;
    next = 0;
    if (!isAhead) pending.fill(-1);
    else
      for (let i = 0; failures[i]! >= 0; i++) {
        const c = componentOf[failures[i]! >> 9]!;
        pending[c >> 5]! |= 1 << c;
      }
  };

  /** Settles the pending components from `from`, a multiple of 32, to `to - 1`; settling one adds others, all behind it. */
  const sweep = (from: number, to: number): void => {
    for (let at = from >> 5; 32 * at < to; at++)
      for (let left = pending[at]!; left !== 0; left = pending[at]!) {
        const c = 32 * at + lowestBit(left);
        pending[at]! &= left - 1;
        if (c < to) settleComponent(c);
      }
  };

  return {
    name: 'lanes where failures reach (TypeScript)',
    loss,
    downCounts: () => withParents(downBeyond, parent),
    begin(nextBlock, from, to) {
      block = nextBlock;
      slice = -1;
      const nextGroup = Math.floor(block / BLOCKS_AT_ONCE);
      if (group !== nextGroup) {
        group = nextGroup;
        draws.begin(group);
        isAhead = room > 0;
        drawnTo = 0;
      }
      for (let word = 0; word < LANE_WORDS; word++) {
        const low = Math.min(Math.max(from - 32 * word, 0), 32);
        const high = Math.min(Math.max(to - 32 * word, 0), 32);
        counted[word] = 2 ** high - 2 ** low;
      }
    },
    advance() {
      if (slice < 0) {
        if (!drawAhead()) return false;
        startBlock();
        slice = 0;
      } else {
        sweep(slice === 0 ? 0 : slices[slice - 1]!, slices[slice]!);
        slice++;
      }
      return slice === slices.length;
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

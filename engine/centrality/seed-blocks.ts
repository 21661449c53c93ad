/**
 * Who leads to each of many components at once: a set of up to 256 seeds is 8 words, and counters stored bit
 * by bit across the words are added to for all seeds of a word at the same time.
 */
import type { Condensed, Trimmed } from './condensed.ts';

const WORDS = 8;

/** Seeds that one pass counts for. */
export const SEEDS = 32 * WORDS;

/** Planes of the counters: counts below 2^31. */
const PLANES = 31;

/** Arcs looked at between two reports of progress: about a millisecond of work. */
const SLICE = 100_000;

/**
 * For each of up to 256 seeds, ascending, the weight of all that lead to it, its own included. Yields `done`
 * every millisecond or so; O(components + arcs), 32 bytes per component.
 */
export function* unite(
  whole: Condensed,
  trimmed: Trimmed,
  { seeds, done }: { readonly seeds: readonly number[]; readonly done: number },
): Generator<number, Float64Array> {
  // components before the first seed lead to no seed
  const first = seeds[0]!;
  const state = new Int32Array((whole.componentCount - first) * WORDS);
  const planes = new Int32Array(PLANES * WORDS);
  seeds.forEach((c, s) => {
    state[(c - first) * WORDS + (s >> 5)]! |= 1 << (s & 31);
  });
  for (let c = first; c < whole.componentCount; ) {
    c = uniteSome(whole, trimmed, { state, planes, first, from: c });
    yield done;
  }
  const counts = new Float64Array(seeds.length);
  for (let s = 0; s < seeds.length; s++)
    for (let p = 0; p < PLANES; p++)
      if (((planes[p * WORDS + (s >> 5)]! >>> (s & 31)) & 1) === 1) counts[s]! += 2 ** p;
  return counts;
}

interface Block {
  /** Seeds that component c leads to: `state[WORDS * (c - first)] ..`. */
  readonly state: Int32Array;
  readonly planes: Int32Array;
  readonly first: number;
  readonly from: number;
}

/** Unites the seeds of a slice of components and counts them; gives the component after the slice. */
function uniteSome(
  { componentCount, outStart, out }: Condensed,
  { weight, isFringe }: Trimmed,
  { state, planes, first, from }: Block,
): number {
  let c = from;
  for (let looked = 0; c < componentCount && looked < SLICE; c++) {
    if (isFringe[c] === 1) continue;
    const own = (c - first) * WORDS;
    const stop = outStart[c + 1]!;
    looked += 1 + stop - outStart[c]!;
    // the words one by one, so that they stay in registers
    let s0 = state[own]!;
    let s1 = state[own + 1]!;
    let s2 = state[own + 2]!;
    let s3 = state[own + 3]!;
    let s4 = state[own + 4]!;
    let s5 = state[own + 5]!;
    let s6 = state[own + 6]!;
    let s7 = state[own + 7]!;
    for (let e = outStart[c]!; e < stop; e++) {
      const other = (out[e]! - first) * WORDS;
      if (other < 0) continue;
      s0 |= state[other]!;
      s1 |= state[other + 1]!;
      s2 |= state[other + 2]!;
      s3 |= state[other + 3]!;
      s4 |= state[other + 4]!;
      s5 |= state[other + 5]!;
      s6 |= state[other + 6]!;
      s7 |= state[other + 7]!;
    }
    if ((s0 | s1 | s2 | s3 | s4 | s5 | s6 | s7) === 0) continue;
    state[own] = s0;
    state[own + 1] = s1;
    state[own + 2] = s2;
    state[own + 3] = s3;
    state[own + 4] = s4;
    state[own + 5] = s5;
    state[own + 6] = s6;
    state[own + 7] = s7;
    for (let k = 0; k < WORDS; k++) addTo(planes, k, { seeds: state[own + k]!, amount: weight[c]! });
  }
  return c;
}

/** Adds `amount` to the counter of each of 32 seeds whose bit is set: binary addition of all at once. */
function addTo(
  planes: Int32Array,
  word: number,
  { seeds, amount }: { readonly seeds: number; readonly amount: number },
): void {
  for (let p = word, left = amount; left > 0; p += WORDS, left >>>= 1) {
    if ((left & 1) === 0) continue;
    let carry = seeds;
    for (let at = p; carry !== 0; at += WORDS) {
      const plane = planes[at]!;
      planes[at] = plane ^ carry;
      carry &= plane;
    }
  }
}

/**
 * Worlds in blocks of 512, drawn and settled: what the two kernels have in common. They give the same numbers,
 * bit for bit: the draws are whole numbers and a few operations on doubles in a fixed order, states are the
 * one greatest solution, and losses are sums of whole numbers, exact in any order.
 */
import type { LaneProgram } from './lane-program.ts';

export interface LaneKernel {
  /** How it computes, for the result to state. */
  readonly name: string;
  /** Weight down in each world of the last block; those that do not count have any. */
  readonly loss: Float64Array;
  /** Starts block `block`, of which only worlds from `from` up to `to` (0..512) count. */
  begin(block: number, from: number, to: number): void;
  /** Works on for a few milliseconds at most; true when the block is done. Nothing takes longer but one large cycle. */
  advance(): boolean;
  /** In how many worlds each place was down, of all that counted; O(places). */
  downCounts(): Int32Array;
}

/** Ends of slices of `program`, components whose records have about `length` words; multiples of 32 but for the last. */
export function slicesOf({ component, start }: LaneProgram, length: number): readonly number[] {
  const ends: number[] = [];
  const last = component.length - 1;
  let from = 0;
  for (let c = 1; c <= last; c++) {
    const here = start[component[c]!]!;
    if (c < last && (here - from < length || c % 32 !== 0)) continue;
    ends.push(c);
    from = here;
  }
  return ends;
}

/** What is down beyond the parent, and with it: `beyond` per place. */
export function withParents(beyond: Int32Array, parent: Int32Array): Int32Array {
  const down = beyond.slice();
  for (let v = 0; v < down.length; v++) if (parent[v]! >= 0) down[v]! += down[parent[v]!]!;
  return down;
}

/**
 * How a program is gone through: what is worth knowing before the first block.
 *
 * Who is down wherever one supplier is down, its parent, is counted only where it is down beyond that: its
 * weight is counted with the parent's, and so on up to those without one. In a world in which a shared
 * supplier takes thousands down, one number is added. Sums stay exact, for weights are whole.
 */
import { LANES } from './lane-draws.ts';
import { eachSupplier, type LaneProgram } from './lane-program.ts';
import type { LaneSources } from './lane-sources.ts';

export interface LanePlan {
  readonly program: LaneProgram;
  readonly sources: LaneSources;
  /** An earlier place without which this one is never up, its supplier or what all of a group stand on; -1 for none. */
  readonly parent: Int32Array;
  /** Weight of the place and of all below it in the forest of parents. */
  readonly weightBelow: Float64Array;
  /** Part 0..1 of all records that a block is likely to have reason to look at. */
  readonly touched: number;
  /** Room for the failures of a block, drawn ahead, or 0 where they are drawn as they are needed, four times in all. */
  readonly room: number;
}

/** Failures are drawn ahead for four blocks where there are no more than this in each; 16 bytes per failure. */
const MOST_AHEAD = 2 ** 21;

/** A failure drawn ahead is one word, lane and place. */
const MOST_PLACES = 2 ** 22;

/** Places between two yields. */
const STEP = 4096;

/** Looks ahead; yields 0; O(places + dependencies); 32 bytes per place, a third of it kept. */
export function* planLanes(program: LaneProgram, sources: LaneSources): Generator<number, LanePlan> {
  const { count, readCount, start, code } = program;
  const chance = new Float64Array(count);
  sources.place.forEach((v, i) => {
    chance[v] = 1 - (1 - chance[v]!) * (1 - sources.pFail[i]!);
  });
  const parent = new Int32Array(count).fill(-1);
  // probability of being up in a whole block
  const quiet = new Float64Array(count);
  let touchedLength = 0;
  for (let v = 0; v < count; v++) {
    if (v % STEP === 0) yield 0;
    parent[v] = parentOf(program, v, { parent, chance });
    let untouched = (1 - chance[v]!) ** LANES;
    eachSupplier(program, v, (w) => {
      if (w < v && (v < readCount || w !== parent[v])) untouched *= quiet[w]!;
    });
    touchedLength += (1 - untouched) * (start[v + 1]! - start[v]!);
    chance[v] = chanceOf(program, v, chance);
    quiet[v] = (1 - chance[v]!) ** LANES;
  }
  const weightBelow = program.weight.slice();
  for (let v = count - 1; v >= 0; v--) if (parent[v]! >= 0) weightBelow[parent[v]!]! += weightBelow[v]!;
  return {
    ...{ program, sources, parent, weightBelow },
    touched: touchedLength / (code.length || 1),
    room: roomAhead(program, sources),
  };
}

/** Of the earlier places that take `v` down alone the one most likely to be down. */
function parentOf(
  { start, code }: LaneProgram,
  v: number,
  { parent, chance }: { readonly parent: Int32Array; readonly chance: Float64Array },
): number {
  let best = -1;
  const consider = (w: number): void => {
    if (w >= 0 && w < v && (best < 0 || chance[w]! > chance[best]!)) best = w;
  };
  let here = start[v]!;
  for (let left = code[here++]!; left > 0; left--) consider(code[here++]!);
  for (let group = code[here++]!; group > 0; group--) {
    const end = here + 2 + code[here + 1]!;
    // what takes all members down takes enough of them down; parents come before children
    let common = code[here + 2]!;
    for (let i = here + 3; i < end; i++)
      for (let w = code[i]!; w !== common; )
        if (w > common) w = w < v ? parent[w]! : -1;
        else common = common < v ? parent[common]! : -1;
    consider(common);
    here = end;
  }
  return best;
}

/** Roughly how likely place `v` is down, as if suppliers were independent; those not known yet count as up. */
function chanceOf({ start, code }: LaneProgram, v: number, chance: Float64Array): number {
  let up = 1 - chance[v]!;
  let here = start[v]!;
  for (let left = code[here++]!; left > 0; left--) up *= 1 - chance[code[here++]!]!;
  for (let group = code[here++]!; group > 0; group--) {
    const fatal = code[here++]!;
    const size = code[here++]!;
    let mean = 0;
    for (let left = size; left > 0; left--) mean += chance[code[here++]!]! / size;
    // ways to choose those that are down
    let all = 1;
    for (let k = 0; k < fatal; k++) all *= (mean * (size - k)) / (k + 1);
    up *= 1 - Math.min(1, all);
  }
  return 1 - up;
}

function roomAhead({ count }: LaneProgram, { pFail }: LaneSources): number {
  const mean = pFail.reduce((sum, p) => sum + LANES * p, 0);
  const room = Math.ceil(mean + 10 * Math.sqrt(mean) + 8 * LANES);
  return room <= MOST_AHEAD && count < MOST_PLACES ? room : 0;
}

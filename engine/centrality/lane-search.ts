/**
 * Breadth-first search from up to 32 nodes at once, each in a lane: one bit of a word. What many searches meet
 * at the same distance is looked at once for all of them (Then et al., The more the merrier, PVLDB 8, 2014).
 */
import type { Renumbered } from './renumbered.ts';

export const LANES = 32;

/** Arcs looked at in one step: less than a millisecond of work. */
const SLICE = 60_000;

/** A workspace for one batch of searches after another. Lane i is bit `0x80000000 >>> i`. */
export interface LaneSearch {
  /** Pairs of a node and the lanes that reach it at the distance of its level, level by level. */
  readonly found: Int32Array;
  /** Where each complete level begins in `found`, from distance 0, and where the last of them ends. */
  readonly levels: readonly number[];
  /** Arcs on shortest paths that the last step met: a tail, a head and the lanes, `arcsEnd / 3` times. */
  readonly arcs: Int32Array;
  readonly arcsEnd: number;
  /** Begins the search of lane i at sources[i]. The sources differ. */
  begin(sources: Int32Array): void;
  /** Goes a little further towards the suppliers; false when there was nothing left to find. */
  step(): boolean;
}

/**
 * Allocates a workspace: 8 bytes per node, and what the searches find. A node stands in as many levels as it has
 * distances from the sources, so it pays to take sources that are near each other.
 */
export function createLaneSearch(graph: Renumbered): LaneSearch {
  const { nodeCount, outStart } = graph;
  let longest = 0;
  for (let v = 0; v < nodeCount; v++) longest = Math.max(longest, outStart[v + 1]! - outStart[v]!);
  const most = SLICE + longest;
  const state: State = {
    met: new Int32Array(2 * nodeCount),
    found: new Int32Array(2 * most),
    levels: [],
    arcs: new Int32Array(3 * most),
    at: 0,
    end: 0,
    arcsEnd: 0,
  };
  return {
    get found() {
      return state.found;
    },
    levels: state.levels,
    arcs: state.arcs,
    get arcsEnd() {
      return state.arcsEnd;
    },
    begin(sources) {
      const { met, found, levels } = state;
      forget(met, found.subarray(0, state.end));
      sources.forEach((source, lane) => {
        found[2 * lane] = source;
        found[2 * lane + 1] = met[2 * source] = 0x80000000 >>> lane;
      });
      state.at = 0;
      state.end = 2 * sources.length;
      levels.length = 0;
      levels.push(0, state.end);
    },
    step() {
      if (state.at === state.end) return false;
      const room = state.end + 2 * most;
      if (room > state.found.length) {
        const larger = new Int32Array(2 * room);
        larger.set(state.found);
        state.found = larger;
      }
      advance(graph, state);
      return true;
    },
  };
}

interface State {
  /** Two words per node: the lanes that met it in earlier levels, and in the one that grows. */
  readonly met: Int32Array;
  found: Int32Array;
  readonly levels: number[];
  readonly arcs: Int32Array;
  /** The place in `found` from which to go on, and its end. */
  at: number;
  end: number;
  arcsEnd: number;
}

/** Looks at the suppliers of what was found, level by level, for one slice. */
function advance({ outStart, out }: Renumbered, state: State): void {
  const { met, found, levels, arcs } = state;
  let { at, end } = state;
  let levelEnd = levels[levels.length - 1]!;
  let a = 0;
  for (let looked = 0; at < end && looked < SLICE; ) {
    for (; at < levelEnd && looked < SLICE; at += 2) {
      const v = found[at]!;
      const lanes = found[at + 1]!;
      const stop = outStart[v + 1]!;
      looked += stop - outStart[v]! + 1;
      for (let e = outStart[v]!; e < stop; e++) {
        const w = out[e]!;
        const m = 2 * w;
        const fresh = lanes & ~met[m]!;
        if (fresh === 0) continue;
        const arrived = met[m + 1]!;
        if (arrived === 0) {
          found[end] = w;
          end += 2;
        }
        met[m + 1] = arrived | fresh;
        arcs[a] = v;
        arcs[a + 1] = w;
        arcs[a + 2] = fresh;
        a += 3;
      }
    }
    if (at < levelEnd) break;
    for (let i = levelEnd; i < end; i += 2) {
      const m = 2 * found[i]!;
      const lanes = met[m + 1]!;
      found[i + 1] = lanes;
      met[m] = met[m]! | lanes;
      met[m + 1] = 0;
    }
    levelEnd = end;
    levels.push(end);
  }
  state.at = at;
  state.end = end;
  state.arcsEnd = a;
}

function forget(met: Int32Array, found: Int32Array): void {
  for (let i = 0; i < found.length; i += 2) met[2 * found[i]!] = 0;
}

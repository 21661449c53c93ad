/**
 * How much of the shortest paths from many sources runs through every node. A lane search finds the arcs on
 * shortest paths from up to 32 sources at once; then each source is settled on the list of its own arcs.
 */
import { createLaneSearch, LANES, type LaneSearch } from './lane-search.ts';
import {
  type Arcs,
  addDependencies,
  addDependenciesWide,
  clearPaths,
  countPaths,
  countPathsWide,
  DEPENDENCY,
  isCountable,
  PATHS,
  SQUARES,
  STRIDE,
  SUM,
  settle,
} from './path-tally.ts';
import type { Renumbered } from './renumbered.ts';

/** Words in the lists of all lanes, where every arc is on a shortest path from every source: 128 MiB. */
const MOST_LISTED = 2 ** 25;

/** Words of lists walked between two pauses: about a millisecond of work. */
const SLICE = 300_000;

/** Binary digits that a path count may have: a little below what a Float64 can. */
const DIGITS = 1000;

/** A workspace that adds up the dependencies of sources. */
export interface ShortestPaths {
  /** Sources that can be added at once. */
  readonly batch: number;
  /** Arcs on shortest paths, over all sources added so far. */
  readonly arcCount: number;
  /**
   * Adds the dependencies of some different sources, those of source s counted `times[s]` times. Gives for
   * each the number of nodes it reaches. Pauses every few milliseconds; O(what is reached).
   */
  add(sources: Int32Array, times: Float64Array): Generator<void, Float64Array>;
  /** Per node, the sum of what was added. */
  sums(): Float64Array;
  /** Per node, the sum of the squares of the dependencies of single sources. */
  squares(): Float64Array;
}

/** Allocates a workspace: 40 bytes per node, and the lists. */
export function createShortestPaths(graph: Renumbered): ShortestPaths {
  const { nodeCount, arcCount } = graph;
  const search = createLaneSearch(graph);
  const batch = Math.max(1, Math.min(LANES, Math.floor(MOST_LISTED / (2 * arcCount + 1))));
  const tally = new Float64Array(STRIDE * nodeCount);
  const digitsPerStep = Math.log2(largestInDegree(graph));
  // lane i has list[i * capacity] .. list[ends[i] - 1]
  let capacity = Math.min(2 * arcCount, 4096);
  let list = new Int32Array(batch * capacity);
  const ends = new Int32Array(batch);
  let listed = 0;
  let power = new Int32Array();

  const demandRoom = (words: number): void => {
    let most = 0;
    for (let lane = 0; lane < batch; lane++) most = Math.max(most, ends[lane]! - lane * capacity);
    if (most + words <= capacity || capacity === 2 * arcCount) return;
    const larger = Math.min(2 * arcCount, 2 * (most + words));
    const moved = new Int32Array(batch * larger);
    for (let lane = 0; lane < batch; lane++) {
      moved.set(list.subarray(lane * capacity, ends[lane]!), lane * larger);
      ends[lane]! += lane * (larger - capacity);
    }
    list = moved;
    capacity = larger;
  };

  let walked = 0;
  const isTimeToPause = (words: number): boolean => {
    walked += words;
    if (walked < SLICE) return false;
    walked = 0;
    return true;
  };

  /** Settles one source on its list; gives the number of nodes it reaches. */
  function* settleSource(source: number, lane: number, times: number): Generator<void, number> {
    const from = lane * capacity;
    const to = ends[lane]!;
    const own = STRIDE * source;
    tally[own + PATHS] = 1;
    for (let k = from; k < to; k += SLICE) {
      countPaths({ list, from: k, to: Math.min(k + SLICE, to) }, tally);
      if (isTimeToPause(to - k)) yield;
    }
    const isWide = search.levels.length * digitsPerStep > DIGITS && !isCountable({ list, from, to }, tally);
    if (isWide) {
      if (power.length === 0) power = new Int32Array(nodeCount);
      power[source] = 0;
      clearPaths({ list, from, to }, tally);
      countPathsWide({ list, from, to }, tally, power);
    }
    for (let k = to; k > from; k -= SLICE) {
      const arcs: Arcs = { list, from: Math.max(from, k - SLICE), to: k };
      if (isWide) addDependenciesWide(arcs, tally, power);
      else addDependencies(arcs, tally);
      if (isTimeToPause(k - from)) yield;
    }
    const reached = Math.round(tally[own + DEPENDENCY]!);
    tally[own + PATHS] = tally[own + DEPENDENCY] = 0;
    for (let k = from; k < to; k += SLICE) {
      settle({ list, from: k, to: Math.min(k + SLICE, to) }, tally, times);
      if (isTimeToPause(to - k)) yield;
    }
    return reached;
  }

  return {
    batch,
    get arcCount() {
      return listed;
    },
    *add(sources, times) {
      search.begin(sources);
      for (let lane = 0; lane < batch; lane++) ends[lane] = lane * capacity;
      while (search.step()) {
        demandRoom((2 / 3) * search.arcsEnd);
        listArcs(search, list, ends);
        if (isTimeToPause(search.arcsEnd)) yield;
      }
      const reached = new Float64Array(sources.length);
      for (let lane = 0; lane < sources.length; lane++) {
        const source = sources[lane]!;
        listed += (ends[lane]! - lane * capacity) / 2;
        reached[lane] = yield* settleSource(source, lane, times[source]!);
      }
      return reached;
    },
    sums: () => column(tally, SUM),
    squares: () => column(tally, SQUARES),
  };
}

/** Appends the arcs that a step of the search met to the list of each lane that met them. */
function listArcs({ arcs, arcsEnd }: LaneSearch, list: Int32Array, ends: Int32Array): void {
  for (let a = 0; a < arcsEnd; a += 3) {
    const v = STRIDE * arcs[a]!;
    const w = STRIDE * arcs[a + 1]!;
    for (let lanes = arcs[a + 2]!; lanes !== 0; lanes &= lanes - 1) {
      // the lowest bit alone: its lane is the number of zeros before it
      const lane = Math.clz32(lanes & -lanes);
      const end = ends[lane]!;
      list[end] = v;
      list[end + 1] = w;
      ends[lane] = end + 2;
    }
  }
}

/** The most arcs that enter one node, at least 1. */
function largestInDegree({ nodeCount, out }: Renumbered): number {
  const degree = new Int32Array(nodeCount);
  let largest = 1;
  for (let e = 0; e < out.length; e++) if (++degree[out[e]!]! > largest) largest = degree[out[e]!]!;
  return largest;
}

function column(tally: Float64Array, which: number): Float64Array {
  const values = new Float64Array(tally.length / STRIDE);
  for (let v = 0; v < values.length; v++) values[v] = tally[STRIDE * v + which]!;
  return values;
}

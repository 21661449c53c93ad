/**
 * Reach of every entity: how many need it, or are needed by it, by any path, whatever the redundancy.
 *
 * Most entities reach little: a search with a cap settles them. The others are seeds, 512 at a time: every
 * component of the graph in the order of dependence unites, in 16 words, the seeds that its neighbours
 * lead to, and counters stored bit by bit across the words add up how many nodes each seed is united into.
 */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { dependencyOrder } from './dependency-order.ts';
import { type Centrality, plainResult } from './measure.ts';

export const reachUp: Centrality = {
  id: 'reach-up',
  label: 'Reach',
  unit: 'entities',
  description: 'Many need it, directly or not.',
  formula: 'Number of other entities from which a path of dependencies leads to it.',
  source: 'Linchpin, docs/model.md: reach',
  cost: 'seconds',
  parameters: [],
  *compute({ graph }) {
    return plainResult(yield* reachOfAll(graph));
  },
};

export const reachDown: Centrality = {
  id: 'reach-down',
  label: 'Reach of its suppliers',
  unit: 'entities',
  description: 'It needs many, directly or not.',
  formula: 'Number of other entities to which a path of dependencies leads from it.',
  source: 'Linchpin, docs/model.md: reach',
  cost: 'seconds',
  parameters: [],
  *compute({ graph }) {
    return plainResult(yield* reachOfAll(reversed(graph)));
  },
};

/** Arcs looked at before a search gives up and its start becomes a seed. */
const CAP = 512;

const WORDS = 16;
const SEEDS = 32 * WORDS;

/** Planes of the counters: counts up to 2^31. */
const PLANES = 31;

/** Arcs looked at between two reports of progress: a few milliseconds of work. */
const SLICE = 200_000;

/** For every node, the number of other nodes from which a path leads to it. */
function* reachOfAll(graph: SimpleGraph): Generator<number, Float64Array> {
  const { component, start, node, componentCount } = dependencyOrder(graph);
  const reach = new Float64Array(componentCount);
  const seeds = new Int32Array(componentCount);
  let seedCount = 0;
  const search = createCappedSearch(graph);
  let looked = 0;
  for (let c = 0; c < componentCount; c++) {
    const found = search.run(node[start[c]!]!);
    if (found < 0) seeds[seedCount++] = c;
    else reach[c] = found;
    looked += search.looked;
    if (looked < SLICE) continue;
    looked = 0;
    yield (0.2 * (c + 1)) / componentCount;
  }
  const condensed = condense(graph, { component, start, node, componentCount });
  for (let first = 0; first < seedCount; first += SEEDS) {
    const block = seeds.subarray(first, Math.min(seedCount, first + SEEDS));
    const counts = yield* unite(condensed, block, 0.2 + (0.8 * first) / seedCount);
    for (let s = 0; s < block.length; s++) reach[block[s]!] = counts[s]! - 1;
  }
  return Float64Array.from(component, (c) => reach[c]!);
}

/** A search against the arcs that gives up: `run` gives the number of nodes found, or -1. */
function createCappedSearch({ nodeCount, intoStart, into }: SimpleGraph) {
  const seenBy = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(CAP + 2);
  let looked = 0;
  return {
    /** Arcs that the last search looked at. */
    get looked() {
      return looked;
    },
    run(source: number): number {
      let end = 1;
      queue[0] = source;
      seenBy[source] = source;
      looked = 1;
      for (let at = 0; at < end; at++) {
        const v = queue[at]!;
        looked += intoStart[v + 1]! - intoStart[v]!;
        if (looked > CAP) return -1;
        for (let i = intoStart[v]!; i < intoStart[v + 1]!; i++) {
          const u = into[i]!;
          if (seenBy[u] === source) continue;
          seenBy[u] = source;
          queue[end++] = u;
        }
      }
      return end - 1;
    },
  };
}

/** The components of a graph in the order of dependence, and which components each leads to directly. */
interface Condensed {
  readonly componentCount: number;
  readonly size: Int32Array;
  readonly outStart: Int32Array;
  /** Lower components, possibly repeated. */
  readonly out: Int32Array;
}

function condense(graph: SimpleGraph, order: ReturnType<typeof dependencyOrder>): Condensed {
  const { component, start, node, componentCount } = order;
  const size = new Int32Array(componentCount);
  const outStart = new Int32Array(componentCount + 1);
  const out = new Int32Array(graph.arcCount);
  let end = 0;
  for (let c = 0; c < componentCount; c++) {
    size[c] = start[c + 1]! - start[c]!;
    for (let at = start[c]!; at < start[c + 1]!; at++) {
      const v = node[at]!;
      for (let i = graph.outStart[v]!; i < graph.outStart[v + 1]!; i++) {
        const to = component[graph.out[i]!]!;
        if (to !== c) out[end++] = to;
      }
    }
    outStart[c + 1] = end;
  }
  return { componentCount, size, outStart, out };
}

/** For each seed component, ascending, the number of nodes in components that lead to it, its own included. */
function* unite(
  { componentCount, size, outStart, out }: Condensed,
  seeds: Int32Array,
  done: number,
): Generator<number, Float64Array> {
  // components before the first seed lead to no seed
  const first = seeds[0]!;
  const state = new Int32Array((componentCount - first) * WORDS);
  const planes = new Int32Array(PLANES * WORDS);
  for (let s = 0; s < seeds.length; s++) state[(seeds[s]! - first) * WORDS + (s >> 5)]! |= 1 << (s & 31);
  let looked = 0;
  for (let c = first; c < componentCount; c++) {
    const own = (c - first) * WORDS;
    for (let i = outStart[c]!; i < outStart[c + 1]!; i++) {
      if (out[i]! < first) continue;
      const other = (out[i]! - first) * WORDS;
      for (let k = 0; k < WORDS; k++) state[own + k]! |= state[other + k]!;
    }
    for (let k = 0; k < WORDS; k++) if (state[own + k] !== 0) addTo(planes, k, [state[own + k]!, size[c]!]);
    looked += 1 + outStart[c + 1]! - outStart[c]!;
    if (looked < SLICE / WORDS) continue;
    looked = 0;
    yield done;
  }
  const counts = new Float64Array(seeds.length);
  for (let s = 0; s < seeds.length; s++)
    for (let p = 0; p < PLANES; p++)
      if (((planes[p * WORDS + (s >> 5)]! >>> (s & 31)) & 1) === 1) counts[s]! += 2 ** p;
  return counts;
}

/** Adds `amount` to the counter of each seed whose bit is set: binary addition of all 32 at once. */
function addTo(
  planes: Int32Array,
  word: number,
  [bits, amount]: readonly [bits: number, amount: number],
): void {
  for (let p = 0, left = amount; left > 0; p++, left >>>= 1) {
    if ((left & 1) === 0) continue;
    let carry = bits;
    for (let at = p * WORDS + word; carry !== 0; at += WORDS) {
      const plane = planes[at]!;
      planes[at] = plane ^ carry;
      carry &= plane;
    }
  }
}

/** The graph with every arc turned round; shares its arrays. */
function reversed({ nodeCount, arcCount, outStart, out, intoStart, into }: SimpleGraph): SimpleGraph {
  return { nodeCount, arcCount, outStart: intoStart, out: into, intoStart: outStart, into: out };
}

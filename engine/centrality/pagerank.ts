/** PageRank along dependencies: what much depends on, and what that depends on in turn, ranks high. */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { type DependencyOrder, dependencyOrder } from './dependency-order.ts';
import { type Centrality, plainResult } from './measure.ts';

/** The part of the rank of a cycle that may be left when it ends: next to nothing in a Float64. */
const LEFT_OVER = 1e-15;

/** Arcs looked at between two reports of progress: a few milliseconds of work. */
const SLICE = 200_000;

export const pagerank: Centrality = {
  id: 'pagerank',
  label: 'PageRank',
  unit: 'share of all rank',
  description: 'Much depends on it, or on what depends on it, and has few other suppliers.',
  formula:
    'x = (1 - d)/n + d (sum over dependents u of x_u / suppliers of u + what entities without suppliers hold / n): rank flows from dependents to suppliers, against the direction in which failures spread; sums to 1.',
  source: 'Brin and Page, Computer Networks and ISDN Systems 30 (1998), 107-117',
  cost: 'instant',
  parameters: [
    {
      id: 'damping',
      label: 'Part that follows dependencies',
      unit: '1',
      least: 0,
      most: 0.99,
      isWhole: false,
      standard: 0.85,
      source: 'Brin and Page 1998',
    },
  ],
  *compute({ graph }, { damping }) {
    const rank = yield* flow(graph, damping!);
    let total = 0;
    for (const value of rank) total += value;
    return plainResult(rank.map((value) => value / total));
  },
};

/**
 * The solution of y_v = 1 + d * sum over dependents u of y_u / outdegree(u), in proportion to which PageRank
 * is, because entities without suppliers hand on what they hold evenly. One sweep from dependents to suppliers
 * is exact; only within a cycle what was handed on comes back, less each time, until nothing is left.
 */
function* flow(graph: SimpleGraph, damping: number): Generator<number, Float64Array> {
  const order = dependencyOrder(graph);
  const rank = new Float64Array(graph.nodeCount).fill(1);
  const waiting = new Float64Array(graph.nodeCount);
  for (let c = order.componentCount - 1; c >= 0; ) {
    yield 1 - (c + 1) / order.componentCount;
    if (order.start[c + 1]! - order.start[c]! > 1)
      yield* circulate(graph, order, { c, damping, rank, waiting });
    c = sweep(graph, order, { c, damping, rank });
  }
  return rank;
}

interface Flow {
  /** The component that is next to hand on its rank. */
  readonly c: number;
  readonly damping: number;
  readonly rank: Float64Array;
}

/** Hands on the rank of c and of components below it, up to a cycle or the end of a slice; gives the next. */
function sweep(
  { outStart, out }: SimpleGraph,
  { node, start, component }: DependencyOrder,
  { c, damping, rank }: Flow,
): number {
  let next = c;
  let looked = 0;
  do {
    for (let at = start[next]!; at < start[next + 1]!; at++) {
      const v = node[at]!;
      const stop = outStart[v + 1]!;
      looked += 1 + stop - outStart[v]!;
      const share = (damping * rank[v]!) / (stop - outStart[v]!);
      for (let e = outStart[v]!; e < stop; e++) {
        const w = out[e]!;
        if (component[w] !== next) rank[w] = rank[w]! + share;
      }
    }
    next--;
  } while (next >= 0 && looked < SLICE && start[next + 1]! - start[next]! === 1);
  return next;
}

/** Lets the rank that has come to a cycle go round in it; `waiting` is what a member has yet to hand on. */
function* circulate(
  { outStart, out }: SimpleGraph,
  { node, start, component, componentCount }: DependencyOrder,
  { c, damping, rank, waiting }: Flow & { readonly waiting: Float64Array },
): Generator<number, void> {
  const members = node.subarray(start[c]!, start[c + 1]!);
  for (const v of members) {
    waiting[v] = rank[v]!;
    rank[v] = 0;
  }
  let held = 0;
  let moved: number;
  let looked = 0;
  do {
    moved = 0;
    for (const v of members) {
      const all = waiting[v]!;
      waiting[v] = 0;
      rank[v]! += all;
      moved += all;
      const stop = outStart[v + 1]!;
      const share = (damping * all) / (stop - outStart[v]!);
      for (let e = outStart[v]!; e < stop; e++) if (component[out[e]!] === c) waiting[out[e]!]! += share;
      looked += 1 + stop - outStart[v]!;
      if (looked < SLICE) continue;
      looked = 0;
      yield 1 - (c + 1) / componentCount;
    }
    held += moved;
  } while (moved > held * LEFT_OVER * (1 - damping));
}

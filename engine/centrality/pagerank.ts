/** PageRank along dependencies: what much depends on, and what that depends on in turn, ranks high. */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { type Centrality, plainResult } from './measure.ts';
import { byNode, renumbered } from './renumbered.ts';

/** Relative change at which a cycle has settled. */
const SETTLED = 1e-15;

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
    const sorted = renumbered(graph);
    const rank = yield* flow(sorted.graph, sorted.order.start, damping!);
    let total = 0;
    for (const value of rank) total += value;
    return plainResult(
      byNode(
        sorted,
        rank.map((value) => value / total),
      ),
    );
  },
};

/**
 * The solution of y_v = 1 + d * sum over dependents u of y_u / outdegree(u), in proportion to which PageRank
 * is, because entities without suppliers hand on what they hold evenly. One sweep from dependents to
 * suppliers is exact; only the members of a cycle are repeated (Gauss-Seidel) until they have settled.
 * `start` are the components of the graph, whose nodes are in the order of dependence.
 */
function* flow(
  { nodeCount, outStart, intoStart, into }: SimpleGraph,
  start: Int32Array,
  damping: number,
): Generator<number, Float64Array> {
  const rank = new Float64Array(nodeCount);
  // what each node hands to each of its suppliers
  const given = new Float64Array(nodeCount);
  let looked = 0;
  for (let c = start.length - 2; c >= 0; c--) {
    const first = start[c]!;
    const last = start[c + 1]! - 1;
    let change: number;
    do {
      change = 0;
      for (let v = last; v >= first; v--) {
        let sum = 0;
        for (let i = intoStart[v]!; i < intoStart[v + 1]!; i++) sum += given[into[i]!]!;
        const value = 1 + damping * sum;
        change = Math.max(change, Math.abs(value - rank[v]!) / value);
        rank[v] = value;
        given[v] = value / Math.max(1, outStart[v + 1]! - outStart[v]!);
        looked += 1 + intoStart[v + 1]! - intoStart[v]!;
      }
      if (looked >= SLICE) {
        looked = 0;
        yield 1 - first / nodeCount;
      }
    } while (last > first && change > SETTLED);
  }
  return rank;
}

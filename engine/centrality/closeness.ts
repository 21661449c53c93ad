/** Closeness: how few steps away an entity's dependents are. */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { type Centrality, plainResult } from './measure.ts';
import { byNode, renumbered } from './renumbered.ts';

/** Arcs looked at between two reports of progress: a few milliseconds of work. */
const SLICE = 200_000;

/** What a search upwards from one entity found. */
interface Found {
  /** Entities that need it, directly or not. */
  reached: number;
  /** Sum of their distances, and of one over each. */
  distances: number;
  inverses: number;
}

export const closeness: Centrality = {
  id: 'closeness',
  label: 'Closeness',
  unit: '0..1',
  description: 'All who need it, directly or not, are only a few steps away.',
  formula:
    'r / (n - 1) * r / sum of distances, over the r entities that need it by any path, distances counted in dependencies along the shortest path; 0 for an entity that nobody needs.',
  source: 'Wasserman and Faust, Social Network Analysis (1994), formula 5.22',
  cost: 'minutes',
  parameters: [],
  *compute({ graph }) {
    const most = graph.nodeCount - 1;
    return plainResult(
      yield* fromBelow(graph, ({ reached, distances }) =>
        reached === 0 ? 0 : ((reached / most) * reached) / distances,
      ),
    );
  },
};

export const harmonic: Centrality = {
  id: 'harmonic',
  label: 'Harmonic centrality',
  unit: 'entities one step away',
  description: 'Many need it, and those who need it directly count most.',
  formula:
    'Sum of 1 / distance over all entities that need it by any path, distances counted in dependencies along the shortest path.',
  source: 'Boldi and Vigna, Axioms for centrality, Internet Mathematics 10 (2014), 222-262',
  cost: 'minutes',
  parameters: [],
  *compute({ graph }) {
    return plainResult(yield* fromBelow(graph, ({ inverses }) => inverses));
  },
};

/** `score` of a breadth-first search from every node against the arcs; O(nodes x what they reach). */
function* fromBelow(graph: SimpleGraph, score: (found: Found) => number): Generator<number, Float64Array> {
  const sorted = renumbered(graph);
  const { nodeCount, intoStart, into } = sorted.graph;
  const values = new Float64Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  // the source whose search saw a node last, plus one
  const seen = new Int32Array(nodeCount);
  let looked = 0;
  for (let source = 0; source < nodeCount; source++) {
    const found: Found = { reached: 0, distances: 0, inverses: 0 };
    let end = 1;
    queue[0] = source;
    seen[source] = source + 1;
    for (let from = 0, distance = 1; from < end; distance++) {
      const levelEnd = end;
      for (; from < levelEnd; from++) {
        const v = queue[from]!;
        looked += intoStart[v + 1]! - intoStart[v]!;
        for (let i = intoStart[v]!; i < intoStart[v + 1]!; i++) {
          const u = into[i]!;
          if (seen[u] === source + 1) continue;
          seen[u] = source + 1;
          queue[end++] = u;
        }
      }
      found.distances += distance * (end - levelEnd);
      found.inverses += (end - levelEnd) / distance;
    }
    found.reached = end - 1;
    values[source] = score(found);
    if (++looked >= SLICE) {
      looked = 0;
      yield (source + 1) / nodeCount;
    }
  }
  return byNode(sorted, values);
}

/** Closeness: how few steps away an entity's dependents are. */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { dependencyOrder } from './dependency-order.ts';
import { createLaneSearch, LANES, type LaneSearch } from './lane-search.ts';
import { type Centrality, plainResult } from './measure.ts';
import { byNode, neighbourhoods, renumbered } from './renumbered.ts';

/** What all searches found of each node. */
interface Found {
  /** Entities that need it, directly or not. */
  readonly count: Float64Array;
  /** Sum of their distances, and of one over each. */
  readonly distances: Float64Array;
  readonly inverses: Float64Array;
}

export const closeness: Centrality = {
  id: 'closeness',
  label: 'Closeness',
  unit: '0..1',
  description: 'All who need it, directly or not, are only a few steps away.',
  formula:
    'r / (n - 1) * r / sum of distances, over the r entities that need it by any path, distances counted in dependencies along the shortest path; 0 for an entity that nobody needs.',
  source: 'Wasserman and Faust, Social Network Analysis (1994), formula 5.22',
  cost: 'seconds',
  parameters: [],
  *compute({ graph }) {
    const most = graph.nodeCount - 1;
    return plainResult(
      yield* fromDependents(graph, ({ count, distances }) =>
        distances.map((sum, v) => (sum === 0 ? 0 : ((count[v]! / most) * count[v]!) / sum)),
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
  cost: 'seconds',
  parameters: [],
  *compute({ graph }) {
    return plainResult(yield* fromDependents(graph, ({ inverses }) => inverses));
  },
};

/** `score` of what breadth-first searches from every node find; O(nodes x what they reach), 32 nodes at a time. */
function* fromDependents(
  graph: SimpleGraph,
  score: (found: Found) => Float64Array,
): Generator<number, Float64Array> {
  const { nodeCount } = graph;
  const order = dependencyOrder(graph);
  yield 0;
  const sorted = renumbered(graph, order);
  yield 0;
  const sources = neighbourhoods(sorted);
  yield 0;
  const search = createLaneSearch(sorted);
  const found: Found = {
    count: new Float64Array(nodeCount),
    distances: new Float64Array(nodeCount),
    inverses: new Float64Array(nodeCount),
  };
  for (let first = 0; first < nodeCount; first += LANES) {
    search.begin(sources.subarray(first, first + LANES));
    for (let level = 1; search.step(); ) {
      while (level + 1 < search.levels.length) addLevel(search, level++, found);
      yield first / nodeCount;
    }
  }
  return byNode(sorted, score(found));
}

/** Adds the searches that meet each node at the distance of a level. */
function addLevel(
  { found, levels }: LaneSearch,
  distance: number,
  { count, distances, inverses }: Found,
): void {
  const inverse = 1 / distance;
  for (let i = levels[distance]!; i < levels[distance + 1]!; i += 2) {
    const w = found[i]!;
    const searches = bitCount(found[i + 1]!);
    count[w]! += searches;
    distances[w]! += searches * distance;
    inverses[w]! += searches * inverse;
  }
}

/** Number of bits that are set: sums of neighbours in fields of 2, 4 and 8 bits, then all fields. */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

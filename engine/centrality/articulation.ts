/** Articulation points and bridges: what holds a component together alone. */
import { type SimpleGraph, undirected } from '../projection/simple-graph.ts';
import { type Centrality, type MeasureResult, plainResult } from './measure.ts';

/** Steps between two reports of progress: a few milliseconds of work. */
const SLICE = 100_000;

const SOURCE =
  'Hopcroft and Tarjan, Algorithm 447: efficient algorithms for graph manipulation, Communications of the ACM 16 (1973), 372-378; Tarjan, A note on finding the bridges of a graph, Information Processing Letters 2 (1974), 160-161';

/** Whether an entity alone joins parts of its component. */
export const articulation: Centrality = {
  id: 'articulation',
  label: 'Articulation point',
  unit: '1 for yes, 0 for no',
  description: '1 where taking the entity away splits the entities that hang together with it.',
  formula: '1 when its component, without it, has more than one component; directions do not count.',
  source: SOURCE,
  cost: 'instant',
  parameters: [],
  *compute({ graph }): Generator<number, MeasureResult> {
    const { isArticulation } = yield* cuts(undirected(graph));
    return plainResult(Float64Array.from(isArticulation));
  },
};

/** How many of an entity's links are the only ones between two parts. */
export const bridges: Centrality = {
  id: 'bridges',
  label: 'Bridges',
  unit: 'links',
  description: 'Many of its links are the only ones that join two parts of the system.',
  formula:
    'Number of neighbours whose link to the entity, taken away, splits their component; directions do not count, and parallel dependencies are one link.',
  source: SOURCE,
  cost: 'instant',
  parameters: [],
  *compute({ graph }): Generator<number, MeasureResult> {
    const { bridgeCount } = yield* cuts(undirected(graph));
    return plainResult(Float64Array.from(bridgeCount));
  },
};

interface Cuts {
  /** 1 for the nodes whose removal splits their component. */
  readonly isArticulation: Uint8Array;
  /** Links at each node whose removal splits its component. */
  readonly bridgeCount: Int32Array;
}

/**
 * Articulation points and bridges of a graph in which each arc goes both ways. One depth-first search
 * without recursion: `low` is the earliest node that the subtree of a node is joined to. O(nodes + arcs).
 */
function* cuts({ nodeCount, arcCount, outStart, out }: SimpleGraph): Generator<number, Cuts> {
  const isArticulation = new Uint8Array(nodeCount);
  const bridgeCount = new Int32Array(nodeCount);
  // 1-based order of discovery, 0 before it
  const found = new Int32Array(nodeCount);
  const low = new Int32Array(nodeCount);
  const parent = new Int32Array(nodeCount);
  const next = outStart.slice(0, nodeCount);
  let clock = 0;
  let steps = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (found[root] !== 0) continue;
    let branches = 0;
    let v = root;
    parent[v] = -1;
    found[v] = low[v] = ++clock;
    while (v >= 0) {
      if (++steps % SLICE === 0) yield steps / (arcCount + nodeCount + 1);
      if (next[v]! < outStart[v + 1]!) {
        const w = out[next[v]!++]!;
        if (found[w] === 0) {
          parent[w] = v;
          found[w] = low[w] = ++clock;
          v = w;
        } else if (w !== parent[v]) low[v] = Math.min(low[v]!, found[w]!);
        continue;
      }
      const p = parent[v]!;
      if (p >= 0) {
        low[p] = Math.min(low[p]!, low[v]!);
        if (low[v]! > found[p]!) {
          bridgeCount[p]!++;
          bridgeCount[v]!++;
        }
        if (p === root) branches++;
        else if (low[v]! >= found[p]!) isArticulation[p] = 1;
      }
      v = p;
    }
    if (branches > 1) isArticulation[root] = 1;
  }
  return { isArticulation, bridgeCount };
}

/** Dominators: the single points that every chain of suppliers passes through. */
import { graphOfArcs, type SimpleGraph } from '../projection/simple-graph.ts';
import { type DependencyOrder, dependencyOrder } from './dependency-order.ts';
import { type Centrality, type MeasureResult, plainResult } from './measure.ts';

/** Steps between two reports of progress: a few milliseconds of work. */
const SLICE = 50_000;

export const dominated: Centrality = {
  id: 'dominated',
  label: 'Dominated entities',
  unit: 'entities',
  description: 'All chains of suppliers of many other entities pass through it: they cannot get past it.',
  formula:
    'Number of other entities below it in the dominator tree of the reversed graph, from a root joined to every entity without suppliers and to every member of a cycle that has no supplier outside it; redundancy does not count.',
  source:
    'Lengauer and Tarjan, A fast algorithm for finding dominators in a flowgraph, ACM Transactions on Programming Languages and Systems 1 (1979), 121-141',
  cost: 'instant',
  parameters: [],
  *compute({ graph }): Generator<number, MeasureResult> {
    const { nodeCount } = graph;
    const order = dependencyOrder(graph);
    yield 0;
    const reversed = fromFoundations(graph, order);
    yield 0;
    const { immediate, preorder } = yield* dominators(reversed, nodeCount);
    const below = new Float64Array(nodeCount + 1);
    // a node comes after its dominators in the preorder
    for (let i = preorder.length - 1; i > 0; i--) {
      const v = preorder[i]!;
      below[immediate[v]!]! += below[v]! + 1;
    }
    return plainResult(below.slice(0, nodeCount));
  },
};

/**
 * The reversed graph, from suppliers to dependents, and one more node, the last: it leads to where every
 * chain of suppliers ends, the entities without suppliers and the cycles without one outside.
 */
function fromFoundations(
  { nodeCount, arcCount, outStart, out, into, intoStart }: SimpleGraph,
  { component, componentCount }: DependencyOrder,
): SimpleGraph {
  const hasSupplier = new Uint8Array(componentCount);
  for (let v = 0; v < nodeCount; v++)
    for (let i = outStart[v]!; i < outStart[v + 1]!; i++)
      if (component[out[i]!] !== component[v]) hasSupplier[component[v]!] = 1;
  const tail = new Int32Array(arcCount + nodeCount);
  const head = new Int32Array(arcCount + nodeCount);
  let count = 0;
  for (let v = 0; v < nodeCount; v++) {
    for (let i = intoStart[v]!; i < intoStart[v + 1]!; i++) {
      tail[count] = v;
      head[count++] = into[i]!;
    }
    if (hasSupplier[component[v]!] === 1) continue;
    tail[count] = nodeCount;
    head[count++] = v;
  }
  return graphOfArcs(nodeCount + 1, tail.subarray(0, count), head.subarray(0, count));
}

export interface Dominators {
  /** The last node but v itself that every path from the root to v passes; -1 for the root and the unreached. */
  readonly immediate: Int32Array;
  /** The nodes that the root reaches, in the order of a depth-first search. */
  readonly preorder: Int32Array;
}

/**
 * Immediate dominators of the nodes that `root` reaches, by Lengauer and Tarjan with path compression:
 * O(arcs x log nodes) on any graph, without recursion. Yields the fraction done.
 */
export function* dominators(graph: SimpleGraph, root: number): Generator<number, Dominators> {
  const { nodeCount, intoStart, into } = graph;
  const { preorder, place, parent } = depthFirst(graph, root);
  yield 0;
  const count = preorder.length;
  // from here on nodes are known by their place in the preorder
  const semi = new Int32Array(count);
  const ancestor = new Int32Array(count).fill(-1);
  // the node of least semidominator between a node and the root of its tree, that root left out
  const least = new Int32Array(count);
  for (let i = 0; i < count; i++) semi[i] = least[i] = i;
  // nodes by semidominator, as linked lists
  const firstOf = new Int32Array(count).fill(-1);
  const nextOf = new Int32Array(count);
  const dominator = new Int32Array(count);
  const path = new Int32Array(count);

  const leastAbove = (i: number): number => {
    if (ancestor[i] === -1) return i;
    let depth = 0;
    for (let at = i; ancestor[ancestor[at]!] !== -1; at = ancestor[at]!) path[depth++] = at;
    while (depth > 0) {
      const at = path[--depth]!;
      const above = ancestor[at]!;
      if (semi[least[above]!]! < semi[least[at]!]!) least[at] = least[above]!;
      ancestor[at] = ancestor[above]!;
    }
    return least[i]!;
  };

  let steps = 0;
  for (let i = count - 1; i > 0; i--) {
    const v = preorder[i]!;
    for (let a = intoStart[v]!; a < intoStart[v + 1]!; a++) {
      const from = place[into[a]!]!;
      if (from !== -1) semi[i] = Math.min(semi[i]!, semi[leastAbove(from)]!);
    }
    nextOf[i] = firstOf[semi[i]!]!;
    firstOf[semi[i]!] = i;
    const up = parent[i]!;
    ancestor[i] = up;
    for (let j = firstOf[up]!; j !== -1; j = nextOf[j]!) {
      const between = leastAbove(j);
      dominator[j] = semi[between]! < semi[j]! ? between : up;
    }
    firstOf[up] = -1;
    steps += 1 + intoStart[v + 1]! - intoStart[v]!;
    if (steps >= SLICE) {
      steps = 0;
      yield (count - i) / count;
    }
  }
  const immediate = new Int32Array(nodeCount).fill(-1);
  for (let i = 1; i < count; i++) {
    if (dominator[i] !== semi[i]) dominator[i] = dominator[dominator[i]!]!;
    immediate[preorder[i]!] = preorder[dominator[i]!]!;
  }
  return { immediate, preorder };
}

/** The nodes that `root` reaches in preorder, the place of each node there (or -1), and parents by place. */
function depthFirst({ nodeCount, outStart, out }: SimpleGraph, root: number) {
  const place = new Int32Array(nodeCount).fill(-1);
  const preorder = new Int32Array(nodeCount);
  const parent = new Int32Array(nodeCount).fill(-1);
  const next = outStart.slice(0, nodeCount);
  place[root] = 0;
  preorder[0] = root;
  let count = 1;
  for (let at = 0; at !== -1; ) {
    const v = preorder[at]!;
    if (next[v] === outStart[v + 1]) {
      at = parent[at]!;
      continue;
    }
    const w = out[next[v]!++]!;
    if (place[w] !== -1) continue;
    place[w] = count;
    preorder[count] = w;
    parent[count] = at;
    at = count++;
  }
  return { preorder: preorder.subarray(0, count), place, parent };
}

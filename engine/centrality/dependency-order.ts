/**
 * The order of dependence of a graph and its strongly connected components: one pass over this order, in
 * either direction, settles whatever follows the dependencies, except inside cycles.
 */
import type { SimpleGraph } from '../projection/simple-graph.ts';

export interface DependencyOrder {
  /** All nodes, suppliers before dependents; those of one component stand side by side. */
  readonly node: Int32Array;
  /** Component c is `node[start[c]] .. node[start[c + 1] - 1]`; a supplier's component has a lower number. */
  readonly start: Int32Array;
  /** Component of each node, 0 .. componentCount - 1. */
  readonly component: Int32Array;
  readonly componentCount: number;
}

/**
 * Orders a graph by dependence. Nodes that nobody depends on come last. First takes away, again and again,
 * nodes whose dependents are all gone (Kahn 1962); what is left holds every cycle and goes through depth-first
 * search (Tarjan 1972, without recursion). O(nodes + arcs); 4 bytes x (9 nodes), a third of it kept.
 */
export function dependencyOrder(graph: SimpleGraph): DependencyOrder {
  const { nodeCount, outStart, out, intoStart } = graph;
  const node = new Int32Array(nodeCount);
  const dependentsLeft = new Int32Array(nodeCount);
  // node[free ..] is settled from the end: the queue and the order in one
  let free = nodeCount;
  for (let v = 0; v < nodeCount; v++) {
    dependentsLeft[v] = intoStart[v + 1]! - intoStart[v]!;
    if (dependentsLeft[v] === 0) node[--free] = v;
  }
  for (let at = nodeCount - 1; at >= free; at--) {
    const v = node[at]!;
    for (let i = outStart[v]!; i < outStart[v + 1]!; i++) {
      const w = out[i]!;
      if (--dependentsLeft[w]! === 0) node[--free] = w;
    }
  }
  const start = new Int32Array(nodeCount + 1);
  const component = new Int32Array(nodeCount);
  const cyclicCount = orderCyclic(graph, dependentsLeft, { node, start, component });
  for (let at = free; at < nodeCount; at++) {
    const c = cyclicCount + at - free;
    component[node[at]!] = c;
    start[c + 1] = at + 1;
  }
  const componentCount = cyclicCount + nodeCount - free;
  return { node, start: start.subarray(0, componentCount + 1), component, componentCount };
}

/**
 * Puts the nodes with dependents left, and their components, at the front of the order; gives the number
 * of these components. Suppliers of such a node are such nodes.
 */
function orderCyclic(
  { nodeCount, outStart, out }: SimpleGraph,
  dependentsLeft: Int32Array,
  { node, start, component }: Pick<DependencyOrder, 'node' | 'start' | 'component'>,
): number {
  const rank = new Int32Array(nodeCount);
  // oldest[v]: 0 before v is found, then the lowest rank of an open node that v is known to lead to
  const oldest = new Int32Array(nodeCount);
  const next = new Int32Array(nodeCount);
  const path = new Int32Array(nodeCount);
  const open = new Int32Array(nodeCount);
  let foundCount = 0;
  let openCount = 0;
  let placed = 0;
  let componentCount = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (dependentsLeft[root] === 0 || rank[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const v = path[depth]!;
      if (rank[v] === 0) {
        rank[v] = oldest[v] = ++foundCount;
        next[v] = outStart[v]!;
        open[openCount++] = v;
      }
      let isDone = true;
      while (next[v]! < outStart[v + 1]!) {
        const w = out[next[v]!]!;
        if (rank[w] === 0) {
          path[++depth] = w;
          isDone = false;
          break;
        }
        if (oldest[w]! < oldest[v]!) oldest[v] = oldest[w]!;
        next[v]!++;
      }
      if (!isDone) continue;
      depth--;
      if (oldest[v] !== rank[v]) continue;
      let w: number;
      do {
        w = open[--openCount]!;
        // beyond every rank: settled nodes are nobody's oldest
        oldest[w] = nodeCount + 1;
        component[w] = componentCount;
        node[placed++] = w;
      } while (w !== v);
      start[++componentCount] = placed;
    }
  }
  return componentCount;
}

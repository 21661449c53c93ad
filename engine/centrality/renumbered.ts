/** A graph with its nodes in the order of dependence: neighbours stand close in memory, walks are several times faster. */
import { graphOfArcs, type SimpleGraph } from '../projection/simple-graph.ts';
import { type DependencyOrder, dependencyOrder } from './dependency-order.ts';

export interface Renumbered {
  /** Node i is node `order.node[i]` of the graph it was made from. */
  readonly graph: SimpleGraph;
  readonly order: DependencyOrder;
}

/** Renumbers a graph, suppliers first; O(nodes + arcs). */
export function renumbered(graph: SimpleGraph): Renumbered {
  const order = dependencyOrder(graph);
  const place = new Int32Array(graph.nodeCount);
  for (let i = 0; i < graph.nodeCount; i++) place[order.node[i]!] = i;
  const tail = new Int32Array(graph.arcCount);
  const head = new Int32Array(graph.arcCount);
  let e = 0;
  for (let i = 0; i < graph.nodeCount; i++) {
    const v = order.node[i]!;
    for (let at = graph.outStart[v]!; at < graph.outStart[v + 1]!; at++) {
      tail[e] = i;
      head[e++] = place[graph.out[at]!]!;
    }
  }
  return { graph: graphOfArcs(graph.nodeCount, tail, head), order };
}

/** Values by place in the order -> values by node. */
export function byNode({ order }: Renumbered, values: Float64Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) result[order.node[i]!] = values[i]!;
  return result;
}

/** A graph with every strongly connected component drawn together to one node. */
import { compress } from '../model/network.ts';
import type { SimpleGraph } from '../projection/simple-graph.ts';
import type { DependencyOrder } from './dependency-order.ts';

export interface Condensed {
  readonly componentCount: number;
  /** Component of each node; a supplier's component has a lower number. */
  readonly component: Int32Array;
  /** Number of nodes in each component. */
  readonly size: Int32Array;
  /** Components that component c depends on: `out[outStart[c]] ..`, some repeated. */
  readonly outStart: Int32Array;
  readonly out: Int32Array;
}

/** Draws components together; O(nodes + arcs). */
export function condensed(
  graph: SimpleGraph,
  { node, start, component, componentCount }: DependencyOrder,
): Condensed {
  const size = new Int32Array(componentCount);
  const outStart = new Int32Array(componentCount + 1);
  const out = new Int32Array(graph.arcCount);
  let end = 0;
  for (let c = 0; c < componentCount; c++) {
    const stop = start[c + 1]!;
    size[c] = stop - start[c]!;
    for (let at = start[c]!; at < stop; at++) {
      const v = node[at]!;
      for (let e = graph.outStart[v]!, last = graph.outStart[v + 1]!; e < last; e++) {
        const to = component[graph.out[e]!]!;
        if (to !== c) out[end++] = to;
      }
    }
    outStart[c + 1] = end;
  }
  return { componentCount, component, size, outStart, out: out.subarray(0, end) };
}

/** A condensed graph seen from the suppliers, without its fringe. */
export interface Trimmed {
  /** Nodes of a component, and of the fringe that hangs on it. */
  readonly weight: Int32Array;
  /** 1 for a component of the fringe. */
  readonly isFringe: Uint8Array;
  /** Components from here on have no dependents. */
  readonly firstTop: number;
  /** Components outside the fringe that depend on c: `dependent[dependentStart[c]] ..`, some repeated. */
  readonly dependentStart: Int32Array;
  readonly dependent: Int32Array;
}

/** Takes away, again and again, components without dependents and with one supplier, whose weight grows. */
export function withoutFringe({ componentCount, size, outStart, out }: Condensed): Trimmed {
  const weight = size.slice();
  const isFringe = new Uint8Array(componentCount);
  const left = new Int32Array(componentCount);
  for (let e = 0; e < out.length; e++) left[out[e]!]!++;
  let firstTop = componentCount;
  while (firstTop > 0 && left[firstTop - 1] === 0) firstTop--;
  const tail = new Int32Array(out.length);
  const head = new Int32Array(out.length);
  let kept = 0;
  for (let c = componentCount - 1; c >= 0; c--) {
    const first = outStart[c]!;
    const stop = outStart[c + 1]!;
    if (left[c] === 0 && stop === first + 1) {
      isFringe[c] = 1;
      weight[out[first]!]! += weight[c]!;
      left[out[first]!]!--;
      continue;
    }
    for (let e = first; e < stop; e++) {
      tail[kept] = c;
      head[kept++] = out[e]!;
    }
  }
  const { start, value } = compress(componentCount, head.subarray(0, kept), tail.subarray(0, kept));
  return { weight, isFringe, firstTop, dependentStart: start, dependent: value };
}

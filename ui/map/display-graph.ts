/** The graph that Sigma draws: one node per entity, one edge per drawn pair, built in short slices. */
import { MultiDirectedGraph } from 'graphology';
import type { Links } from './links.ts';

export interface NodeData {
  readonly entity: number;
  x: number;
  y: number;
}

export interface EdgeData {
  readonly dependent: number;
  readonly supplier: number;
}

export type DisplayGraph = MultiDirectedGraph<NodeData, EdgeData>;

/** A slice of work on the main thread; well under the 50 ms at which a page feels stuck. */
const SLICE_MS = 12;

/** Lets the page do something else. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Makes nodes and edges; gives way to the page between slices, and stops when the signal says so. */
export async function buildGraph(
  links: Links,
  pairs: Int32Array,
  place: { readonly x: Float32Array; readonly y: Float32Array },
  signal: AbortSignal,
): Promise<DisplayGraph> {
  const graph: DisplayGraph = new MultiDirectedGraph();
  let sliceEnd = performance.now() + SLICE_MS;
  const breathe = async () => {
    if (performance.now() < sliceEnd) return;
    await nextTask();
    signal.throwIfAborted();
    sliceEnd = performance.now() + SLICE_MS;
  };
  for (let v = 0; v < place.x.length; v++) {
    graph.addNode(String(v), { entity: v, x: place.x[v]!, y: place.y[v]! });
    if (v % 200 === 0) await breathe();
  }
  for (let i = 0; i < pairs.length; i++) {
    addPair(graph, links, pairs[i]!);
    if (i % 200 === 0) await breathe();
  }
  return graph;
}

/** Exchanges the edges for those of other pairs. */
export function replacePairs(graph: DisplayGraph, links: Links, pairs: Int32Array): void {
  graph.clearEdges();
  for (const pair of pairs) addPair(graph, links, pair);
}

function addPair(graph: DisplayGraph, links: Links, pair: number): void {
  const dependent = links.dependent[pair]!;
  const supplier = links.supplier[pair]!;
  graph.addEdgeWithKey(String(pair), String(dependent), String(supplier), { dependent, supplier });
}

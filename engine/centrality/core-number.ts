/** Core numbers: how deep in the densely joined part of the graph an entity lies. */
import { type SimpleGraph, undirected } from '../projection/simple-graph.ts';
import { type Centrality, type MeasureResult, plainResult } from './measure.ts';

/** Nodes and arcs touched between two reports of progress: a few milliseconds of work. */
const SLICE = 100_000;

export const coreNumber: Centrality = {
  id: 'core-number',
  label: 'Core number',
  unit: 'entities',
  description: 'It belongs to a group in which everyone is joined to at least that many others of the group.',
  formula:
    'The largest k for which the entity is in the k-core: what is left when those with fewer than k neighbours are taken away again and again; directions do not count.',
  source:
    'Seidman, Network structure and minimum degree, Social Networks 5 (1983), 269-287; Batagelj and Zaversnik, An O(m) algorithm for cores decomposition of networks, arXiv:cs/0310049 (2003)',
  cost: 'instant',
  parameters: [],
  *compute({ graph }): Generator<number, MeasureResult> {
    return plainResult(Float64Array.from(yield* coreNumbers(undirected(graph))));
  },
};

/**
 * Core number of every node of a graph in which each arc goes both ways. Nodes are taken away in the order
 * of their remaining degree, kept sorted by counting; O(nodes + arcs).
 */
function* coreNumbers({ nodeCount, outStart, out }: SimpleGraph): Generator<number, Int32Array> {
  // remaining degree of v while v is there, its core number once it is taken away
  const degree = new Int32Array(nodeCount);
  let most = 0;
  for (let v = 0; v < nodeCount; v++) {
    degree[v] = outStart[v + 1]! - outStart[v]!;
    most = Math.max(most, degree[v]!);
  }
  // nodes by remaining degree; those of degree d begin at first[d]
  const first = new Int32Array(most + 2);
  for (let v = 0; v < nodeCount; v++) first[degree[v]! + 1]!++;
  for (let d = 0; d <= most; d++) first[d + 1]! += first[d]!;
  const order = new Int32Array(nodeCount);
  const place = new Int32Array(nodeCount);
  const next = first.slice();
  for (let v = 0; v < nodeCount; v++) {
    place[v] = next[degree[v]!]!++;
    order[place[v]!] = v;
  }
  let touched = 0;
  for (let taken = 0; taken < nodeCount; taken++) {
    const v = order[taken]!;
    for (let i = outStart[v]!; i < outStart[v + 1]!; i++) {
      const w = out[i]!;
      if (degree[w]! <= degree[v]!) continue;
      // w changes places with the first of its degree, and the next degree begins behind it
      const front = first[degree[w]!]!++;
      const u = order[front]!;
      order[place[w]!] = u;
      place[u] = place[w]!;
      order[front] = w;
      place[w] = front;
      degree[w]!--;
    }
    touched += 1 + outStart[v + 1]! - outStart[v]!;
    if (touched >= SLICE) {
      touched = 0;
      yield (taken + 1) / nodeCount;
    }
  }
  return degree;
}

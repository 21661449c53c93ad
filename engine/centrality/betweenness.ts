/** Betweenness: how many shortest chains of dependencies run through an entity. */
import { uniform } from '../random/draw.ts';
import { dependencyOrder } from './dependency-order.ts';
import { type Centrality, type MeasureResult, plainResult } from './measure.ts';
import { byNode, neighbourhoods, type Renumbered, renumbered } from './renumbered.ts';
import { createShortestPaths, type ShortestPaths } from './shortest-paths.ts';

/** Sources that are tried before the cost of all of them is foretold. */
const PILOT = 256;

/** Arcs on shortest paths, each source for itself, that take about a minute, and about ten seconds. */
const MOST_EXACT = 1.2e9;
const SAMPLE = 2e8;

/** What is left of a sum of squares when equal numbers are subtracted, at most. */
const ROUNDING = 1e-12;

export const betweenness: Centrality = {
  id: 'betweenness',
  label: 'Betweenness',
  unit: 'shortest paths',
  description: 'Many others are connected to their indirect suppliers by way of it.',
  formula:
    'Sum over pairs s, t other than v of the fraction of the shortest paths from s to t that pass through v, paths going from dependents to suppliers, every dependency one step; divide by (n - 1)(n - 2) for the normalised value.',
  source:
    'Freeman 1977; Brandes, Journal of Mathematical Sociology 25 (2001), 163-177; sampling: Brandes and Pich, International Journal of Bifurcation and Chaos 17 (2007), 2303-2318',
  cost: 'seconds',
  parameters: [
    {
      id: 'samples',
      label: 'Sources to sample',
      unit: 'entities; 0 lets the cost decide',
      least: 0,
      most: 1e9,
      isWhole: true,
      standard: 0,
      source: 'Linchpin: all sources where that takes up to about a minute, else about ten seconds of them',
    },
  ],
  *compute({ graph, id }, { samples }) {
    const order = dependencyOrder(graph);
    yield 0;
    return yield* overSources(renumbered(graph, order), id, samples!);
  },
};

/** Adds up the dependencies of all nodes, or of a sample. */
function* overSources(
  graph: Renumbered,
  id: readonly string[],
  wanted: number,
): Generator<number, MeasureResult> {
  const { nodeCount, arcCount, order } = graph;
  yield 0;
  const nodes = neighbourhoods(graph);
  yield 0;
  const course: Course = { graph, nodes, paths: createShortestPaths(graph) };
  if (wanted >= nodeCount || (wanted === 0 && nodeCount * arcCount <= MOST_EXACT))
    return yield* exact(course);
  const perSource = wanted > 0 ? 0 : yield* tried(course);
  if (wanted === 0 && nodeCount * perSource <= MOST_EXACT) return yield* exact(course);
  const draws = new Float64Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    draws[v] = uniform({ seed: 0, replicate: 0, purpose: 'betweenness' }, id[order.node[v]!]!);
    if (v % 1000 === 999) yield 0;
  }
  const count = wanted > 0 ? wanted : 2 ** Math.floor(Math.log2(SAMPLE / perSource));
  // those with the lowest draws: a smaller sample is a part of a larger one
  const last = draws.slice().sort()[Math.max(2, count) - 1]!;
  return yield* sampled({
    graph,
    nodes: nodes.filter((v) => draws[v]! <= last),
    paths: createShortestPaths(graph),
  });
}

interface Course {
  readonly graph: Renumbered;
  /** All nodes, or a sample, those that share suppliers near each other. */
  readonly nodes: Int32Array;
  readonly paths: ShortestPaths;
}

/** Arcs on shortest paths per source, from sources spread evenly over the graph; leaves the sums at 0. */
function* tried({ nodes, paths }: Course): Generator<number, number> {
  const sources = Int32Array.from(
    { length: PILOT },
    (_, i) => nodes[Math.floor((i * nodes.length) / PILOT)]!,
  );
  const work = addAll(paths, sources, new Float64Array(nodes.length));
  while (!work.next().done) yield 0;
  return paths.arcCount / PILOT;
}

/**
 * Adds all sources. One whose only supplier does not depend on it needs no search of its own: it adds to every
 * node what its supplier adds, and all the paths that begin at it run through its supplier.
 */
function* exact({ graph, nodes, paths }: Course): Generator<number, MeasureResult> {
  const { nodeCount, outStart, out, order } = graph;
  const times = new Float64Array(nodeCount).fill(1);
  const isFolded = new Uint8Array(nodeCount);
  for (let v = nodeCount - 1; v >= 0; v--) {
    if (outStart[v + 1]! - outStart[v]! !== 1) continue;
    const supplier = out[outStart[v]!]!;
    if (order.component[order.node[v]!] === order.component[order.node[supplier]!]) continue;
    isFolded[v] = 1;
    times[supplier]! += times[v]!;
  }
  const sources = nodes.filter((v) => isFolded[v] === 0);
  const reached = yield* addAll(paths, sources, times);
  const values = paths.sums();
  for (let v = 0; v < nodeCount; v++) {
    if (isFolded[v] === 1) reached[v] = reached[out[outStart[v]!]!]! + 1;
    values[v]! += (times[v]! - 1) * reached[v]!;
  }
  return {
    ...plainResult(byNode(graph, values)),
    note: `Exact, from all ${nodeCount.toLocaleString('en')} sources.`,
  };
}

/** n times the mean over a sample, with the standard error of drawing it without putting back. */
function* sampled({ graph, nodes, paths }: Course): Generator<number, MeasureResult> {
  const n = graph.nodeCount;
  const count = nodes.length;
  yield* addAll(paths, nodes, new Float64Array(n).fill(1));
  const sums = paths.sums();
  const squares = paths.squares();
  let largest = 0;
  for (let v = 0; v < n; v++) {
    const spread = squares[v]! - sums[v]! ** 2 / count;
    // a difference of nearly equal numbers is noise
    const variance = spread > ROUNDING * squares[v]! ? spread / (count - 1) : 0;
    squares[v] = n * Math.sqrt((variance / count) * (1 - count / n));
    largest = Math.max(largest, squares[v]!);
    sums[v]! *= n / count;
  }
  return {
    values: byNode(graph, sums),
    standardError: byNode(graph, squares),
    note: `Sampled from ${count.toLocaleString('en')} of ${n.toLocaleString('en')} sources; the largest standard error is ${largest.toPrecision(2)}.`,
  };
}

/** Adds sources batch by batch; gives the number of nodes that each reaches, by node. */
function* addAll(
  paths: ShortestPaths,
  sources: Int32Array,
  times: Float64Array,
): Generator<number, Float64Array> {
  const reached = new Float64Array(times.length);
  for (let first = 0; first < sources.length; first += paths.batch) {
    const batch = sources.subarray(first, first + paths.batch);
    const work = paths.add(batch, times);
    let step = work.next();
    for (; !step.done; step = work.next()) yield first / sources.length;
    const counts: Float64Array = step.value;
    batch.forEach((v, lane) => {
      reached[v] = counts[lane]!;
    });
  }
  return reached;
}

/** Betweenness: how many shortest chains of dependencies run through an entity. */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { uniform } from '../random/draw.ts';
import { type Centrality, type CentralityInput, type MeasureResult, plainResult } from './measure.ts';
import { byNode, renumbered } from './renumbered.ts';
import { createShortestPaths } from './shortest-paths.ts';

/** Arcs looked at between two reports of progress: a few milliseconds of work. */
const SLICE = 100_000;

/** Sources that are tried before the cost of all of them is foretold. */
const PILOT = 64;

/** Arcs looked at in about a minute, and in about ten seconds, on the machine of the measurements. */
const MOST_EXACT = 6e9;
const SAMPLE = 1e9;

export const betweenness: Centrality = {
  id: 'betweenness',
  label: 'Betweenness',
  unit: 'shortest paths',
  description: 'Many others are connected to their indirect suppliers by way of it.',
  formula:
    'Sum over pairs s, t other than v of the fraction of the shortest paths from s to t that pass through v, paths going from dependents to suppliers, every dependency one step; divide by (n - 1)(n - 2) for the normalised value.',
  source:
    'Freeman 1977; Brandes, Journal of Mathematical Sociology 25 (2001), 163-177; sampling: Brandes and Pich, International Journal of Bifurcation and Chaos 17 (2007), 2303-2318',
  cost: 'minutes',
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
    const sorted = renumbered(graph);
    const work = yield* overSources(sorted.graph, {
      wanted: samples!,
      idOf: (place) => id[sorted.order.node[place]!]!,
    });
    return {
      ...work,
      values: byNode(sorted, work.values),
      standardError:
        work.standardError.length === 0 ? work.standardError : byNode(sorted, work.standardError),
    };
  },
};

interface SourceChoice {
  /** How many sources to sample; 0 lets the cost decide. */
  readonly wanted: number;
  readonly idOf: (place: number) => CentralityInput['id'][number];
}

/** Sums dependencies over all sources, or over a sample in an order set by ids, so that samples nest. */
function* overSources(graph: SimpleGraph, { wanted, idOf }: SourceChoice): Generator<number, MeasureResult> {
  const { nodeCount, arcCount } = graph;
  const paths = createShortestPaths(graph);
  const sum = new Float64Array(nodeCount);
  const isCheap = wanted === 0 && nodeCount * arcCount <= MOST_EXACT;
  if (isCheap || nodeCount <= PILOT || wanted >= nodeCount) {
    yield* addSources(range(nodeCount), [0, nodeCount], (source) => paths.add(source, sum));
    return { ...plainResult(sum), note: exactNote(nodeCount) };
  }
  const order = yield* shuffled(nodeCount, idOf);
  const squares = new Float64Array(nodeCount);
  const one = new Float64Array(nodeCount);
  const addWithSquare = (source: number): number => {
    const looked = paths.add(source, one);
    for (const v of paths.reached()) {
      sum[v]! += one[v]!;
      squares[v]! += one[v]! ** 2;
      one[v] = 0;
    }
    return looked;
  };
  let count = wanted;
  let done = 0;
  if (wanted === 0) {
    const perSource = (yield* addSources(order.subarray(0, PILOT), [0, nodeCount], addWithSquare)) / PILOT;
    done = PILOT;
    count =
      nodeCount * perSource <= MOST_EXACT
        ? nodeCount
        : Math.min(nodeCount, Math.max(PILOT, Math.floor(SAMPLE / perSource)));
  }
  if (count === nodeCount) {
    yield* addSources(order.subarray(done), [done, count], (source) => paths.add(source, sum));
    return { ...plainResult(sum), note: exactNote(nodeCount) };
  }
  yield* addSources(order.subarray(done, count), [done, count], addWithSquare);
  return estimate({ sum, squares, count });
}

/** Adds sources one by one; gives the number of arcs looked at. */
function* addSources(
  sources: Int32Array,
  [before, all]: readonly [done: number, all: number],
  add: (source: number) => number,
): Generator<number, number> {
  let looked = 0;
  let since = 0;
  for (let i = 0; i < sources.length; i++) {
    const more = add(sources[i]!);
    looked += more;
    since += 1 + more;
    if (since < SLICE) continue;
    since = 0;
    yield (before + i + 1) / all;
  }
  return looked;
}

/** n times the mean, with the standard error of drawing `count` of n without putting back. */
function estimate({
  sum,
  squares,
  count,
}: {
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  readonly count: number;
}): MeasureResult {
  const n = sum.length;
  const values = sum.map((total) => (total / count) * n);
  const standardError = new Float64Array(n);
  let largest = 0;
  for (let v = 0; v < n; v++) {
    const variance = Math.max(0, squares[v]! - sum[v]! ** 2 / count) / Math.max(1, count - 1);
    standardError[v] = n * Math.sqrt((variance / count) * (1 - count / n));
    largest = Math.max(largest, standardError[v]!);
  }
  return {
    values,
    standardError,
    note: `Sampled from ${count.toLocaleString('en')} of ${n.toLocaleString('en')} sources; the largest standard error is ${largest.toPrecision(2)}.`,
  };
}

function exactNote(nodeCount: number): string {
  return `Exact, from all ${nodeCount.toLocaleString('en')} sources.`;
}

function range(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}

/** Every node in an order drawn by its id. */
function* shuffled(count: number, idOf: (place: number) => string): Generator<number, Int32Array> {
  const drawn = new Float64Array(count);
  for (let v = 0; v < count; v++) {
    drawn[v] = uniform({ seed: 0, replicate: 0, purpose: 'betweenness' }, idOf(v));
    if (v % 1000 === 999) yield 0;
  }
  return range(count).sort((v, w) => drawn[v]! - drawn[w]!);
}

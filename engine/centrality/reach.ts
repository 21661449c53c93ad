/**
 * Reach of every entity: how many need it, or are needed by it, by any path, whatever the redundancy.
 *
 * Cycles are drawn together first. Most components are led to by few: a search with a cap settles them. The
 * others are seeds, 256 at a time: every component, suppliers first, unites in 8 words the seeds that its
 * suppliers lead to, and counters stored bit by bit across the words add up who leads to each seed.
 */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { condensed, type Trimmed, withoutFringe } from './condensed.ts';
import { dependencyOrder } from './dependency-order.ts';
import { type Centrality, plainResult } from './measure.ts';
import { SEEDS, unite } from './seed-blocks.ts';

export const reachUp: Centrality = {
  id: 'reach-up',
  label: 'Reach',
  unit: 'entities',
  description: 'Many need it, directly or not.',
  formula: 'Number of other entities from which a path of dependencies leads to it.',
  source: 'Linchpin, docs/model.md: reach',
  cost: 'seconds',
  parameters: [],
  *compute({ graph }) {
    return plainResult(yield* reachOfAll(graph));
  },
};

export const reachDown: Centrality = {
  id: 'reach-down',
  label: 'Reach of its suppliers',
  unit: 'entities',
  description: 'It needs many, directly or not.',
  formula: 'Number of other entities to which a path of dependencies leads from it.',
  source: 'Linchpin, docs/model.md: reach',
  cost: 'seconds',
  parameters: [],
  *compute({ graph }) {
    return plainResult(yield* reachOfAll(reversed(graph)));
  },
};

/** A search gives up beyond this part of all arcs, for then a seed is cheaper; but not before the least cap. */
const CAP_PART = 1 / 100;
const LEAST_CAP = 500;

/** Arcs looked at between two reports of progress: about a millisecond of work. */
const SLICE = 100_000;

/** For every node, the number of other nodes from which a path leads to it. */
function* reachOfAll(graph: SimpleGraph): Generator<number, Float64Array> {
  const order = dependencyOrder(graph);
  yield 0;
  const whole = condensed(graph, order);
  yield 0;
  const trimmed = withoutFringe(whole);
  yield 0;
  const { componentCount, component } = whole;
  const { weight, dependentStart, dependent } = trimmed;
  // nodes that lead to each component, its own included; 0 while unknown
  const total = new Int32Array(componentCount);
  const search: Search = {
    seenBy: new Int32Array(componentCount).fill(-1),
    queue: new Int32Array(componentCount),
    cap: Math.max(LEAST_CAP, CAP_PART * graph.arcCount),
    looked: 0,
  };
  const seeds: number[] = [];
  let looked = 0;
  for (let c = componentCount - 1; c >= 0; c--) {
    const first = dependentStart[c]!;
    const stop = dependentStart[c + 1]!;
    if (stop === first) total[c] = weight[c]!;
    else if (stop === first + 1) {
      const only = total[dependent[first]!]!;
      if (only > 0) total[c] = weight[c]! + only;
    } else {
      // what an unknown component depends on is beyond the cap as well
      let isSeed = false;
      for (let e = first; e < stop && !isSeed; e++) isSeed = total[dependent[e]!] === 0;
      if (!isSeed) {
        total[c] = weightAbove(trimmed, search, c);
        looked += search.looked;
      }
      if (total[c] === 0) seeds.push(c);
    }
    if (++looked < SLICE) continue;
    looked = 0;
    yield 0.5 * (1 - c / componentCount);
  }
  seeds.reverse();
  for (let first = 0; first < seeds.length; first += SEEDS) {
    const block = seeds.slice(first, first + SEEDS);
    const counts = yield* unite(whole, trimmed, { seeds: block, done: 0.5 + (0.5 * first) / seeds.length });
    block.forEach((c, s) => {
      total[c] = counts[s]!;
    });
  }
  for (let c = componentCount - 1; c >= 0; c--)
    if (total[c] === 0) total[c] = weight[c]! + total[dependent[dependentStart[c]!]!]!;
  const reach = new Float64Array(graph.nodeCount);
  for (let v = 0; v < reach.length; v++) reach[v] = total[component[v]!]! - 1;
  return reach;
}

interface Search {
  /** The component whose search saw another last. */
  readonly seenBy: Int32Array;
  readonly queue: Int32Array;
  /** Arcs that a search may look at. */
  readonly cap: number;
  /** Arcs that the last search looked at. */
  looked: number;
}

/** Searches against the arcs; the weight of all that lead to `source`, its own included, 0 when it gave up. */
function weightAbove(
  { weight, firstTop, dependentStart, dependent }: Trimmed,
  search: Search,
  source: number,
): number {
  const { seenBy, queue, cap } = search;
  let sum = weight[source]!;
  let end = 1;
  let looked = 0;
  queue[0] = source;
  seenBy[source] = source;
  for (let at = 0; at < end; at++) {
    const v = queue[at]!;
    const stop = dependentStart[v + 1]!;
    looked += stop - dependentStart[v]!;
    if (looked > cap) {
      sum = 0;
      break;
    }
    for (let e = dependentStart[v]!; e < stop; e++) {
      const u = dependent[e]!;
      if (seenBy[u] === source) continue;
      seenBy[u] = source;
      sum += weight[u]!;
      if (u < firstTop) queue[end++] = u;
    }
  }
  search.looked = looked;
  return sum;
}

/** The graph with every arc turned round; shares its arrays. */
function reversed({ nodeCount, arcCount, outStart, out, intoStart, into }: SimpleGraph): SimpleGraph {
  return { nodeCount, arcCount, outStart: intoStart, out: into, intoStart: outStart, into: out };
}

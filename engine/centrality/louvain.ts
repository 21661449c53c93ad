/**
 * The Louvain method: nodes move one by one to the neighbouring group that raises modularity most; then groups
 * become nodes, and so on until nothing moves (Blondel et al. 2008). Nodes wait in a queue, and a move calls
 * back the neighbours that it may unsettle (Ozaki, Tezuka and Inaba 2016).
 *
 * Links count 1, so every sum is a whole number below 2^53 up to 40 million links: gains are compared exactly,
 * each move raises modularity, and the result is the same on every machine.
 *
 * graphology-communities-louvain 2.0.2 is the oracle in the tests and not used here: it cannot be stopped, takes
 * 0.3 GB and several seconds for 500,000 links, and forgets the links of the last node where they are 128
 * or 32,768 in all, because an offset overflows.
 */
import { compress } from '../model/network.ts';
import type { SimpleGraph } from '../projection/simple-graph.ts';

/** Arcs looked at between two reports of progress: a few milliseconds of work. */
const SLICE = 100_000;

export interface Partition {
  /** Group of each node, 0 .. groupCount - 1 in the order of their first nodes. */
  readonly group: Int32Array;
  readonly groupCount: number;
  /** Sum over groups of e/m - (d/2m)^2: links inside, and degrees; 0 where there is no link. */
  readonly modularity: number;
}

/** The groups found so far as the nodes of a graph with weighted links, each standing there both ways. */
interface Level {
  readonly nodeCount: number;
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  readonly weight: Float64Array;
  /** Twice the links inside a node, and the sum of the degrees in it. */
  readonly inside: Float64Array;
  readonly degree: Float64Array;
}

/**
 * The groups of a graph in which each arc goes both ways. Nodes are visited by index, without chance. Yields
 * the fraction done, as halves of what is left. O(links) per level and few levels; 60 bytes per link.
 */
export function* louvain(graph: SimpleGraph): Generator<number, Partition> {
  yield 0;
  let level = firstLevel(graph);
  let group = Int32Array.from({ length: graph.nodeCount }, (_, v) => v);
  for (let done = 0; ; done = (1 + done) / 2) {
    const moved = yield* withProgress(moveNodes(level, graph.arcCount), done);
    const { number, count } = renumber(moved);
    group = group.map((v) => number[v]!);
    if (count === level.nodeCount)
      return { group, groupCount: count, modularity: modularityOf(level, graph.arcCount) };
    level = yield* withProgress(merge(level, number, count), done);
  }
}

function firstLevel({ nodeCount, outStart, out }: SimpleGraph): Level {
  return {
    nodeCount,
    start: outStart,
    neighbour: out,
    weight: new Float64Array(out.length).fill(1),
    inside: new Float64Array(nodeCount),
    degree: Float64Array.from({ length: nodeCount }, (_, v) => outStart[v + 1]! - outStart[v]!),
  };
}

/** Group of every node, named by one of its nodes, once no move to a neighbouring group is a gain. */
function* moveNodes(
  { nodeCount, start, neighbour, weight, degree }: Level,
  doubleLinks: number,
): Generator<void, Int32Array> {
  const group = Int32Array.from({ length: nodeCount }, (_, v) => v);
  // sum of the degrees in each group
  const total = degree.slice();
  const queue = group.slice();
  const isQueued = new Uint8Array(nodeCount).fill(1);
  // links from the node in hand to each group; 0 between two nodes
  const links = new Float64Array(nodeCount);
  const near: number[] = [];
  let touched = 0;
  for (let head = 0, waiting = nodeCount; waiting > 0; waiting--) {
    const v = queue[head]!;
    head = (head + 1) % nodeCount;
    isQueued[v] = 0;
    const own = group[v]!;
    for (let i = start[v]!; i < start[v + 1]!; i++) {
      const c = group[neighbour[i]!]!;
      if (links[c] === 0) near.push(c);
      links[c]! += weight[i]!;
    }
    total[own]! -= degree[v]!;
    let best = own;
    let most = doubleLinks * links[own]! - degree[v]! * total[own]!;
    for (const c of near) {
      const gain = doubleLinks * links[c]! - degree[v]! * total[c]!;
      links[c] = 0;
      if (gain <= most) continue;
      most = gain;
      best = c;
    }
    near.length = 0;
    total[best]! += degree[v]!;
    group[v] = best;
    if (best !== own)
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const w = neighbour[i]!;
        if (isQueued[w] === 1 || group[w] === best) continue;
        isQueued[w] = 1;
        // v is still among those that wait, but has left its place
        queue[(head + waiting++ - 1) % nodeCount] = w;
      }
    touched += 1 + start[v + 1]! - start[v]!;
    if (touched >= SLICE) {
      touched = 0;
      yield;
    }
  }
  return group;
}

/** The graph whose nodes are the groups. */
function* merge(
  { nodeCount, start, neighbour, weight, inside, degree }: Level,
  group: Int32Array,
  groupCount: number,
): Generator<void, Level> {
  const members = compress(
    groupCount,
    group,
    Int32Array.from({ length: nodeCount }, (_, v) => v),
  );
  const merged = {
    nodeCount: groupCount,
    start: new Int32Array(groupCount + 1),
    neighbour: new Int32Array(neighbour.length),
    weight: new Float64Array(neighbour.length),
    inside: new Float64Array(groupCount),
    degree: new Float64Array(groupCount),
  };
  const links = new Float64Array(groupCount);
  let count = 0;
  let touched = 0;
  for (let g = 0; g < groupCount; g++) {
    const first = count;
    for (let m = members.start[g]!; m < members.start[g + 1]!; m++) {
      const v = members.value[m]!;
      merged.inside[g]! += inside[v]!;
      merged.degree[g]! += degree[v]!;
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const c = group[neighbour[i]!]!;
        if (c === g) merged.inside[g]! += weight[i]!;
        else if (links[c] === 0) merged.neighbour[count++] = c;
        if (c !== g) links[c]! += weight[i]!;
      }
      touched += 1 + start[v + 1]! - start[v]!;
      if (touched < SLICE) continue;
      touched = 0;
      yield;
    }
    for (let i = first; i < count; i++) {
      const c = merged.neighbour[i]!;
      merged.weight[i] = links[c]!;
      links[c] = 0;
    }
    merged.start[g + 1] = count;
  }
  return { ...merged, neighbour: merged.neighbour.slice(0, count), weight: merged.weight.slice(0, count) };
}

/** Groups numbered from 0 in the order of their first nodes. */
function renumber(group: Int32Array): { readonly number: Int32Array; readonly count: number } {
  const numberOf = new Int32Array(group.length).fill(-1);
  let count = 0;
  const number = group.map((g) => {
    if (numberOf[g] === -1) numberOf[g] = count++;
    return numberOf[g]!;
  });
  return { number, count };
}

function modularityOf({ inside, degree }: Level, doubleLinks: number): number {
  if (doubleLinks === 0) return 0;
  let sum = 0;
  for (let g = 0; g < inside.length; g++)
    sum += inside[g]! / doubleLinks - (degree[g]! / doubleLinks) * (degree[g]! / doubleLinks);
  return sum;
}

/** Work that knows only that it goes on, as work that has reached a fraction. */
function* withProgress<T>(work: Generator<void, T>, fraction: number): Generator<number, T> {
  let step = work.next();
  for (; !step.done; step = work.next()) yield fraction;
  return step.value;
}

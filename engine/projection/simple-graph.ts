/**
 * A System as a simple directed graph: an arc from each dependent to each of its suppliers, parallel
 * dependencies united, self-loops left out, whatever the phase and the redundancy. What centralities
 * run on (model.md, section 7).
 */
import { compress } from '../model/network.ts';
import type { System } from '../model/system.ts';

export interface SimpleGraph {
  readonly nodeCount: number;
  readonly arcCount: number;
  /** Heads of the arcs that leave v (its suppliers): `out[outStart[v]] ..`, ascending, each once. */
  readonly outStart: Int32Array;
  readonly out: Int32Array;
  /** Tails of the arcs that enter v (its dependents): `into[intoStart[v]] ..`, ascending, each once. */
  readonly intoStart: Int32Array;
  readonly into: Int32Array;
}

/** The graph of all dependencies of a system; node v is entity v. O(entities + dependencies). */
export function simpleGraph({ entities, dependencies }: System): SimpleGraph {
  return graphOfArcs(entities.count, dependencies.dependent, dependencies.supplier);
}

/**
 * The simple graph of the arcs `tail[i] -> head[i]`, all in 0 .. nodeCount - 1; repeated arcs and
 * self-loops are left out. Sorts by counting: O(nodes + arcs); 16 bytes per arc.
 */
export function graphOfArcs(nodeCount: number, tail: Int32Array, head: Int32Array): SimpleGraph {
  // two stable counting sorts put heads in ascending order within each tail
  const byHead = compress(nodeCount, head, indices(head.length));
  const tailsByHead = byHead.value.map((e) => tail[e]!);
  const byTail = compress(nodeCount, tailsByHead, byHead.value);
  const outStart = new Int32Array(nodeCount + 1);
  const out = new Int32Array(head.length);
  const tails = new Int32Array(head.length);
  let arcCount = 0;
  for (let v = 0; v < nodeCount; v++) {
    let last = -1;
    for (let i = byTail.start[v]!; i < byTail.start[v + 1]!; i++) {
      const w = head[byTail.value[i]!]!;
      if (w === last || w === v) continue;
      tails[arcCount] = v;
      out[arcCount++] = w;
      last = w;
    }
    outStart[v + 1] = arcCount;
  }
  const heads = out.slice(0, arcCount);
  const into = compress(nodeCount, heads, tails.subarray(0, arcCount));
  return { nodeCount, arcCount, outStart, out: heads, intoStart: into.start, into: into.value };
}

/** The graph in which every arc goes both ways; its rows of heads and tails are the same arrays. O(nodes + arcs). */
export function undirected(graph: SimpleGraph): SimpleGraph {
  const { nodeCount, arcCount, outStart, out, intoStart, into } = graph;
  const start = new Int32Array(nodeCount + 1);
  const both = new Int32Array(2 * arcCount);
  let count = 0;
  for (let v = 0; v < nodeCount; v++) {
    // two ascending rows become one
    let i = outStart[v]!;
    let j = intoStart[v]!;
    while (i < outStart[v + 1]! || j < intoStart[v + 1]!) {
      const head = i < outStart[v + 1]! ? out[i]! : nodeCount;
      const tail = j < intoStart[v + 1]! ? into[j]! : nodeCount;
      both[count++] = Math.min(head, tail);
      if (head <= tail) i++;
      if (tail <= head) j++;
    }
    start[v + 1] = count;
  }
  const list = both.slice(0, count);
  return { nodeCount, arcCount: count, outStart: start, out: list, intoStart: start, into: list };
}

function indices(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}

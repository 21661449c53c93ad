/**
 * The dependencies of one source on every node by shortest paths (Brandes, Journal of Mathematical Sociology
 * 25, 2001): a search outwards that counts paths, and a walk back that adds up the fractions.
 *
 * Paths are counted in Float64. A graph of 1,000 layers has more paths than that can hold (10^308): then the
 * source is counted once more in logarithms, a few times slower and to about 12 digits.
 */
import type { SimpleGraph } from '../projection/simple-graph.ts';

export interface ShortestPaths {
  /**
   * Adds to `sum`, for every node other than the source, the sum over targets of the fraction of shortest
   * paths from the source that pass through it. Gives the number of arcs looked at; O(what is reached).
   */
  add(source: number, sum: Float64Array): number;
  /** The nodes that the last source reaches, without itself. */
  reached(): Int32Array;
}

/** Beyond this a sum of counts may overflow. */
const MOST_PATHS = 1e300;

/** Allocates a workspace: 28 bytes per node; cleaning up costs only what was touched. */
export function createShortestPaths({ nodeCount, outStart, out }: SimpleGraph): ShortestPaths {
  const distance = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  const paths = new Float64Array(nodeCount);
  // (1 + dependency) / paths of a node that has been walked back over
  const handed = new Float64Array(nodeCount);
  let end = 0;

  /** Searches outwards and counts; true when all counts can be trusted. */
  const count = (source: number): boolean => {
    let most = 1;
    queue[0] = source;
    distance[source] = 0;
    paths[source] = 1;
    end = 1;
    for (let at = 0; at < end; at++) {
      const v = queue[at]!;
      const next = distance[v]! + 1;
      const through = paths[v]!;
      if (through > most) most = through;
      for (let i = outStart[v]!, stop = outStart[v + 1]!; i < stop; i++) {
        const w = out[i]!;
        const d = distance[w]!;
        if (d === next) paths[w]! += through;
        else if (d < 0) {
          distance[w] = next;
          paths[w] = through;
          queue[end++] = w;
        }
      }
    }
    return most < MOST_PATHS;
  };

  const collect = (sum: Float64Array): void => {
    for (let at = end - 1; at > 0; at--) {
      const v = queue[at]!;
      const next = distance[v]! + 1;
      let taken = 0;
      for (let i = outStart[v]!, stop = outStart[v + 1]!; i < stop; i++) {
        const w = out[i]!;
        if (distance[w] === next) taken += handed[w]!;
      }
      const dependency = taken * paths[v]!;
      sum[v]! += dependency;
      handed[v] = (1 + dependency) / paths[v]!;
    }
  };

  /** The same with `paths` holding logarithms, and `handed` 1 + dependency. */
  const collectInLogarithms = (sum: Float64Array): void => {
    for (let at = 1; at < end; at++) paths[queue[at]!] = Number.NEGATIVE_INFINITY;
    paths[queue[0]!] = 0;
    for (let at = 0; at < end; at++) {
      const v = queue[at]!;
      for (let i = outStart[v]!; i < outStart[v + 1]!; i++) {
        const w = out[i]!;
        if (distance[w] === distance[v]! + 1) paths[w] = logarithmOfSum(paths[w]!, paths[v]!);
      }
    }
    for (let at = end - 1; at > 0; at--) {
      const v = queue[at]!;
      let dependency = 0;
      for (let i = outStart[v]!; i < outStart[v + 1]!; i++) {
        const w = out[i]!;
        if (distance[w] === distance[v]! + 1) dependency += Math.exp(paths[v]! - paths[w]!) * handed[w]!;
      }
      sum[v]! += dependency;
      handed[v] = 1 + dependency;
    }
  };

  return {
    add(source, sum) {
      end = 0;
      if (outStart[source] === outStart[source + 1]) return 0;
      if (count(source)) collect(sum);
      else collectInLogarithms(sum);
      let looked = 0;
      for (let at = 0; at < end; at++) {
        const v = queue[at]!;
        distance[v] = -1;
        looked += outStart[v + 1]! - outStart[v]!;
      }
      return looked;
    },
    reached: () => queue.subarray(1, Math.max(1, end)),
  };
}

/** log(e^a + e^b) */
function logarithmOfSum(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a];
  return more + Math.log1p(Math.exp(less - more));
}

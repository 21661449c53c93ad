/**
 * The arithmetic of betweenness for one source (Brandes, Journal of Mathematical Sociology 25, 2001) on a list of
 * the arcs on its shortest paths, by distance: forwards it counts paths, backwards it adds up dependencies.
 *
 * A list holds pairs of a tail and a head, each as `STRIDE` times the node: where the node's numbers begin.
 * The dependency of a source on a node is the sum over targets of the fraction of shortest paths through it.
 */

/** Numbers of one node, which are used together: its paths, its dependency, and their sums over sources. */
export const STRIDE = 4;
export const PATHS = 0;
export const DEPENDENCY = 1;
export const SUM = 2;
export const SQUARES = 3;

/** A part of a list. */
export interface Arcs {
  readonly list: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Adds the paths of each tail to its head; the source begins with 1, the others with 0. */
export function countPaths({ list, from, to }: Arcs, tally: Float64Array): void {
  for (let k = from; k < to; k += 2) {
    const w = list[k + 1]!;
    tally[w + PATHS]! += tally[list[k]! + PATHS]!;
  }
}

/** Whether all counts are finite. */
export function isCountable({ list, from, to }: Arcs, tally: Float64Array): boolean {
  for (let k = from; k < to; k += 2)
    if (tally[list[k + 1]! + PATHS] === Number.POSITIVE_INFINITY) return false;
  return true;
}

/** Takes the paths of all heads back. */
export function clearPaths({ list, from, to }: Arcs, tally: Float64Array): void {
  for (let k = from; k < to; k += 2) tally[list[k + 1]! + PATHS] = 0;
}

/** Adds to the dependency of each tail what its head hands on, the last arcs first. */
export function addDependencies({ list, from, to }: Arcs, tally: Float64Array): void {
  for (let k = to - 2; k >= from; k -= 2) {
    const v = list[k]!;
    const w = list[k + 1]!;
    tally[v + DEPENDENCY]! += (tally[v + PATHS]! / tally[w + PATHS]!) * (1 + tally[w + DEPENDENCY]!);
  }
}

/** Adds the dependencies of the heads, `times` times, to the sums, and makes ready for the next source. */
export function settle({ list, from, to }: Arcs, tally: Float64Array, times: number): void {
  for (let k = from; k < to; k += 2) {
    const w = list[k + 1]!;
    // 0 where the head has been settled by an earlier arc
    const dependency = tally[w + DEPENDENCY]!;
    tally[w + SUM]! += times * dependency;
    tally[w + SQUARES]! += dependency * dependency;
    tally[w + PATHS] = tally[w + DEPENDENCY] = 0;
  }
}

/** The unit of the exponents: counts beyond it are divided by it. */
const RADIX = 2 ** 512;

/** `countPaths` where the counts exceed every number: they are `tally` times RADIX to the `power` of the node. */
export function countPathsWide({ list, from, to }: Arcs, tally: Float64Array, power: Int32Array): void {
  for (let k = from; k < to; k += 2) {
    const v = list[k]!;
    const w = list[k + 1]!;
    const isFirst = tally[w + PATHS] === 0;
    const above = isFirst ? 0 : power[v / STRIDE]! - power[w / STRIDE]!;
    if (isFirst || above > 0) power[w / STRIDE] = power[v / STRIDE]!;
    const sum = tally[w + PATHS]! * scale(-above) + tally[v + PATHS]! * scale(above);
    tally[w + PATHS] = sum < RADIX ? sum : sum / RADIX;
    if (sum >= RADIX) power[w / STRIDE]!++;
  }
}

/** `addDependencies` for such counts. */
export function addDependenciesWide({ list, from, to }: Arcs, tally: Float64Array, power: Int32Array): void {
  for (let k = to - 2; k >= from; k -= 2) {
    const v = list[k]!;
    const w = list[k + 1]!;
    const fraction = (tally[v + PATHS]! / tally[w + PATHS]!) * scale(power[v / STRIDE]! - power[w / STRIDE]!);
    tally[v + DEPENDENCY]! += fraction * (1 + tally[w + DEPENDENCY]!);
  }
}

/** What brings a number down by some powers; a number that is ahead stays as it is. */
function scale(powers: number): number {
  return powers < 0 ? RADIX ** powers : 1;
}

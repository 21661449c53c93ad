/**
 * Who is linked to whom, for pictures and for the keyboard: dependencies of the same pair (one per role)
 * are one line. Pure; built once per system.
 */
import type { MapView } from '../store/map-picture.ts';

/** Pairs of entities with at least one dependency, and both directions as compressed rows of entities. */
export interface Links {
  readonly count: number;
  readonly dependent: Int32Array;
  readonly supplier: Int32Array;
  readonly suppliersOf: (v: number) => Int32Array;
  readonly dependentsOf: (v: number) => Int32Array;
}

/** Finds the pairs of a system. O(dependencies). */
export function linksOf(view: MapView): Links {
  const n = view.entityCount;
  const seen = new Set<number>();
  const dependent = new Int32Array(view.dependencyCount);
  const supplier = new Int32Array(view.dependencyCount);
  let count = 0;
  for (let e = 0; e < view.dependencyCount; e++) {
    const v = view.dependent[e]!;
    const w = view.supplier[e]!;
    const key = v * n + w;
    if (seen.has(key)) continue;
    seen.add(key);
    dependent[count] = v;
    supplier[count++] = w;
  }
  const pairs = { dependent: dependent.slice(0, count), supplier: supplier.slice(0, count) };
  return {
    count,
    ...pairs,
    suppliersOf: rows(n, pairs.dependent, pairs.supplier),
    dependentsOf: rows(n, pairs.supplier, pairs.dependent),
  };
}

function rows(entityCount: number, from: Int32Array, to: Int32Array): (v: number) => Int32Array {
  const start = new Int32Array(entityCount + 1);
  for (const v of from) start[v + 1]!++;
  for (let v = 0; v < entityCount; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, -1);
  const list = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) list[next[from[e]!]!++] = to[e]!;
  return (v) => list.subarray(start[v]!, start[v + 1]!);
}

/** The pairs to draw, when more than `most` pass the filters: every so-manieth of them. */
export interface DrawnPairs {
  readonly pairs: Int32Array;
  /** How many pass the filters, drawn or not. */
  readonly total: number;
}

/** Chooses pairs whose both ends are visible, evenly through the dataset when there are too many. */
export function drawnPairs(links: Links, visible: Uint8Array, most: number): DrawnPairs {
  const passing = new Int32Array(links.count);
  let total = 0;
  for (let p = 0; p < links.count; p++) {
    if (visible[links.dependent[p]!] && visible[links.supplier[p]!]) passing[total++] = p;
  }
  if (total <= most) return { pairs: passing.slice(0, total), total };
  return {
    pairs: Int32Array.from({ length: most }, (_, i) => passing[Math.floor((i * total) / most)]!),
    total,
  };
}

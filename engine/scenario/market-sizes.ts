/** How much each dependency of a scenario's market counts, and who supplies how much of it. */
import { compress } from '../model/network.ts';
import type { Field } from './select.ts';

/**
 * The weight behind each of these dependencies: each dependent's weight, split over its rows by `share`, evenly
 * where none is given. Where no dependent has a weight every one of them counts 1. One value per row, in the
 * order of `rows`. O(rows + entities).
 */
export function marketSizes({ system, weight }: Field, rows: readonly number[]): Float64Array {
  const { dependent, share } = system.dependencies;
  const owners = Int32Array.from(rows, (e) => dependent[e]!);
  const hasWeight = rows.some((e) => weight[dependent[e]!]! > 0);
  const places = compress(system.entities.count, owners, Int32Array.from(rows.keys()));
  const sizes = new Float64Array(rows.length);
  for (const v of new Set(owners)) {
    const own = places.value.subarray(places.start[v], places.start[v + 1]);
    const part = (i: number): number => (Number.isNaN(share[rows[i]!]!) ? 1 / own.length : share[rows[i]!]!);
    const total = own.reduce((sum, i) => sum + part(i), 0);
    const size = hasWeight ? weight[v]! : 1;
    for (const i of own) sizes[i] = size * (total > 0 ? part(i) / total : 1 / own.length);
  }
  return sizes;
}

/** The sum of the sizes by supplier, or by what `groupOf` makes of it. */
export function suppliedBy(
  { system }: Field,
  market: { readonly rows: readonly number[]; readonly sizes: Float64Array },
  groupOf: (supplier: number) => number,
): ReadonlyMap<number, number> {
  const supplied = new Map<number, number>();
  market.rows.forEach((e, i) => {
    const group = groupOf(system.dependencies.supplier[e]!);
    supplied.set(group, (supplied.get(group) ?? 0) + market.sizes[i]!);
  });
  return supplied;
}

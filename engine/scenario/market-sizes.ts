/** How much each dependency of a scenario's market counts, and who supplies how much of it. */
import { compress } from '../model/network.ts';
import type { Field } from './select.ts';

export interface MarketSizes {
  readonly rows: readonly number[];
  /** The weight behind one of the rows. */
  readonly sizeOf: (e: number) => number;
  readonly total: number;
  /** The mean of all sizes above 0. */
  readonly typical: number;
}

/**
 * The weight behind each of these dependencies: each dependent's weight, split over its rows by `share`, evenly
 * where none is given. Where no dependent has a weight every one of them counts 1. O(rows + entities).
 */
export function marketSizes({ system, weight }: Field, rows: readonly number[]): MarketSizes {
  const { dependent, share } = system.dependencies;
  const owners = Int32Array.from(rows, (e) => dependent[e]!);
  const hasWeight = rows.some((e) => weight[dependent[e]!]! > 0);
  const places = compress(system.entities.count, owners, Int32Array.from(rows.keys()));
  const sizes = new Map<number, number>();
  let total = 0;
  let count = 0;
  for (const v of new Set(owners)) {
    const own = places.value.subarray(places.start[v], places.start[v + 1]);
    const part = (i: number): number => (Number.isNaN(share[rows[i]!]!) ? 1 / own.length : share[rows[i]!]!);
    const parts = own.reduce((sum, i) => sum + part(i), 0);
    const whole = hasWeight ? weight[v]! : 1;
    for (const i of own) {
      const size = whole * (parts > 0 ? part(i) / parts : 1 / own.length);
      sizes.set(rows[i]!, size);
      total += size;
      if (size > 0) count++;
    }
  }
  return { rows, sizeOf: (e) => sizes.get(e)!, total, typical: count > 0 ? total / count : 1 };
}

/** The sum of the sizes by supplier, or by what `groupOf` makes of it. */
export function suppliedBy(
  { system }: Field,
  { rows, sizeOf }: MarketSizes,
  groupOf: (supplier: number) => number,
): Map<number, number> {
  const supplied = new Map<number, number>();
  for (const e of rows) {
    const group = groupOf(system.dependencies.supplier[e]!);
    supplied.set(group, (supplied.get(group) ?? 0) + sizeOf(e));
  }
  return supplied;
}

/** The population whose dependence is counted. */
import type { EntityTable, TextColumn } from '../model/system.ts';

/** The entities that count as users, and how much each counts. */
export interface Users {
  readonly count: number;
  /** Sum of their weights. */
  readonly total: number;
  /** Per entity, 0 for whoever is no user. */
  readonly weight: Float64Array;
}

/** Which users are wanted; an empty list lets everybody pass. */
export interface UserFilter {
  readonly sectors: readonly string[];
  readonly countries: readonly string[];
}

/** The entities with a weight above 0 that pass the filter; O(entities). */
export function selectUsers(entities: EntityTable, weight: Float64Array, filter: UserFilter): Users {
  const isSector = passes(entities.sector, filter.sectors);
  const isCountry = passes(entities.country, filter.countries);
  const selected = new Float64Array(entities.count);
  let count = 0;
  let total = 0;
  for (let v = 0; v < entities.count; v++) {
    if (weight[v] === 0 || !isSector(v) || !isCountry(v)) continue;
    selected[v] = weight[v]!;
    total += weight[v]!;
    count++;
  }
  return { count, total, weight: selected };
}

function passes(column: TextColumn, wanted: readonly string[]): (v: number) => boolean {
  if (wanted.length === 0) return () => true;
  const codes = new Set(wanted.map((label) => column.labels.indexOf(label)));
  return (v) => codes.has(column.codes[v]!);
}

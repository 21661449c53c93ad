/** Whose use counts: the sectors and countries of the entities with a weight. */
import type { Facet } from './filters.ts';
import type { SystemView } from './types.ts';

/** Values of a column among the entities with the weight, the most frequent first; empty ones left out. */
export function userFacets(
  view: SystemView,
  column: 'sector' | 'country',
  weight: Float64Array,
): readonly Facet[] {
  const counts = new Map<string, number>();
  for (let v = 0; v < view.entityCount; v++) {
    const value = view[column][v] ?? '';
    if (weight[v]! > 0 && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, 'en'));
}

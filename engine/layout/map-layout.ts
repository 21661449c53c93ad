/** Where everything stands on the map: every entity of a system of some thousand, groups of a larger one. */
import { layerOfKind } from '../model/kinds.ts';
import type { System } from '../model/system.ts';
import { type Groups, groupKey, groupsOf, MOST_SINGLE } from './groups.ts';
import { type TowerLayout, towerLayout } from './tower.ts';

export interface MapLayout extends TowerLayout {
  /** What the places are of: marks of groups, or the entities themselves where it is null. */
  readonly groups: Groups | null;
}

/**
 * Places entities, or groups with those of `open` opened, on a map of this width / height. Yields the fraction done.
 * Costs what `groupsOf` and `towerLayout` of what is drawn cost.
 */
export function* mapLayout(
  system: System,
  { aspect, open }: { readonly aspect: number; readonly open: readonly string[] },
): Generator<number, MapLayout> {
  const { count, id } = system.entities;
  if (count <= MOST_SINGLE) return { ...towerLayout(system, aspect), groups: null };
  const groups = yield* groupsOf(system, open);
  yield 0.9;
  const { entityOf, kind, on, dependent, supplier } = groups;
  const marks = {
    entities: {
      count: kind.length,
      kind,
      id: Array.from(entityOf, (v, mark) => id[v] ?? groupKey(kind[mark]!, id[on[mark]!] ?? '')),
      operator: new Int32Array(kind.length).fill(-1),
    },
    dependencies: { count: dependent.length, dependent, supplier },
  };
  const { bands, ...places } = towerLayout(marks, aspect);
  return {
    ...places,
    bands: bands.map((band) => ({ ...band, count: entitiesIn(groups, band.layer) })),
    groups,
  };
}

/** How many entities a band stands for. */
function entitiesIn({ kind, members }: Groups, layer: number): number {
  return members.reduce((sum, count, mark) => sum + (layerOfKind(kind[mark]!) === layer ? count : 0), 0);
}

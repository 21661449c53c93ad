/** Which entities pass the filters, and how many there are of each kind and role. */
import type { Filters } from './session.ts';
import type { SystemView } from './types.ts';

/** Whether any filter is set. */
export function filtersOn(filters: Filters): boolean {
  return filters.kinds.length > 0 || filters.roles.length > 0;
}

/** 1 per entity that has one of the kinds and takes part in a dependency of one of the roles. */
export function visibleEntities(view: SystemView, filters: Filters): Uint8Array {
  const visible = new Uint8Array(view.entityCount).fill(1);
  if (filters.roles.length > 0) {
    visible.fill(0);
    const wanted = Uint8Array.from(view.roles, (role) => (filters.roles.includes(role) ? 1 : 0));
    for (let e = 0; e < view.dependencyCount; e++) {
      if (wanted[view.role[e]!] !== 1) continue;
      visible[view.dependent[e]!] = 1;
      visible[view.supplier[e]!] = 1;
    }
  }
  if (filters.kinds.length > 0) {
    const wanted = Uint8Array.from(view.kinds, (kind) => (filters.kinds.includes(kind) ? 1 : 0));
    for (let v = 0; v < view.entityCount; v++) {
      if (wanted[view.kind[v]!] !== 1) visible[v] = 0;
    }
  }
  return visible;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface LayerFacet {
  readonly layer: number;
  readonly name: string;
  readonly count: number;
  readonly kinds: readonly Facet[];
}

/** Kinds that occur, by layer from top to bottom, with the number of entities of each. */
export function kindFacets(view: SystemView): readonly LayerFacet[] {
  const counts = new Uint32Array(view.kinds.length);
  const layerOf = new Int32Array(view.kinds.length).fill(-1);
  for (let v = 0; v < view.entityCount; v++) {
    const kind = view.kind[v]!;
    counts[kind]!++;
    layerOf[kind] = view.layer[v]!;
  }
  return view.layers
    .map((name, layer) => {
      const kinds = view.kinds
        .map((value, kind) => ({ value, kind, count: counts[kind]! }))
        .filter((facet) => layerOf[facet.kind] === layer)
        .map(({ value, count }) => ({ value, count }));
      return { layer, name, kinds, count: kinds.reduce((sum, facet) => sum + facet.count, 0) };
    })
    .filter((facet) => facet.count > 0);
}

/** Roles that occur, most frequent first, with the number of dependencies of each. */
export function roleFacets(view: SystemView): readonly Facet[] {
  const counts = new Uint32Array(view.roles.length);
  for (let e = 0; e < view.dependencyCount; e++) counts[view.role[e]!]!++;
  return view.roles
    .map((value, role) => ({ value, count: counts[role]! }))
    .filter((facet) => facet.count > 0 && facet.value !== '')
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, 'en'));
}

/** The list with the value added, or removed when it was there. */
export function toggled(list: readonly string[], value: string): readonly string[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}

/** The list with all values added, or all removed when all were there. */
export function toggledAll(list: readonly string[], values: readonly string[]): readonly string[] {
  return values.every((value) => list.includes(value))
    ? list.filter((value) => !values.includes(value))
    : [...list, ...values.filter((value) => !list.includes(value))];
}

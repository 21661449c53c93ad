/** The roles that dependencies have, and who uses and supplies them. */
import type { SystemView } from './types.ts';

export interface RoleChoice {
  readonly role: string;
  /** Dependencies of an entity with a weight. */
  readonly useCount: number;
}

const known = new WeakMap<SystemView, readonly RoleChoice[]>();

/** Roles that occur, the most used first; of equal ones in the order of the alphabet. O(dependencies), once. */
export function roleChoices(view: SystemView): readonly RoleChoice[] {
  let roles = known.get(view);
  if (!roles) {
    const isUser = new Uint8Array(view.entityCount);
    for (const { values } of view.weights) {
      for (let v = 0; v < view.entityCount; v++) if (values[v]! > 0) isUser[v] = 1;
    }
    const useCount = new Uint32Array(view.roles.length);
    const occurs = new Uint8Array(view.roles.length);
    for (let e = 0; e < view.dependencyCount; e++) {
      const role = view.role[e]!;
      occurs[role] = 1;
      if (isUser[view.dependent[e]!] === 1) useCount[role]!++;
    }
    roles = view.roles
      .map((role, r) => ({ role, useCount: useCount[r]!, occurs: occurs[r] === 1 }))
      .filter(({ role, occurs }) => occurs && role !== '')
      .sort((a, b) => b.useCount - a.useCount || (a.role < b.role ? -1 : 1))
      .map(({ role, useCount }) => ({ role, useCount }));
    known.set(view, roles);
  }
  return roles;
}

/** Name of the layer in which most suppliers of the role stand; empty when it has none. O(dependencies). */
export function layerOfRole(view: SystemView, role: string): string {
  const wanted = view.roles.indexOf(role);
  const isCounted = new Uint8Array(view.entityCount);
  const count = new Uint32Array(view.layers.length);
  for (let e = 0; e < view.dependencyCount; e++) {
    const supplier = view.supplier[e]!;
    if (view.role[e] !== wanted || isCounted[supplier] === 1) continue;
    isCounted[supplier] = 1;
    count[view.layer[supplier]!]!++;
  }
  const most = count.reduce((best, n, layer) => (n > count[best]! ? layer : best), 0);
  return count[most] === 0 ? '' : (view.layers[most] ?? '');
}

/** The topmost operator of an entity, itself when it has none. */
function topOperator(view: SystemView, entity: number): number {
  let v = entity;
  while (view.operator[v]! >= 0) v = view.operator[v]!;
  return v;
}

/** The suppliers of the role that one operator runs, itself included, the busiest first. O(dependencies). */
export function suppliersOf(view: SystemView, role: string, operator: number): readonly number[] {
  const wanted = view.roles.indexOf(role);
  const uses = new Map<number, number>();
  for (let e = 0; e < view.dependencyCount; e++) {
    if (view.role[e] !== wanted || view.failover[e] === 1) continue;
    const supplier = view.supplier[e]!;
    const before = uses.get(supplier);
    if (before !== undefined) uses.set(supplier, before + 1);
    else if (topOperator(view, supplier) === operator) uses.set(supplier, 1);
  }
  return [...uses.keys()].sort((a, b) => uses.get(b)! - uses.get(a)! || a - b);
}

/** The heaviest direct user of one of the suppliers in the role, or -1. O(dependencies). */
export function heaviestUser(
  view: SystemView,
  role: string,
  suppliers: readonly number[],
  weight: Float64Array,
): number {
  const wanted = view.roles.indexOf(role);
  const isSupplier = new Set(suppliers);
  let heaviest = -1;
  for (let e = 0; e < view.dependencyCount; e++) {
    const isUse = view.role[e] === wanted && view.failover[e] === 0;
    if (!isUse || !isSupplier.has(view.supplier[e]!)) continue;
    const user = view.dependent[e]!;
    if (weight[user]! > 0 && (heaviest < 0 || weight[user]! > weight[heaviest]!)) heaviest = user;
  }
  return heaviest;
}

/** Which suppliers decided the level of a fallen entity. */
import type { CascadeResult, SystemView } from './types.ts';

const byRequirement = new WeakMap<SystemView, { readonly start: Uint32Array; readonly edges: Uint32Array }>();

/** Dependencies sorted by requirement: those of g are edges[start[g]] .. edges[start[g + 1]]. O(dependencies), once. */
function requirementIndex(view: SystemView) {
  let index = byRequirement.get(view);
  if (!index) {
    const start = new Uint32Array(view.requirementCount + 1);
    for (let e = 0; e < view.dependencyCount; e++) {
      const g = view.requirement[e]!;
      if (g >= 0) start[g + 1]!++;
    }
    for (let g = 0; g < view.requirementCount; g++) start[g + 1]! += start[g]!;
    const next = start.slice();
    const edges = new Uint32Array(start[view.requirementCount]!);
    for (let e = 0; e < view.dependencyCount; e++) {
      const g = view.requirement[e]!;
      if (g >= 0) edges[next[g]!++] = e;
    }
    index = { start, edges };
    byRequirement.set(view, index);
  }
  return index;
}

/** Suppliers below full service in the requirement that decided the level of the i-th fallen entity, the decisive first. */
export function suppliersBehind(view: SystemView, cascade: CascadeResult, i: number): readonly number[] {
  const requirement = cascade.because[i] ?? -1;
  if (requirement < 0 || requirement >= view.requirementCount) return [];
  const { start, edges } = requirementIndex(view);
  const first = cascade.via[i] ?? -1;
  const suppliers = new Set<number>(first >= 0 ? [first] : []);
  for (let k = start[requirement]!; k < start[requirement + 1]!; k++) {
    const e = edges[k]!;
    const supplier = view.supplier[e]!;
    const isRun = view.failover[e] === 0 && view.dependent[e] === cascade.fallen[i];
    if (isRun && cascade.level[supplier]! < 1) suppliers.add(supplier);
  }
  return [...suppliers];
}

/** How many dependencies each entity has as a dependent (suppliers) and as a supplier (dependents). */
export function degrees(view: SystemView): {
  readonly suppliers: Uint32Array;
  readonly dependents: Uint32Array;
} {
  const suppliers = new Uint32Array(view.entityCount);
  const dependents = new Uint32Array(view.entityCount);
  for (let e = 0; e < view.dependencyCount; e++) {
    suppliers[view.dependent[e]!]!++;
    dependents[view.supplier[e]!]!++;
  }
  return { suppliers, dependents };
}

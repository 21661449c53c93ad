/** A system without what is known only from one outage, so that its replay proves something (model.md, section 10). */
import { topmostOperators } from '../model/operators.ts';
import type { System } from '../model/system.ts';
import { withoutDependencies } from '../model/without-dependencies.ts';

/**
 * 1 for every dependency that is known only from this incident: its `basis` is exactly it, and it leads from one
 * topmost operator to another. What the account tells of a provider's own insides is part of what failed and no
 * claim about anybody else; it stays. An empty id is no incident. O(dependencies + entities).
 */
export function ownEvidence({ entities, dependencies }: System, incidentId: string): Uint8Array {
  const { basis, dependent, supplier, count } = dependencies;
  const code = incidentId === '' ? -1 : basis.labels.indexOf(incidentId);
  const own = new Uint8Array(count);
  if (code < 0) return own;
  const topmost = topmostOperators(entities.operator);
  for (let e = 0; e < count; e++)
    if (basis.codes[e] === code && topmost[dependent[e]!] !== topmost[supplier[e]!]) own[e] = 1;
  return own;
}

/** The system without its `ownEvidence` of the incident, as `withoutDependencies` leaves it; the same object when there is none. */
export function withoutBasis(system: System, incidentId: string): System {
  return withoutDependencies(system, ownEvidence(system, incidentId));
}

/** Who takes over whom: suppliers filled in the order of draws, each as far as its share goes. */

import { buildIncidence } from '../model/incidence.ts';
import type { System } from '../model/system.ts';
import { reached } from '../structure/reach.ts';
import type { Remark } from './effect.ts';
import { marketSizes, suppliedBy } from './market-sizes.ts';
import type { DependencyFilter, To } from './schema.ts';
import { dependenciesWhere, entitiesWhere, type Field } from './select.ts';

export interface Candidate {
  readonly entity: number;
  /** How much it is to get, in proportion to the others; above 0. */
  readonly share: number;
}

/**
 * The suppliers that `to` means for some roles, with their shares, ascending: those that supply nothing yet are
 * none in proportion to what is supplied, unless nobody supplies anything. Ids that do not exist are remarked.
 */
export function candidatesOf(
  field: Field,
  to: To,
  roles: DependencyFilter['role'],
): { readonly candidates: readonly Candidate[]; readonly remarks: readonly Remark[] } {
  const { shares } = to;
  if (shares !== undefined) {
    const ids = Object.keys(shares);
    const candidates = ids
      .filter((id) => field.indexOf.has(id) && shares[id]! > 0)
      .map((id) => ({ entity: field.indexOf.get(id)!, share: shares[id]! }));
    const remarks = ids
      .filter((id) => !field.indexOf.has(id))
      .map(
        (id): Remark => ({ severity: 'error', message: `There is no entity '${id}' to take anybody over.` }),
      );
    return { candidates: candidates.sort((a, b) => a.entity - b.entity), remarks };
  }
  const rows = dependenciesWhere(field, { role: roles });
  const { supplier } = field.system.dependencies;
  const found = to.suppliers
    ? entitiesWhere(field, to.suppliers)
    : [...new Set(rows.map((e) => supplier[e]!))];
  const present =
    to.split === 'even' ? undefined : suppliedBy(field, { rows, sizes: marketSizes(field, rows) }, (w) => w);
  const shareOf = (w: number): number => present?.get(w) ?? 0;
  const isEven = present === undefined || found.every((w) => shareOf(w) === 0);
  const candidates = [...found]
    .sort((v, w) => v - w)
    .map((w) => ({ entity: w, share: isEven ? 1 : shareOf(w) }))
    .filter(({ share }) => share > 0);
  return { candidates, remarks: [] };
}

/**
 * Tells of an entity who stands on it, by any path, itself included: nobody can serve those whom it needs
 * itself. O(entities + dependencies) once, and what stands on it for each.
 */
export function whoStandsOn({ entities, dependencies }: System): (v: number) => ReadonlySet<number> {
  const incidence = buildIncidence(entities.count, dependencies);
  const known = new Map<number, ReadonlySet<number>>();
  return (v) => {
    const found = known.get(v) ?? reached(dependencies, incidence, v, 'up');
    known.set(v, found);
    return found;
  };
}

/** Hands out dependents one by one. */
export interface Allotment {
  /**
   * The allowed candidate that is furthest behind its share after this one of `size`; undefined when none is
   * allowed. O(candidates).
   */
  take(size: number, isAllowed: (candidate: Candidate) => boolean): number | undefined;
}

/**
 * An allotment that starts with nothing handed out. Dependents of size 0 are counted apart, each as 1. The
 * choice for a dependent depends on those before it only, so a longer list begins like a shorter one.
 */
export function createAllotment(candidates: readonly Candidate[]): Allotment {
  const total = candidates.reduce((sum, { share }) => sum + share, 0);
  const ledgers = [false, true].map(() => ({ sum: 0, given: new Float64Array(candidates.length) }));
  return {
    take(size, isAllowed) {
      const ledger = ledgers[size > 0 ? 1 : 0]!;
      const amount = size > 0 ? size : 1;
      ledger.sum += amount;
      let best = -1;
      let furthest = Number.NEGATIVE_INFINITY;
      for (const [i, candidate] of candidates.entries()) {
        if (!isAllowed(candidate)) continue;
        const behind = (candidate.share / total) * ledger.sum - ledger.given[i]!;
        if (behind <= furthest) continue;
        best = i;
        furthest = behind;
      }
      if (best < 0) {
        ledger.sum -= amount;
        return undefined;
      }
      ledger.given[best]! += amount;
      return candidates[best]!.entity;
    },
  };
}

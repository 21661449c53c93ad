/** Who takes over whom: suppliers take dependents in turn, each as often as its share says. */

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
  const present = to.split === 'even' ? undefined : suppliedBy(field, marketSizes(field, rows), (w) => w);
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

/** Who stands in each of these requirements already, to serve it or to help it switch. O(dependencies). */
export function membersOf(
  { dependencies }: System,
  requirements: ReadonlySet<number>,
): ReadonlyMap<number, Set<number>> {
  const members = new Map([...requirements].map((r) => [r, new Set<number>()]));
  for (let e = 0; e < dependencies.count; e++)
    members.get(dependencies.requirement[e]!)?.add(dependencies.supplier[e]!);
  return members;
}

/** Hands out dependents one by one. */
export interface Allotment {
  /**
   * The allowed candidate that has least for its share, for a dependent of `size`; undefined when none is
   * allowed. O(candidates that come before it and are not allowed + log candidates).
   */
  take(size: number, isAllowed: (candidate: Candidate) => boolean): number | undefined;
}

/**
 * An allotment that starts with nothing handed out, by the divisors of Webster: who comes next has the least of
 * (what it has + typical / 2) / share, the larger share and then the first on equal terms. `typical` is the size
 * of an ordinary dependent, above 0. Dependents of size 0 are counted apart, each as 1. A choice depends on
 * those before it only, so a longer list begins like a shorter one.
 */
export function createAllotment(candidates: readonly Candidate[], typical: number): Allotment {
  const ledgers = [1, typical].map((unit) => createLedger(candidates, unit));
  return {
    take: (size, isAllowed) =>
      size > 0 ? ledgers[1]!.take(size, isAllowed) : ledgers[0]!.take(1, isAllowed),
  };
}

function createLedger(candidates: readonly Candidate[], unit: number): Allotment {
  const has = new Float64Array(candidates.length);
  const standing = (i: number): number => (has[i]! + unit / 2) / candidates[i]!.share;
  const isBefore = (i: number, j: number): boolean => {
    const [a, b] = [standing(i), standing(j)];
    if (a !== b) return a < b;
    return candidates[i]!.share === candidates[j]!.share
      ? i < j
      : candidates[i]!.share > candidates[j]!.share;
  };
  // those who are next stand first
  const queue = [...candidates.keys()].sort((i, j) => (isBefore(i, j) ? -1 : 1));
  return {
    take(size, isAllowed) {
      const at = queue.findIndex((i) => isAllowed(candidates[i]!));
      if (at < 0) return undefined;
      const [chosen] = queue.splice(at, 1);
      has[chosen!]! += size;
      let [low, high] = [at, queue.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isBefore(queue[middle]!, chosen!)) low = middle + 1;
        else high = middle;
      }
      queue.splice(low, 0, chosen!);
      return candidates[chosen!]!.entity;
    },
  };
}

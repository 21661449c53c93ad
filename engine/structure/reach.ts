/** Reach: how many entities stand below or above one, by any path, whatever the redundancy. */
import type { Incidence } from '../model/incidence.ts';
import type { DependencyTable } from '../model/system.ts';

/**
 * Number of entities, other than `v`, that it needs (`down`) or that need it (`up`), directly or not.
 * Breadth first, O(what is reached).
 */
export function reach(
  dependencies: DependencyTable,
  incidence: Incidence,
  v: number,
  direction: 'down' | 'up',
): number {
  return reached(dependencies, incidence, v, direction).size - 1;
}

/** The entities themselves, and `v`. */
export function reached(
  dependencies: DependencyTable,
  incidence: Incidence,
  v: number,
  direction: 'down' | 'up',
): ReadonlySet<number> {
  const [start, list, end] =
    direction === 'down'
      ? [incidence.downStart, incidence.down, dependencies.supplier]
      : [incidence.upStart, incidence.up, dependencies.dependent];
  const seen = new Set([v]);
  // a Set is walked in the order of insertion, additions included: the queue and the marks in one
  for (const u of seen) for (let i = start[u]!; i < start[u + 1]!; i++) seen.add(end[list[i]!]!);
  return seen;
}

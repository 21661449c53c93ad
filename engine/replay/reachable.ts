/** Whom an outage can reach by what is known from elsewhere. */
import type { Incidence } from '../model/incidence.ts';
import { FAILOVER, type System } from '../model/system.ts';
import { ownEvidence } from './without-basis.ts';

/**
 * The entities that need one of `from`, directly or not, to run or to start, by dependencies that are
 * not its `ownEvidence`; `from` included. Whatever the redundancy. O(dependencies + entities).
 */
export function reachableFrom(
  system: System,
  { upStart, up }: Incidence,
  { from, without }: { readonly from: readonly number[]; readonly without: string },
): ReadonlySet<number> {
  const { phase, dependent } = system.dependencies;
  const own = ownEvidence(system, without);
  const seen = new Set(from);
  // a Set is walked in the order of insertion, additions included: the queue and the marks in one
  for (const v of seen)
    for (let u = upStart[v]!; u < upStart[v + 1]!; u++) {
      const e = up[u]!;
      if (phase[e] !== FAILOVER && own[e] === 0) seen.add(dependent[e]!);
    }
  return seen;
}

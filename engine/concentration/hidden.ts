/**
 * Hidden dependence: what a supplier's failure reaches beyond its direct users, by any path and through
 * entities that nobody thinks of, and who carries it there. Sets are united: a user counts once.
 */
import { FAILOVER } from '../model/system.ts';
import { createCascade } from '../structure/cascade.ts';
import type { DirectDependence, Wiring } from './direct.ts';
import type { Users } from './users.ts';

/** An entity through which a part of the hidden impact comes. */
export interface Carrier {
  /** The entity that stands directly on the supplier; the supplier where users need it in another role. */
  readonly entity: number;
  /** Weight lost through it. */
  readonly weight: number;
  /** The user that loses most weight through it. */
  readonly example: number;
}

/** A workspace that looks at one supplier after another; every run overwrites the results of the last. */
export interface HiddenDependence {
  /** Weight of the users that reach the supplier by any path, direct ones included. */
  readonly concentration: number;
  /** Weight down at the greatest fixpoint, the failed entities' own left out. */
  readonly impact: number;
  /** The heaviest carriers of what is down beyond the direct impact, heaviest first. */
  readonly carriers: readonly Carrier[];
  /** Entities that the last run touched. */
  readonly touched: number;
  /** Fails the entities that `direct` has just run with; O(what is reached and its dependencies). */
  run(failed: Int32Array): void;
}

/** Carriers that are worth telling. */
const CARRIERS = 3;

/**
 * Allocates a workspace: 52 bytes per entity and 4 per requirement. Both parts are counted as the direct
 * one and what comes on top of it, so that they are never below it, in rounding neither.
 */
export function createHiddenDependence(
  wiring: Wiring,
  users: Users,
  direct: DirectDependence,
): HiddenDependence {
  const { network, incidence } = wiring;
  const { dependent, phase } = wiring.system.dependencies;
  const { entityCount } = network;
  const cascade = createCascade(network);
  // the run in which an entity was reached last
  const reachedIn = new Int32Array(entityCount);
  const queue = new Int32Array(entityCount);
  // for a fallen entity, the one on its chain that stands directly on a failed one
  const standing = new Int32Array(entityCount);
  const carried = new Float64Array(entityCount);
  const example = new Int32Array(entityCount);
  const exampleWeight = new Float64Array(entityCount);
  let runs = 0;
  let concentration = 0;
  let impact = 0;
  let touched = 0;
  let carriers: readonly Carrier[] = [];

  const reachUp = (failed: Int32Array): number => {
    let end = 0;
    let indirect = 0;
    runs++;
    for (const v of failed) {
      reachedIn[v] = runs;
      queue[end++] = v;
    }
    for (let next = 0; next < end; next++) {
      const w = queue[next]!;
      for (let i = incidence.upStart[w]!; i < incidence.upStart[w + 1]!; i++) {
        const v = dependent[incidence.up[i]!]!;
        if (reachedIn[v] === runs || phase[incidence.up[i]!] === FAILOVER) continue;
        reachedIn[v] = runs;
        queue[end++] = v;
        if (direct.isUser[v] === 0) indirect += users.weight[v]!;
      }
    }
    touched += end;
    return indirect;
  };

  const fall = (failed: Int32Array): number => {
    const carrying: number[] = [];
    let indirect = 0;
    cascade.run(failed);
    for (let k = failed.length; k < cascade.count; k++) {
      const v = cascade.order[k]!;
      const below = cascade.via[v]!;
      const isDirect = direct.isFailed[below] === 1;
      standing[v] = isDirect ? v : standing[below]!;
      const beyond = users.weight[v]! * (1 - cascade.level[v]! - direct.lost[v]!);
      if (!(beyond > 0)) continue;
      const w = isDirect ? below : standing[below]!;
      if (carried[w] === 0) carrying.push(w);
      if (beyond > exampleWeight[w]!) {
        exampleWeight[w] = beyond;
        example[w] = v;
      }
      carried[w]! += beyond;
      indirect += beyond;
    }
    touched += cascade.count;
    carrying.sort((v, w) => carried[w]! - carried[v]! || v - w);
    carriers = carrying
      .slice(0, CARRIERS)
      .map((w) => ({ entity: w, weight: carried[w]!, example: example[w]! }));
    for (const w of carrying) {
      carried[w] = 0;
      exampleWeight[w] = 0;
    }
    return indirect;
  };

  return {
    get concentration() {
      return concentration;
    },
    get impact() {
      return impact;
    },
    get carriers() {
      return carriers;
    },
    get touched() {
      return touched;
    },
    run(failed) {
      touched = 0;
      concentration = direct.concentration + reachUp(failed);
      impact = direct.impact + fall(failed);
    },
  };
}

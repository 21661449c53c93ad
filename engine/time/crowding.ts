/**
 * Crowding: a survivor that takes over more than it can carry serves `min(1, capacity / load)`.
 *
 * The load of an entity is the weight of its direct dependents. A dependent spreads its weight evenly over
 * the members of a group that it has not left, a member being left when it serves nothing and the switch
 * away from it is done. Dependents go on asking when they are down themselves, so more failures never mean
 * less load. Everybody can carry at least its load in ordinary times, when all members serve.
 */

import { CROWDING, INSTANT, type Levels, TOLERANCE } from './levels.ts';
import type { TimedNetwork } from './timed-network.ts';

export interface Crowding {
  /** From now on loads are of this weight; none without one. */
  begin(weight: Float64Array | undefined): void;
  /** Sets the limits of those whose load may have changed; true when a level may change by it. */
  update(): boolean;
}

/** `capacity` per entity, `NaN` for unlimited. An update costs the uses of the members of stirred groups that have one. */
export function createCrowding(timed: TimedNetwork, capacity: Float64Array, levels: Levels): Crowding {
  const { network, useMember, isStart } = timed;
  const { dependent, memberStart, member, useStart, use } = network;
  const { seen, isTied, limit, limitedBy } = levels;
  let weight: Float64Array | undefined;

  const hasLeft = (r: number, m: number): boolean =>
    seen[m] === 0 && (isTied[m] === 0 || levels.modeOf(r) === INSTANT);

  const shareOf = (r: number, own: number): number => {
    let members = 0;
    for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) if (m === own || !hasLeft(r, m)) members++;
    return 1 / members;
  };

  const limitOf = (v: number, weights: Float64Array): number => {
    let usual = 0;
    let load = 0;
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      if (isStart[r] === 1) continue;
      usual += weights[dependent[r]!]! / (memberStart[r + 1]! - memberStart[r]!);
      load += weights[dependent[r]!]! * shareOf(r, useMember[u]!);
    }
    const most = Math.max(capacity[v]!, usual) / load;
    return most < 1 - TOLERANCE ? most : 1;
  };

  /** A member whose load others have taken over. */
  const leaverOf = (r: number): number => {
    for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) if (hasLeft(r, m)) return member[m]!;
    return -1;
  };

  return {
    begin(chosen) {
      weight = chosen;
    },
    update() {
      if (weight === undefined) return false;
      const groupOf = new Map<number, number>();
      for (const r of levels.stirred)
        for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++)
          if (!Number.isNaN(capacity[member[m]!]!)) groupOf.set(member[m]!, r);
      let isChanged = false;
      for (const [v, r] of groupOf) {
        const to = limitOf(v, weight);
        const from = limit[v]!;
        if (to === from) continue;
        limit[v] = to;
        limitedBy[v] = leaverOf(r);
        if (to < from) levels.lower(v, to, CROWDING);
        else levels.raise(v);
        isChanged = true;
      }
      return isChanged;
    },
  };
}

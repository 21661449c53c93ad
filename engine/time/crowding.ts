/**
 * Crowding: a survivor that takes over more than it can carry serves `min(1, capacity / load)`.
 *
 * The load of an entity is the weight of its direct dependents. A dependent spreads its weight evenly over
 * the members of a group that it uses and has not left, a member being left when it serves nothing and the switch
 * away from it is done; a standby is used when too few others are left. Dependents go on asking when they are down themselves, so more failures never mean
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
  const { network, useMember, isStandby, isStart } = timed;
  const { dependent, memberStart, member, need, useStart, use } = network;
  const { seen, isTied, limit, limitedBy } = levels;
  let weight: Float64Array | undefined;

  const hasLeft = (r: number, m: number): boolean =>
    seen[m] === 0 && (isTied[m] === 0 || levels.modeOf(r) === INSTANT);

  /** The share of a membership in the load of its group, when those are out of it for whom `isOut`. */
  const shareOf = (r: number, own: number, isOut: (m: number) => boolean): number => {
    let serving = 0;
    for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++)
      if (isStandby[m] === 0 && !isOut(m)) serving++;
    const needsStandby = serving < need[r]!;
    if (isStandby[own] === 1 && !needsStandby) return 0;
    let members = 0;
    for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++)
      if (m === own || (!isOut(m) && (isStandby[m] === 0 || needsStandby))) members++;
    return 1 / members;
  };

  const limitOf = (v: number, weights: Float64Array): number => {
    let usual = 0;
    let load = 0;
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      if (isStart[r] === 1) continue;
      usual += weights[dependent[r]!]! * shareOf(r, useMember[u]!, () => false);
      load += weights[dependent[r]!]! * shareOf(r, useMember[u]!, (m) => hasLeft(r, m));
    }
    const most = load > 0 ? Math.max(capacity[v]!, usual) / load : 1;
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

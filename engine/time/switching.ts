/** Switching within groups: whether it works, how long it takes, and when it is done. */
import type { System } from '../model/system.ts';
import { bernoulli } from '../random/bernoulli.ts';
import { uniform } from '../random/draw.ts';
import { BY_SWITCH, INSTANT, type Levels, NEVER } from './levels.ts';
import { requirementKey, type TimedNetwork } from './timed-network.ts';

/** Whether switches to an alternative work: all, none, or each as a draw from its probability says. */
export type FailoverAssumption =
  | { readonly assume: 'always' | 'never' }
  | { readonly assume: 'drawn'; readonly seed: number; readonly replicate: number };

/** A supplier that is needed to switch helps at half of its service or more (the critical skeleton's bound). */
const ENOUGH = 0.5;

/**
 * How each group takes the loss of a member. A drawn switch works or fails for a whole world (seed and
 * replicate), whatever happens in it and whatever else the system has.
 */
export function modesUnder(
  system: System,
  timed: TimedNetwork,
  failover: FailoverAssumption,
): (r: number) => number {
  const works = (r: number): boolean =>
    failover.assume === 'drawn'
      ? bernoulli(
          uniform({ ...failover, purpose: 'failover' }, requirementKey(system, r)),
          system.requirements.failoverProbability[r]!,
        )
      : failover.assume === 'always';
  return (r) => {
    if (!works(r)) return NEVER;
    const hasHelp = timed.switcherStart[r] !== timed.switcherStart[r + 1];
    return timed.failover[r] === 0 && !hasHelp ? INSTANT : BY_SWITCH;
  };
}

export interface Switching {
  clear(): void;
  /** Lets the stirred groups leave the members whose switch is due; true when somebody may rise by it. */
  release(now: number): boolean;
  /** Starts the clocks of members lost at this instant, and forgets those of members that are back. */
  commit(now: number): void;
}

/** `schedule` is told when a switch of requirement r is due, in ticks. */
export function createSwitching(
  timed: TimedNetwork,
  levels: Levels,
  schedule: (r: number, due: number) => void,
): Switching {
  const { network, useMember, isStandby, failover, switcherStart, switcher } = timed;
  const { memberStart, dependent, useStart } = network;
  const { seen, isTied, level, stirred } = levels;
  // when a switch away from this member is due; infinite while the member is not lost
  const due = new Float64Array(network.member.length).fill(Number.POSITIVE_INFINITY);

  const hasHelp = (r: number): boolean => {
    for (let s = switcherStart[r]!; s < switcherStart[r + 1]!; s++)
      if (level[switcher[s]!]! < ENOUGH) return false;
    return true;
  };

  return {
    clear() {
      for (const v of levels.touched)
        for (let u = useStart[v]!; u < useStart[v + 1]!; u++) due[useMember[u]!] = Number.POSITIVE_INFINITY;
    },
    release(now) {
      let isReleased = false;
      for (const r of stirred)
        for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) {
          if (seen[m] === 1 || isTied[m] === 0 || levels.modeOf(r) !== BY_SWITCH) continue;
          const at = due[m] === Number.POSITIVE_INFINITY ? now + failover[r]! : due[m]!;
          if (at > now || !hasHelp(r)) continue;
          isTied[m] = 0;
          levels.raise(dependent[r]!);
          isReleased = true;
        }
      return isReleased;
    },
    commit(now) {
      for (const r of stirred)
        for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) {
          if (seen[m] === 1) {
            due[m] = Number.POSITIVE_INFINITY;
            isTied[m] = 1 - isStandby[m]!;
          } else if (due[m] === Number.POSITIVE_INFINITY && levels.modeOf(r) === BY_SWITCH) {
            due[m] = now + failover[r]!;
            if (due[m]! > now) schedule(r, due[m]!);
          }
        }
    },
  };
}

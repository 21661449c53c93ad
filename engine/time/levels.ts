/**
 * The levels at one instant: what was known just before and what changes now, settled to the greatest
 * solution of the equations at the head of timed-cascade.ts.
 *
 * Rises are hopeful first: whoever may rise is lifted to what it could serve at best, and so is everyone
 * above it that waits. Then levels fall to where the equations allow them, lowest first, so that each
 * entity falls once (the visit of structure/cascade.ts; values that are not lifted stay what they were,
 * an upper bound). So entities that need each other to run come back together, while a requirement to
 * start sees a supplier only after that has settled: nobody starts on the strength of its own start.
 */
import FlatQueue from 'flatqueue';
import { levelLeft } from '../structure/cascade.ts';
import type { History } from './history.ts';
import type { TimedNetwork } from './timed-network.ts';

/** Levels closer to each other are the same: where losses below 1 form a cycle, levels come to rest by it. */
export const TOLERANCE = 1e-12;

/** What is this close to full service is full service; wide enough for cycles that come to rest just below. */
const NEARLY_FULL = 1 - 1e-9;

/** What holds a level down, or, where it rises, what did so until then. */
export const CAUSES = ['failure', 'requirement', 'switch', 'start', 'crowding'] as const;
export const FAILURE = 0;
export const REQUIREMENT = 1;
export const SWITCH = 2;
export const START = 3;
export const CROWDING = 4;

/** How a group of alternatives takes the loss of a member. */
export const INSTANT = 0;
export const BY_SWITCH = 1;
export const NEVER = 2;
const UNKNOWN = 3;

export interface Levels {
  /** Level of service 0..1 per entity. */
  readonly level: Float64Array;
  /** The level it could serve if it had not to recover first. */
  readonly available: Float64Array;
  /** The most it may serve while it recovers. Set by the owner of the clock. */
  readonly hold: Float64Array;
  /** The most it can serve of its load, and the entity whose load it has taken over or -1. Set by crowding. */
  readonly limit: Float64Array;
  readonly limitedBy: Int32Array;
  /** What its own failures leave it, 1 when none is under way. Set by the owner of the clock. */
  readonly own: Float64Array;
  /** 1 for an entity that has stopped, and has to meet what it needs to start. Set by the owner of the clock. */
  readonly isStopped: Uint8Array;
  /** What holds `available` below 1: a requirement or -1, a member of it or -1, and one of the causes. */
  readonly because: Int32Array;
  readonly via: Int32Array;
  readonly cause: Uint8Array;
  /** What a requirement sees of a member, per membership. */
  readonly seen: Float64Array;
  /** 1 while a dependent that has to switch uses this member and has not left it, per membership. */
  readonly isTied: Uint8Array;
  /** Entities that something has happened to since `clear`. */
  readonly touched: readonly number[];
  /** Entities that something has happened to at this instant, with what they were just before it. */
  readonly moved: readonly number[];
  readonly before: {
    readonly level: Float64Array;
    readonly available: Float64Array;
    readonly because: Int32Array;
    readonly via: Int32Array;
    readonly cause: Uint8Array;
  };
  /** Groups that may have to switch, or to share load anew, at this instant. */
  readonly stirred: readonly number[];
  /** Entities visited since `clear`: the measure of work. */
  readonly visits: number;
  /** Forgets everything; how groups switch is asked once per group, when it matters. */
  clear(modeOf: (r: number) => number): void;
  /** Opens the instant `now`, in ticks. */
  open(now: number): void;
  /** Takes a level down to `to` for a reason that is no requirement. */
  lower(v: number, to: number, cause: number): void;
  /** Lifts an entity that may now serve more than it did. */
  raise(v: number): void;
  /** Lets the dependents feel what their grace has kept from them until now. */
  expire(v: number): void;
  /** Carries rises and falls to their end. */
  settle(): void;
  /** Shows risen suppliers to those that wait to start; true when somebody may rise by it. */
  showStarters(): boolean;
  stir(r: number): void;
  modeOf(r: number): number;
  /** Whether an entity serves more than just before this instant. */
  hasRisen(v: number): boolean;
}

/** Allocates the levels of a system at full service; about 85 bytes per entity, 9 per membership, 10 per requirement. */
export function createLevels(timed: TimedNetwork, history: History): Levels {
  const { network, useMember, grace, isStandby, isStart } = timed;
  const { entityCount, requirementCount, dependent, need, loss } = network;
  const { memberStart, member, requirementStart, requirement, useStart, use } = network;
  const level = new Float64Array(entityCount).fill(1);
  const available = new Float64Array(entityCount).fill(1);
  const hold = new Float64Array(entityCount).fill(1);
  const limit = new Float64Array(entityCount).fill(1);
  const limitedBy = new Int32Array(entityCount).fill(-1);
  const own = new Float64Array(entityCount).fill(1);
  const isStopped = new Uint8Array(entityCount);
  const because = new Int32Array(entityCount).fill(-1);
  const via = new Int32Array(entityCount).fill(-1);
  const cause = new Uint8Array(entityCount);
  const seen = new Float64Array(member.length).fill(1);
  const isTied = timed.isStandby.map((isStandby) => 1 - isStandby);
  // members of a group that are seen below 1, and those seen at 0
  const belowCount = new Int32Array(requirementCount);
  const zeroCount = new Int32Array(requirementCount);
  const mode = new Uint8Array(requirementCount).fill(UNKNOWN);
  const before = {
    level: new Float64Array(entityCount),
    available: new Float64Array(entityCount),
    because: new Int32Array(entityCount),
    via: new Int32Array(entityCount),
    cause: new Uint8Array(entityCount),
  };
  const isTouched = new Uint8Array(entityCount);
  const isMoved = new Uint8Array(entityCount);
  const isLifted = new Uint8Array(entityCount);
  const isStirred = new Uint8Array(requirementCount);
  const touched: number[] = [];
  const moved: number[] = [];
  const lifted: number[] = [];
  const stirred: number[] = [];
  const risenStarters: number[] = [];
  const fallenToZero: number[] = [];
  const falling = new FlatQueue<number>();
  const sorted: number[] = [];
  let askMode: (r: number) => number = () => INSTANT;
  let now = 0;
  let visits = 0;
  /** Whether the last call of `delivered` was decided by a switch that is not done. */
  let heldBySwitch = false;

  const modeOf = (r: number): number => {
    if (mode[r] === UNKNOWN) mode[r] = askMode(r);
    return mode[r]!;
  };

  /** What a requirement delivers, 0..1. */
  const delivered = (r: number): number => {
    heldBySwitch = false;
    const first = memberStart[r]!;
    const end = memberStart[r + 1]!;
    if (end - first === 1) return seen[first]!;
    let value = 1;
    if (end - first - zeroCount[r]! < need[r]!) value = 0;
    else if (end - first - belowCount[r]! < need[r]!) {
      sorted.length = 0;
      for (let m = first; m < end; m++) sorted.push(seen[m]!);
      sorted.sort((a, b) => b - a);
      value = sorted[need[r]! - 1]!;
    }
    if (belowCount[r]! > 0 && modeOf(r) !== INSTANT)
      for (let m = first; m < end; m++)
        if (isTied[m] === 1 && seen[m]! < value) {
          value = seen[m]!;
          heldBySwitch = true;
        }
    return value;
  };

  const touch = (v: number): void => {
    if (isTouched[v] === 0) {
      isTouched[v] = 1;
      touched.push(v);
    }
    if (isMoved[v] === 1) return;
    isMoved[v] = 1;
    moved.push(v);
    before.level[v] = level[v]!;
    before.available[v] = available[v]!;
    before.because[v] = because[v]!;
    before.via[v] = via[v]!;
    before.cause[v] = cause[v]!;
  };

  const stir = (r: number): void => {
    if (isStirred[r] === 1) return;
    isStirred[r] = 1;
    stirred.push(r);
  };

  const see = (r: number, m: number, to: number): void => {
    const from = seen[m]!;
    seen[m] = to;
    if (memberStart[r + 1]! - memberStart[r]! === 1) return;
    belowCount[r]! += (to < 1 ? 1 : 0) - (from < 1 ? 1 : 0);
    zeroCount[r]! += (to === 0 ? 1 : 0) - (from === 0 ? 1 : 0);
    stir(r);
  };

  const counts = (r: number): boolean => isStart[r] === 0 || isStopped[dependent[r]!] === 1;

  const lowerFor = (v: number, to: number, reason: number, w: number, why: number): void => {
    if (to >= available[v]!) return;
    touch(v);
    available[v] = to;
    because[v] = reason;
    via[v] = w;
    cause[v] = why;
    const next = Math.min(to, hold[v]!);
    if (next >= level[v]!) return;
    if (next === 0) fallenToZero.push(v);
    else falling.push(v, next);
  };

  /** Lowers the dependent of r to what r leaves it; w is the member that has just been lost, or -1 to look for one. */
  const apply = (r: number, w: number): void => {
    const v = dependent[r]!;
    const value = delivered(r);
    const why = isStart[r] === 1 ? START : heldBySwitch ? SWITCH : REQUIREMENT;
    const left = levelLeft(loss[r]!, value);
    const to = left > NEARLY_FULL || (why === START && left > 0) ? 1 : left;
    if (to >= available[v]!) return;
    let decisive = w;
    for (let m = memberStart[r]!; decisive < 0; m++)
      if (seen[m] === value && (why !== SWITCH || isTied[m] === 1)) decisive = member[m]!;
    lowerFor(v, to, r, decisive, why);
  };

  /** What a requirement now sees of v, its member m, when v serves `to`. */
  const sight = (v: number, m: number, to: number): number =>
    grace[m] === 0 ? to : Math.max(to, history.bestAfter(now - grace[m]!, v));

  const visit = (v: number): void => {
    const to = Math.min(available[v]!, hold[v]!);
    if (to >= level[v]!) return;
    visits++;
    level[v] = to;
    feel(v, to);
  };

  /** Lets every dependent see that v serves only `to`. */
  const feel = (v: number, to: number): void => {
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      const m = useMember[u]!;
      const i = dependent[r]!;
      if (i === v) continue;
      const x = sight(v, m, to);
      if (x >= seen[m]!) continue;
      see(r, m, x);
      if (available[i]! > 0 && counts(r)) apply(r, v);
    }
  };

  const raise = (v: number): void => {
    if (isLifted[v] === 1) return;
    touch(v);
    isLifted[v] = 1;
    lifted.push(v);
  };

  /** Lets every dependent see what v serves at best, and lifts those that may rise by it. */
  const spread = (v: number): void => {
    visits++;
    available[v] = own[v]!;
    if (own[v]! < 1) {
      // whatever held it down before, its own failure does now
      because[v] = -1;
      via[v] = -1;
      cause[v] = FAILURE;
    }
    const to = Math.min(own[v]!, hold[v]!);
    if (to <= level[v]!) return;
    level[v] = to;
    for (let s = timed.switchesStart[v]!; s < timed.switchesStart[v + 1]!; s++) stir(timed.switches[s]!);
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      const m = useMember[u]!;
      const i = dependent[r]!;
      if (i === v || to <= seen[m]!) continue;
      if (isStart[r] === 1) risenStarters.push(u);
      else {
        see(r, m, to);
        if (available[i]! < 1) raise(i);
      }
    }
  };

  const weigh = (v: number): void => {
    if (limit[v]! < available[v]!) lowerFor(v, limit[v]!, -1, limitedBy[v]!, CROWDING);
    for (let q = requirementStart[v]!; q < requirementStart[v + 1]!; q++)
      if (counts(requirement[q]!)) apply(requirement[q]!, -1);
  };

  const settle = (): void => {
    for (let next = 0; next < lifted.length; next++) spread(lifted[next]!);
    for (const v of lifted) weigh(v);
    for (const v of lifted) isLifted[v] = 0;
    lifted.length = 0;
    for (let next = 0; ; ) {
      while (next < fallenToZero.length) visit(fallenToZero[next++]!);
      if (falling.length === 0) break;
      visit(falling.pop()!);
    }
    fallenToZero.length = 0;
  };

  const open = (instant: number): void => {
    now = instant;
    for (const v of moved) isMoved[v] = 0;
    for (const r of stirred) isStirred[r] = 0;
    moved.length = 0;
    stirred.length = 0;
  };

  return {
    level,
    available,
    hold,
    limit,
    limitedBy,
    own,
    isStopped,
    because,
    via,
    cause,
    seen,
    isTied,
    touched,
    moved,
    before,
    stirred,
    get visits() {
      return visits;
    },
    clear(ask) {
      open(0);
      for (const v of touched) {
        isTouched[v] = 0;
        level[v] = 1;
        available[v] = 1;
        hold[v] = 1;
        limit[v] = 1;
        own[v] = 1;
        isStopped[v] = 0;
        for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
          const r = use[u]!;
          seen[useMember[u]!] = 1;
          isTied[useMember[u]!] = 1 - isStandby[useMember[u]!]!;
          belowCount[r] = 0;
          zeroCount[r] = 0;
          mode[r] = UNKNOWN;
        }
      }
      touched.length = 0;
      askMode = ask;
      visits = 0;
    },
    open,
    lower: (v, to, why) => lowerFor(v, to, -1, why === CROWDING ? limitedBy[v]! : -1, why),
    raise,
    expire(v) {
      feel(v, level[v]!);
    },
    settle,
    showStarters() {
      let mayRise = false;
      for (const u of risenStarters) {
        const r = use[u]!;
        const m = useMember[u]!;
        const to = level[member[m]!]!;
        if (to - seen[m]! <= TOLERANCE && !(to === 1 && seen[m]! < 1)) continue;
        see(r, m, to);
        if (isStopped[dependent[r]!] === 0) continue;
        raise(dependent[r]!);
        mayRise = true;
      }
      risenStarters.length = 0;
      return mayRise;
    },
    stir,
    modeOf,
    hasRisen: (v) => isMoved[v] === 1 && level[v]! > before.level[v]!,
  };
}

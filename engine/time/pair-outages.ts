/**
 * Two outages at the same time, from what each does alone.
 *
 * The *union* of two outages gives each entity, at each moment, the lesser of its two levels. Wherever the
 * two do not meet it is the outage of the pair, so that nothing has to be run for it. They meet in
 *
 *  - a group that can spare a member, when each touches a member of it or a supplier that it needs to switch;
 *  - an entity that both touch and that somebody waits for with a grace;
 *  - an entity with something that it needs to start, when each touches it or a supplier that it starts on.
 *
 * Why the union is right elsewhere: each rule at the head of timed-cascade.ts, applied to the lesser of two
 * inputs, gives the lesser of its two outputs. That holds for any rising function of one level (a requirement
 * with one member, a loss below 1), for the least of several (the requirements of an entity, a group that
 * needs all its members, the last hours of a recovery) and for a failure of its own; a rule that only one of
 * the two touches sees the other at full service, which changes nothing. It does not hold for the best of
 * several (alternatives, the last hours of a grace, once both touch them), nor for rules that look at what
 * has happened before (switches, and requirements to start, which count only for who has stopped). These are
 * the meeting points. Without one the union solves the equations of the pair. No solution is above it,
 * because with the switches as they stand a level can only be lower than in either run alone; so it is the
 * greatest. Instants settle in rounds, and each round of the pair is the union of the rounds of the two.
 */
import { toHours } from './ticks.ts';
import type { TimedCascade } from './timed-cascade.ts';
import type { TimedNetwork } from './timed-network.ts';

/** What an outage costs. */
export interface OutageCost {
  /** Sum over entities of weight x hours of full service lost. */
  readonly weightHours: number;
  /** Entities below full service at any time. */
  readonly affected: number;
  /** Hour at which the last of them is back, 0 without any; Infinity when one is not back at the end. */
  readonly backHour: number;
}

/** Reads the cost of the outage that a cascade has run to its end; O(entities touched). */
export function costOf({ timeline, levels, hoursLost }: TimedCascade, weight: Float64Array): OutageCost {
  let weightHours = 0;
  let affected = 0;
  let backHour = 0;
  for (const v of levels.touched) {
    const last = timeline.last(v);
    if (last < 0) continue;
    affected++;
    weightHours += weight[v]! * hoursLost[v]!;
    const back = timeline.level[last] === 1 ? toHours(timeline.time[last]!) : Number.POSITIVE_INFINITY;
    backHour = Math.max(backHour, back);
  }
  return { weightHours, affected, backHour };
}

/** The outage of one entity alone, kept to be put beside another. */
export interface LoneOutage extends OutageCost {
  readonly failed: number;
  /** Entities below full service at any time; the levels of the i-th are the rows `rowStart[i] ..`. */
  readonly entity: Int32Array;
  readonly rowStart: Int32Array;
  /** From this hour on the level is this. */
  readonly hour: Float64Array;
  readonly level: Float64Array;
  /** Losses are counted until here. */
  readonly endHour: number;
  /** Where it could meet another: numbers without meaning elsewhere. */
  readonly meeting: Int32Array;
}

/** Keeps the outage that a cascade has run to its end; 4 bytes per entity and meeting point, 16 per change. */
export function keepOutage(
  timed: TimedNetwork,
  cascade: TimedCascade,
  { failed, weight }: { readonly failed: number; readonly weight: Float64Array },
): LoneOutage {
  const { timeline, levels } = cascade;
  const entity = Int32Array.from(levels.touched.filter((v) => timeline.last(v) >= 0));
  const rowStart = new Int32Array(entity.length + 1);
  const hour = new Float64Array(timeline.count);
  const level = new Float64Array(timeline.count);
  for (let i = 0; i < entity.length; i++) {
    const first = rowStart[i]!;
    let end = first;
    for (let row = timeline.last(entity[i]!); row >= 0; row = timeline.previous[row]!) {
      hour[end] = toHours(timeline.time[row]!);
      level[end++] = timeline.level[row]!;
    }
    hour.subarray(first, end).reverse();
    level.subarray(first, end).reverse();
    rowStart[i + 1] = end;
  }
  return {
    failed,
    ...costOf(cascade, weight),
    entity,
    rowStart,
    hour,
    level,
    endHour: cascade.endHour,
    meeting: meetingPoints(timed, levels.touched),
  };
}

/** Where an outage that touches these entities could meet another: requirements, then entities twice. */
function meetingPoints(timed: TimedNetwork, touched: readonly number[]): Int32Array {
  const { network, useMember, grace, isStart, hasStart, switchesStart, switches } = timed;
  const { entityCount, requirementCount, dependent, need, memberStart, useStart, use } = network;
  const points = new Set<number>();
  const addGroup = (r: number): void => {
    if (need[r]! < memberStart[r + 1]! - memberStart[r]!) points.add(r);
  };
  const addWaiting = (v: number): void => {
    points.add(requirementCount + v);
  };
  const addStarter = (v: number): void => {
    points.add(requirementCount + entityCount + v);
  };
  for (const v of touched) {
    if (hasStart[v] === 1) addStarter(v);
    for (let s = switchesStart[v]!; s < switchesStart[v + 1]!; s++) addGroup(switches[s]!);
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      // a dependency on itself decides nothing
      if (dependent[r] === v) continue;
      addGroup(r);
      if (grace[useMember[u]!]! > 0) addWaiting(v);
      if (isStart[r] === 1) addStarter(dependent[r]!);
    }
  }
  return Int32Array.from(points);
}

/** Puts outages beside one of them. */
export interface PairOutages {
  /** Chooses the one; forgets the one before. */
  choose(one: LoneOutage): void;
  /** Whether another meets it, so that the pair has to be run; O(meeting points of the other). */
  meets(other: LoneOutage): boolean;
  /** The cost of the union of the two; O(changes of the other, and of the one where they touch the same). */
  union(other: LoneOutage): OutageCost;
}

/** Allocates 6 bytes per entity and 1 per requirement; `weight` per entity. */
export function createPairOutages(timed: TimedNetwork, weight: Float64Array): PairOutages {
  const { entityCount, requirementCount } = timed.network;
  const isMeeting = new Uint8Array(requirementCount + 2 * entityCount);
  const placeOf = new Int32Array(entityCount).fill(-1);
  let one: LoneOutage | undefined;

  return {
    choose(next) {
      for (const point of one?.meeting ?? []) isMeeting[point] = 0;
      for (const v of one?.entity ?? []) placeOf[v] = -1;
      for (const point of next.meeting) isMeeting[point] = 1;
      next.entity.forEach((v, i) => {
        placeOf[v] = i;
      });
      one = next;
    },
    meets: (other) => other.meeting.some((point) => isMeeting[point] === 1),
    union(other) {
      const chosen = one!;
      let shared = 0;
      let overlap = 0;
      for (let j = 0; j < other.entity.length; j++) {
        const v = other.entity[j]!;
        const i = placeOf[v]!;
        if (i < 0) continue;
        shared++;
        if (weight[v]! > 0) overlap += weight[v]! * hoursInBoth({ of: chosen, at: i }, { of: other, at: j });
      }
      return {
        weightHours:
          overlap === Number.POSITIVE_INFINITY ? overlap : chosen.weightHours + other.weightHours - overlap,
        affected: chosen.affected + other.affected - shared,
        backHour: Math.max(chosen.backHour, other.backHour),
      };
    },
  };
}

interface Place {
  readonly of: LoneOutage;
  /** Place in its `entity`. */
  readonly at: number;
}

/** Hours of full service that an entity loses in both of two outages: the integral of 1 - the greater level. */
function hoursInBoth(a: Place, b: Place): number {
  const endA = a.of.rowStart[a.at + 1]!;
  const endB = b.of.rowStart[b.at + 1]!;
  const end = Math.min(a.of.endHour, b.of.endHour);
  let i = a.of.rowStart[a.at]!;
  let j = b.of.rowStart[b.at]!;
  let levelA = 1;
  let levelB = 1;
  let since = 0;
  let sum = 0;
  for (;;) {
    const next = Math.min(
      i < endA ? a.of.hour[i]! : Number.POSITIVE_INFINITY,
      j < endB ? b.of.hour[j]! : Number.POSITIVE_INFINITY,
      end,
    );
    sum += (1 - Math.max(levelA, levelB)) * (next - since);
    if (next === end) return sum;
    since = next;
    if (i < endA && a.of.hour[i] === next) levelA = a.of.level[i++]!;
    if (j < endB && b.of.hour[j] === next) levelB = b.of.level[j++]!;
  }
}

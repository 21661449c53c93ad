/**
 * The timed cascade: who falls when, and when each comes back (model.md, section 4). Events, not steps.
 *
 * What it computes, quoted by the tests:
 *
 *  1. Before the first failure everything is at full service. A failure leaves an entity at most its level,
 *     0 unless given, from its start until its start plus its duration, the end not included. Failures of one
 *     entity may follow each other or overlap; of several under way the lowest level counts. One without a
 *     duration lasts for good.
 *  2. Grace: a requirement to run sees of a member the best level that the member had in the last
 *     `grace_hours`, this moment included. So a loss is felt when the grace is over, a supplier that is back
 *     by then fells nobody, and a return is felt at once.
 *  3. A requirement delivers the need-th best of what it sees, and leaves its dependent 1 - loss (1 - that).
 *     What an entity could serve is the least that its requirements and its own failures leave it.
 *  4. Recovery: an entity serves the least that it could have served in the last `recovery_hours`, this
 *     moment included. So it falls at once, and it is back `recovery_hours` after its own repair and after
 *     everything it needs is back; a relapse on the way starts the wait anew.
 *  5. Levels are the greatest solution of 2 to 4. Entities that need each other to run, and recover at once,
 *     come back together; if one of them takes time to recover, or needs the other to start, they wait
 *     for each other for good.
 *  6. Start: an entity that has gone down to 0 has stopped. Until it serves again it can serve nothing while
 *     a requirement to start leaves it nothing; grace plays no part. It starts only on what is already
 *     there: the least solution, not the greatest.
 *  7. Failover: when a group that can spare a member sees that member below full service, it delivers no more
 *     than that member until the switch away from it is done: `failover_hours` after it saw the loss, and as
 *     soon as every `failover`-phase supplier serves at least half of its service. A switch that does not
 *     work is never done: the group waits for the member. A member that is fully back is in use again at
 *     once. Switches that take no time, work, and need no help, are done before anybody notices. A standby, a
 *     member with share 0 where enough others serve, is not in use: its loss alone holds nobody.
 *  8. Whether switches work is assumed (always, never) or drawn, once per group and world, from
 *     `failover_probability`.
 *  9. Crowding, if asked for, is one more requirement: see crowding.ts.
 * 10. Everything that happens at one instant happens together; times are whole milliseconds. Events of one
 *     instant are taken in the order of entity index, which decides no level, only which of several causes is
 *     named. A dependency of an entity on itself decides nothing.
 *
 * Without grace, recovery, failover times and requirements to start this is, at every instant, the greatest
 * fixpoint of structure/cascade.ts for the failures under way.
 */
import FlatQueue from 'flatqueue';
import type { Crowding } from './crowding.ts';
import { createCrowding } from './crowding.ts';
import { type Change, createHistory, type History } from './history.ts';
import { createLevels, FAILURE, type Levels, REQUIREMENT, SWITCH, TOLERANCE } from './levels.ts';
import { createOwnFailures, type OwnFailures } from './own-failures.ts';
import { createSwitching } from './switching.ts';
import { toHours, toTicks } from './ticks.ts';
import type { TimedNetwork } from './timed-network.ts';

/** A failure of one entity: it starts at `start` hours and lasts `duration` hours, for good when infinite. */
export interface TimedFailure {
  readonly entity: number;
  readonly start: number;
  readonly duration: number;
  /** The most that it serves meanwhile, 0..1; 0 unless given. */
  readonly level?: number;
}

export interface TimedOptions {
  /** Nothing at or after this hour is computed; who is down then counts as down until then. */
  readonly horizonHours: number;
  /** How each group switches; see `modesUnder`. */
  readonly modeOf: (r: number) => number;
  /** Crowding, with loads of this weight. */
  readonly crowding?: Float64Array;
  /** Ends the run at the first instant at which all that fell are back at full service. */
  readonly untilBack?: boolean;
}

/** A workspace that runs one timed cascade after another; every run overwrites the results of the last. */
export interface TimedCascade {
  /**
   * Changes of level; within an instant, causes stand before what follows from them. `because` and `via` are
   * the requirement that took the level down and the supplier that was lost, or, for a rise, the requirement
   * that had been waited for and the supplier that was back.
   */
  readonly timeline: History;
  /** What entities that take time to recover could serve if they had not to, written like the timeline. */
  readonly possible: History;
  readonly levels: Levels;
  readonly failures: OwnFailures;
  /** Hours of full service lost until `endHour`, per entity: the integral of 1 - level. */
  readonly hoursLost: Float64Array;
  /** The horizon, or the hour at which the run was stopped because too much was happening or all were back. */
  readonly endHour: number;
  /** Whether the run was stopped so. */
  readonly isStopped: boolean;
  /** Hour up to which the run has come. */
  readonly hour: number;
  /** Opens a run. */
  begin(failures: readonly TimedFailure[], options: TimedOptions): void;
  /** Goes on until `visits` more entities have been visited, or to the end; true at the end. */
  advance(visits: number): boolean;
}

const OWN = 0;
const EXPIRE = 1;
const RECOVER = 2;
const SWITCH_DUE = 3;
const EVENT_KINDS = 4;

/** Changes that a run may record: a system of delays can go round and round, faster than any horizon. */
const changeLimit = (entityCount: number): number => 200_000 + 20 * entityCount;

/**
 * Allocates a workspace; about 100 bytes per entity and 27 per dependency. A run costs what its events
 * touch, and cleaning up as much; `capacity` is per entity, `NaN` for unlimited.
 */
export function createTimedCascade(timed: TimedNetwork, capacity: Float64Array): TimedCascade {
  const { network, useMember, grace, recovery, hasStart } = timed;
  const { entityCount, useStart, memberStart, member } = network;
  const timeline = createHistory(entityCount);
  const possible = createHistory(entityCount);
  const levels = createLevels(timed, timeline);
  const events = new FlatQueue<number>();
  const schedule = (kind: number, subject: number, at: number): void =>
    events.push(subject * EVENT_KINDS + kind, at);
  const switching = createSwitching(timed, levels, (r, due) => schedule(SWITCH_DUE, r, due));
  const ownFailures = createOwnFailures(entityCount);
  const crowding: Crowding = createCrowding(timed, capacity, levels);
  const hoursLost = new Float64Array(entityCount);
  // the one change at a time that is being written down
  const change: Change = { entity: 0, time: 0, level: 0, because: -1, via: -1, cause: FAILURE };
  const batch: number[] = [];
  const graces = new Set<number>();
  let end = 0;
  let isStopped = false;
  let isDone = true;
  let endsWhenBack = false;
  let belowCount = 0;

  const happen = (event: number, now: number): void => {
    const subject = Math.floor(event / EVENT_KINDS);
    switch (event % EVENT_KINDS) {
      case OWN: {
        const from = levels.own[subject]!;
        const to = ownFailures.leftAt(now, subject);
        levels.own[subject] = to;
        if (to < from) levels.lower(subject, to, FAILURE);
        else if (to > from) levels.raise(subject);
        break;
      }
      case EXPIRE:
        levels.expire(subject);
        break;
      case RECOVER:
        levels.hold[subject] = possible.worstAfter(now - recovery[subject]!, subject);
        levels.raise(subject);
        break;
      default:
        levels.stir(subject);
    }
  };

  const note = (because: number, via: number, cause: number): void => {
    change.because = because;
    change.via = via;
    change.cause = cause;
  };

  /** Notes what an entity had waited for that could serve more from this instant on. */
  const noteWait = (v: number): void => {
    const { before } = levels;
    const r = before.because[v]!;
    const lost = before.via[v]!;
    const why = before.cause[v]!;
    let risen = r < 0 || levels.hasRisen(lost) ? lost : -1;
    if (r >= 0)
      for (let m = memberStart[r]!; m < memberStart[r + 1]! && risen < 0; m++)
        if (levels.hasRisen(member[m]!)) risen = member[m]!;
    if (r >= 0 && risen < 0) note(r, lost, SWITCH);
    else note(r, risen, why === SWITCH ? REQUIREMENT : why);
  };

  const noteLoss = (v: number): void => note(levels.because[v]!, levels.via[v]!, levels.cause[v]!);

  /** Writes down what an entity with a time to recover could serve. */
  const commitPossible = (v: number, now: number): void => {
    const from = levels.before.available[v]!;
    const to = levels.available[v]!;
    if (recovery[v] === 0 || to === from) return;
    if (to > from && to - from <= TOLERANCE && to < 1) return;
    if (to > from) {
      noteWait(v);
      schedule(RECOVER, v, now + recovery[v]!);
    } else {
      noteLoss(v);
      levels.hold[v] = Math.min(levels.hold[v]!, to);
    }
    change.entity = v;
    change.time = now;
    change.level = to;
    possible.push(change);
  };

  const commitLevel = (v: number, now: number): void => {
    const last = timeline.last(v);
    const from = timeline.levelAt(last);
    const to = levels.level[v]!;
    if (to === from || (to < 1 && Math.abs(to - from) <= TOLERANCE)) return;
    if (last >= 0) hoursLost[v]! += (1 - from) * toHours(now - timeline.time[last]!);
    if (from === 1) belowCount++;
    if (to === 1) belowCount--;
    if (to < from) noteLoss(v);
    else if (recovery[v] === 0) noteWait(v);
    else {
      const row = possible.last(v, now - recovery[v]!);
      note(possible.because[row]!, possible.via[row]!, possible.cause[row]!);
    }
    change.entity = v;
    change.time = now;
    change.level = to;
    timeline.push(change);
    if (to > from) return;
    graces.clear();
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) graces.add(grace[useMember[u]!]!);
    for (const hours of graces) if (hours > 0) schedule(EXPIRE, v, now + hours);
  };

  const step = (now: number): void => {
    levels.open(now);
    batch.length = 0;
    while (events.length > 0 && events.peekValue() === now) batch.push(events.pop()!);
    batch.sort((a, b) => a - b);
    for (const event of batch) happen(event, now);
    for (let isMoving = true; isMoving; ) {
      levels.settle();
      const canStart = levels.showStarters();
      const canSwitch = switching.release(now);
      isMoving = crowding.update() || canStart || canSwitch;
    }
    for (const v of levels.moved) {
      commitPossible(v, now);
      commitLevel(v, now);
      if (hasStart[v] === 1) levels.isStopped[v] = levels.level[v] === 0 ? 1 : 0;
    }
    switching.commit(now);
  };

  const finish = (at: number): void => {
    end = at;
    isDone = true;
    events.clear();
    for (const v of levels.touched) {
      const last = timeline.last(v);
      if (last >= 0) hoursLost[v]! += (1 - timeline.levelAt(last)) * toHours(at - timeline.time[last]!);
    }
  };

  return {
    timeline,
    possible,
    levels,
    failures: ownFailures,
    hoursLost,
    get endHour() {
      return toHours(end);
    },
    get hour() {
      return toHours(isDone ? end : events.peekValue()!);
    },
    get isStopped() {
      return isStopped;
    },
    begin(failures, { horizonHours, modeOf, crowding: loads, untilBack = false }) {
      const { touched } = levels;
      for (const v of touched) hoursLost[v] = 0;
      switching.clear();
      timeline.clear(touched);
      possible.clear(touched);
      levels.clear(modeOf);
      events.clear();
      crowding.begin(loads);
      isStopped = false;
      isDone = false;
      endsWhenBack = untilBack;
      belowCount = 0;
      end = toTicks(horizonHours);
      ownFailures.clear();
      for (const { entity, start, duration, level = 0 } of failures) {
        const from = toTicks(start);
        const until = from + toTicks(duration);
        if (from >= end || until === from) continue;
        ownFailures.add({ entity, from, until, level });
        schedule(OWN, entity, from);
        schedule(OWN, entity, until);
      }
    },
    advance(visits) {
      if (isDone) return true;
      const enough = levels.visits + visits;
      while (events.length > 0 && events.peekValue()! < end) {
        if (levels.visits >= enough) return false;
        if (timeline.count > changeLimit(entityCount)) {
          isStopped = true;
          finish(events.peekValue()!);
          return true;
        }
        const now = events.peekValue()!;
        step(now);
        if (!endsWhenBack || belowCount > 0) continue;
        finish(now);
        return true;
      }
      finish(end);
      return true;
    },
  };
}

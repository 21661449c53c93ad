/** Why an entity fell, or why it was back so late, in words: the chain from a root failure up to it. */
import { type System, textAt } from '../model/system.ts';
import { percent } from '../structure/explain.ts';
import { CROWDING, FAILURE, NEVER, START, SWITCH } from './levels.ts';
import { toHours, toTicks } from './ticks.ts';
import type { TimedCascade } from './timed-cascade.ts';
import type { TimedNetwork } from './timed-network.ts';
import { type Hold, whatHoldsBack } from './what-holds-back.ts';

/** A timed cascade that has run, with the system that it ran on. */
export interface ExplainableTimeline {
  readonly system: System;
  readonly timed: TimedNetwork;
  readonly cascade: TimedCascade;
}

/** One link of the chain from a root failure, or its repair, to a change of level. */
export interface TimelineStep {
  readonly entity: number;
  readonly hour: number;
  /** Level of service 0..1 from this hour on. */
  readonly level: number;
  /** One plain sentence. */
  readonly sentence: string;
}

/**
 * The steps that led to the level of `entity` at `hour`, root first: of its fall; once what took it down is over,
 * of what holds it back still, or of its recovery; of its return when it is back. Empty when nothing has happened
 * to it by then. O(length of the chain and of the histories on it).
 */
export function explainAt(done: ExplainableTimeline, entity: number, hour: number): readonly TimelineStep[] {
  const { timeline } = done.cascade;
  const steps: TimelineStep[] = [];
  const seen = new Set<number>();
  let at = toTicks(hour);
  let row = timeline.last(entity, at);
  while (row >= 0 && !seen.has(row)) {
    seen.add(row);
    const { sentence, via, since } = reasonAt(done, row, at);
    steps.push({
      entity: timeline.entity[row]!,
      hour: toHours(timeline.time[row]!),
      level: timeline.level[row]!,
      sentence,
    });
    at = since;
    row = via < 0 ? -1 : timeline.last(via, at);
  }
  return steps.reverse();
}

interface ReasonNow {
  readonly sentence: string;
  /** Who is told of next, or -1, and at which moment. */
  readonly via: number;
  readonly since: number;
}

/** Why the entity of a row, its last before `at`, is at its level at that moment. */
function reasonAt(done: ExplainableTimeline, row: number, at: number): ReasonNow {
  const { timed, cascade } = done;
  const { timeline, possible } = cascade;
  const v = timeline.entity[row]!;
  const isOver = timeline.level[row]! < 1 && (!isFall(done, row) || hasChangedSince(done, row, at));
  const hold = isOver ? whatHoldsBack({ timed, timeline }, v, at) : undefined;
  if (hold) return { sentence: sentenceOfHold(done, row, { ...hold, at }), via: hold.via, since: at };
  const could = isOver ? possible.last(v, at) : -1;
  if (could >= 0 && possible.level[could]! > timeline.level[row]! && timed.recovery[v]! > 0)
    return {
      sentence: sentenceOfRecovery(done, row, could),
      via: possible.via[could]!,
      since: possible.time[could]!,
    };
  return {
    sentence: isFall(done, row) ? sentenceOfFall(done, row) : sentenceOfReturn(done, row),
    via: timeline.via[row]!,
    since: timeOfCause(done, row),
  };
}

/** Whether what a fall was due to serves more by now. */
function hasChangedSince({ cascade }: ExplainableTimeline, row: number, at: number): boolean {
  const { timeline, failures } = cascade;
  const w = timeline.via[row]!;
  if (w < 0)
    return (
      timeline.cause[row] === FAILURE && failures.leftAt(at, timeline.entity[row]!) > timeline.level[row]!
    );
  const then = timeline.levelAt(timeline.last(w, timeline.time[row]!));
  return timeline.levelAt(timeline.last(w, at)) > then;
}

function isFall({ cascade: { timeline } }: ExplainableTimeline, row: number): boolean {
  return timeline.level[row]! < timeline.levelAt(timeline.previous[row]!);
}

/** When that happened which a change is due to: a loss is felt only after its grace, a return after recovery. */
function timeOfCause(done: ExplainableTimeline, row: number): number {
  const { timeline } = done.cascade;
  const r = timeline.because[row]!;
  const grace = r < 0 ? 0 : graceOf(done, r, timeline.via[row]!);
  return timeline.time[row]! - (isFall(done, row) ? grace : done.timed.recovery[timeline.entity[row]!]!);
}

function sentenceOfFall(done: ExplainableTimeline, row: number): string {
  const { system, timed, cascade } = done;
  const { timeline } = cascade;
  const v = timeline.entity[row]!;
  const level = timeline.level[row]!;
  const name = system.entities.name[v]!;
  const at = `at hour ${hourText(timeline.time[row]!)}`;
  const why = timeline.cause[row]!;
  if (why === FAILURE)
    return level === 0
      ? `${name} was made to fail ${at}.`
      : `${name} was cut to ${percent(level)} of its service ${at}.`;
  const verdict =
    level === 0 ? `${name} went down ${at}` : `${name} fell to ${percent(level)} of its service ${at}`;
  const w = timeline.via[row]!;
  const supplier = w < 0 ? 'others' : system.entities.name[w]!;
  if (why === CROWDING)
    return `${verdict}, because it took over from ${supplier} more load than it can carry.`;
  const r = timeline.because[row]!;
  const role = roleOf(done, r, w);
  if (why === START) return `${verdict}, because ${supplier}, which it needs to start, was not there.`;
  if (why === SWITCH) {
    const switching =
      cascade.levels.modeOf(r) === NEVER
        ? 'its switch to another did not work'
        : `its switch to another takes ${durationText(timed.failover[r]!)}`;
    return `${verdict}, because it lost ${supplier} for ${role}, and ${switching}.`;
  }
  const lost = timeline.last(w, timeOfCause(done, row));
  const since = timeline.time[lost]!;
  const fate =
    timeline.level[lost] === 0 ? 'went down' : `fell to ${percent(timeline.level[lost]!)} of its service`;
  const when = since === timeline.time[row] ? '' : ` at hour ${hourText(since)}`;
  const grace = graceOf(done, r, w);
  const reserve = grace > 0 ? ` and can do without for ${durationText(grace)}` : '';
  return `${verdict}, because ${needOf(done, r, w)}${reserve}, and ${supplier} ${fate}${when}.`;
}

function sentenceOfHold(
  done: ExplainableTimeline,
  row: number,
  { because, via, at }: Hold & { readonly at: number },
): string {
  const { timeline } = done.cascade;
  const { name } = done.system.entities;
  const level = timeline.levelAt(timeline.last(via, at));
  const fate = level === 0 ? 'is down' : `serves only ${percent(level)}`;
  return `${stateSince(done, row)}, because ${needOf(done, because, via)}, and ${name[via]} ${fate}.`;
}

/** `could` is the row from which on it could have served more. */
function sentenceOfRecovery(done: ExplainableTimeline, row: number, could: number): string {
  const { timed, cascade } = done;
  const v = cascade.timeline.entity[row]!;
  const ready = cascade.possible.time[could]!;
  const recovery = timed.recovery[v]!;
  return `${stateSince(done, row)} and recovers: what it needs was back at hour ${hourText(ready)}, and it takes ${durationText(recovery)} from there.`;
}

/** "Site is down since hour 3", "Site serves 60 % since hour 3". */
function stateSince({ system, cascade: { timeline } }: ExplainableTimeline, row: number): string {
  const level = timeline.level[row]!;
  const state = level === 0 ? 'is down' : `serves ${percent(level)}`;
  return `${system.entities.name[timeline.entity[row]!]} ${state} since hour ${hourText(timeline.time[row]!)}`;
}

function sentenceOfReturn(done: ExplainableTimeline, row: number): string {
  const { system, timed, cascade } = done;
  const { timeline } = cascade;
  const v = timeline.entity[row]!;
  const level = timeline.level[row]!;
  const name = system.entities.name[v]!;
  const at = `at hour ${hourText(timeline.time[row]!)}`;
  const verdict =
    level === 1 ? `${name} came back ${at}` : `${name} came back to ${percent(level)} of its service ${at}`;
  const recovery = timed.recovery[v]!;
  const after = recovery === 0 ? 'as soon as' : `${durationText(recovery)} after`;
  const why = timeline.cause[row]!;
  if (why === FAILURE) {
    const isOver = cascade.failures.leftAt(timeOfCause(done, row), v) === 1;
    return `${verdict}, ${after} its failure had ${isOver ? 'ended' : 'eased'}.`;
  }
  if (why === CROWDING) return `${verdict}, ${after} it had less load to carry.`;
  const r = timeline.because[row]!;
  const w = timeline.via[row]!;
  const supplier = system.entities.name[w]!;
  const role = roleOf(done, r, w);
  if (why === SWITCH) return `${verdict}, ${after} it had switched away from ${supplier} for ${role}.`;
  const back = timeline.last(w, timeOfCause(done, row));
  const fate =
    timeline.level[back] === 1 ? 'was back' : `was back to ${percent(timeline.level[back]!)} of its service`;
  const purpose = why === START ? 'to start' : `for ${role}`;
  return `${verdict}, ${after} ${supplier}, which it needs ${purpose}, ${fate}.`;
}

/** What is needed, of whom, for what. */
function needOf(done: ExplainableTimeline, r: number, w: number): string {
  const { memberStart, need } = done.timed.network;
  const members = memberStart[r + 1]! - memberStart[r]!;
  const role = roleOf(done, r, w);
  return members === 1
    ? `it needs ${done.system.entities.name[w]} for ${role}`
    : `it needs ${need[r]} of ${members} alternatives for ${role}`;
}

/** The membership of w in requirement r; the first one when w is none. */
function membershipOf({ timed: { network } }: ExplainableTimeline, r: number, w: number): number {
  const first = network.memberStart[r]!;
  const at = network.member.subarray(first, network.memberStart[r + 1]).indexOf(w);
  return first + Math.max(0, at);
}

function roleOf(done: ExplainableTimeline, r: number, w: number): string {
  return textAt(done.system.dependencies.role, done.timed.dependencyOf[membershipOf(done, r, w)]!);
}

function graceOf(done: ExplainableTimeline, r: number, w: number): number {
  return done.timed.grace[membershipOf(done, r, w)]!;
}

function hourText(ticks: number): string {
  return String(Number(toHours(ticks).toFixed(2)));
}

function durationText(ticks: number): string {
  const hours = toHours(ticks);
  if (hours >= 1) return `${Number(hours.toFixed(2))} h`;
  if (hours * 60 >= 1) return `${Number((hours * 60).toFixed(1))} min`;
  return `${Number((hours * 3600).toFixed(1))} s`;
}

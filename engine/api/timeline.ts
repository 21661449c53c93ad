/** The jobs on time: how an outage unfolds, and why. */
import type { System } from '../model/system.ts';
import { textAt } from '../model/system.ts';
import { explainAt } from '../time/explain-timeline.ts';
import { CAUSES } from '../time/levels.ts';
import { type FailoverAssumption, modesUnder } from '../time/switching.ts';
import { toHours } from '../time/ticks.ts';
import { createTimedCascade, type TimedCascade } from '../time/timed-cascade.ts';
import { buildTimedNetwork, type TimedNetwork } from '../time/timed-network.ts';
import { waitingCircles } from '../time/waiting-circles.ts';
import type { JobRequest, Progress, TimelineRequest, TimelineResult, TimelineStep } from './protocol.ts';
import { checkEntities, RequestError, weightOf } from './request.ts';
import { timelineAssumptions } from './timeline-assumptions.ts';
import { ENGINE_VERSION } from './version.ts';

/** A year: how far a timeline is followed unless the request says otherwise. */
const HORIZON_HOURS = 8766;

/** Entities visited between two reports of progress: a few milliseconds of work. */
const SLICE = 20_000;

/** Timelines of one system. Each job has a workspace of its own while it runs, for jobs take turns. */
export interface Timelines {
  timeline(request: JobRequest<'timeline'>): Generator<Progress, TimelineResult>;
  explain(request: JobRequest<'explainTimeline'>): Generator<Progress, readonly TimelineStep[]>;
}

/** Nothing is built before the first job needs it. */
export function createTimelines(system: System): Timelines {
  let network: TimedNetwork | undefined;
  const idle: TimedCascade[] = [];

  function* follow<T>(
    request: TimelineRequest,
    read: (timed: TimedNetwork, cascade: TimedCascade) => T,
  ): Generator<Progress, T> {
    const failover = checkRequest(system, request);
    const weight = weightOf(system, request.weight);
    network ??= buildTimedNetwork(system);
    const timed = network;
    const cascade = idle.pop() ?? createTimedCascade(timed, system.entities.capacity);
    cascade.begin(request.failures, {
      horizonHours: horizonOf(request),
      modeOf: modesUnder(system, timed, failover),
      ...(request.crowding ? { crowding: weight.values } : {}),
    });
    while (!cascade.advance(SLICE))
      yield { step: 'Following the outage', fraction: cascade.hour / horizonOf(request) };
    const result = read(timed, cascade);
    idle.push(cascade);
    return result;
  }

  return {
    timeline: (request) =>
      follow(request, (timed, cascade) => timelineResult(system, timed, { cascade, request })),
    explain(request) {
      checkEntities(system, [request.entity]);
      checkHours('hour', request.hour);
      return follow(request, (timed, cascade) =>
        explainAt({ system, timed, cascade }, request.entity, request.hour),
      );
    },
  };
}

function horizonOf({ horizonHours = HORIZON_HOURS }: TimelineRequest): number {
  return horizonHours;
}

function checkHours(what: string, hours: number): void {
  if (!(hours >= 0))
    throw new RequestError('bad-request', `The ${what} is ${hours}; expected hours of 0 or more.`);
}

function checkRequest(system: System, request: TimelineRequest): FailoverAssumption {
  const { failures, failover = 'always', seed = 0, replicate = 0 } = request;
  const horizon = horizonOf(request);
  if (!(horizon > 0 && Number.isFinite(horizon)))
    throw new RequestError(
      'bad-request',
      `The time looked at is ${horizon} hours; expected a number above 0.`,
    );
  checkEntities(
    system,
    failures.map(({ entity }) => entity),
  );
  for (const { start, duration } of failures) {
    checkHours('start of a failure', start);
    checkHours('duration of a failure', duration);
    if (start >= horizon)
      throw new RequestError(
        'bad-request',
        `A failure starts at hour ${start}; the time looked at ends at hour ${horizon}.`,
      );
  }
  for (const word of [seed, replicate])
    if (!(Number.isInteger(word) && word >= 0 && word < 2 ** 32))
      throw new RequestError(
        'bad-request',
        `The seed is ${word}; expected a whole number from 0 to 2^32 - 1.`,
      );
  if (failover === 'drawn') return { assume: failover, seed, replicate };
  if (failover === 'always' || failover === 'never') return { assume: failover };
  throw new RequestError('bad-request', `Switches work always, never or drawn, not '${String(failover)}'.`);
}

function timelineResult(
  system: System,
  timed: TimedNetwork,
  run: { readonly cascade: TimedCascade; readonly request: TimelineRequest },
): TimelineResult {
  const { cascade, request } = run;
  const { timeline } = cascade;
  const { count } = timeline;
  const because = timeline.because.slice(0, count);
  const weight = weightOf(system, request.weight).values;
  const touched = Int32Array.from(cascade.levels.touched)
    .filter((v) => timeline.last(v) >= 0)
    .sort();
  const hoursLost = Float64Array.from(touched, (v) => cascade.hoursLost[v]!);
  return {
    engine: ENGINE_VERSION,
    failures: request.failures,
    time: timeline.time.slice(0, count).map(toHours),
    entity: timeline.entity.slice(0, count),
    level: timeline.level.slice(0, count),
    because,
    via: timeline.via.slice(0, count),
    cause: timeline.cause.slice(0, count),
    causes: CAUSES,
    requirements: [...new Set(because)].filter((r) => r >= 0).map((r) => describe(system, timed, r)),
    touched,
    hoursLost,
    weightHours: touched.reduce((sum, v, i) => sum + weight[v]! * hoursLost[i]!, 0),
    totalWeight: weight.reduce((sum, each) => sum + each, 0),
    ...peakOf(cascade, weight),
    deadlocks: waitingCircles(cascade),
    endHour: cascade.endHour,
    isComplete: !cascade.isStopped,
    assumptions: timelineAssumptions(system, timed, run),
  };
}

function describe(system: System, timed: TimedNetwork, r: number): TimelineResult['requirements'][number] {
  const { memberStart, need } = timed.network;
  return {
    requirement: r,
    role: textAt(system.dependencies.role, timed.dependencyOf[memberStart[r]!]!),
    group: textAt(system.requirements.group, r),
    need: need[r]!,
    memberCount: memberStart[r + 1]! - memberStart[r]!,
  };
}

/** The most weight down at the end of any instant; the earliest of several. */
function peakOf(
  { timeline }: TimedCascade,
  weight: Float64Array,
): Pick<TimelineResult, 'peakWeightDown' | 'peakHour'> {
  const { count, time, entity, level, previous } = timeline;
  let down = 0;
  let peakWeightDown = 0;
  let peakHour = 0;
  for (let row = 0; row < count; row++) {
    down += weight[entity[row]!]! * (timeline.levelAt(previous[row]!) - level[row]!);
    if ((row + 1 < count && time[row] === time[row + 1]) || !(down > peakWeightDown)) continue;
    peakWeightDown = down;
    peakHour = toHours(time[row]!);
  }
  return { peakWeightDown, peakHour };
}

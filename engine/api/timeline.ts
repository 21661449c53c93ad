/** The jobs on time: how an outage unfolds, and why. */
import type { System } from '../model/system.ts';
import { textAt } from '../model/system.ts';
import { withoutBasis } from '../replay/without-basis.ts';
import { explainAt } from '../time/explain-timeline.ts';
import { CAUSES } from '../time/levels.ts';
import { type StateSeries, stateSeries } from '../time/state-series.ts';
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

/** A system as timelines run on it, with the workspaces that no job is using. */
interface Stage {
  readonly system: System;
  readonly timed: TimedNetwork;
  readonly idle: TimedCascade[];
}

/** Nothing is built before the first job needs it. */
export function createTimelines(system: System): Timelines {
  // by the incident that is left out; the empty text for none
  const stages = new Map<string, Stage>();

  const stageOf = (without: string): Stage => {
    const known = stages.get(without);
    if (known !== undefined) return known;
    const reduced = withoutBasis(system, without);
    const stage =
      reduced === system && without !== ''
        ? stageOf('')
        : { system: reduced, timed: buildTimedNetwork(reduced), idle: [] };
    stages.set(without, stage);
    return stage;
  };

  function* follow<T>(
    request: TimelineRequest,
    read: (stage: Stage, cascade: TimedCascade) => T,
  ): Generator<Progress, T> {
    const failover = checkRequest(system, request);
    const weight = weightOf(system, request.weight);
    const stage = stageOf(request.without ?? '');
    const { timed, idle } = stage;
    const cascade = idle.pop() ?? createTimedCascade(timed, system.entities.capacity);
    cascade.begin(request.failures, {
      horizonHours: horizonOf(request),
      modeOf: modesUnder(stage.system, timed, failover),
      ...(request.crowding ? { crowding: weight.values } : {}),
    });
    while (!cascade.advance(SLICE))
      yield { step: 'Following the outage', fraction: cascade.hour / horizonOf(request) };
    const result = read(stage, cascade);
    idle.push(cascade);
    return result;
  }

  return {
    timeline: (request) =>
      follow(request, (stage, cascade) => timelineResult(stage.system, stage.timed, { cascade, request })),
    explain(request) {
      checkEntities(system, [request.entity]);
      checkHours('hour', request.hour);
      return follow(request, (stage, cascade) =>
        explainAt({ system: stage.system, timed: stage.timed, cascade }, request.entity, request.hour),
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

/** How switches go in what is asked for; throws `RequestError` for what cannot be looked at. */
export function checkRequest(system: System, request: TimelineRequest): FailoverAssumption {
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
  for (const { start, duration, level = 0 } of failures) {
    checkHours('start of a failure', start);
    checkHours('duration of a failure', duration);
    if (!(level >= 0 && level <= 1))
      throw new RequestError(
        'bad-request',
        `A failure leaves ${level} of the service; expected a part from 0 to 1.`,
      );
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
  const series = stateSeries(cascade, weight);
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
    previous: timeline.previous.slice(0, count),
    ...series,
    requirements: [...new Set(because)].filter((r) => r >= 0).map((r) => describe(system, timed, r)),
    touched,
    hoursLost,
    weightHours: touched.reduce((sum, v, i) => sum + weight[v]! * hoursLost[i]!, 0),
    totalWeight: weight.reduce((sum, each) => sum + each, 0),
    ...peakOf(series),
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

/** The most weight down at any time; the earliest of several. */
function peakOf({ stateHour, stateLost }: StateSeries): Pick<TimelineResult, 'peakWeightDown' | 'peakHour'> {
  let peakWeightDown = 0;
  let peakHour = 0;
  for (const [i, lost] of stateLost.entries()) {
    if (!(lost > peakWeightDown)) continue;
    peakWeightDown = lost;
    peakHour = stateHour[i]!;
  }
  return { peakWeightDown, peakHour };
}

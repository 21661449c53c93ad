/** The job on outages of the past: what falls when one happens to the open system, beside what was reported. */
import type { Incidence } from '../model/incidence.ts';
import type { Incident } from '../model/incident.ts';
import { topmostOperators } from '../model/operators.ts';
import type { System } from '../model/system.ts';
import { compare, scoreOf } from '../replay/comparison.ts';
import { fatesOf } from '../replay/fates.ts';
import { reachableFrom } from '../replay/reachable.ts';
import { ownEvidence } from '../replay/without-basis.ts';
import type {
  JobRequest,
  Progress,
  ReplayResult,
  TimedFailure,
  TimelineRequest,
  TimelineResult,
} from './protocol.ts';
import type { Timelines } from './timeline.ts';
import { ENGINE_VERSION } from './version.ts';

const MS_PER_HOUR = 3_600_000;

/** What a replay runs on. */
interface Open {
  readonly system: System;
  readonly incidence: Incidence;
  readonly timelines: Timelines;
}

/**
 * Runs the outage twice, with every dependency and without those known only from it, and compares both with
 * the reports. Throws `RequestError` as a timeline does.
 */
export function* replay(open: Open, request: JobRequest<'replay'>): Generator<Progress, ReplayResult> {
  const { system, incidence, timelines } = open;
  const { incident, kind: _, ...asked } = request;
  const { id, name } = system.entities;
  const indexOf = new Map(id.map((each, v) => [each, v]));
  const { failures, missing } = failuresOf(incident, indexOf);
  const run = (half: number, more: Pick<TimelineRequest, 'without'>) =>
    inHalf(timelines.timeline({ kind: 'timeline', ...asked, failures, ...more }), half);
  const full = yield* run(0, {});
  const reduced = yield* run(1, { without: incident.id });
  const imposed = failures.map(({ entity }) => entity);
  const rows = compare({
    names: name,
    indexOf,
    effects: incident.effects,
    simulated: fatesOf(full),
    independent: fatesOf(reduced),
    reachable: reachableFrom(system, incidence, { from: imposed, without: incident.id }),
    imposed: new Set(imposed),
    topmost: topmostOperators(system.entities.operator),
  });
  const firstHour = failures.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY);
  const leftOut = ownEvidence(system, incident.id).reduce((sum, each) => sum + each, 0);
  return {
    engine: ENGINE_VERSION,
    failures,
    missing,
    rows,
    all: scoreOf(rows, 'simulated', firstHour),
    independent: scoreOf(rows, 'independent', firstHour),
    ownEvidence: leftOut,
    reportedHours:
      incident.end === '' ? null : (Date.parse(incident.end) - Date.parse(incident.start)) / MS_PER_HOUR,
    assumptions: [...sentences(leftOut, missing), ...full.assumptions],
  };
}

/** The phases that a replay imposes, as far as the system has their entities, and the ids that it has not. */
function failuresOf(
  { phases }: Incident,
  indexOf: ReadonlyMap<string, number>,
): { readonly failures: readonly TimedFailure[]; readonly missing: readonly string[] } {
  const failures: TimedFailure[] = [];
  const missing = new Set<string>();
  for (const { entity: id, use, startHour, endHour, level } of phases) {
    if (use !== 'fail') continue;
    const entity = indexOf.get(id);
    if (entity === undefined) missing.add(id);
    else failures.push({ entity, start: startHour, duration: endHour - startHour, level });
  }
  return { failures, missing: [...missing] };
}

function* inHalf(
  work: Generator<Progress, TimelineResult>,
  half: number,
): Generator<Progress, TimelineResult> {
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return next.value;
    yield { step: next.value.step, fraction: (half + next.value.fraction) / 2 };
  }
}

function sentences(leftOut: number, missing: readonly string[]): readonly string[] {
  const own =
    leftOut === 0
      ? 'No dependency is known only from this outage, so nothing is left out of the independent replay.'
      : `The independent replay leaves out ${leftOut === 1 ? '1 dependency that is' : `${leftOut} dependencies that are`} known only from this outage, for the outage cannot confirm them. What its account tells of the insides of the operator stays.`;
  return [
    own,
    'Only entities of other operators than that of what failed are counted: what the account tells of its own is no test.',
    'Who is not in the reports is unknown, not unaffected.',
    'Load that moves or is tried again (a surge) is no dependency: nobody falls by it here.',
    ...(missing.length === 0 ? [] : [`Not in this dataset, so not made to fail: ${missing.join(', ')}.`]),
  ];
}

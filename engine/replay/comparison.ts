/** What fell in a replay beside what was reported (model.md, section 10). */
import type { IncidentEffect } from '../model/incident.ts';
import { type Fate, UNAFFECTED } from './fates.ts';

/** An entity that fell in a replay or of which something was reported. */
export interface ReplayRow {
  /** -1 when the system does not have it. */
  readonly entity: number;
  readonly name: string;
  readonly reported: 'down' | 'degraded' | 'unaffected' | 'not-reported';
  /** With every dependency, and without those known only from this outage. */
  readonly simulated: Fate;
  readonly independent: Fate;
  /** Whether a path of dependencies known from elsewhere leads from what failed to it. */
  readonly isReachable: boolean;
  /** Whether the replay itself made it fail, so that its fall proves nothing. */
  readonly isImposed: boolean;
  /** Whether it belongs to the operator of something that failed: part of the story, and counted by no score. */
  readonly isInside: boolean;
  /** The report, or null when there is none. */
  readonly effect: IncidentEffect | null;
}

/** How a replay compares with the reports outside the operators of what failed. */
export interface ReplayScore {
  /** Reported down or degraded and in the system; how many of them fell. */
  readonly reported: number;
  readonly hits: number;
  /** The same of those that dependencies known from elsewhere can reach. */
  readonly reachable: number;
  readonly reachableHits: number;
  /** Reported unaffected and in the system; how many of them fell. */
  readonly unaffected: number;
  readonly falseAlarms: number;
  /** Fell, but nothing was reported of them: unknown, not wrong. */
  readonly notReported: number;
  /** From the first failure until the last of the reported is back, in the replay; null when one is not back. */
  readonly hours: number | null;
}

/** Two replays of one outage, by entity index. */
interface Replayed {
  readonly names: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly effects: readonly IncidentEffect[];
  readonly simulated: ReadonlyMap<number, Fate>;
  readonly independent: ReadonlyMap<number, Fate>;
  readonly reachable: ReadonlySet<number>;
  readonly imposed: ReadonlySet<number>;
  /** The topmost operator of every entity. */
  readonly topmost: Int32Array;
}

/** Worst first; also the order of the rows. */
const REPORTS: readonly ReplayRow['reported'][] = ['down', 'degraded', 'unaffected', 'not-reported'];

/**
 * A row for everyone who fell or of whom something was reported: by what was reported, then by hour of
 * falling, then by entity. Of two reports on one entity the worse counts, of equal ones the first.
 */
export function compare(replayed: Replayed): readonly ReplayRow[] {
  const { names, indexOf, simulated, independent, topmost, imposed } = replayed;
  const failedOperators = new Set([...imposed].map((v) => topmost[v]!));
  const reportOf = new Map<number, IncidentEffect>();
  const elsewhere = new Map<string, IncidentEffect>();
  for (const effect of replayed.effects) {
    const v = indexOf.get(effect.entity);
    if (v === undefined) keepWorse(elsewhere, `${effect.entity}\n${effect.name}`, effect);
    else keepWorse(reportOf, v, effect);
  }
  const rowOf = (entity: number, effect: IncidentEffect | null): ReplayRow => ({
    entity,
    name: names[entity] ?? effect!.name,
    reported: effect?.effect ?? 'not-reported',
    simulated: simulated.get(entity) ?? UNAFFECTED,
    independent: independent.get(entity) ?? UNAFFECTED,
    isReachable: replayed.reachable.has(entity),
    isImposed: imposed.has(entity),
    isInside: failedOperators.has(topmost[entity] ?? -1),
    effect,
  });
  const entities = new Set([...reportOf.keys(), ...simulated.keys(), ...independent.keys()]);
  const rows = [
    ...[...entities].sort((v, w) => v - w).map((v) => rowOf(v, reportOf.get(v) ?? null)),
    ...[...elsewhere.values()].map((effect) => rowOf(-1, effect)),
  ];
  return rows.sort((a, b) => rankOf(a) - rankOf(b) || fallOf(a) - fallOf(b));
}

/** The score of one of the two replays; `firstHour` is when the first failure begins. */
export function scoreOf(
  rows: readonly ReplayRow[],
  replay: 'simulated' | 'independent',
  firstHour: number,
): ReplayScore {
  const counted = rows.filter(({ entity, isInside }) => entity >= 0 && !isInside);
  const fell = (row: ReplayRow): boolean => row[replay].state !== 'unaffected';
  const reported = counted.filter((row) => row.reported === 'down' || row.reported === 'degraded');
  const hits = reported.filter(fell);
  const unaffected = counted.filter((row) => row.reported === 'unaffected');
  const backHours = hits.map((row) => row[replay].backHour);
  return {
    reported: reported.length,
    hits: hits.length,
    reachable: reported.filter(({ isReachable }) => isReachable).length,
    reachableHits: hits.filter(({ isReachable }) => isReachable).length,
    unaffected: unaffected.length,
    falseAlarms: unaffected.filter(fell).length,
    notReported: counted.filter((row) => row.reported === 'not-reported' && fell(row)).length,
    hours: backHours.includes(null)
      ? null
      : backHours.reduce<number>((last, hour) => Math.max(last, hour! - firstHour), 0),
  };
}

function keepWorse<Key>(worst: Map<Key, IncidentEffect>, key: Key, effect: IncidentEffect): void {
  const known = worst.get(key);
  if (known === undefined || REPORTS.indexOf(effect.effect) < REPORTS.indexOf(known.effect))
    worst.set(key, effect);
}

function rankOf({ reported }: ReplayRow): number {
  return REPORTS.indexOf(reported);
}

/** A large number stands for "never": the difference of two infinities is none. */
function fallOf({ simulated }: ReplayRow): number {
  return simulated.fellHour ?? Number.MAX_VALUE;
}

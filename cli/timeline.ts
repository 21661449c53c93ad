/** `linchpin cascade` with times: who falls when, for how long, and because of what. */
import type { SystemView, TimedFailure, TimelineResult } from '../engine/api/protocol.ts';
import { lossUnit } from '../engine/api/risk-words.ts';
import { entityOf } from './failures.ts';
import {
  type Column,
  figure,
  hours,
  type OutputOptions,
  percent,
  printable,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { type CliSession, warnOfErrors } from './session.ts';
import { weightText } from './weight-words.ts';

export interface TimelineOptions extends OutputOptions {
  readonly weight?: string;
  readonly failover?: 'always' | 'never' | 'drawn';
  readonly seed?: number;
  readonly crowding?: boolean;
  /** Lists every change of level instead of one line per outage. */
  readonly timeline?: boolean;
  /** The entity whose fall and return are explained. */
  readonly why?: string;
}

/** A change of level. */
interface Change {
  readonly hour: number;
  readonly entity: number;
  readonly level: number;
  readonly cause: string;
  readonly requirement: TimelineResult['requirements'][number] | undefined;
  /** The supplier that was lost or back, or -1. */
  readonly via: number;
}

/** From a fall to the return to full service. */
interface Outage {
  readonly fall: Change;
  /** The change that brought the lowest level. */
  worst: Change;
  /** The last change so far. */
  last: Change;
  hoursLost: number;
}

/** Runs and prints the outage; exit code 1 on faulty data. */
export async function cascadeInTime(
  { view, run }: CliSession,
  failures: readonly TimedFailure[],
  options: TimelineOptions,
): Promise<number> {
  const weight = options.weight ?? view.weights[0]!.column;
  const entity = options.why === undefined ? undefined : entityOf(view, options.why);
  const request = {
    failures,
    weight,
    failover: options.failover ?? 'always',
    seed: options.seed ?? 0,
    crowding: options.crowding ?? false,
  } as const;
  const result = await run({ kind: 'timeline', ...request });
  const changes = changesOf(result);
  const outages = outagesOf(changes, result.endHour);
  const why =
    entity === undefined
      ? undefined
      : await explanations(result, entity, async (hour) =>
          (await run({ kind: 'explainTimeline', ...request, entity, hour })).map(({ sentence }) => sentence),
        );
  if (options.json)
    printJson({ ...document(view, { result, changes, outages, weight }), ...(why ? { why } : {}) });
  else if (options.csv && options.timeline) printCsv(changeColumns(view), changes);
  else if (options.csv) printCsv(outageColumns(view), outages);
  else {
    if (options.timeline) printTable(changeColumns(view), changes);
    else printTable(outageColumns(view), outages);
    printSummary(view, { result, outages, weight });
    if (why && entity !== undefined) printWhy(view.name[entity]!, why);
  }
  return warnOfErrors(view) ? 1 : 0;
}

/** Why an entity fell first, and why it was back so late; empty for what did not happen. */
interface Why {
  readonly fall: readonly string[];
  readonly back: readonly string[];
}

async function explanations(
  { time, entity, level }: TimelineResult,
  wanted: number,
  explain: (hour: number) => Promise<readonly string[]>,
): Promise<Why> {
  const first = entity.indexOf(wanted);
  const last = entity.lastIndexOf(wanted);
  return {
    fall: first < 0 ? [] : await explain(time[first]!),
    back: last < 0 || level[last]! < 1 ? [] : await explain(time[last]!),
  };
}

function printWhy(name: string, { fall, back }: Why): void {
  const list = (title: string, sentences: readonly string[]): void => {
    if (sentences.length === 0) return;
    const lines = sentences.map((sentence, i) => `  ${i + 1}. ${printable(sentence)}\n`);
    process.stdout.write(`\n${printable(title)}\n${lines.join('')}`);
  };
  if (fall.length === 0) process.stdout.write(`\n${printable(name)} does not fall.\n`);
  list(`Why ${name} falls`, fall);
  list(`Why ${name} is back only then`, back);
}

function changesOf(result: TimelineResult): readonly Change[] {
  const requirements = new Map(result.requirements.map((each) => [each.requirement, each]));
  return Array.from(result.time, (hour, row) => ({
    hour,
    entity: result.entity[row]!,
    level: result.level[row]!,
    cause: result.causes[result.cause[row]!]!,
    requirement: requirements.get(result.because[row]!),
    via: result.via[row]!,
  }));
}

/** The outages in the order in which they begin; those that have no end are counted until `endHour`. */
function outagesOf(changes: readonly Change[], endHour: number): readonly Outage[] {
  const underWay = new Map<number, Outage>();
  const outages: Outage[] = [];
  for (const change of changes) {
    const outage = underWay.get(change.entity);
    if (outage === undefined) {
      const begun = { fall: change, worst: change, last: change, hoursLost: 0 };
      underWay.set(change.entity, begun);
      outages.push(begun);
      continue;
    }
    outage.hoursLost += (1 - outage.last.level) * (change.hour - outage.last.hour);
    outage.last = change;
    if (change.level < outage.worst.level) outage.worst = change;
    if (change.level === 1) underWay.delete(change.entity);
  }
  for (const outage of underWay.values())
    outage.hoursLost += (1 - outage.last.level) * (endHour - outage.last.hour);
  return outages;
}

/** Hour of the return to full service, undefined when there is none within the time looked at. */
function backOf({ last }: Outage): number | undefined {
  return last.level === 1 ? last.hour : undefined;
}

/** Why a level changed, as a program reads it. */
function because(view: SystemView, { cause, requirement, via }: Change) {
  return {
    cause,
    ...(requirement === undefined
      ? {}
      : {
          requirement: requirement.role,
          ...(requirement.group === '' ? {} : { group: requirement.group }),
          need: requirement.need,
          of: requirement.memberCount,
        }),
    suppliers: via < 0 ? [] : [view.id[via]!],
  };
}

interface Shown {
  readonly result: TimelineResult;
  readonly changes: readonly Change[];
  readonly outages: readonly Outage[];
  readonly weight: string;
}

function document(view: SystemView, { result, changes, outages, weight }: Shown) {
  const failed = new Set(result.failures.map(({ entity }) => entity));
  const worst = new Map<number, Change>();
  for (const outage of outages) {
    const known = worst.get(outage.fall.entity);
    if (known === undefined || outage.worst.level < known.level) worst.set(outage.fall.entity, outage.worst);
  }
  return {
    failed: [...failed].map((v) => view.id[v]!),
    failures: result.failures.map(({ entity, start, duration, level = 0 }) => ({
      id: view.id[entity]!,
      start,
      duration: Number.isFinite(duration) ? duration : null,
      level,
    })),
    fallen: [...worst]
      .filter(([v]) => !failed.has(v))
      .map(([v, change]) => ({ id: view.id[v]!, level: change.level, because: because(view, change) })),
    weightDown: result.peakWeightDown,
    peakHour: result.peakHour,
    totalWeight: result.totalWeight,
    share: shareOf(result),
    timeline: changes.map((change) => ({
      hour: change.hour,
      id: view.id[change.entity]!,
      level: change.level,
      because: because(view, change),
    })),
    hoursLost: Array.from(result.touched, (v, i) => ({ id: view.id[v]!, hours: result.hoursLost[i]! })),
    weightHours: result.weightHours,
    deadlocks: result.deadlocks.map((circle) => circle.map((v) => view.id[v]!)),
    endHour: result.endHour,
    isComplete: result.isComplete,
    weight: { column: weight, unit: view.weights.find((each) => each.column === weight)!.unit },
    assumptions: result.assumptions,
    hash: view.hash,
    engine: result.engine,
  };
}

function shareOf({ peakWeightDown, totalWeight }: TimelineResult): number {
  return totalWeight > 0 ? peakWeightDown / totalWeight : 0;
}

function changeColumns(view: SystemView): readonly Column<Change>[] {
  return [
    { header: 'hour', cell: ({ hour }) => hour, shown: ({ hour }) => hours(hour) },
    { header: 'id', cell: ({ entity }) => view.id[entity]! },
    { header: 'name', cell: ({ entity }) => view.name[entity]! },
    {
      header: 'level',
      cell: ({ level }) => level,
      shown: ({ level }) => (level === 0 ? 'down' : level === 1 ? 'up' : percent(level)),
    },
    ...reasonColumns<Change>(view, (change) => change),
  ];
}

function outageColumns(view: SystemView): readonly Column<Outage>[] {
  return [
    { header: 'id', cell: ({ fall }) => view.id[fall.entity]! },
    { header: 'name', cell: ({ fall }) => view.name[fall.entity]! },
    { header: 'fell', cell: ({ fall }) => fall.hour, shown: ({ fall }) => hours(fall.hour) },
    {
      header: 'back',
      cell: (row) => backOf(row) ?? '',
      shown: (row) => shownOr(backOf(row), 'not yet'),
    },
    { header: 'hours lost', cell: (row) => row.hoursLost, shown: (row) => hours(row.hoursLost) },
    {
      header: 'lowest',
      cell: ({ worst }) => worst.level,
      shown: ({ worst }) => (worst.level === 0 ? 'down' : percent(worst.level)),
    },
    ...reasonColumns<Outage>(view, ({ fall }) => fall),
  ];
}

function reasonColumns<Row>(view: SystemView, changeOf: (row: Row) => Change): readonly Column<Row>[] {
  return [
    { header: 'cause', cell: (row) => changeOf(row).cause },
    { header: 'requirement', cell: (row) => changeOf(row).requirement?.role ?? '' },
    {
      header: 'because of',
      cell: (row) => (changeOf(row).via < 0 ? '' : view.id[changeOf(row).via]!),
    },
  ];
}

function printSummary(view: SystemView, { result, outages, weight }: Omit<Shown, 'changes'>): void {
  const { unit, label } = view.weights.find((each) => each.column === weight)!;
  const say = (line: string): void => {
    process.stdout.write(`${printable(line)}\n`);
  };
  const spans = result.failures.map(({ entity, start, duration, level = 0 }) => {
    const until = duration === Number.POSITIVE_INFINITY ? 'on' : `to ${hours(start + duration)}`;
    const left = level === 0 ? '' : `, ${percent(level)} left`;
    return `${view.name[entity]} (hour ${hours(start)} ${until}${left})`;
  });
  say('');
  say(`Made to fail: ${spans.join(', ')}`);
  say(`Falls with it: ${result.touched.length - fellThemselves(result)} of ${view.entityCount} entities`);
  say(
    `${label} down at worst: ${weightText(result.peakWeightDown, unit)} of ${weightText(result.totalWeight, unit)} (${percent(shareOf(result))}), at hour ${hours(result.peakHour)}`,
  );
  say(`${label} lost: ${figure(result.weightHours)} ${lossUnit({ label, unit })}`);
  const last = outages.reduce((latest, row) => Math.max(latest, backOf(row) ?? Number.POSITIVE_INFINITY), 0);
  if (last > 0 && last < Number.POSITIVE_INFINITY) say(`All back at hour ${hours(last)}`);
  for (const circle of result.deadlocks)
    say(`Restart deadlock, each waits for the next: ${circle.map((v) => view.id[v]).join(' > ')}`);
  say(`Assumed: ${result.assumptions.join(' ')}`);
}

/** How many of those below full service were made to fail. */
function fellThemselves({ failures, touched }: TimelineResult): number {
  const failed = new Set(failures.map(({ entity }) => entity));
  return touched.filter((v) => failed.has(v)).length;
}

function shownOr(hour: number | undefined, otherwise: string): string {
  return hour === undefined ? otherwise : hours(hour);
}

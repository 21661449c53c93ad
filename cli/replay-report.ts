/** One outage of the past in full: who fell beside who was reported. */
import type { Fate, IncidentPhase, ReplayRow, ReplayScore, SystemView } from '../engine/api/protocol.ts';
import { lossUnit } from '../engine/api/risk-words.ts';
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
import { isInDataset, type Replayed } from './replay.ts';

/** Entities that fell without a report which a person is shown; programs get all. */
const SHOWN = 20;

/** Prints the comparison, then what it comes to. */
export function printReplay(
  view: SystemView,
  replayed: Replayed,
  options: OutputOptions & { readonly weight: string },
): void {
  const { rows } = replayed.replay;
  const because = becauseOf(view, replayed);
  if (options.json) printJson(document(view, { ...replayed, because, weight: options.weight }));
  else if (options.csv) printCsv([...columns(view, because), ...evidenceColumns(view)], rows);
  else {
    const reported = rows.filter((row) => row.reported !== 'not-reported');
    const shown = rows.slice(0, reported.length + SHOWN);
    if (shown.length > 0) printTable(columns(view, because), shown);
    if (rows.length > shown.length)
      process.stdout.write(
        `and ${rows.length - shown.length} more that fell without a report; --csv lists all\n`,
      );
    if (replayed.incident.phases.length > 0) {
      process.stdout.write('\n');
      printTable(phaseColumns(view, rows), replayed.incident.phases);
    }
    printSummary(view, replayed, options.weight);
  }
}

/** Per entity the supplier whose loss first took it down. */
function becauseOf(view: SystemView, { timeline }: Replayed): ReadonlyMap<number, string> {
  const because = new Map<number, string>();
  timeline.entity.forEach((v, row) => {
    if (because.has(v)) return;
    const via = timeline.via[row]!;
    because.set(v, via < 0 ? '' : view.id[via]!);
  });
  return because;
}

function document(
  view: SystemView,
  {
    incident,
    replay,
    timeline,
    because,
    weight,
  }: Replayed & { readonly because: ReadonlyMap<number, string>; readonly weight: string },
) {
  const { phases, effects: _, ...about } = incident;
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    incident: about,
    phases: phases.map((phase) => ({ ...phase, endHour: finite(phase.endHour) })),
    failures: replay.failures.map(({ entity, start, duration, level = 0 }) => ({
      id: view.id[entity]!,
      start,
      duration: finite(duration),
      level,
    })),
    missing: replay.missing,
    rows: replay.rows.map(({ entity, ...row }) => ({
      id: view.id[entity] ?? null,
      ...row,
      because: because.get(entity) || null,
    })),
    all: replay.all,
    independent: replay.independent,
    ownEvidence: replay.ownEvidence,
    reportedHours: replay.reportedHours,
    weightHours: timeline.weightHours,
    totalWeight: timeline.totalWeight,
    weight: { column: weight, unit: view.weights.find(({ column }) => column === weight)!.unit },
    assumptions: replay.assumptions,
    hash: view.hash,
    engine: replay.engine,
  };
}

function columns(view: SystemView, because: ReadonlyMap<number, string>): readonly Column<ReplayRow>[] {
  return [
    { header: 'id', cell: ({ entity }) => view.id[entity] ?? '' },
    { header: 'name', cell: ({ name }) => name },
    { header: 'reported', cell: ({ reported }) => reported.replace('-', ' ') },
    { header: 'simulated', cell: (row) => stateOf(row, row.simulated) },
    { header: 'independent', cell: (row) => stateOf(row, row.independent) },
    hourColumn('fell', ({ simulated }) => simulated.fellHour),
    hourColumn('back', ({ simulated }) => simulated.backHour),
    { header: 'because of', cell: ({ entity }) => because.get(entity) ?? '' },
  ];
}

function stateOf({ entity, isImposed }: ReplayRow, { state }: Fate): string {
  if (entity < 0) return 'not in this dataset';
  return isImposed ? 'made to fail' : state;
}

function hourColumn(header: string, hourOf: (row: ReplayRow) => number | null): Column<ReplayRow> {
  return {
    header,
    cell: (row) => hourOf(row) ?? '',
    shown(row) {
      const hour = hourOf(row);
      if (hour !== null) return hours(hour);
      return row.simulated.fellHour === null ? '' : 'not yet';
    },
  };
}

/** What a program gets besides. */
function evidenceColumns(view: SystemView): readonly Column<ReplayRow>[] {
  const effect = (row: ReplayRow) => row.effect;
  return [
    { header: 'kind', cell: ({ entity }) => view.kinds[view.kind[entity] ?? -1] ?? '' },
    { header: 'hours lost', cell: ({ simulated }) => simulated.hoursLost },
    { header: 'hours lost independent', cell: ({ independent }) => independent.hoursLost },
    { header: 'reachable', cell: ({ isReachable }) => (isReachable ? 1 : 0) },
    { header: 'attributed to', cell: (row) => effect(row)?.attributedTo ?? '' },
    { header: 'note', cell: (row) => effect(row)?.note ?? '' },
    { header: 'source', cell: (row) => effect(row)?.source ?? '' },
    { header: 'grade', cell: (row) => effect(row)?.grade ?? '' },
  ];
}

/** The account of what happened, beside what the replay makes of the same entity. */
function phaseColumns(view: SystemView, rows: readonly ReplayRow[]): readonly Column<IncidentPhase>[] {
  const fateOf = new Map(rows.map(({ entity, simulated }) => [view.id[entity] ?? '', simulated]));
  const known = new Set(view.id);
  const treatment = ({ entity, use }: IncidentPhase): string => {
    if (!known.has(entity)) return 'not in this dataset';
    return use === 'fail' ? 'made to fail' : 'compared';
  };
  const simulated = (id: string): string => {
    const fate = fateOf.get(id);
    if (fate === undefined || fate.fellHour === null) return '';
    return `${hours(fate.fellHour)} to ${fate.backHour === null ? 'not yet' : hours(fate.backHour)}`;
  };
  return [
    { header: 'from', cell: ({ startHour }) => startHour, shown: ({ startHour }) => hours(startHour) },
    {
      header: 'to',
      cell: ({ endHour }) => endHour,
      shown: ({ endHour }) => (Number.isFinite(endHour) ? hours(endHour) : 'unknown'),
    },
    { header: 'entity', cell: ({ entity }) => entity },
    { header: 'left', cell: ({ level }) => level, shown: ({ level }) => percent(level) },
    { header: 'in the replay', cell: treatment },
    { header: 'simulated', cell: ({ entity }) => simulated(entity) },
    { header: 'what', cell: ({ what }) => what },
  ];
}

function printSummary(view: SystemView, replayed: Replayed, weight: string): void {
  const { incident, replay, timeline } = replayed;
  const { all, independent, rows, reportedHours } = replay;
  const { unit, label } = view.weights.find(({ column }) => column === weight)!;
  const say = (line: string): void => {
    process.stdout.write(`${printable(line)}\n`);
  };
  const elsewhere = rows.filter(({ entity }) => entity < 0).length;
  say('');
  say(`${incident.title} (from ${incident.start}; evidence of grade ${incident.grade})`);
  say(`Source: ${incident.source}`);
  if (!isInDataset(replayed))
    say('Not in this dataset: nothing of what failed first is an entity of it, so nothing falls.');
  say(
    `Reported down or degraded: ${all.reported} in this dataset${elsewhere > 0 ? `; reports about others: ${elsewhere}` : ''}`,
  );
  say(`Of these fell: ${shareOf(all.hits, all.reported)}`);
  say(
    `Without what is known only from the outage: ${shareOf(independent.hits, independent.reported)}; of those that it can reach so: ${shareOf(independent.reachableHits, independent.reachable)}`,
  );
  say(
    `Reported unaffected: ${all.unaffected}; fell all the same: ${all.falseAlarms} (${independent.falseAlarms} without)`,
  );
  say(
    `Fell without a report: ${all.notReported} (${independent.notReported} without); that is unknown, not wrong`,
  );
  say(
    `Until the last of the reported is back: ${spanOf(all)} (${spanOf(independent)} without); the whole was reported as ${reportedHours === null ? 'of unknown length' : `${hours(reportedHours)} h`}`,
  );
  say(`${label} lost: ${figure(timeline.weightHours)} ${lossUnit({ label, unit })}`);
  say(`Assumed: ${replay.assumptions.join(' ')}`);
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? `${part} of ${whole}` : `${part} of ${whole} (${percent(part / whole)})`;
}

function spanOf({ hours: span, hits }: ReplayScore): string {
  if (hits === 0) return 'none fell';
  return span === null ? 'not at the end of the year looked at' : `${hours(span)} h`;
}

/** `linchpin stress`: outages of the past on a dataset, beside what was reported. */
import type { ReplayScore, SystemView } from '../engine/api/protocol.ts';
import { incidentNamed, readCatalogue } from './catalogue.ts';
import { type Column, figure, hours, type OutputOptions, printCsv, printJson, printTable } from './output.ts';
import { isInDataset, type Replayed, type ReplayOptions, replayed } from './replay.ts';
import { printReplay } from './replay-report.ts';
import { openDataset, warnOfErrors } from './session.ts';
import { UsageError } from './usage.ts';

export interface StressOptions extends OutputOptions, ReplayOptions {
  /** Id of the one outage to show in full. */
  readonly incident?: string;
  /** Folder of the catalogue; the shipped one unless given. */
  readonly incidents?: string;
}

/** Replays the outage, or all of the catalogue; exit code 1 on faulty data. */
export async function stress(folder: string, options: StressOptions): Promise<number> {
  if (options.seed !== undefined && options.failover !== 'drawn')
    throw new UsageError('A seed says which switches work when they are drawn: add --failover drawn.');
  const session = await openDataset(folder);
  const { view } = session;
  const catalogue = await readCatalogue(session, options.incidents);
  const weight = options.weight ?? view.weights[0]!.column;
  if (options.incident === undefined) {
    const lines: Replayed[] = [];
    for (const incident of catalogue.incidents) lines.push(await replayed(session, incident, options));
    printCatalogue(view, lines, { ...options, weight });
  } else {
    const incident = incidentNamed(catalogue.incidents, options.incident);
    printReplay(view, await replayed(session, incident, options), { ...options, weight });
  }
  return warnOfErrors(view) || catalogue.isFaulty ? 1 : 0;
}

function printCatalogue(
  view: SystemView,
  lines: readonly Replayed[],
  options: OutputOptions & { readonly weight: string },
): void {
  const { unit, label } = view.weights.find(({ column }) => column === options.weight)!;
  if (options.csv) printCsv(columns(), lines);
  else if (options.json)
    printJson({
      incidents: lines.map((line) => ({
        id: line.incident.id,
        title: line.incident.title,
        start: line.incident.start,
        source: line.incident.source,
        grade: line.incident.grade,
        isInDataset: isInDataset(line),
        missing: line.replay.missing,
        ...(isInDataset(line)
          ? {
              all: line.replay.all,
              independent: line.replay.independent,
              ownEvidence: line.replay.ownEvidence,
              reportedHours: line.replay.reportedHours,
              weightHours: line.timeline.weightHours,
            }
          : {}),
      })),
      weight: { column: options.weight, unit },
      hash: view.hash,
      engine: lines[0]!.replay.engine,
    });
  else {
    printTable(
      columns().filter(({ header }) => !ONLY_FOR_PROGRAMS.has(header)),
      lines,
    );
    process.stdout.write(
      `\nreported: down or degraded by the reports, and in this dataset; fell: of these, in the replay; independent: of these, without what is known only from the outage itself; loss: ${label}${unit === '1' ? '' : `, ${unit}`} x hours\n`,
    );
  }
}

const ONLY_FOR_PROGRAMS = new Set(['title', 'start', 'reachable', 'reachable fell', 'source', 'grade']);

function columns(): readonly Column<Replayed>[] {
  const score = (header: string, value: (score: ReplayScore) => number, of: 'all' | 'independent' = 'all') =>
    column(header, ({ replay }) => value(replay[of]));
  return [
    { header: 'id', cell: ({ incident }) => incident.id },
    { header: 'title', cell: ({ incident }) => incident.title },
    { header: 'start', cell: ({ incident }) => incident.start },
    score('reported', ({ reported }) => reported),
    score('fell', ({ hits }) => hits),
    score('independent', ({ hits }) => hits, 'independent'),
    score('reachable', ({ reachable }) => reachable),
    score('reachable fell', ({ reachableHits }) => reachableHits, 'independent'),
    score('unaffected', ({ unaffected }) => unaffected),
    score('false alarms', ({ falseAlarms }) => falseAlarms),
    score('not reported', ({ notReported }) => notReported),
    column('hours', ({ replay }) => replay.all.hours, hours, 'not back'),
    column('hours reported', ({ replay }) => replay.reportedHours, hours),
    column('loss', ({ timeline }) => timeline.weightHours, figure),
    { header: 'remark', cell: remark },
    { header: 'source', cell: ({ incident }) => incident.source },
    { header: 'grade', cell: ({ incident }) => incident.grade },
  ];
}

/** A number of a replay, empty where there is none. */
function column(
  header: string,
  value: (line: Replayed) => number | null,
  show: (value: number) => string = String,
  otherwise = '',
): Column<Replayed> {
  return {
    header,
    cell: (line) => (isInDataset(line) ? (value(line) ?? '') : ''),
    shown(line) {
      if (!isInDataset(line)) return '';
      const found = value(line);
      return found === null ? otherwise : show(found);
    },
  };
}

function remark(line: Replayed): string {
  if (!isInDataset(line)) return 'not in this dataset';
  const { missing } = line.replay;
  return missing.length === 0 ? '' : `without ${missing.join(', ')}`;
}

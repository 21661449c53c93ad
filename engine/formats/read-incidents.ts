/** The three tables of a catalogue of outages -> incidents, with every problem listed (docs/model.md, "Replays"). */
import type { Grade, Incident, IncidentEffect, IncidentPhase, ReportedEffect } from '../model/incident.ts';
import type { Problem } from '../model/problem.ts';
import type { RowReader } from '../model/row-reader.ts';
import type { ReadStep } from './read-step.ts';
import { type DatasetFile, fileOfPart, fileProblem, readTable, unpacked } from './read-table.ts';
import { checkedCells } from './whole-rows.ts';

export interface IncidentsRead {
  /** In the order of the file; phases and effects too. */
  readonly incidents: readonly Incident[];
  readonly problems: readonly Problem[];
}

const GRADES: readonly Grade[] = ['A', 'B', 'C'];
const USES: readonly IncidentPhase['use'][] = ['fail', 'account'];
const EFFECTS: readonly ReportedEffect[] = ['down', 'degraded', 'unaffected'];

const MS_PER_HOUR = 3_600_000;

/** An incident while its parts are collected. */
interface Draft extends Incident {
  readonly phases: IncidentPhase[];
  readonly effects: IncidentEffect[];
  /** Milliseconds of the calendar. */
  readonly startsAt: number;
  readonly row: number;
}

interface Table {
  readonly part: RegExp;
  readonly name: string;
  /** Columns that a row cannot do without, and the others. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const INCIDENTS: Table = {
  part: /incidents\.csv(\.gz)?$/i,
  name: 'incidents.csv',
  required: ['id', 'title', 'start', 'source', 'grade'],
  optional: ['end', 'summary', 'cause', 'loss_estimate', 'notes'],
};
const PHASES: Table = {
  part: /phases\.csv(\.gz)?$/i,
  name: 'phases.csv',
  required: ['incident', 'entity', 'start', 'use', 'what', 'source', 'grade'],
  optional: ['end', 'level'],
};
const EFFECTS_TABLE: Table = {
  part: /effects\.csv(\.gz)?$/i,
  name: 'effects.csv',
  required: ['incident', 'name', 'effect', 'source', 'grade'],
  optional: ['entity', 'attributed_to', 'note'],
};
const TABLES = [INCIDENTS, PHASES, EFFECTS_TABLE];

/**
 * Reads incidents.csv, phases.csv and effects.csv, each of which may be packed with gzip, with the fraction of
 * the bytes read. A row with an error is left out, as its problem says. O(bytes).
 */
export function* readIncidents(files: readonly DatasetFile[]): Generator<ReadStep, IncidentsRead> {
  const problems: Problem[] = [];
  for (const { name } of files)
    if (!TABLES.some(({ part }) => part.test(name)))
      problems.push({
        ...fileProblem(name, 'The name shows no part of a catalogue of incidents; not read.'),
        severity: 'warning',
      });
  const drafts = new Map<string, Draft>();
  yield* readPart(INCIDENTS, files, [0, 0.2], problems, (reader) => readIncident(reader, drafts));
  const incidentsName = fileOfPart(files, INCIDENTS.part, [])?.name ?? INCIDENTS.name;
  yield* readPart(PHASES, files, [0.2, 0.5], problems, (reader) => readPhase(reader, drafts));
  yield* readPart(EFFECTS_TABLE, files, [0.5, 1], problems, (reader) => readEffect(reader, drafts));
  for (const { id, phases, row } of drafts.values())
    if (!phases.some(({ use }) => use === 'fail'))
      problems.push({
        severity: 'warning',
        file: incidentsName,
        row,
        column: 'id',
        value: id,
        message: `No phase of '${id}' has the use 'fail', so a replay makes nothing fail.`,
      });
  return {
    incidents: [...drafts.values()].map(({ startsAt: _, row: __, ...incident }) => incident),
    problems,
  };
}

function* readPart(
  { part, name, required, optional }: Table,
  files: readonly DatasetFile[],
  range: readonly [number, number],
  problems: Problem[],
  readRow: (reader: RowReader) => void,
): Generator<ReadStep, void> {
  const given = fileOfPart(files, part, problems);
  if (given === undefined) {
    problems.push(fileProblem(name, 'The file is missing. A catalogue of incidents needs it.'));
    return;
  }
  const file = yield* unpacked(given, problems);
  if (file === undefined) return;
  yield* readTable(file, required, range, problems, (reader) => {
    for (const { header } of reader.unknownColumns(new Set([...required, ...optional])))
      reader.report('warning', header, header, 'The column is not known; not read.');
    return { add: () => readRow(reader) };
  });
}

function readIncident(reader: RowReader, drafts: Map<string, Draft>): void {
  const cells = checkedCells(reader);
  const id = cells.needed('id', 'the unique name of the incident');
  const first = drafts.get(id);
  if (first !== undefined)
    cells.refuse('id', `'${id}' is the incident of ${reader.rowName(first.row)} already`);
  const title = cells.needed('title', 'what people call the incident');
  const startsAt = cells.time('start');
  const endsAt = reader.text('end') === '' ? Number.POSITIVE_INFINITY : cells.time('end');
  if (endsAt <= startsAt) cells.refuse('end', 'The end is not after the start');
  const evidence = evidenceOf(cells);
  if (cells.isRefused) return;
  drafts.set(id, {
    id,
    title,
    start: reader.text('start'),
    end: reader.text('end'),
    summary: reader.text('summary'),
    cause: reader.text('cause'),
    lossEstimate: reader.text('loss_estimate'),
    ...evidence,
    notes: reader.text('notes'),
    phases: [],
    effects: [],
    startsAt,
    row: reader.row,
  });
}

function readPhase(reader: RowReader, drafts: ReadonlyMap<string, Draft>): void {
  const cells = checkedCells(reader);
  const incident = incidentOf(cells, drafts);
  const entity = cells.needed('entity', 'the id of an entity');
  const startsAt = cells.time('start');
  const endsAt = reader.text('end') === '' ? Number.POSITIVE_INFINITY : cells.time('end');
  if (endsAt <= startsAt) cells.refuse('end', 'The end is not after the start');
  if (incident !== undefined && startsAt < incident.startsAt)
    cells.refuse('start', `The phase starts before the incident, which starts at ${incident.start}`);
  const level = reader.text('level') === '' ? 0 : cells.fraction('level');
  const use = cells.word('use', USES);
  const what = cells.needed('what', 'what happened, in one sentence');
  const evidence = evidenceOf(cells);
  if (incident === undefined || cells.isRefused) return;
  const startHour = (startsAt - incident.startsAt) / MS_PER_HOUR;
  const endHour = (endsAt - incident.startsAt) / MS_PER_HOUR;
  incident.phases.push({ entity, what, startHour, endHour, level, use, ...evidence });
}

function readEffect(reader: RowReader, drafts: ReadonlyMap<string, Draft>): void {
  const cells = checkedCells(reader);
  const incident = incidentOf(cells, drafts);
  const name = cells.needed('name', 'the name in the report');
  const effect = cells.word('effect', EFFECTS);
  const evidence = evidenceOf(cells);
  if (incident === undefined || cells.isRefused) return;
  incident.effects.push({
    entity: reader.text('entity'),
    name,
    effect,
    attributedTo: reader.text('attributed_to'),
    ...evidence,
    note: reader.text('note'),
  });
}

type Cells = ReturnType<typeof checkedCells>;

function incidentOf(cells: Cells, drafts: ReadonlyMap<string, Draft>): Draft | undefined {
  const id = cells.needed('incident', 'the id of an incident');
  const incident = drafts.get(id);
  if (incident === undefined && id !== '')
    cells.refuse('incident', `There is no incident '${id}' among the rows that could be read`);
  return incident;
}

function evidenceOf(cells: Cells): { readonly source: string; readonly grade: Grade } {
  return { source: cells.needed('source', 'where it was reported'), grade: cells.word('grade', GRADES) };
}

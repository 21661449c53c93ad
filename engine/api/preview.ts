/** What stands in somebody's files, and what it is likely to mean. */
import { within } from '../formats/read-step.ts';
import type { DatasetFile } from '../formats/read-table.ts';
import { FIELDS } from '../formats/recognise/fields.ts';
import { assumptionsOf, mappingText } from '../formats/recognise/import-plan.ts';
import { type PreviewRow, profileTable, type TableProfile } from '../formats/recognise/profile.ts';
import { recognise } from '../formats/recognise/recognise.ts';
import type { SourceTable } from '../formats/source-format.ts';
import { openTables } from '../formats/source-table.ts';
import { KINDS } from '../model/kinds.ts';
import type { Problem } from '../model/problem.ts';
import type { PreviewResult } from './import-protocol.ts';
import type { JobRequest, Progress } from './protocol.ts';
import { RequestError } from './request.ts';

/** Cells are cut at this length for showing them. */
const LONGEST_CELL = 200;

/**
 * Reads every table once and suggests what its columns mean. Throws `RequestError` with the problems when there is
 * no table to read. O(bytes).
 */
export function* preview({ files }: JobRequest<'preview'>): Generator<Progress, PreviewResult> {
  const problems: Problem[] = [];
  const profiles: TableProfile[] = [];
  for (const [f, file] of files.entries()) {
    const from = f / files.length;
    const tables = yield* opened(file, problems, [from, from + 0.2 / files.length]);
    for (const [t, table] of tables.entries()) {
      const part = 0.8 / files.length / tables.length;
      const start = from + 0.2 / files.length + t * part;
      const profile = yield* within(profileTable(table, problems), `Reading ${table.name}`, [
        start,
        start + part,
      ]);
      if (profile !== undefined) profiles.push(profile);
    }
  }
  if (profiles.every(({ rowCount, columns }) => rowCount === 0 || columns.length === 0))
    throw new RequestError('bad-data', noTable(files, problems), problems);
  const { plan, reasons, findings } = recognise(profiles);
  return {
    tables: profiles.map(({ texts: _, ...shown }) => shown),
    problems,
    plan,
    reasons,
    findings,
    fields: FIELDS.map(({ names: _, ...field }) => field),
    kinds: KINDS,
  };
}

/** Rows of a table by their number; O(bytes up to the last). */
export function* tableRows({
  files,
  table: name,
  rows,
}: JobRequest<'tableRows'>): Generator<Progress, readonly PreviewRow[]> {
  const wanted = new Set(rows);
  const last = Math.max(0, ...rows);
  const found: PreviewRow[] = [];
  for (const file of files) {
    const tables = yield* opened(file, [], [0, 0.2]);
    const table = tables.find((each) => each.name === name);
    if (table === undefined) continue;
    for (const { records, fraction } of table.records([])) {
      for (const { cells, row } of records)
        if (wanted.has(row))
          found.push({ row, cells: cells.map((cell) => cell.trim().slice(0, LONGEST_CELL)) });
      yield { step: `Reading ${name}`, fraction: 0.2 + 0.8 * fraction };
      if ((records.at(-1)?.row ?? 0) >= last) break;
    }
  }
  return found;
}

// biome-ignore lint/correctness/useYield: a text of a few lines
export function* mappingOf({
  plan,
  same,
}: JobRequest<'mappingOf'>): Generator<
  Progress,
  { readonly text: string; readonly assumed: readonly string[] }
> {
  return { text: mappingText(plan, same), assumed: assumptionsOf(plan) };
}

function* opened(
  file: DatasetFile,
  problems: Problem[],
  [from, to]: readonly [number, number],
): Generator<Progress, readonly SourceTable[]> {
  const opening = openTables(file, problems);
  let next = opening.next();
  for (; !next.done; next = opening.next())
    yield { step: next.value.step, fraction: from + next.value.fraction * (to - from) };
  return next.value;
}

function noTable(files: readonly DatasetFile[], problems: readonly Problem[]): string {
  const names = files.map(({ name }) => name).join(', ');
  const fault = problems.find(({ severity }) => severity === 'error');
  return fault ? `${fault.file}: ${fault.message}` : `There is no table with rows in ${names}.`;
}

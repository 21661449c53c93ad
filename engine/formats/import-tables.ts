/** Tables that people hold, and a mapping file that says what they mean -> a System (docs/mapping.md). */
import { strToU8 } from 'fflate';
import { fingerprint } from '../model/fingerprint.ts';
import type { Problem } from '../model/problem.ts';
import type { System } from '../model/system.ts';
import { aboutOf } from './about.ts';
import { datasetOf } from './added-about.ts';
import type { Drafts } from './bind-rules.ts';
import { dependencyDrafts } from './draft-dependencies.ts';
import { entityDrafts } from './draft-entities.ts';
import { draftSystem } from './draft-system.ts';
import { faultOf, mapRows, type Skipped } from './map-rows.ts';
import { readMapping, type TableMapping } from './mapping.ts';
import { reportWeightless } from './read-dataset.ts';
import { type ReadStep, within } from './read-step.ts';
import type { DatasetFile } from './read-table.ts';
import type { SourceTable } from './source-format.ts';
import { openTables } from './source-table.ts';

export interface TablesRead {
  /** Absent when the mapping is not sound or does not fit the tables; `problems` then says why. */
  readonly system: System | undefined;
  /** What the mapping passes over, for the reasons that it gives. */
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
}

/** Shares of the work by which opening the files, reading their tables, and building entities, is done. */
const OPENED = 0.1;
const READ = 0.6;
const ENTITIES_BUILT = 0.7;

/**
 * Reads tables as the mapping says, in slices of a few milliseconds. Cells that are not what the mapping or
 * the model expects are reported with their file, row and column; the system consists of all the others.
 * What is read is added to the system `onto`, where there is one; what it says already is kept. O(bytes).
 */
export function* importTables(
  files: readonly DatasetFile[],
  mappingFile: DatasetFile,
  onto?: System,
): Generator<ReadStep, TablesRead> {
  const problems: Problem[] = [];
  const refused = { system: undefined, skipped: [], problems };
  const mapping = readMapping(mappingFile.name, mappingFile.bytes, problems);
  if (mapping === undefined) return refused;
  const opened: OpenedFile[] = [];
  const skipped: Skipped[] = [];
  for (const [f, file] of files.entries())
    opened.push(
      yield* openedFile(file, [(OPENED * f) / files.length, (OPENED * (f + 1)) / files.length], problems),
    );
  const tables = matched(mapping.tables, opened, mappingFile.name, problems, skipped);
  const drafts = {
    entities: entityDrafts(mappingFile.name, problems),
    dependencies: dependencyDrafts(mappingFile.name, problems),
    same: new Map(Object.entries(mapping.same)),
  };
  if (onto !== undefined)
    yield* within(draftSystem(onto, drafts), 'Taking over the open system', [OPENED, OPENED]);
  let from = OPENED;
  const shares = tables.reduce((sum, { share }) => sum + share, 0);
  // no short cut: whoever mends the first fault wants to know of the others
  let fits = !problems.some(({ severity }) => severity === 'error');
  for (const table of tables) {
    const to = from + ((READ - OPENED) * table.share) / shares;
    const passedOver = yield* readTable(table, drafts, [from, to], problems);
    if (passedOver === undefined) fits = false;
    else skipped.push(...passedOver);
    from = to;
  }
  if (!fits) return refused;

  const dataset = datasetOf(mapping, onto);
  const document = `${JSON.stringify({ schemaVersion: 1, ...dataset }, null, 2)}\n`;
  const { about, weights: declarations } = aboutOf(dataset, document);
  const step = 'Building entities and requirements';
  const { entities, weights, indexOf } = yield* within(drafts.entities.finish(declarations), step, [
    READ,
    ENTITIES_BUILT,
  ]);
  reportWeightless(mappingFile.name, weights, problems);
  const formed = yield* within(drafts.dependencies.finish(entities, indexOf), step, [ENTITIES_BUILT, 1]);
  const hash = fingerprint([
    ...files.map((file) => file.bytes),
    mappingFile.bytes,
    strToU8(onto?.hash ?? ''),
  ]);
  return {
    system: { about, entities, weights, hash, ...formed },
    skipped,
    problems: withoutRepetition(problems, mappingFile.name),
  };
}

interface OpenedFile {
  readonly name: string;
  /** Undefined for a file that cannot be read, which has been reported. */
  readonly tables: readonly SourceTable[] | undefined;
  /** Bytes of each table, or what comes near it. */
  readonly share: number;
}

function* openedFile(
  file: DatasetFile,
  [from, to]: readonly [number, number],
  problems: Problem[],
): Generator<ReadStep, OpenedFile> {
  const before = problems.length;
  const opening = openTables(file, problems);
  let next = opening.next();
  for (; !next.done; next = opening.next())
    yield { step: next.value.step, fraction: from + next.value.fraction * (to - from) };
  const tables = next.value;
  const isFaulty = tables.length === 0 && problems.length > before;
  return {
    name: file.name,
    tables: isFaulty ? undefined : tables,
    share: (1 + file.bytes.length) / Math.max(1, tables.length),
  };
}

interface MatchedTable {
  readonly mapping: TableMapping;
  readonly table: SourceTable;
  readonly share: number;
}

/**
 * The table that each table of the mapping is about; names are the same with and without ".gz". Tables that no
 * other table of their file needs are faults, for a file that is given is meant; others are passed over.
 */
function matched(
  mappings: readonly TableMapping[],
  files: readonly OpenedFile[],
  mappingFile: string,
  problems: Problem[],
  skipped: Skipped[],
): readonly MatchedTable[] {
  const keyOf = (name: string): string =>
    name
      .trim()
      .toLowerCase()
      .replace(/\.gz(?=#|$)/, '');
  const expected = mappings.map(({ file }) => file).join(', ');
  const meant = new Set(mappings.map(({ file }) => keyOf(file)));
  const tableOf = new Map<string, Omit<MatchedTable, 'mapping'>>();
  const unreadable = files.filter(({ tables }) => tables === undefined).map(({ name }) => keyOf(name));
  for (const { name, tables, share } of files) {
    const isNeeded = tables === undefined || tables.some((table) => meant.has(keyOf(table.name)));
    if (!isNeeded)
      problems.push(
        faultOf(name, `No table of ${mappingFile} is about this file. It is about: ${expected}.`),
      );
    for (const table of tables ?? []) {
      const key = keyOf(table.name);
      if (tableOf.has(key))
        problems.push(faultOf(table.name, 'Another file of this name is given; keep one.'));
      else if (isNeeded && !meant.has(key))
        skipped.push({ file: table.name, reason: 'tables that the mapping does not name', count: 1 });
      tableOf.set(key, { table, share });
    }
  }
  const seen = new Set<string>();
  return mappings.flatMap((mapping, t) => {
    const key = keyOf(mapping.file);
    const found = tableOf.get(key);
    const fault = (message: string): void => {
      problems.push({ ...faultOf(mappingFile, message), column: `tables[${t}].file`, value: mapping.file });
    };
    if (seen.has(key))
      fault(`Two tables are about '${mapping.file}'; write the rules of both into one of them.`);
    else if (found === undefined && !unreadable.some((name) => key === name || key.startsWith(`${name}#`)))
      fault(`The file '${mapping.file}' is not given.`);
    seen.add(key);
    return found === undefined ? [] : [{ mapping, ...found }];
  });
}

function* readTable(
  { mapping, table }: MatchedTable,
  drafts: Drafts,
  range: readonly [number, number],
  problems: Problem[],
): Generator<ReadStep, readonly Skipped[] | undefined> {
  const { name } = table;
  const rows = mapRows({ ...mapping, name }, table.records(problems), drafts, problems);
  return yield* within(rows, `Reading ${name}`, range);
}

/** A text of the mapping that is at fault in every row is one problem. */
function withoutRepetition(problems: readonly Problem[], mappingFile: string): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ file, row, column, message }) => {
    if (file !== mappingFile || row > 0) return true;
    const key = `${column} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

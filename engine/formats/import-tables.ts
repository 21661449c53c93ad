/** Tables that people hold, and a mapping file that says what they mean -> a System (docs/mapping.md). */
import { fingerprint } from '../model/fingerprint.ts';
import type { Problem } from '../model/problem.ts';
import type { System } from '../model/system.ts';
import { aboutOf } from './about.ts';
import type { Drafts } from './bind-rules.ts';
import { csvRecords } from './csv.ts';
import { dependencyDrafts } from './draft-dependencies.ts';
import { entityDrafts } from './draft-entities.ts';
import { unpack } from './gunzip.ts';
import { faultOf, mapRows, type Skipped } from './map-rows.ts';
import { readMapping, type TableMapping } from './mapping.ts';
import { reportWeightless } from './read-dataset.ts';
import { type ReadStep, within } from './read-step.ts';
import type { DatasetFile } from './read-table.ts';

export interface TablesRead {
  /** Absent when the mapping is not sound or does not fit the tables; `problems` then says why. */
  readonly system: System | undefined;
  /** What the mapping passes over, for the reasons that it gives. */
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
}

/** Share of the work on a packed table that is unpacking. */
const UNPACKING = 0.1;

/** Shares of the work by which reading the tables, and building their entities, is done. */
const READ = 0.6;
const ENTITIES_BUILT = 0.7;

/**
 * Reads tables as the mapping says, in slices of a few milliseconds. Cells that are not what the mapping or
 * the model expects are reported with their file, row and column; the system consists of all the others.
 * O(bytes).
 */
export function* importTables(
  files: readonly DatasetFile[],
  mappingFile: DatasetFile,
): Generator<ReadStep, TablesRead> {
  const problems: Problem[] = [];
  const refused = { system: undefined, skipped: [], problems };
  const mapping = readMapping(mappingFile.name, mappingFile.bytes, problems);
  if (mapping === undefined) return refused;
  const tables = matched(mapping.tables, files, mappingFile.name, problems);
  const drafts = {
    entities: entityDrafts(mappingFile.name, problems),
    dependencies: dependencyDrafts(mappingFile.name, problems),
  };
  const bytes = Math.max(
    1,
    tables.reduce((sum, { file }) => sum + file.bytes.length, 0),
  );
  const skipped: Skipped[] = [];
  let from = 0;
  // no short cut: whoever mends the first fault wants to know of the others
  let fits = problems.length === 0;
  for (const table of tables) {
    const to = from + (READ * table.file.bytes.length) / bytes;
    const passedOver = yield* readTable(table, drafts, [from, to], problems);
    if (passedOver === undefined) fits = false;
    else skipped.push(...passedOver);
    from = to;
  }
  if (!fits) return refused;

  const document = `${JSON.stringify({ schemaVersion: 1, ...mapping.dataset }, null, 2)}\n`;
  const { about, weights: declarations } = aboutOf(mapping.dataset, document);
  const step = 'Building entities and requirements';
  const { entities, weights, indexOf } = yield* within(drafts.entities.finish(declarations), step, [
    READ,
    ENTITIES_BUILT,
  ]);
  reportWeightless(mappingFile.name, weights, problems);
  const formed = yield* within(drafts.dependencies.finish(entities, indexOf), step, [ENTITIES_BUILT, 1]);
  const hash = fingerprint([...files.map((file) => file.bytes), mappingFile.bytes]);
  return {
    system: { about, entities, weights, hash, ...formed },
    skipped,
    problems: withoutRepetition(problems, mappingFile.name),
  };
}

interface MatchedTable {
  readonly mapping: TableMapping;
  readonly file: DatasetFile;
}

/** The file that each table of the mapping is about; names are the same with and without ".gz". */
function matched(
  mappings: readonly TableMapping[],
  files: readonly DatasetFile[],
  mappingFile: string,
  problems: Problem[],
): readonly MatchedTable[] {
  const keyOf = (name: string): string => name.trim().toLowerCase().replace(/\.gz$/, '');
  const expected = mappings.map(({ file }) => file).join(', ');
  const fileOf = new Map<string, DatasetFile>();
  for (const file of files) {
    const key = keyOf(file.name);
    if (fileOf.has(key)) problems.push(faultOf(file.name, 'Another file of this name is given; keep one.'));
    else if (!mappings.some((table) => keyOf(table.file) === key))
      problems.push(
        faultOf(file.name, `No table of ${mappingFile} is about this file. It is about: ${expected}.`),
      );
    fileOf.set(key, file);
  }
  const seen = new Set<string>();
  return mappings.flatMap((mapping, t) => {
    const key = keyOf(mapping.file);
    const file = fileOf.get(key);
    const fault = (message: string): void => {
      problems.push({ ...faultOf(mappingFile, message), column: `tables[${t}].file`, value: mapping.file });
    };
    if (seen.has(key))
      fault(`Two tables are about '${mapping.file}'; write the rules of both into one of them.`);
    else if (file === undefined) fault(`The file '${mapping.file}' is not given.`);
    seen.add(key);
    return file === undefined ? [] : [{ mapping, file }];
  });
}

function* readTable(
  { mapping, file }: MatchedTable,
  drafts: Drafts,
  [from, to]: readonly [number, number],
  problems: Problem[],
): Generator<ReadStep, readonly Skipped[] | undefined> {
  const { name } = file;
  const unpacked = from + UNPACKING * (to - from);
  const plain = yield* within(unpack(file, problems), `Unpacking ${name}`, [from, unpacked]);
  if (plain === undefined) return undefined;
  const rows = mapRows({ ...mapping, name }, csvRecords(name, plain.bytes, problems), drafts, problems);
  return yield* within(rows, `Reading ${name}`, [plain === file ? from : unpacked, to]);
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

/** The files of a dataset in the native format -> a System, with every problem listed (model.md, section 2). */
import { dependenciesBuilder } from '../model/build-dependencies.ts';
import { entitiesBuilder, type WeightDeclaration } from '../model/build-entities.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { Problem } from '../model/problem.ts';
import type { RowReader } from '../model/row-reader.ts';
import type { System, Weight } from '../model/system.ts';
import { readAbout } from './about.ts';
import { type ReadStep, within } from './read-step.ts';
import { type DatasetFile, fileOfPart, fileProblem, readTable, unpacked } from './read-table.ts';

export interface DatasetRead {
  /** Absent when a table cannot be read at all; `problems` then says why. */
  readonly system: System | undefined;
  readonly problems: readonly Problem[];
}

/** Share of the work that is reading the tables; the rest forms requirements. */
const READING = 0.8;

/** The parts of a dataset and how a file name shows which part it is. */
const PARTS = {
  entities: /entities\.csv(\.gz)?$/i,
  dependencies: /dependencies\.csv(\.gz)?$/i,
  about: /dataset\.json(\.gz)?$/i,
} as const;

/**
 * Reads entities.csv, dependencies.csv and dataset.json, each of which may be packed with gzip, in slices of a few milliseconds with the
 * fraction of the bytes read. Rows with errors are left out or read as their problem says; the system
 * consists of all the others. O(bytes).
 */
export function* readDataset(files: readonly DatasetFile[]): Generator<ReadStep, DatasetRead> {
  const problems: Problem[] = [];
  const sorted = sortFiles(files, problems);
  const entitiesFile = yield* unpacked(sorted.entitiesFile, problems);
  const dependenciesFile = yield* unpacked(sorted.dependenciesFile, problems);
  const aboutFile = yield* unpacked(sorted.aboutFile, problems);
  if (entitiesFile === undefined || dependenciesFile === undefined) return { system: undefined, problems };
  const about = readAbout(aboutFile?.name ?? 'dataset.json', aboutFile?.bytes, problems);
  const bytes = Math.max(1, entitiesFile.bytes.length + dependenciesFile.bytes.length);
  const split = (READING * entitiesFile.bytes.length) / bytes;

  const entitiesRead = yield* readTable(entitiesFile, ['id', 'kind'], [0, split], problems, (reader) => {
    if (aboutFile !== undefined) reportMissingWeights(reader, about.weights, aboutFile.name, problems);
    return entitiesBuilder(reader, about.weights);
  });
  if (entitiesRead === undefined) return { system: undefined, problems };
  const { entities, weights, indexOf } = entitiesRead.finish();
  if (entities.count === 0)
    problems.push({
      ...fileProblem(entitiesFile.name, 'There is a header and no entity.'),
      severity: 'warning',
    });
  else reportWeightless(entitiesFile.name, weights, problems);

  const dependenciesRead = yield* readTable(
    dependenciesFile,
    ['dependent', 'supplier'],
    [split, READING],
    problems,
    (reader) => dependenciesBuilder(reader, entities, indexOf),
  );
  if (dependenciesRead === undefined) return { system: undefined, problems };
  const formed = yield* within(dependenciesRead.finish(), 'Forming requirements', [READING, 1]);
  yield { step: 'Forming requirements', fraction: 1 };
  const hash = fingerprint([
    entitiesFile.bytes,
    dependenciesFile.bytes,
    aboutFile?.bytes ?? new Uint8Array(),
  ]);
  return { system: { about: about.about, entities, weights, hash, ...formed }, problems };
}

/** Which file is which part; reports parts that are missing, and files that are no part or one too many. */
function sortFiles(
  files: readonly DatasetFile[],
  problems: Problem[],
): Readonly<Record<'entitiesFile' | 'dependenciesFile' | 'aboutFile', DatasetFile | undefined>> {
  const find = (part: RegExp): DatasetFile | undefined => fileOfPart(files, part, problems);
  const found = {
    entitiesFile: find(PARTS.entities),
    dependenciesFile: find(PARTS.dependencies),
    aboutFile: find(PARTS.about),
  };
  for (const file of files)
    if (!Object.values(PARTS).some((pattern) => pattern.test(file.name)))
      problems.push({
        ...fileProblem(file.name, 'The name shows no part of a dataset; not read.'),
        severity: 'warning',
      });
  const missing = 'The file is missing. A dataset needs it; other tables become one when they are imported.';
  if (found.entitiesFile === undefined) problems.push(fileProblem('entities.csv', missing));
  if (found.dependenciesFile === undefined) problems.push(fileProblem('dependencies.csv', missing));
  return found;
}

function reportMissingWeights(
  reader: RowReader,
  declarations: readonly WeightDeclaration[],
  aboutName: string,
  problems: Problem[],
): void {
  for (const { column } of declarations)
    if (!reader.has(column.toLowerCase()))
      problems.push({
        ...fileProblem(
          aboutName,
          `The weight "${column}" is declared, but entities.csv has no such column; it is 0 for all.`,
        ),
        column: 'weights',
        value: column,
      });
}

/** Warns of each weight that no entity has. */
export function reportWeightless(file: string, weights: readonly Weight[], problems: Problem[]): void {
  for (const weight of weights)
    if (!weight.values.some((value) => value > 0))
      problems.push({
        ...fileProblem(
          file,
          'No entity has a weight, so every share of weight is 0. Give one to those whose outage counts.',
        ),
        severity: 'warning',
        column: weight.column,
      });
}

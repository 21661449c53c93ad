/** The files of a dataset in the native format -> a System, with every problem listed (model.md, section 2). */
import { dependenciesBuilder } from '../model/build-dependencies.ts';
import { entitiesBuilder, type WeightDeclaration } from '../model/build-entities.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { Problem } from '../model/problem.ts';
import { type RowReader, rowReader } from '../model/row-reader.ts';
import type { System, Weight } from '../model/system.ts';
import { readAbout } from './about.ts';
import { csvRecords } from './csv.ts';

export interface DatasetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DatasetRead {
  /** Absent when a table cannot be read at all; `problems` then says why. */
  readonly system: System | undefined;
  readonly problems: readonly Problem[];
}

export interface ReadStep {
  readonly step: string;
  /** 0..1 of all bytes. */
  readonly fraction: number;
}

/** The parts of a dataset and how a file name shows which part it is. */
const PARTS = {
  entities: /entities\.csv$/i,
  dependencies: /dependencies\.csv$/i,
  about: /dataset\.json$/i,
} as const;

/**
 * Reads entities.csv, dependencies.csv and dataset.json, in slices of a few milliseconds with the
 * fraction of the bytes read. Rows with errors are left out or read as their problem says; the system
 * consists of all the others. O(bytes).
 */
export function* readDataset(files: readonly DatasetFile[]): Generator<ReadStep, DatasetRead> {
  const problems: Problem[] = [];
  const find = (part: keyof typeof PARTS): DatasetFile | undefined => {
    const [first, ...others] = files.filter((file) => PARTS[part].test(file.name));
    for (const other of others)
      problems.push(fileProblem(other.name, `${first!.name} is read as this part already; not read.`));
    return first;
  };
  const entitiesFile = find('entities');
  const dependenciesFile = find('dependencies');
  const aboutFile = find('about');
  for (const file of files)
    if (!Object.values(PARTS).some((pattern) => pattern.test(file.name)))
      problems.push({
        ...fileProblem(file.name, 'The name shows no part of a dataset; not read.'),
        severity: 'warning',
      });
  for (const [file, name] of [
    [entitiesFile, 'entities.csv'],
    [dependenciesFile, 'dependencies.csv'],
  ] as const)
    if (file === undefined) problems.push(fileProblem(name, 'The file is missing. A dataset needs it.'));
  if (entitiesFile === undefined || dependenciesFile === undefined) return { system: undefined, problems };

  const { about, weights: declarations } = readAbout(
    aboutFile?.name ?? 'dataset.json',
    aboutFile?.bytes,
    problems,
  );
  const bytes = entitiesFile.bytes.length + dependenciesFile.bytes.length;
  let before = 0;
  function* table(
    file: DatasetFile,
    required: readonly string[],
    start: (reader: RowReader) => { add(): void },
  ): Generator<ReadStep, boolean> {
    let reader: RowReader | undefined;
    let builder: { add(): void } | undefined;
    for (const batch of csvRecords(file.name, file.bytes, problems)) {
      for (const record of batch.records) {
        if (reader === undefined || builder === undefined) {
          reader = rowReader(file.name, record.cells, problems);
          const missing = required.filter((column) => !reader!.has(column));
          for (const column of missing)
            problems.push({
              ...fileProblem(
                file.name,
                `The column "${column}" is missing. Found: ${record.cells.join(', ')}.`,
              ),
              row: record.row,
              column,
            });
          if (missing.length > 0) return false;
          builder = start(reader);
        } else if (reader.open(record.cells, record.row)) {
          builder.add();
        }
      }
      yield {
        step: `Reading ${file.name}`,
        fraction: (before + batch.fraction * file.bytes.length) / Math.max(1, bytes),
      };
    }
    before += file.bytes.length;
    if (builder !== undefined) return true;
    // a binary file has been reported already
    if (!problems.some((problem) => problem.file === file.name && problem.severity === 'error'))
      problems.push(
        fileProblem(
          file.name,
          `The file is empty. Expected a header with ${required.join(', ')}, then rows.`,
        ),
      );
    return false;
  }

  let entities: ReturnType<typeof entitiesBuilder> | undefined;
  const entitiesRead = yield* table(entitiesFile, ['id', 'kind'], (reader) => {
    reportMissingWeights(reader, declarations, aboutFile, problems);
    entities = entitiesBuilder(reader, declarations);
    return entities;
  });
  if (!entitiesRead || entities === undefined) return { system: undefined, problems };
  const { entities: entityTable, weights, indexOf } = entities.finish();
  if (entityTable.count === 0)
    problems.push({
      ...fileProblem(entitiesFile.name, 'There is a header and no entity.'),
      severity: 'warning',
    });
  else reportWeightless(entitiesFile.name, weights, problems);

  let dependencies: ReturnType<typeof dependenciesBuilder> | undefined;
  const dependenciesRead = yield* table(dependenciesFile, ['dependent', 'supplier'], (reader) => {
    dependencies = dependenciesBuilder(reader, entityTable, indexOf);
    return dependencies;
  });
  if (!dependenciesRead || dependencies === undefined) return { system: undefined, problems };
  const forming = dependencies.finish();
  let formed = forming.next();
  for (; !formed.done; formed = forming.next()) yield { step: 'Forming requirements', fraction: 1 };
  const hash = fingerprint([
    entitiesFile.bytes,
    dependenciesFile.bytes,
    aboutFile?.bytes ?? new Uint8Array(),
  ]);
  return { system: { about, entities: entityTable, weights, hash, ...formed.value }, problems };
}

function fileProblem(file: string, message: string): Problem {
  return { severity: 'error', file, row: 0, column: '', value: '', message };
}

function reportMissingWeights(
  reader: RowReader,
  declarations: readonly WeightDeclaration[],
  aboutFile: DatasetFile | undefined,
  problems: Problem[],
): void {
  if (aboutFile === undefined) return;
  for (const { column } of declarations)
    if (!reader.has(column.toLowerCase()))
      problems.push({
        ...fileProblem(
          aboutFile.name,
          `The weight "${column}" is declared, but entities.csv has no such column; it is 0 for all.`,
        ),
        column: 'weights',
        value: column,
      });
}

function reportWeightless(file: string, weights: readonly Weight[], problems: Problem[]): void {
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

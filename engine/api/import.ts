/** Tables that people hold -> the files of a dataset in the native format, by a mapping file. */
import { importTables } from '../formats/import-tables.ts';
import { within } from '../formats/read-step.ts';
import { writeDataset } from '../formats/write-dataset.ts';
import type { ImportResult, JobRequest, Progress } from './protocol.ts';
import { RequestError } from './request.ts';

/** Share of the work that is reading; the rest writes. */
const READING = 0.7;

/**
 * Reads the tables and writes the dataset; the open system stays. Throws `RequestError` with the problems
 * when the mapping is not sound or does not fit the tables.
 */
export function* importDataset({ files, mapping }: JobRequest<'import'>): Generator<Progress, ImportResult> {
  const reading = importTables(files, mapping);
  let read = reading.next();
  for (; !read.done; read = reading.next())
    yield { step: read.value.step, fraction: READING * read.value.fraction };
  const { system, skipped, problems } = read.value;
  if (system === undefined)
    throw new RequestError(
      'bad-data',
      'Nothing is imported: the mapping and the tables do not fit.',
      problems,
    );
  const written = yield* within(writeDataset(system), 'Writing the dataset', [READING, 1]);
  return {
    title: system.about.title,
    entityCount: system.entities.count,
    dependencyCount: system.dependencies.count,
    requirementCount: system.requirements.count,
    files: written,
    skipped,
    problems,
  };
}

/** Tables that people hold -> the files of a dataset in the native format, by a mapping file. */
import { strToU8 } from 'fflate';
import { importTables } from '../formats/import-tables.ts';
import { problemClasses } from '../formats/problem-classes.ts';
import { within } from '../formats/read-step.ts';
import { type LikelySame, likelySame, likelySameBetween } from '../formats/same-entity.ts';
import { writeDataset } from '../formats/write-dataset.ts';
import { KINDS } from '../model/kinds.ts';
import { type EntityTable, type System, textAt } from '../model/system.ts';
import type { ImportResult, NamedEntity, SamePair } from './import-protocol.ts';
import type { JobRequest, Progress } from './protocol.ts';
import { RequestError } from './request.ts';

/** Shares of the work by which the tables are read, and entities that are likely one are found. */
const READ = 0.65;
const COMPARED = 0.75;

/** Pairs told; a person decides on each, and nobody decides on more in one go. */
const MOST_PAIRS = 200;

/**
 * Reads the tables, beside the open system or onto it, and writes the dataset; the open system stays. Throws
 * `RequestError` with the problems when the mapping is not sound or does not fit the tables.
 */
export function* importDataset(
  {
    files,
    mapping,
    onto = 'nothing',
    isTrial = false,
    asBytes = false,
    mostProblems = Number.POSITIVE_INFINITY,
  }: JobRequest<'import'>,
  open: System | undefined,
): Generator<Progress, ImportResult> {
  if (onto === 'open' && open === undefined)
    throw new RequestError('no-system', 'No dataset is open to add to. Open one first, or import alone.');
  const base = onto === 'open' ? open : undefined;
  const reading = importTables(files, mapping, base);
  let read = reading.next();
  for (; !read.done; read = reading.next())
    yield { step: read.value.step, fraction: READ * read.value.fraction };
  const { system, skipped, problems } = read.value;
  if (system === undefined)
    throw new RequestError(
      'bad-data',
      'Nothing is imported: the mapping and the tables do not fit.',
      problems,
    );
  const { entities, dependencies, requirements } = system;
  const comparing = base ? likelySameBetween(base.entities, entities) : likelySame(entities);
  const likely = yield* within(comparing, 'Looking for entities that are one', [READ, COMPARED]);
  const written = isTrial ? [] : yield* within(writeDataset(system), 'Writing the dataset', [COMPARED, 1]);
  return {
    title: system.about.title,
    entityCount: entities.count,
    dependencyCount: dependencies.count,
    requirementCount: requirements.count,
    newEntityCount: entities.count - (base?.entities.count ?? 0),
    newDependencyCount: dependencies.count - (base?.dependencies.count ?? 0),
    files: asBytes ? [] : written,
    packed: asBytes ? written.map(({ name, text }) => ({ name, bytes: strToU8(text) })) : [],
    skipped,
    problems: problems.slice(0, mostProblems),
    classes: problemClasses(problems),
    same: likely.slice(0, MOST_PAIRS).map((pair) => samePair(pair, base?.entities ?? entities, entities)),
    sameCount: likely.length,
  };
}

function samePair({ a, b, reason, score }: LikelySame, one: EntityTable, other: EntityTable): SamePair {
  return { keep: named(one, a), join: named(other, b), reason, score };
}

function named(entities: EntityTable, v: number): NamedEntity {
  return {
    id: entities.id[v]!,
    name: entities.name[v]!,
    kind: KINDS[entities.kind[v]!]!,
    country: textAt(entities.country, v),
  };
}

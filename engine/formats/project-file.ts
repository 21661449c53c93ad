/**
 * The project file: one zip with project.json, the files of the dataset under dataset/, and results under
 * results/. It is read as a stranger's: what does not hold together is refused as a whole, with a reason.
 */
import { strFromU8, strToU8 } from 'fflate';
import type { Problem } from '../model/problem.ts';
import {
  migratedProject,
  PROJECT,
  PROJECT_FORMAT,
  PROJECT_VERSION,
  type ProjectContent,
} from './project-schema.ts';
import { type ReadStep, within } from './read-step.ts';
import { type DatasetFile, fileProblem } from './read-table.ts';
import { isZip, unzipped, type ZipEntry, zipEntries } from './unzip.ts';
import { zipped } from './zip.ts';

export interface ProjectFiles {
  readonly project: ProjectContent;
  /** The files of the dataset, by their names alone. */
  readonly files: readonly DatasetFile[];
  /** Results as texts; `project.results` says of each what it is. */
  readonly results: readonly { readonly name: string; readonly text: string }[];
}

const PROJECT_JSON = 'project.json';
const DATASET = 'dataset/';
const RESULTS = 'results/';

/** Whether the files of an archive are those of a project. */
export function isProject(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === PROJECT_JSON);
}

/** Packs a project. Yields the fraction done; O(bytes). */
export function* writeProject({ project, files, results }: ProjectFiles): Generator<number, Uint8Array> {
  const head = { format: PROJECT_FORMAT, schemaVersion: PROJECT_VERSION, ...project };
  return yield* zipped([
    { name: PROJECT_JSON, bytes: strToU8(`${JSON.stringify(head, null, 2)}\n`) },
    ...files.map(({ name, bytes }) => ({ name: `${DATASET}${name}`, bytes })),
    ...results.map(({ name, text }) => ({ name: `${RESULTS}${name}`, bytes: strToU8(text) })),
  ]);
}

/** Reads a project file. Undefined, with problems reported, when it is not one or not sound. O(bytes). */
export function* readProject(
  { name, bytes }: DatasetFile,
  problems: Problem[],
): Generator<ReadStep, ProjectFiles | undefined> {
  if (!isZip(bytes)) {
    problems.push(fileProblem(name, 'This is no project file: it should be a zip made by Linchpin.'));
    return undefined;
  }
  const entries = zipEntries(name, bytes, problems);
  return entries && (yield* projectOf(name, entries, problems));
}

/** The same for an archive whose files are known. */
export function* projectOf(
  file: string,
  entries: readonly ZipEntry[],
  problems: Problem[],
): Generator<ReadStep, ProjectFiles | undefined> {
  const total = Math.max(
    1,
    entries.reduce((sum, { size }) => sum + size, 0),
  );
  let done = 0;
  const unpacked = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const range = [done / total, (done + entry.size) / total] as const;
    const bytes = yield* within(unzipped(file, entry, problems), `Unpacking ${file}`, range);
    if (bytes === undefined) return undefined;
    unpacked.set(entry.name, bytes);
    done += entry.size;
  }
  const json = unpacked.get(PROJECT_JSON);
  if (json === undefined) {
    problems.push(fileProblem(file, `There is no ${PROJECT_JSON} in the archive; it is no project file.`));
    return undefined;
  }
  const project = contentOf(file, json, problems);
  if (project === undefined) return undefined;
  const under = (folder: string): readonly DatasetFile[] =>
    [...unpacked].flatMap(([path, bytes]) =>
      path.startsWith(folder) ? [{ name: path.slice(folder.length), bytes }] : [],
    );
  return {
    project,
    files: under(DATASET),
    results: under(RESULTS).map(({ name, bytes }) => ({ name, text: strFromU8(bytes) })),
  };
}

function contentOf(file: string, bytes: Uint8Array, problems: Problem[]): ProjectContent | undefined {
  const refuse = (message: string, column = ''): undefined => {
    problems.push({ ...fileProblem(file, message), column });
  };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse(`${PROJECT_JSON} in the archive is not JSON; the project is damaged.`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, 'format'))
    return refuse(`${PROJECT_JSON} in the archive does not say that it is a project of Linchpin.`);
  const draft = json as Readonly<Record<string, unknown>>;
  if (typeof draft.schemaVersion === 'number' && draft.schemaVersion > PROJECT_VERSION)
    return refuse(
      'The project was made by a newer version of Linchpin, which this one cannot read. Get the newer version; the file is as it was.',
      'schemaVersion',
    );
  const checked = PROJECT.safeParse(migratedProject(draft));
  if (!checked.success) {
    for (const { path, message } of checked.error.issues.slice(0, MOST_ISSUES))
      refuse(`${PROJECT_JSON} is not as it should be: ${message}`, path.join('.'));
    return undefined;
  }
  const { format: _, schemaVersion: __, ...content } = checked.data;
  return content;
}

/** Faults of project.json beyond these say nothing new. */
const MOST_ISSUES = 20;

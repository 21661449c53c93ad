/** The open system in other formats, and work as one file. */
import { readProject, writeProject } from '../formats/project-file.ts';
import { within } from '../formats/read-step.ts';
import { writeTables } from '../formats/write-dataset.ts';
import { writeGexf } from '../formats/write-gexf.ts';
import { writeGraphml } from '../formats/write-graphml.ts';
import { writeJson } from '../formats/write-json.ts';
import type { Problem } from '../model/problem.ts';
import type { System } from '../model/system.ts';
import type { ExportFormat, ExportResult, ProjectResult } from './formats-protocol.ts';
import type { JobRequest, Progress } from './protocol.ts';
import { RequestError } from './request.ts';
import { ENGINE_VERSION } from './version.ts';

type Writer = (system: System) => Generator<number, ExportResult>;

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  *csv(system) {
    return { files: yield* writeTables(system), cannotCarry: [] };
  },
  *json(system) {
    return { files: [{ name: 'system.json', pieces: yield* writeJson(system) }], cannotCarry: [] };
  },
  *gexf(system) {
    const { pieces, cannotCarry } = yield* writeGexf(system);
    return { files: [{ name: 'system.gexf', pieces }], cannotCarry };
  },
  *graphml(system) {
    const { pieces, cannotCarry } = yield* writeGraphml(system);
    return { files: [{ name: 'system.graphml', pieces }], cannotCarry };
  },
};

/** Writes a system in a format. Throws `RequestError` for a format that there is none of. */
export function* exportSystem(
  system: System,
  { format }: JobRequest<'export'>,
): Generator<Progress, ExportResult> {
  if (!Object.hasOwn(WRITERS, format))
    throw new RequestError(
      'bad-request',
      `There is no format '${format}'. Formats: ${Object.keys(WRITERS)}.`,
    );
  return yield* within(WRITERS[format](system), 'Writing the system', [0, 1]);
}

/** Packs a project file. */
export function* packProject({
  project,
  files,
  results,
}: JobRequest<'writeProject'>): Generator<Progress, { readonly bytes: Uint8Array }> {
  const content = { ...project, engine: ENGINE_VERSION };
  const work = writeProject({ project: content, files, results });
  return { bytes: yield* within(work, 'Packing the project', [0, 1]) };
}

/** Reads a project file. Throws `RequestError` with the problems when it is not sound. */
export function* openProject({ file }: JobRequest<'readProject'>): Generator<Progress, ProjectResult> {
  const problems: Problem[] = [];
  const read = yield* readProject(file, problems);
  if (read === undefined) throw new RequestError('bad-data', 'The project cannot be opened.', problems);
  return read;
}

/** `linchpin convert`: a dataset in another format, with a list of what that format cannot carry. */
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ExportFormat } from '../engine/api/protocol.ts';
import { checkFolder, writeDatasetFolder } from './dataset-folder.ts';
import { type OutputOptions, printable, printJson } from './output.ts';
import { printProblems } from './problems.ts';
import { type CliSession, openDataset } from './session.ts';
import { DataError, Interrupted, UsageError } from './usage.ts';

/** Formats that a dataset can be written in, as the command line calls them. */
export const TARGETS = ['csv', 'json', 'gexf', 'graphml', 'project'] as const;

export interface ConvertOptions extends Pick<OutputOptions, 'json'> {
  readonly to: (typeof TARGETS)[number];
  /** Folder for csv, file for the others. */
  readonly out: string;
  readonly force?: boolean;
}

/** Writes the dataset and lists every problem of reading it; resolves to exit code 1 when there is an error. */
export async function convert(path: string, { to, out, json, force }: ConvertOptions): Promise<number> {
  if (to === 'csv') checkFolder(out, force ? 'replace' : 'refuse');
  else checkFile(out, force ? 'replace' : 'refuse');
  const session = await openDataset(path);
  const { view } = session;
  const cannotCarry = await write(session, to, out);
  const errors = view.problems.filter(({ severity }) => severity === 'error').length;
  const { entityCount, dependencyCount, requirementCount, problems } = view;
  if (json)
    printJson({
      entities: entityCount,
      dependencies: dependencyCount,
      requirements: requirementCount,
      problems,
      cannotCarry,
      out,
    });
  else {
    printProblems(problems, process.stdout);
    process.stdout.write(
      `${printable(view.about.title || path)}: ${entityCount} entities, ${dependencyCount} dependencies, ${requirementCount} requirements\n`,
    );
    for (const loss of cannotCarry) process.stdout.write(`Not carried. ${loss}\n`);
    process.stdout.write(`Written to ${printable(out)}\n`);
  }
  return errors > 0 ? 1 : 0;
}

async function write(
  { run, view }: CliSession,
  to: ConvertOptions['to'],
  out: string,
): Promise<readonly string[]> {
  const format: ExportFormat = to === 'project' ? 'csv' : to;
  const { files, cannotCarry } = await run({ kind: 'export', format });
  if (to === 'csv') await writeDatasetFolder(out, files);
  else if (to === 'project') {
    const encoder = new TextEncoder();
    const { bytes } = await run({
      kind: 'writeProject',
      project: {
        name: view.about.title || basename(out, extname(out)),
        savedAt: new Date().toISOString(),
        session: '',
        dataset: '',
        edits: [],
        scenarios: [],
        results: [],
        page: {},
      },
      files: files.map(({ name, pieces }) => ({ name, bytes: encoder.encode(pieces.join('')) })),
      results: [],
    });
    await writeFile(out, [bytes]);
  } else await writeFile(out, files[0]!.pieces);
  return cannotCarry;
}

/** Throws `UsageError` when the file cannot be written or should not be, so that nobody works for nothing. */
function checkFile(path: string, overwrite: 'refuse' | 'replace'): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) throw new UsageError(`${path} is a folder. Name a file.`);
  if (overwrite === 'refuse') throw new UsageError(`${path} is there already. Use --force to replace it.`);
}

/** Writes beside the file first, so that a file that is there stays whole whatever comes. */
async function writeFile(path: string, pieces: readonly (string | Uint8Array)[]): Promise<void> {
  const fresh = `${path}.${process.pid}.part`;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.on('SIGINT', stop);
  try {
    const handle = openSync(fresh, 'w');
    try {
      for (const piece of pieces) {
        writeFileSync(handle, piece);
        await setImmediate();
        if (isStopped) throw new Interrupted('Stopped before the end; nothing is written.');
      }
    } finally {
      closeSync(handle);
    }
    renameSync(fresh, path);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new DataError(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(fresh, { force: true });
    process.off('SIGINT', stop);
  }
}

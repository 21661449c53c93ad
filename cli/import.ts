/** `linchpin import`: tables that people hold, as a dataset, by a mapping file. */
import type { ImportResult, SourceFile } from '../engine/api/protocol.ts';
import { readNamedFile } from './dataset-files.ts';
import { checkFolder, writeDatasetFolder } from './dataset-folder.ts';
import { exact, type OutputOptions, printable, printCsv, printJson } from './output.ts';
import { PROBLEM_COLUMNS, printProblems } from './problems.ts';
import { startEngine } from './session.ts';
import { TEMPLATES } from './templates.ts';
import { DataError } from './usage.ts';

export interface ImportOptions extends OutputOptions {
  /** Path of a mapping file, or the name of one that comes with the program. */
  readonly map: string;
  /** Folder for the dataset. */
  readonly out: string;
  readonly force?: boolean;
}

const NOTHING = { entityCount: 0, dependencyCount: 0, requirementCount: 0, skipped: [] } as const;

/** Writes the dataset and lists every problem; resolves to exit code 1 when there is an error. */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<number> {
  const { out } = options;
  checkFolder(out, options.force ? 'replace' : 'refuse');
  const mapping = mappingNamed(options.map);
  const files = paths.map(readNamedFile);
  const imported = await startEngine()
    .run({ kind: 'import', files, mapping })
    .catch((error: unknown) => {
      // a program gets the problems of tables that cannot be imported in the form that it asked for
      if (!(options.json || options.csv) || !(error instanceof DataError)) throw error;
      return error;
    });
  if (imported instanceof DataError) {
    printForProgram(options, { ...NOTHING, problems: imported.problems }, null);
    return 1;
  }
  await writeDatasetFolder(out, imported.files);
  const { problems } = imported;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  if (options.json || options.csv) printForProgram(options, imported, out);
  else {
    const { title, entityCount, dependencyCount, requirementCount, skipped } = imported;
    printProblems(problems, process.stdout);
    process.stdout.write(
      `${printable(title || out)}: ${entityCount} entities, ${dependencyCount} dependencies, ${requirementCount} requirements\n`,
    );
    for (const { file, reason, count } of skipped)
      process.stdout.write(`${printable(`${file}: ${exact(count)} passed over: ${reason}`)}\n`);
    process.stdout.write(
      problems.length === 0 ? 'No problems.\n' : `${errors} errors, ${problems.length - errors} warnings.\n`,
    );
    process.stdout.write(`Written to ${printable(out)}\n`);
  }
  return errors > 0 ? 1 : 0;
}

function mappingNamed(name: string): SourceFile {
  const template = TEMPLATES.get(name);
  if (template === undefined) return readNamedFile(name);
  return { name: `${name}.json`, bytes: new TextEncoder().encode(JSON.stringify(template)) };
}

function printForProgram(
  options: ImportOptions,
  {
    entityCount,
    dependencyCount,
    requirementCount,
    skipped,
    problems,
  }: Pick<ImportResult, 'entityCount' | 'dependencyCount' | 'requirementCount' | 'skipped' | 'problems'>,
  out: string | null,
): void {
  if (options.csv) printCsv(PROBLEM_COLUMNS, problems);
  else
    printJson({
      entities: entityCount,
      dependencies: dependencyCount,
      requirements: requirementCount,
      skipped,
      problems,
      out,
    });
}

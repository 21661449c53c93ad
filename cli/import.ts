/** `linchpin import`: tables that people hold, as a dataset, by a mapping file or by what they are likely to mean. */
import type { ImportResult, SourceFile } from '../engine/api/protocol.ts';
import { readNamedFile } from './dataset-files.ts';
import { checkFolder, writeDatasetFolder } from './dataset-folder.ts';
import { exact, type OutputOptions, printable, printCsv, printJson } from './output.ts';
import { PROBLEM_COLUMNS, printProblems } from './problems.ts';
import { openDataset, startEngine } from './session.ts';
import { suggestMapping, undisputedMapping } from './suggest-import.ts';
import { TEMPLATES } from './templates.ts';
import { DataError, UsageError } from './usage.ts';

export interface ImportOptions extends OutputOptions {
  /** Path of a mapping file, or the name of one that comes with the program; what is likely, without. */
  readonly map?: string;
  /** Whether to say what the tables are likely to mean and import nothing. */
  readonly suggest?: boolean;
  /** File for the suggested mapping. */
  readonly outMap?: string;
  /** Dataset to add to; it stays as it is. */
  readonly onto?: string;
  /** Folder for the dataset. */
  readonly out?: string;
  readonly force?: boolean;
}

/** Pairs of entities that may be one, as far as they are printed. */
const MOST_PAIRS = 10;

const SAME_WORDS = {
  lei: 'same LEI',
  name: 'same name',
  'alike-name': 'same name but for its spelling',
  domain: 'same domain',
  id: 'the id of one is the name of the other',
} as const;

const NOTHING = { entityCount: 0, dependencyCount: 0, requirementCount: 0, skipped: [] } as const;

/** Writes the dataset and lists every problem; resolves to exit code 1 when there is an error. */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<number> {
  const { out, onto } = options;
  if (options.suggest) return await suggestMapping(startEngine().run, paths.map(readNamedFile), options);
  if (options.outMap !== undefined) throw new UsageError('--out-map goes with --suggest.');
  if (out === undefined) throw new UsageError('Say with --out where to write the dataset.');
  checkFolder(out, options.force ? 'replace' : 'refuse');
  const files = paths.map(readNamedFile);
  const named = options.map === undefined ? undefined : mappingNamed(options.map);
  const { run } = onto === undefined ? startEngine() : await openDataset(onto);
  const mapping = named ?? (await undisputedMapping(run, files, onto));
  const imported = await run({
    kind: 'import',
    files,
    mapping,
    onto: onto === undefined ? 'nothing' : 'open',
  }).catch((error: unknown) => {
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
    const { title, entityCount, dependencyCount, requirementCount, skipped, sameCount, same } = imported;
    printProblems(problems, process.stdout);
    process.stdout.write(
      `${printable(title || out)}: ${entityCount} entities, ${dependencyCount} dependencies, ${requirementCount} requirements\n`,
    );
    for (const { file, reason, count } of skipped)
      process.stdout.write(`${printable(`${file}: ${exact(count)} passed over: ${reason}`)}\n`);
    if (onto !== undefined)
      process.stdout.write(
        `Added to ${printable(onto)}: ${exact(imported.newEntityCount)} entities, ${exact(imported.newDependencyCount)} dependencies\n`,
      );
    for (const { keep, join, reason } of same.slice(0, MOST_PAIRS))
      process.stdout.write(
        `${printable(`Perhaps one: '${join.id}' and '${keep.id}' (${SAME_WORDS[reason]}). If so, put "${join.id}": "${keep.id}" under "same" in the mapping.`)}\n`,
      );
    if (sameCount > MOST_PAIRS)
      process.stdout.write(`${exact(sameCount - MOST_PAIRS)} more pairs may be one.\n`);
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

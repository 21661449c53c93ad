/** `linchpin check`: is this dataset sound, and where is it not. */
import type { Problem, SystemView } from '../engine/api/protocol.ts';
import { type OutputOptions, printable, printCsv, printJson } from './output.ts';
import { PROBLEM_COLUMNS, printProblems } from './problems.ts';
import { openDataset } from './session.ts';
import { DataError } from './usage.ts';
import { weightText } from './weight-words.ts';

/** Entities in a restart deadlock that are named before the rest is only counted. */
const SHOWN = 50;

/** Reads the dataset and lists every problem; resolves to exit code 1 when there is an error. */
export async function check(folder: string, options: OutputOptions): Promise<number> {
  const opened = await openDataset(folder).catch((error: unknown) => {
    // a program gets the problems of a dataset that cannot be read in the form that it asked for
    if (!(options.json || options.csv) || !(error instanceof DataError) || error.problems.length === 0)
      throw error;
    return error;
  });
  if (opened instanceof DataError) {
    printForProgram(options, { entityCount: 0, dependencyCount: 0, requirementCount: 0 }, opened.problems);
    return 1;
  }
  const { view, run } = opened;
  const { entityCount, dependencyCount, requirementCount, problems } = view;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  if (options.json || options.csv) printForProgram(options, view, problems);
  else {
    const deadlocks = await run({ kind: 'deadlocks' });
    printProblems(problems, process.stdout);
    process.stdout.write(
      `${printable(view.about.title || folder)}: ${entityCount} entities, ${dependencyCount} dependencies, ${requirementCount} requirements\n`,
    );
    for (const { label, unit, total, column } of view.weights)
      process.stdout.write(
        `${printable(`Weight in column ${column}: ${label}, ${weightText(total, unit)}`)} in all\n`,
      );
    if (deadlocks.length > 0) {
      const ids = deadlocks.slice(0, SHOWN).map((v) => view.id[v]);
      const rest = deadlocks.length - ids.length;
      process.stdout.write(
        `Restart deadlock after a total stop: ${printable(ids.join(', '))}${rest > 0 ? ` and ${rest} more` : ''}\n`,
      );
    }
    process.stdout.write(
      problems.length === 0 ? 'No problems.\n' : `${errors} errors, ${problems.length - errors} warnings.\n`,
    );
  }
  return errors > 0 ? 1 : 0;
}

type Counts = Pick<SystemView, 'entityCount' | 'dependencyCount' | 'requirementCount'> &
  Partial<Pick<SystemView, 'hash' | 'engine'>>;

function printForProgram(options: OutputOptions, counts: Counts, problems: readonly Problem[]): void {
  if (options.csv) printCsv(PROBLEM_COLUMNS, problems);
  else
    printJson({
      entities: counts.entityCount,
      dependencies: counts.dependencyCount,
      requirements: counts.requirementCount,
      problems,
      hash: counts.hash,
      engine: counts.engine,
    });
}

/** `linchpin check`: is this dataset sound, and where is it not. */
import { type OutputOptions, printCsv, printJson } from './output.ts';
import { PROBLEM_COLUMNS, printProblems } from './problems.ts';
import { openDataset } from './session.ts';

/** Reads the dataset and lists every problem; resolves to exit code 1 when there is an error. */
export async function check(folder: string, options: OutputOptions): Promise<number> {
  const { view, run } = await openDataset(folder);
  const { entityCount, dependencyCount, requirementCount, problems } = view;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  if (options.json)
    printJson({
      entities: entityCount,
      dependencies: dependencyCount,
      requirements: requirementCount,
      problems: problems.map(({ file, row, column, value, message, severity }) => ({
        file,
        row,
        column,
        value,
        message,
        severity,
      })),
      hash: view.hash,
      engine: view.engine,
    });
  else if (options.csv) printCsv(PROBLEM_COLUMNS, problems);
  else {
    const deadlocks = await run({ kind: 'deadlocks' });
    printProblems(problems, process.stdout);
    process.stdout.write(
      `${view.about.title || folder}: ${entityCount} entities, ${dependencyCount} dependencies, ${requirementCount} requirements\n`,
    );
    for (const { label, unit, total, column } of view.weights)
      process.stdout.write(`Weight ${column}: ${label}, ${total.toLocaleString('en')} ${unit} in all\n`);
    if (deadlocks.length > 0)
      process.stdout.write(
        `Restart deadlock after a total stop: ${deadlocks.map((v) => view.id[v]).join(', ')}\n`,
      );
    process.stdout.write(
      problems.length === 0 ? 'No problems.\n' : `${errors} errors, ${problems.length - errors} warnings.\n`,
    );
  }
  return errors > 0 ? 1 : 0;
}

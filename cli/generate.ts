/** `linchpin generate`: a market made from published figures, as a dataset, with a report of how well it meets them. */
import type { GenerateResult, TargetResult } from '../engine/api/generate-protocol.ts';
import type { SourceFile } from '../engine/api/protocol.ts';
import { readNamedFile } from './dataset-files.ts';
import { checkFolder, writeDatasetFolder } from './dataset-folder.ts';
import { MARKETS } from './markets.ts';
import {
  type Column,
  exact,
  type OutputOptions,
  printable,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { startEngine } from './session.ts';

export interface GenerateOptions extends OutputOptions {
  readonly size: number;
  readonly seed: number;
  /** Folder for the dataset. */
  readonly out?: string;
  readonly force?: boolean;
  readonly report?: boolean;
}

/** Writes the dataset where asked to; resolves to exit code 0, also when a target is missed. */
export async function generate(name: string, options: GenerateOptions): Promise<number> {
  const { out, size, seed } = options;
  if (out !== undefined) checkFolder(out, options.force ? 'replace' : 'refuse');
  // a program gets the targets in any case: they are what it can ask for
  const report = options.report === true || options.csv === true;
  const startedAt = performance.now();
  const result = await startEngine().run({
    kind: 'generate',
    market: marketNamed(name),
    size,
    seed,
    report,
    files: out !== undefined,
  });
  if (out !== undefined) await writeDatasetFolder(out, result.files);
  const seconds = (performance.now() - startedAt) / 1000;
  if (options.json) printJson(document(result, { out, seconds }));
  else if (options.csv) printCsv(COLUMNS, result.targets);
  else printResult(result, { out, seconds });
  return 0;
}

function marketNamed(name: string): SourceFile {
  const market = MARKETS.get(name);
  if (market === undefined) return readNamedFile(name);
  return { name: `${name}.json`, bytes: new TextEncoder().encode(JSON.stringify(market)) };
}

interface Done {
  readonly out: string | undefined;
  readonly seconds: number;
}

function document(result: GenerateResult, { out, seconds }: Done) {
  return {
    market: result.market,
    size: result.size,
    seed: result.seed,
    entities: result.entityCount,
    dependencies: result.dependencyCount,
    requirements: result.requirementCount,
    targets: result.targets.map(({ id, title, source, published, generated, standardError, within }) => ({
      id,
      title,
      source,
      published,
      generated,
      standardError,
      within,
    })),
    tooSmallFor: result.tooSmallFor,
    assumed: result.assumed,
    missing: result.missing,
    hash: result.hash,
    engine: result.engine,
    out: out ?? null,
    cost: { seconds },
  };
}

/** Hundredths of a percentage point are what figures are published in. */
function percentage(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

const COLUMNS: readonly Column<TargetResult>[] = [
  { header: 'id', cell: ({ id }) => id },
  { header: 'figure', cell: ({ title }) => title },
  {
    header: 'published',
    cell: ({ published }) => published,
    shown: ({ published }) => percentage(published),
  },
  {
    header: 'generated',
    cell: ({ generated }) => generated,
    shown: ({ generated }) => percentage(generated),
  },
  {
    header: 'standard error',
    cell: ({ standardError }) => standardError,
    shown: ({ standardError }) => percentage(standardError),
  },
  { header: 'within', cell: ({ within }) => (within ? 'yes' : 'NO') },
];

function printResult(result: GenerateResult, { out, seconds }: Done): void {
  const say = (line: string): void => {
    process.stdout.write(`${printable(line)}\n`);
  };
  const { targets, tooSmallFor } = result;
  say(
    `${result.title}: ${exact(result.entityCount)} entities, ${exact(result.dependencyCount)} dependencies, ${exact(result.requirementCount)} requirements, in ${seconds.toFixed(1)} s`,
  );
  if (targets.length > 0) {
    printTable(COLUMNS, targets);
    const missed = targets.filter(({ within }) => !within);
    say(
      `${targets.length - missed.length} of ${targets.length} figures are met within 3 standard errors and 1 percentage point${missed.length === 0 ? '' : `; not met: ${missed.map(({ id }) => id).join(', ')}`}.`,
    );
  }
  if (tooSmallFor.length > 0)
    say(`About more members than there are, and left out: ${tooSmallFor.join(', ')}.`);
  say(`Assumed: ${result.assumed.join(' ')}`);
  say(`Not known: ${result.missing.join(' ')}`);
  if (out !== undefined) say(`Written to ${out}`);
}

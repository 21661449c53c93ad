/** `linchpin availability`: how much is down at a random moment, and how likely each entity is to be down. */
import type { AvailabilityResult, SystemView } from '../engine/api/protocol.ts';
import {
  type Column,
  exact,
  figure,
  type OutputOptions,
  printable,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { openDataset, warnOfErrors } from './session.ts';

export interface AvailabilityOptions extends OutputOptions {
  readonly replicates: number;
  readonly seed: number;
  readonly weight?: string;
  readonly top?: number;
}

/** How many rows a table for people has unless asked otherwise. */
const ROWS_SHOWN = 20;

/** Prints the entities that are most likely to be down, and the weight down; exit code 1 on faulty data. */
export async function availability(folder: string, options: AvailabilityOptions): Promise<number> {
  const { view, run } = await openDataset(folder);
  const weight = options.weight ?? view.weights[0]!.column;
  const { replicates, seed } = options;
  const result = await run({ kind: 'availability', replicates, seed, weight });
  const { probabilityDown } = result;
  // ties in the order of the dataset, as the sort is stable
  const order = Array.from(probabilityDown.keys()).sort((v, w) => probabilityDown[w]! - probabilityDown[v]!);
  const some = order.slice(0, options.top ?? (options.json || options.csv ? order.length : ROWS_SHOWN));
  const columns = columnsOf(view, result);
  if (options.json) printJson(document(view, { result, some, options, weight }));
  else if (options.csv) printCsv(columns, some);
  else {
    printTable(
      columns,
      some.filter((v) => probabilityDown[v]! > 0),
    );
    printSummary(view, { result, options, weight });
  }
  return warnOfErrors(view) ? 1 : 0;
}

interface Shown {
  readonly result: AvailabilityResult;
  readonly options: AvailabilityOptions;
  readonly weight: string;
}

function document(view: SystemView, shown: Shown & { readonly some: readonly number[] }) {
  const { result, some, options, weight } = shown;
  return {
    replicates: options.replicates,
    seed: options.seed,
    kernel: result.kernel,
    meanWeightDown: result.meanWeightDown,
    standardError: result.standardError,
    quantiles: Object.fromEntries(result.quantiles.map(({ at, weightDown }) => [at, weightDown])),
    entities: some.map((v) => ({
      id: view.id[v]!,
      probabilityDown: result.probabilityDown[v]!,
      standardError: result.standardErrors[v]!,
    })),
    totalWeight: result.totalWeight,
    weight: { column: weight, unit: view.weights.find((each) => each.column === weight)!.unit },
    assumptions: result.assumptions,
    hash: view.hash,
    engine: result.engine,
  };
}

function columnsOf(view: SystemView, result: AvailabilityResult): readonly Column<number>[] {
  return [
    { header: 'id', cell: (v) => view.id[v]! },
    { header: 'name', cell: (v) => view.name[v]! },
    { header: 'kind', cell: (v) => view.kinds[view.kind[v]!]! },
    probability('probability down', result.probabilityDown),
    probability('standard error', result.standardErrors),
  ];
}

function probability(header: string, of: Float64Array): Column<number> {
  return { header, cell: (v) => of[v]!, shown: (v) => of[v]!.toPrecision(3) };
}

function printSummary(view: SystemView, { result, options, weight }: Shown): void {
  const { label, unit } = view.weights.find((each) => each.column === weight)!;
  const say = (line: string): void => {
    process.stdout.write(`${printable(line)}\n`);
  };
  const fraction = (value: number): string => value.toPrecision(3);
  say('');
  say(`Random moments: ${exact(options.replicates)}, seed ${options.seed}, computed by ${result.kernel}`);
  say(
    `Weight down, as a fraction of ${label} (${figure(result.totalWeight)} ${unit}): ${fraction(result.meanWeightDown)} on average, standard error ${fraction(result.standardError)}`,
  );
  const tails = result.quantiles.map(
    ({ at, weightDown }) => `${fraction(weightDown)} or less in ${Number((100 * at).toFixed(1))} %`,
  );
  say(`Of these moments: ${tails.join('; ')}`);
  say(`Assumed: ${result.assumptions.join(' ')}`);
}

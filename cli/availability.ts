/** `linchpin availability`: how much is down at a random moment, and how likely each entity is to be down. */
import type { AvailabilityResult, SystemView } from '../engine/api/protocol.ts';
import { withLongSession } from './long-session.ts';
import {
  type Column,
  exact,
  type OutputOptions,
  percent,
  printable,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { warnOfErrors } from './session.ts';
import { UsageError } from './usage.ts';
import { weightText } from './weight-words.ts';

export interface AvailabilityOptions extends OutputOptions {
  readonly replicates: number;
  readonly seed: number;
  readonly weight?: string;
  readonly top?: number;
  readonly workers: number;
}

/** How many rows a table for people has unless asked otherwise. */
const ROWS_SHOWN = 20;

/** What was down in each moment is kept until the end: 8 bytes each. */
const MOST_REPLICATES = 10_000_000;

/** Prints the entities that are most likely to be down, and the weight down; exit code 1 on faulty data, 130 when stopped before the last moment. */
export async function availability(folder: string, options: AvailabilityOptions): Promise<number> {
  const { replicates, seed, workers } = options;
  if (replicates > MOST_REPLICATES)
    throw new UsageError(
      `${replicates} replicates are too many; expected at most ${exact(MOST_REPLICATES)}.`,
    );
  return withLongSession(folder, workers, async ({ view, run, runFromZero }) => {
    const weight = options.weight ?? view.weights[0]!.column;
    const startedAt = performance.now();
    let sum = 0;
    const { parts, isStopped } = await runFromZero<'moments'>(
      { kind: 'moments', seed, weight },
      {
        count: replicates,
        progress({ weightDown }, end) {
          sum = weightDown.reduce((total, down) => total + down, sum);
          return `${exact(end)} of ${exact(replicates)} random moments: ${(sum / end).toPrecision(3)} of the weight down`;
        },
      },
    );
    const result = await run({ kind: 'availability', parts });
    const seconds = (performance.now() - startedAt) / 1000;
    const { probabilityDown } = result;
    // ties in the order of the dataset, as the sort is stable
    const order = Array.from(probabilityDown.keys()).sort(
      (v, w) => probabilityDown[w]! - probabilityDown[v]!,
    );
    const some = order.slice(0, options.top ?? (options.json || options.csv ? order.length : ROWS_SHOWN));
    const columns = columnsOf(view, result);
    if (options.json) printJson(document(view, { result, some, cost: { seconds, workers } }));
    else if (options.csv) printCsv(columns, some);
    else {
      const seen = some.filter((v) => probabilityDown[v]! > 0);
      if (seen.length > 0) printTable(columns, seen);
      printSummary(view, { result, cost: { seconds, workers } });
    }
    if (isStopped) process.stderr.write(`Stopped after ${exact(result.replicates)} random moments.\n`);
    return warnOfErrors(view) ? 1 : isStopped ? 130 : 0;
  });
}

interface Shown {
  readonly result: AvailabilityResult;
  readonly cost: { readonly seconds: number; readonly workers: number };
}

function document(view: SystemView, shown: Shown & { readonly some: readonly number[] }) {
  const { result, some, cost } = shown;
  return {
    replicates: result.replicates,
    seed: result.seed,
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
    cost: { ...cost, kernel: result.kernel },
    weight: { column: result.weight, unit: weightOf(view, result).unit },
    assumptions: result.assumptions,
    hash: view.hash,
    engine: result.engine,
  };
}

function weightOf(view: SystemView, { weight }: AvailabilityResult): SystemView['weights'][number] {
  return view.weights.find((each) => each.column === weight)!;
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

/** What can be said of something that was not seen in any replicate. */
function atMost({ replicates }: AvailabilityResult): string {
  return `in at most ${percent(Math.min(1, 3 / replicates))} of moments, with a confidence of 95 % (3 / ${exact(replicates)}, the rule of three)`;
}

function printSummary(view: SystemView, { result, cost }: Shown): void {
  const { label, unit } = weightOf(view, result);
  const say = (line: string): void => {
    process.stdout.write(`${printable(line)}\n`);
  };
  const fraction = (value: number): string => value.toPrecision(3);
  say('');
  say(
    `Random moments: ${exact(result.replicates)}, seed ${result.seed}, computed by ${result.kernel} in ${cost.seconds.toFixed(1)} s${cost.workers === 1 ? '' : `, by ${cost.workers} workers`}`,
  );
  const whole = `${label} (${weightText(result.totalWeight, unit)})`;
  // what cannot be down has no error at all
  const neverSeen = result.downCount.filter(
    (count, v) => count === 0 && result.standardErrors[v]! > 0,
  ).length;
  if (result.meanWeightDown > 0) {
    say(
      `Weight down, as a fraction of ${whole}: ${fraction(result.meanWeightDown)} on average, standard error ${fraction(result.standardError)}`,
    );
    const tails = result.quantiles.map(
      ({ at, weightDown }) => `${fraction(weightDown)} or less in ${Number((100 * at).toFixed(1))} %`,
    );
    say(`Of these moments: ${tails.join('; ')}`);
  } else
    say(`Weight down: none of ${whole} in any of these moments${neverSeen > 0 ? `; ${atMost(result)}` : ''}`);
  if (neverSeen > 0)
    say(
      `Never seen down, though ${neverSeen === 1 ? 'it' : 'they'} can be: ${exact(neverSeen)} of ${exact(view.entityCount)} entities; each is down ${atMost(result)}`,
    );
  say(`Assumed: ${result.assumptions.join(' ')}`);
}

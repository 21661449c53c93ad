/** `linchpin worst`: which single failures, or pairs at the same time, cost most. */
import type { SystemView, WorstCase, WorstResult } from '../engine/api/protocol.ts';
import { lossUnit } from '../engine/api/risk-words.ts';
import { DURATION_EXAMPLES, parseDuration } from './duration.ts';
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
import { UsageError } from './usage.ts';
import { weightText } from './weight-words.ts';

export interface WorstOptions extends OutputOptions {
  readonly size: '1' | '2';
  readonly duration: string;
  readonly by: 'loss' | 'surprise';
  readonly top: number;
  /** Of how many suppliers pairs are formed. */
  readonly paired?: number;
  readonly weight?: string;
  readonly failover?: 'always' | 'never' | 'drawn';
  readonly seed?: number;
}

/** Prints the worst cases, highest first; exit code 1 on faulty data. */
export async function worst(folder: string, options: WorstOptions): Promise<number> {
  const durationHours = parseDuration(options.duration);
  if (durationHours === undefined)
    throw new UsageError(
      `'${options.duration}' is no duration. Durations are written like ${DURATION_EXAMPLES}.`,
    );
  if (options.size === '1' && (options.by === 'surprise' || options.paired !== undefined))
    throw new UsageError('Only pairs have a surprise, and only suppliers of pairs are chosen: add --size 2.');
  if (options.seed !== undefined && options.failover !== 'drawn')
    throw new UsageError('A seed says which switches work when they are drawn: add --failover drawn.');
  const { view, run } = await openDataset(folder);
  const weight = options.weight ?? view.weights[0]!.column;
  const size = options.size === '1' ? 1 : 2;
  const result = await run({
    kind: 'worst',
    size,
    durationHours,
    weight,
    failover: options.failover ?? 'always',
    seed: options.seed ?? 0,
    top: options.top,
    ...(options.paired === undefined ? {} : { mostSuppliers: options.paired }),
  });
  const cases = options.by === 'surprise' ? result.bySurprise : result.byLoss;
  const columns = size === 1 ? singleColumns(view) : pairColumns(view);
  if (options.json) printJson(document(view, { result, cases, durationHours, weight }));
  else if (options.csv) printCsv(columns, cases);
  else {
    if (cases.length > 0) printTable(columns, cases);
    printSummary(view, { result, cases, durationHours, weight });
  }
  return warnOfErrors(view) ? 1 : 0;
}

interface Shown {
  readonly result: WorstResult;
  readonly cases: readonly WorstCase[];
  readonly durationHours: number;
  readonly weight: string;
}

function idsOf(view: SystemView, { first, second }: WorstCase): string[] {
  return (second < 0 ? [first] : [first, second]).map((v) => view.id[v]!);
}

function document(view: SystemView, { result, cases, durationHours, weight }: Shown) {
  return {
    cases: cases.map((each) => ({
      failed: idsOf(view, each),
      weightHours: each.weightHours,
      ...(each.second < 0 ? {} : { alone: [each.firstAlone, each.secondAlone], surprise: each.surprise }),
      affected: each.affected,
      backHour: Number.isFinite(each.backHour) ? each.backHour : null,
    })),
    durationHours,
    caseCount: result.caseCount,
    supplierCount: result.supplierCount,
    pairedCount: result.pairedCount,
    totalWeight: result.totalWeight,
    weight: { column: weight, unit: view.weights.find((each) => each.column === weight)!.unit },
    assumptions: result.assumptions,
    hash: view.hash,
    engine: result.engine,
  };
}

function singleColumns(view: SystemView): readonly Column<WorstCase>[] {
  return [
    { header: 'id', cell: ({ first }) => view.id[first]! },
    { header: 'name', cell: ({ first }) => view.name[first]! },
    { header: 'kind', cell: ({ first }) => view.kinds[view.kind[first]!]! },
    number('weight-hours', ({ weightHours }) => weightHours),
    ...reachColumns,
  ];
}

function pairColumns(view: SystemView): readonly Column<WorstCase>[] {
  return [
    { header: 'first', cell: ({ first }) => view.id[first]! },
    { header: 'second', cell: ({ second }) => view.id[second]! },
    number('weight-hours', ({ weightHours }) => weightHours),
    number('first alone', ({ firstAlone }) => firstAlone),
    number('second alone', ({ secondAlone }) => secondAlone),
    number('surprise', ({ surprise }) => surprise),
    ...reachColumns,
  ];
}

const reachColumns: readonly Column<WorstCase>[] = [
  { header: 'affected', cell: ({ affected }) => affected, shown: ({ affected }) => exact(affected) },
  {
    header: 'all back',
    cell: ({ backHour }) => (Number.isFinite(backHour) ? backHour : ''),
    shown: ({ backHour }) => (Number.isFinite(backHour) ? backHour.toFixed(2) : 'not yet'),
  },
];

function number(header: string, of: (each: WorstCase) => number): Column<WorstCase> {
  return { header, cell: of, shown: (each) => figure(of(each)) };
}

function printSummary(view: SystemView, { result, cases, durationHours, weight }: Shown): void {
  const { unit, label } = view.weights.find((each) => each.column === weight)!;
  const { caseCount, supplierCount, pairedCount } = result;
  const isPairs = pairedCount > 0;
  const say = (line: string): void => {
    process.stdout.write(`${printable(line)}\n`);
  };
  const what = isPairs
    ? `${exact(caseCount)} ${caseCount === 1 ? 'pair' : 'pairs'} of ${exact(pairedCount)} suppliers${pairedCount < supplierCount ? `, out of ${exact(supplierCount)}` : ''}`
    : `${exact(caseCount)} single ${caseCount === 1 ? 'failure' : 'failures'}`;
  if (cases.length > 0) say('');
  else say(caseCount > 0 ? 'No pair costs more than the two alone.' : 'There are too few suppliers.');
  say(`Looked at: ${what}; the failed are out for ${figure(durationHours)} h`);
  say(
    `Weight-hours: ${label} in ${lossUnit({ label, unit })}; ${weightText(result.totalWeight, unit)} in all`,
  );
  if (isPairs) say('Surprise: what a pair costs beyond what one or the other costs at each moment');
  say(`Assumed: ${result.assumptions.join(' ')}`);
}

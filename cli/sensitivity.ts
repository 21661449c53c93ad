/** `linchpin sensitivity`: how far the answer stands on uncertain dependencies, and on those that nobody has listed. */
import type { Band, SensitivityResult, SystemView } from '../engine/api/protocol.ts';
import { lossUnit } from '../engine/api/risk-words.ts';
import { withLongSession } from './long-session.ts';
import {
  type Column,
  exact,
  figure,
  type OutputOptions,
  percent,
  printable,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { warnOfErrors } from './session.ts';

export interface SensitivityOptions extends OutputOptions {
  readonly years: number;
  readonly worlds: number;
  readonly seed: number;
  readonly unseen: readonly number[];
  readonly weight?: string;
  readonly failover: 'always' | 'never' | 'drawn';
  readonly top?: number;
  readonly workers: number;
}

const ROWS_SHOWN = 20;

/** Stands where there are too few years for a number. */
const TOO_FEW = '-';

/** Prints losses and drivers over the worlds; exit code 1 on faulty data, 130 when stopped before the last world. */
export async function sensitivity(folder: string, options: SensitivityOptions): Promise<number> {
  const { years, worlds, seed, unseen, failover, workers } = options;
  return withLongSession(folder, workers, async ({ view, run, runFromZero }) => {
    const weight = options.weight ?? view.weights[0]!.column;
    const startedAt = performance.now();
    const { parts, isStopped } = await runFromZero<'worlds'>(
      { kind: 'worlds', seed, weight, failover, years, unseen },
      { count: worlds, progress: (_, end) => `${exact(end)} of ${exact(worlds)} worlds` },
    );
    const result = await run({ kind: 'sensitivity', parts });
    const cost = { seconds: (performance.now() - startedAt) / 1000, workers };
    const isAll = options.json || options.csv;
    const some = result.drivers.slice(0, options.top ?? (isAll ? undefined : ROWS_SHOWN));
    const { label, unit } = view.weights.find(({ column }) => column === weight)!;
    if (options.json)
      printJson({
        ...result,
        drivers: some.map(({ entity, ...driver }) => ({ id: view.id[entity]!, ...driver })),
        seed,
        unit: lossUnit({ label, unit }),
        cost,
        weight: { column: weight, unit },
        failover,
        hash: view.hash,
      });
    else if (options.csv) printCsv(columnsOf(view), some);
    else {
      say(`${worldsText(result)} of ${exact(result.years)} years each, seed ${seed}`);
      say(
        `Losses: ${label} in ${lossUnit({ label, unit })}; ranges from the 5th to the 95th percentile of the worlds`,
      );
      say('');
      printTable(CASES, casesOf(result));
      if (result.oneInTen === undefined) say(`${TOO_FEW} too few years: a year in ten needs 300`);
      say('');
      if (some.length > 0) printTable(shownColumns(view), some);
      say(`Assumed: ${result.assumptions.join(' ')}`);
      say(
        `Simulated in ${cost.seconds.toFixed(1)} s, ${workers === 1 ? 'one world after another' : `by ${workers} workers`}`,
      );
    }
    if (isStopped) process.stderr.write(`Stopped after ${worldsText(result)}.\n`);
    return warnOfErrors(view) ? 1 : isStopped ? 130 : 0;
  });
}

function worldsText({ worlds }: SensitivityResult): string {
  return worlds === 1 ? '1 world' : `${exact(worlds)} worlds`;
}

interface Case {
  readonly name: string;
  readonly averageAnnualLoss: Band | number;
  readonly oneInTen: Band | number | undefined;
}

/** The losses as given, and over the worlds of each kind. */
function casesOf({ averageAnnualLoss, oneInTen, redrawn, unseen }: SensitivityResult): readonly Case[] {
  return [
    { name: 'as given', averageAnnualLoss, oneInTen },
    { name: 'evidence redrawn', ...redrawn },
    ...unseen.map(({ fraction, added, ...bands }) => ({
      name: `${Number((100 * fraction).toPrecision(3))} % unseen: ${exact(added)} more`,
      ...bands,
    })),
  ];
}

const CASES: readonly Column<Case>[] = [
  { header: 'dependencies', cell: ({ name }) => name },
  { header: 'average year', cell: ({ averageAnnualLoss }) => middle(averageAnnualLoss) },
  { header: 'range', cell: ({ averageAnnualLoss }) => range(averageAnnualLoss, figure) },
  { header: 'a year in ten', cell: ({ oneInTen }) => middle(oneInTen) },
  { header: 'range', cell: ({ oneInTen }) => range(oneInTen, figure) },
];

function middle(value: Band | number | undefined): string {
  if (value === undefined) return TOO_FEW;
  return figure(typeof value === 'number' ? value : value.median);
}

function range(value: Band | number | undefined, shown: (end: number) => string): string {
  return typeof value === 'object' ? `${shown(value.low)} .. ${shown(value.high)}` : '';
}

type Driver = SensitivityResult['drivers'][number];

function named(view: SystemView): readonly Column<Driver>[] {
  return [
    { header: 'id', cell: ({ entity }) => view.id[entity]! },
    { header: 'name', cell: ({ entity }) => view.name[entity]! },
    { header: 'kind', cell: ({ entity }) => view.kinds[view.kind[entity]!]! },
    { header: 'share of loss', cell: ({ share }) => share, shown: ({ share }) => percent(share) },
  ];
}

/** For people: ranges in one column. */
function shownColumns(view: SystemView): readonly Column<Driver>[] {
  return [
    ...named(view),
    { header: 'range', cell: ({ shareBand }) => range(shareBand, percent) },
    {
      header: 'rank',
      cell: ({ rankBand }) => range(rankBand, (rank) => String(Math.round(rank))),
    },
    {
      header: 'holds rank',
      cell: ({ holdsRank }) => holdsRank,
      shown: ({ holdsRank }) => percent(holdsRank),
    },
  ];
}

/** For programs: a number in each. */
function columnsOf(view: SystemView): readonly Column<Driver>[] {
  return [
    ...named(view),
    { header: 'share low', cell: ({ shareBand }) => shareBand.low },
    { header: 'share median', cell: ({ shareBand }) => shareBand.median },
    { header: 'share high', cell: ({ shareBand }) => shareBand.high },
    { header: 'rank low', cell: ({ rankBand }) => rankBand.low },
    { header: 'rank median', cell: ({ rankBand }) => rankBand.median },
    { header: 'rank high', cell: ({ rankBand }) => rankBand.high },
    { header: 'holds rank', cell: ({ holdsRank }) => holdsRank },
  ];
}

function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

/** `linchpin choose`: the best measures that a budget allows. */
import type { ChoiceQuestion, ChoiceResult } from '../engine/api/protocol.ts';
import { lossUnit } from '../engine/api/risk-words.ts';
import { type LongSession, withLongSession } from './long-session.ts';
import { type NamedMeasure, readMeasures } from './named-measures.ts';
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
import { UsageError } from './usage.ts';

export interface ChooseOptions extends OutputOptions {
  readonly measures: readonly string[];
  readonly costs: readonly number[];
  readonly budget: number;
  readonly given: readonly string[];
  readonly years: number;
  readonly seed: number;
  readonly weight?: string;
  readonly failover: 'always' | 'never' | 'drawn';
  readonly workers: number;
}

/** Of more measures not all combinations are looked at. */
const MOST_COMBINED = 15;

type Choice = ChoiceResult['best'];

/** Prints the best choices; exit code 1 on faulty data, 130 when stopped before the end. */
export async function choose(folder: string, options: ChooseOptions): Promise<number> {
  const { measures, costs, budget, workers } = options;
  if (costs.length !== measures.length)
    throw new UsageError(
      `There are ${measures.length} measures and ${costs.length} costs; expected one cost for each measure, in their order.`,
    );
  return withLongSession(folder, workers, async (session) => {
    const { view } = session;
    const startedAt = performance.now();
    const named = await readMeasures(session, [...options.given, ...measures]);
    const { question, levers } = asked(session, named, options);
    const { result, isStopped } = await answered(session, question);
    const cost = { seconds: (performance.now() - startedAt) / 1000, workers };
    const { label, unit } = view.weights.find(({ column }) => column === question.weight)!;
    const namesOf = (choice: Choice): readonly string[] => choice.levers.map((lever) => levers[lever]!.id);
    const told = (choice: Choice) => ({ ...choice, levers: namesOf(choice) });
    const { nothing } = result;
    const columns = columnsOf(namesOf, nothing);
    if (options.json)
      printJson({
        ...result,
        nothing: told(nothing),
        best: told(result.best),
        front: result.front.map(told),
        measures: levers.map(({ id }, i) => ({ id, cost: costs[i] })),
        budget,
        years: question.years,
        seed: question.seed,
        unit: lossUnit({ label, unit }),
        weight: { column: question.weight, unit },
        failover: question.failover,
        hash: view.hash,
        cost,
      });
    else if (options.csv) printCsv(columns, result.front);
    else {
      say(
        `${exact(result.looked)} of ${exact(result.combinations)} combinations looked at (${result.method}), ${exact(question.years)} years each, the same in all, seed ${question.seed}`,
      );
      say(
        `Losses: ${label} in ${lossUnit({ label, unit })} a year; costs in the unit in which they were given`,
      );
      say('');
      say(
        result.best.levers.length === 0
          ? `Nothing within a budget of ${budget} lowers the average year.`
          : `Best for the average year within ${budget}: ${namesOf(result.best).join(', ')}.`,
      );
      say('No other choice is as good in cost, average and 1-in-10 year as these:');
      printTable(columns, result.front);
      say(`Simulated in ${cost.seconds.toFixed(1)} s`);
    }
    if (isStopped) process.stderr.write(`Stopped after ${exact(result.looked)} combinations.\n`);
    return warnOfErrors(view) ? 1 : isStopped ? 130 : 0;
  });
}

function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

function asked(
  { view }: LongSession,
  named: readonly NamedMeasure[],
  options: ChooseOptions,
): { readonly question: ChoiceQuestion; readonly levers: readonly NamedMeasure[] } {
  const { given, seed, failover, costs, budget, years } = options;
  return {
    question: {
      seed,
      failover,
      weight: options.weight ?? view.weights[0]!.column,
      measures: named.map(({ measure }) => measure),
      given: given.map((_, i) => i),
      levers: options.measures.map((_, i) => given.length + i),
      costs,
      budget,
      years,
    },
    levers: named.slice(given.length),
  };
}

async function answered(
  { run, runFromZero }: LongSession,
  question: ChoiceQuestion,
): Promise<{ readonly result: ChoiceResult; readonly isStopped: boolean }> {
  if (question.levers.length > MOST_COMBINED)
    return { result: await run({ kind: 'stepwiseChoice', ...question }), isStopped: false };
  const count = 2 ** question.levers.length;
  const { parts, isStopped } = await runFromZero<'choices'>(
    { kind: 'choices', ...question },
    { count, progress: (_, end) => `${exact(end)} of ${exact(count)} combinations` },
  );
  return { result: await run({ kind: 'choice', ...question, parts }), isStopped };
}

function columnsOf(
  namesOf: (choice: Choice) => readonly string[],
  nothing: Choice,
): readonly Column<Choice>[] {
  const saved = (after: number, before: number): string => (before > 0 ? percent(1 - after / before) : '');
  return [
    { header: 'cost', cell: ({ cost }) => cost, shown: ({ cost }) => figure(cost) },
    { header: 'measures', cell: (choice) => namesOf(choice).join(' ') || 'nothing' },
    {
      header: 'average year',
      cell: ({ averageAnnualLoss }) => averageAnnualLoss,
      shown: ({ averageAnnualLoss }) => figure(averageAnnualLoss),
    },
    { header: 'less', cell: (choice) => saved(choice.averageAnnualLoss, nothing.averageAnnualLoss) },
    {
      header: '1 in 10',
      cell: ({ oneInTen }) => oneInTen ?? '',
      shown: ({ oneInTen }) => (oneInTen === undefined ? '' : figure(oneInTen)),
    },
    {
      header: 'less',
      cell: ({ oneInTen }) => (oneInTen === undefined ? '' : saved(oneInTen, nothing.oneInTen!)),
    },
  ];
}

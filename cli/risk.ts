/** `linchpin risk`: how bad a year can get, and who drives it. */
import type { RiskResult, SystemView, TailResult } from '../engine/api/protocol.ts';
import { lossUnit, sharesWithheld } from '../engine/api/risk-words.ts';
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
import { UsageError } from './usage.ts';

export interface RiskOptions extends OutputOptions {
  readonly years: number;
  readonly seed: number;
  readonly weight?: string;
  readonly failover: 'always' | 'never' | 'drawn';
  readonly evidence: 'as-given' | 'drawn';
  readonly top?: number;
  readonly workers: number;
}

const KERNEL = 'timed cascade';

const ROWS_SHOWN = 20;

/** Stands where there are too few years for a number. */
const TOO_FEW = '-';

const HOURS = 8766;

/** The worst years that are looked at alone are once in so many; the first of these that is shown. */
const WORST_PERIODS = [100, 20, 10] as const;

/** All losses are kept until the end: 16 bytes a year. */
const MOST_YEARS = 10_000_000;

/** Prints how bad a year can get; exit code 1 on faulty data, 130 when stopped before the last year. */
export async function risk(folder: string, options: RiskOptions): Promise<number> {
  const { years, seed, failover, evidence, workers } = options;
  if (years > MOST_YEARS)
    throw new UsageError(`${years} years are too many; expected at most ${exact(MOST_YEARS)}.`);
  return withLongSession(folder, workers, async ({ view, run, runFromZero }) => {
    const weight = options.weight ?? view.weights[0]!.column;
    const startedAt = performance.now();
    let sum = 0;
    const { parts, isStopped } = await runFromZero<'years'>(
      { kind: 'years', seed, weight, failover, evidence },
      {
        count: years,
        progress({ records }, end) {
          sum = records.yearLoss.reduce((total, loss) => total + loss, sum);
          return `${exact(end)} of ${exact(years)} years: ${figure(sum / end)} weight-hours a year`;
        },
      },
    );
    const result = await run({ kind: 'riskSummary', parts });
    const worst = await run({ kind: 'riskTail', parts, returnPeriod: worstPeriod(result) });
    const seconds = (performance.now() - startedAt) / 1000;
    const some = result.drivers.slice(
      0,
      options.top ?? (options.json || options.csv ? undefined : ROWS_SHOWN),
    );
    const columns = columnsOf(view, worst);
    if (options.json) printJson(document(view, { result, worst, some, cost: { seconds, workers } }));
    else if (options.csv) printCsv(columns, some);
    else {
      printSummary(view, { result, worst, cost: { seconds, workers } });
      if (some.length > 0) {
        printTable(columns, some);
        const withheld = sharesWithheld(result.years, worst.returnPeriod);
        if (withheld !== undefined) say(`${TOO_FEW} ${withheld}`);
      }
      say(`Assumed: ${result.assumptions.join(' ')}`);
    }
    if (result.whyNothingLost !== undefined) process.stderr.write(`${printable(result.whyNothingLost)}\n`);
    if (isStopped) process.stderr.write(`Stopped after ${yearsText(result)}.\n`);
    return warnOfErrors(view) ? 1 : isStopped ? 130 : 0;
  });
}

function worstPeriod({ withheld }: RiskResult): number {
  const isShown = (period: number): boolean => withheld.every(({ returnPeriod }) => returnPeriod !== period);
  return WORST_PERIODS.find(isShown) ?? WORST_PERIODS[2];
}

type Driver = RiskResult['drivers'][number];
type Point = RiskResult['aep'][number];

interface Shown {
  readonly result: RiskResult;
  readonly worst: TailResult;
  readonly cost: { readonly seconds: number; readonly workers: number };
}

function document(
  view: SystemView,
  { result, worst, some, cost }: Shown & { readonly some: readonly Driver[] },
) {
  const fraction = fractionOf(result);
  const point = (each: Point) => ({
    returnPeriod: each.returnPeriod,
    loss: each.loss,
    low: each.low,
    high: each.high,
    fraction: fraction(each.loss),
  });
  const values = (tails: RiskResult['valueAtRisk'], of: (each: Point) => number | undefined) =>
    Object.fromEntries(tails.map((each) => [each.level, of(each)]));
  const { nature } = result;
  return {
    years: result.years,
    seed: result.seed,
    unit: lossUnit(weightOf(view, result)),
    totalWeight: result.totalWeight,
    averageAnnualLoss: result.averageAnnualLoss,
    standardError: result.standardError,
    averageAnnualFraction: fraction(result.averageAnnualLoss),
    aep: result.aep.map(point),
    oep: result.oep.map(point),
    var: values(result.valueAtRisk, ({ loss }) => loss),
    varLow: values(result.valueAtRisk, ({ low }) => low),
    varHigh: values(result.valueAtRisk, ({ high }) => high),
    tvar: values(result.tailValueAtRisk, ({ loss }) => loss),
    tvarLow: values(result.tailValueAtRisk, ({ low }) => low),
    tvarHigh: values(result.tailValueAtRisk, ({ high }) => high),
    interval: result.interval,
    withheld: result.withheld,
    drivers: some.map(({ entity, ...share }) => ({ id: view.id[entity]!, ...share })),
    roles: result.roles,
    own: result.own,
    nature: {
      independent: nature.independent.share,
      commonCause: nature.commonCause.share,
      cascading: nature.cascading.share,
      recovery: nature.recovery.share,
    },
    natureErrors: {
      independent: nature.independent.standardError,
      commonCause: nature.commonCause.standardError,
      cascading: nature.cascading.standardError,
      recovery: nature.recovery.standardError,
    },
    worstYears: {
      ...worst,
      drivers: worst.drivers.map(({ entity, share }) => ({ id: view.id[entity]!, share })),
    },
    worstEvents: result.worstEvents.map(({ failures, backHour, ...event }) => ({
      ...event,
      backHour: Number.isFinite(backHour) ? backHour : undefined,
      failures: failures.map(({ entity, start, duration }) => ({ id: view.id[entity]!, start, duration })),
    })),
    convergence: result.convergence,
    outages: result.outageCount,
    events: result.eventCount,
    assumptions: result.assumptions,
    cost: { ...cost, kernel: KERNEL },
    weight: { column: result.weight, unit: weightOf(view, result).unit },
    failover: result.failover,
    evidence: result.evidence,
    hash: view.hash,
    engine: result.engine,
  };
}

function weightOf(view: SystemView, { weight }: RiskResult): SystemView['weights'][number] {
  return view.weights.find((each) => each.column === weight)!;
}

function yearsText({ years }: RiskResult): string {
  return years === 1 ? '1 year' : `${exact(years)} years`;
}

/** Losses as fractions of what a whole year without any service would cost. */
function fractionOf({ totalWeight }: RiskResult): (loss: number) => number {
  return (loss) => (totalWeight > 0 ? loss / (totalWeight * HOURS) : 0);
}

function columnsOf(view: SystemView, worst: TailResult): readonly Column<Driver>[] {
  const shareOf = new Map(worst.drivers.map(({ entity, share }) => [entity, share]));
  return [
    { header: 'id', cell: ({ entity }) => view.id[entity]! },
    { header: 'name', cell: ({ entity }) => view.name[entity]! },
    { header: 'kind', cell: ({ entity }) => view.kinds[view.kind[entity]!]! },
    { header: 'share of loss', cell: ({ share }) => share, shown: ({ share }) => percent(share) },
    optional('standard error', ({ standardError }) => standardError),
    optional('holds rank', ({ holdsRank }) => holdsRank),
    optional('share of worst years', ({ entity }) =>
      worst.drivers.length > 0 ? (shareOf.get(entity) ?? 0) : undefined,
    ),
  ];
}

function optional(header: string, of: (each: Driver) => number | undefined): Column<Driver> {
  return {
    header,
    cell: (each) => of(each) ?? '',
    shown: (each) => {
      const value = of(each);
      return value === undefined ? TOO_FEW : percent(value);
    },
  };
}

function natures(shares: readonly number[]): string {
  return ['independent', 'common cause', 'cascading', 'recovery']
    .map((name, i) => `${percent(shares[i]!)} ${name}`)
    .join(', ');
}

function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

function printSummary(view: SystemView, { result, worst, cost }: Shown): void {
  const weight = weightOf(view, result);
  const fraction = fractionOf(result);
  const error = result.standardError;
  say(
    `${yearsText(result)}, seed ${result.seed}: ${exact(result.outageCount)} outages in ${exact(result.eventCount)} events`,
  );
  say(`Losses: ${weight.label} in ${lossUnit(weight)}`);
  say(
    `Average year: ${figure(result.averageAnnualLoss)}${error === undefined ? '' : `, standard error ${figure(error)}`}; ${figure(1e6 * fraction(result.averageAnnualLoss))} millionths of all service`,
  );
  say('');
  const curve = result.aep.map((aep, i) => ({ aep, oep: result.oep[i]! }));
  const range = ({ low, high }: Point): string =>
    low === undefined || high === undefined ? TOO_FEW : `${figure(low)} .. ${figure(high)}`;
  const columns: readonly Column<(typeof curve)[number]>[] = [
    {
      header: 'once in years',
      cell: ({ aep }) => aep.returnPeriod,
      shown: ({ aep }) => exact(aep.returnPeriod),
    },
    { header: 'a year of', cell: ({ aep }) => aep.loss, shown: ({ aep }) => figure(aep.loss) },
    { header: 'interval', cell: ({ aep }) => range(aep) },
    { header: 'an event of', cell: ({ oep }) => oep.loss, shown: ({ oep }) => figure(oep.loss) },
    { header: 'interval', cell: ({ oep }) => range(oep) },
  ];
  if (curve.length > 0) printTable(columns, curve);
  const [first] = result.withheld;
  if (first !== undefined)
    say(`Not shown from once in ${exact(first.returnPeriod)} years on. ${first.reason}`);
  for (const { level, returnPeriod, loss } of result.tailValueAtRisk)
    say(
      `The worst ${percent(1 - level)} of years (once in ${exact(returnPeriod)}) cost ${figure(loss)} on average`,
    );
  if (result.averageAnnualLoss > 0) printShares(result, worst);
  say(
    `Simulated by the ${KERNEL} in ${cost.seconds.toFixed(1)} s, ${cost.workers === 1 ? 'one after another' : `by ${cost.workers} workers`}`,
  );
  say('');
}

/** What the loss goes back to, by nature and role. */
function printShares(result: RiskResult, worst: TailResult): void {
  const { nature } = result;
  say(
    `Of the loss: ${natures([nature.independent.share, nature.commonCause.share, nature.cascading.share, nature.recovery.share])}`,
  );
  if (worst.drivers.length > 0) {
    const { independent, commonCause, cascading, recovery } = worst.nature;
    say(
      `Of the loss of the worst ${percent(1 / worst.returnPeriod)} of years: ${natures([independent, commonCause, cascading, recovery])}`,
    );
  }
  const roles = [...result.roles].sort((a, b) => b.share - a.share);
  if (roles.length > 0)
    say(
      `First handed on as: ${roles.map(({ role, share }) => `${role} ${percent(share)}`).join(', ')}; lost by the failed themselves ${percent(result.own.share)}`,
    );
}

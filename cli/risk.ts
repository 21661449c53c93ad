/** `linchpin risk`: how bad a year can get, and who drives it. */
import type { RiskResult, SystemView, YearsResult } from '../engine/api/protocol.ts';
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
import { type CliSession, openDataset, warnOfErrors } from './session.ts';
import { Interrupted, UsageError } from './usage.ts';

export interface RiskOptions extends OutputOptions {
  readonly years: number;
  readonly seed: number;
  readonly weight?: string;
  readonly failover: 'always' | 'never' | 'drawn';
  readonly evidence: 'as-given' | 'drawn';
  readonly top?: number;
}

const KERNEL = 'timed cascade';

/** Years are cut only at multiples of this. */
const BLOCK = 64;

/** Seconds of simulating between two reports of progress, and at most lost when somebody stops it. */
const REPORT_SECONDS = 0.4;

const ROWS_SHOWN = 20;

const HOURS = 8766;

/** All losses are kept until the end: 16 bytes a year. */
const MOST_YEARS = 10_000_000;

/** Prints how bad a year can get; exit code 1 on faulty data, 130 when stopped before the last year. */
export async function risk(folder: string, options: RiskOptions): Promise<number> {
  if (options.years > MOST_YEARS)
    throw new UsageError(`${options.years} years are too many; expected at most ${exact(MOST_YEARS)}.`);
  const session = await openDataset(folder);
  const { view, run } = session;
  const weight = options.weight ?? view.weights[0]!.column;
  const startedAt = performance.now();
  const { parts, isStopped } = await simulate(session, { ...options, weight });
  const result = await run({ kind: 'riskSummary', parts });
  const seconds = (performance.now() - startedAt) / 1000;
  const some = result.drivers.slice(0, options.top ?? (options.json || options.csv ? undefined : ROWS_SHOWN));
  const columns = columnsOf(view);
  if (options.json) printJson(document(view, { result, some, seconds }));
  else if (options.csv) printCsv(columns, some);
  else {
    printSummary(view, { result, seconds });
    if (some.length > 0) printTable(columns, some);
    say(`Assumed: ${result.assumptions.join(' ')}`);
  }
  if (isStopped) process.stderr.write(`Stopped after ${exact(result.years)} years.\n`);
  return warnOfErrors(view) ? 1 : isStopped ? 130 : 0;
}

/** Simulates slice by slice, so that there is something to show when it is stopped; throws `Interrupted` when there is nothing yet. */
async function simulate(
  { run }: CliSession,
  { years, seed, weight, failover, evidence }: RiskOptions & { readonly weight: string },
): Promise<{ readonly parts: readonly YearsResult[]; readonly isStopped: boolean }> {
  const parts: YearsResult[] = [];
  let sum = 0;
  let isStopped = false;
  for (let firstYear = 0, blocks = 1; firstYear < years; ) {
    const count = Math.min(blocks * BLOCK, years - firstYear);
    const startedAt = performance.now();
    try {
      const part = await run({ kind: 'years', firstYear, years: count, seed, weight, failover, evidence });
      parts.push(part);
      sum = part.records.yearLoss.reduce((total, loss) => total + loss, sum);
    } catch (error) {
      if (!(error instanceof Interrupted) || parts.length === 0) throw error;
      isStopped = true;
      break;
    }
    firstYear += count;
    const seconds = (performance.now() - startedAt) / 1000;
    blocks = Math.max(1, Math.min(2 * blocks, Math.floor((blocks * REPORT_SECONDS) / seconds)));
    if (process.stderr.isTTY)
      process.stderr.write(
        `\r\u001b[K${exact(firstYear)} of ${exact(years)} years: ${figure(sum / firstYear)} weight-hours a year`,
      );
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  return { parts, isStopped };
}

type Driver = RiskResult['drivers'][number];
type Point = RiskResult['aep'][number];

interface Shown {
  readonly result: RiskResult;
  readonly seconds: number;
}

function document(view: SystemView, { result, some, seconds }: Shown & { readonly some: readonly Driver[] }) {
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
    unit: `${unitOf(view, result)} x hours`,
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
    worstEvents: result.worstEvents.map(({ failures, backHour, ...event }) => ({
      ...event,
      backHour: Number.isFinite(backHour) ? backHour : undefined,
      failures: failures.map(({ entity, start, duration }) => ({ id: view.id[entity]!, start, duration })),
    })),
    convergence: result.convergence,
    outages: result.outageCount,
    events: result.eventCount,
    assumptions: result.assumptions,
    cost: { seconds, workers: 1, kernel: KERNEL },
    weight: { column: result.weight, unit: unitOf(view, result) },
    failover: result.failover,
    evidence: result.evidence,
    hash: view.hash,
    engine: result.engine,
  };
}

function unitOf(view: SystemView, { weight }: RiskResult): string {
  return view.weights.find((each) => each.column === weight)!.unit;
}

/** Losses as fractions of what a whole year without any service would cost. */
function fractionOf({ totalWeight }: RiskResult): (loss: number) => number {
  return (loss) => (totalWeight > 0 ? loss / (totalWeight * HOURS) : 0);
}

function columnsOf(view: SystemView): readonly Column<Driver>[] {
  return [
    { header: 'id', cell: ({ entity }) => view.id[entity]! },
    { header: 'name', cell: ({ entity }) => view.name[entity]! },
    { header: 'kind', cell: ({ entity }) => view.kinds[view.kind[entity]!]! },
    { header: 'share of loss', cell: ({ share }) => share, shown: ({ share }) => percent(share) },
    optional('standard error', ({ standardError }) => standardError),
    optional('holds rank', ({ holdsRank }) => holdsRank),
  ];
}

function optional(header: string, of: (each: Driver) => number | undefined): Column<Driver> {
  return {
    header,
    cell: (each) => of(each) ?? '',
    shown: (each) => {
      const value = of(each);
      return value === undefined ? '' : percent(value);
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

function printSummary(view: SystemView, { result, seconds }: Shown): void {
  const { label, unit } = view.weights.find((each) => each.column === result.weight)!;
  const fraction = fractionOf(result);
  const error = result.standardError;
  say(
    `${exact(result.years)} years, seed ${result.seed}: ${exact(result.outageCount)} outages in ${exact(result.eventCount)} events`,
  );
  say(`Losses: ${label} in ${unit} x hours`);
  say(
    `Average year: ${figure(result.averageAnnualLoss)}${error === undefined ? '' : `, standard error ${figure(error)}`}; ${(1e6 * fraction(result.averageAnnualLoss)).toPrecision(3)} millionths of all service`,
  );
  say('');
  const curve = result.aep.map((aep, i) => ({ aep, oep: result.oep[i]! }));
  const range = ({ low, high }: Point): string =>
    low === undefined || high === undefined ? '' : `${figure(low)} .. ${figure(high)}`;
  const columns: readonly Column<(typeof curve)[number]>[] = [
    { header: 'once in years', cell: ({ aep }) => aep.returnPeriod },
    { header: 'a year of', cell: ({ aep }) => aep.loss, shown: ({ aep }) => figure(aep.loss) },
    { header: 'interval', cell: ({ aep }) => range(aep) },
    { header: 'an event of', cell: ({ oep }) => oep.loss, shown: ({ oep }) => figure(oep.loss) },
    { header: 'interval', cell: ({ oep }) => range(oep) },
  ];
  if (curve.length > 0) printTable(columns, curve);
  const [first] = result.withheld;
  if (first !== undefined) say(`Not shown from once in ${first.returnPeriod} years on. ${first.reason}`);
  for (const { level, returnPeriod, loss } of result.tailValueAtRisk)
    say(`The worst ${percent(1 - level)} of years (once in ${returnPeriod}) cost ${figure(loss)} on average`);
  const { nature } = result;
  say(
    `Of the loss: ${percent(nature.independent.share)} independent, ${percent(nature.commonCause.share)} common cause, ${percent(nature.cascading.share)} cascading, ${percent(nature.recovery.share)} recovery`,
  );
  const roles = [...result.roles].sort((a, b) => b.share - a.share);
  if (roles.length > 0)
    say(
      `First handed on as: ${roles.map(({ role, share }) => `${role} ${percent(share)}`).join(', ')}; lost by the failed themselves ${percent(result.own.share)}`,
    );
  say(`Simulated one after another by the ${KERNEL} in ${seconds.toFixed(1)} s`);
  say('');
}

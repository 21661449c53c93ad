/** What `linchpin compare` prints: tables for people, one document for programs. */
import type { ComparisonResult, Contrast } from '../engine/api/protocol.ts';
import { lossUnit } from '../engine/api/risk-words.ts';
import { changed } from './change-words.ts';
import { printVariants } from './compare-variants.ts';
import type { Told } from './comparison.ts';
import { type Column, exact, figure, percent, printable, printTable } from './output.ts';

const KERNEL = 'timed cascade';

type Shown = ComparisonResult['scenarios'][number];

/** The comparison as a program reads it. */
export function comparisonDocument(told: Told): object {
  const { view, named, result, attribution, swings, bands, screening, cost } = told;
  const { label, unit } = view.weights.find(({ column }) => column === result.weight)!;
  const documents = result.scenarios.map((scenario, s) => scenarioDocument(told, scenario, s));
  return {
    ensemble: {
      years: result.years,
      seed: result.seed,
      weight: { column: result.weight, label, unit },
      unit: lossUnit({ label, unit }),
      totalWeight: result.totalWeight,
      failover: result.failover,
      evidence: result.evidence,
      interval: result.interval,
      hash: view.hash,
      engine: result.engine,
    },
    baseline: documents[0],
    scenarios: documents.slice(1),
    contrasts: result.contrasts.map(({ a, b, better, worse, tail, ...mean }) => ({
      a: named.ids[a],
      b: named.ids[b],
      ...mean,
      probabilityBetter: better,
      probabilityWorse: worse,
      tail: Object.fromEntries(tail.map(({ returnPeriod, ...each }) => [returnPeriod, each])),
    })),
    shapley: attribution?.levers.map(({ measure, alone, last, shapley, tail }) => ({
      lever: named.measureIds[measure],
      alone: alone.mean,
      last: last.mean,
      shapley: shapley.mean,
      intervals: { alone, last, shapley },
      tail: Object.fromEntries(tail.map(({ returnPeriod, ...each }) => [returnPeriod, each])),
    })),
    attribution: attribution && {
      years: attribution.years,
      joint: attribution.joint,
      interactions: attribution.interactions.map(({ a, b, effect }) => ({
        a: named.measureIds[attribution.levers[a]!.measure],
        b: named.measureIds[attribution.levers[b]!.measure],
        ...effect,
      })),
    },
    swings: swings && {
      years: swings.years,
      parameters: swings.swings.map(({ of, measure, ...swing }) => ({
        scenario: named.ids[of],
        lever: named.measureIds[measure],
        ...swing,
      })),
    },
    parameterBand: bands && {
      years: bands.years,
      draws: bands.draws,
      scenarios: bands.bands.map(({ of, ...band }) => ({ scenario: named.ids[of], ...band })),
    },
    screening: screening && {
      years: screening.years,
      parameters: screening.effects.map(({ of, measure, ...effect }) => ({
        scenario: named.ids[of],
        lever: named.measureIds[measure],
        ...effect,
      })),
    },
    withheld: result.withheld,
    assumptions: result.assumptions,
    cost: { ...cost, kernel: KERNEL },
  };
}

function scenarioDocument({ named }: Told, scenario: Shown, s: number): object {
  const { averageAnnualLoss: mean, aep, tails, hhi, effects, ...rest } = scenario;
  const byPeriod = (points: Shown['aep'], of: (point: Shown['aep'][number]) => unknown) =>
    Object.fromEntries(points.map((point) => [point.returnPeriod, of(point)]));
  return {
    id: named.ids[s],
    averageAnnualLoss: mean.mean,
    low: mean.low,
    high: mean.high,
    tail: byPeriod(aep, ({ loss }) => loss),
    tailIntervals: byPeriod(aep, ({ low, high }) => ({ low, high })),
    tailValues: byPeriod(tails, ({ loss }) => loss),
    hhi: Object.fromEntries(hhi.map(({ role, value }) => [role, value])),
    effects,
    ...rest,
  };
}

interface ContrastRow extends Contrast {
  readonly from: string;
  readonly to: string;
}

/** Every scenario against every one before it. */
export function contrastRows({ named, result }: Told): readonly ContrastRow[] {
  return result.contrasts.map((contrast) => ({
    ...contrast,
    from: named.ids[contrast.a]!,
    to: named.ids[contrast.b]!,
  }));
}

export const CONTRAST_COLUMNS: readonly Column<ContrastRow>[] = [
  { header: 'a', cell: ({ from }) => from },
  { header: 'b', cell: ({ to }) => to },
  { header: 'mean difference', cell: ({ mean }) => mean },
  { header: 'low', cell: ({ low }) => low ?? '' },
  { header: 'high', cell: ({ high }) => high ?? '' },
  { header: 'probability better', cell: ({ better }) => better },
  { header: 'probability worse', cell: ({ worse }) => worse },
  ...[10, 100].flatMap((period): readonly Column<ContrastRow>[] => {
    const of = ({ tail }: ContrastRow) => tail.find(({ returnPeriod }) => returnPeriod === period);
    return [
      { header: `1 in ${period} difference`, cell: (row) => of(row)?.difference ?? '' },
      { header: `1 in ${period} low`, cell: (row) => of(row)?.low ?? '' },
      { header: `1 in ${period} high`, cell: (row) => of(row)?.high ?? '' },
    ];
  }),
];

function say(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

/** Prints the comparison for people: what each scenario costs, what it changes, who earns it. */
export function printComparison(told: Told): void {
  const { view, named, result, cost } = told;
  const { label, unit } = view.weights.find(({ column }) => column === result.weight)!;
  const years = result.years === 1 ? '1 year' : `${exact(result.years)} years`;
  say(`${years}, the same in every scenario, seed ${result.seed}`);
  say(
    `Losses: ${label} in ${lossUnit({ label, unit })} a year; intervals ${percent(result.interval.level)}; HHI of operators, 0 to 10,000`,
  );
  say('');
  printTable(
    scenarioColumns(told),
    result.scenarios.map((scenario, s) => ({ scenario, s })),
  );
  say('');
  for (const [s, id] of named.ids.entries()) if (s > 0) say(`${id}: ${finding(told, s)}.`);
  remarks(told);
  printVariants(told);
  for (const { reason } of result.withheld.slice(0, 1)) say(reason);
  say(`Assumed: ${result.assumptions.join(' ')}`);
  say(
    `Simulated by the ${KERNEL} in ${cost.seconds.toFixed(1)} s, ${cost.workers === 1 ? 'one after another' : `by ${cost.workers} workers`}`,
  );
}

interface Row {
  readonly scenario: Shown;
  readonly s: number;
}

function scenarioColumns({ named, result }: Told): readonly Column<Row>[] {
  const periods = result.scenarios[0]!.aep.map(({ returnPeriod }) => returnPeriod);
  const against = new Map(result.contrasts.filter(({ a }) => a === 0).map((each) => [each.b, each]));
  // the index of a role says something where a measure moves it
  const roles = result.scenarios[0]!.hhi.map(({ role }) => role).filter(
    (role) => new Set(result.scenarios.map((each) => hhiOf(each, role))).size > 1,
  );
  return [
    { header: 'scenario', cell: ({ s }) => named.ids[s]! },
    {
      header: 'average year',
      cell: ({ scenario }) => scenario.averageAnnualLoss.mean,
      shown: ({ scenario }) => figure(scenario.averageAnnualLoss.mean),
    },
    { header: 'interval', cell: ({ scenario }) => range(scenario.averageAnnualLoss) },
    ...periods.map(
      (period, i): Column<Row> => ({
        header: `1 in ${period}`,
        cell: ({ scenario }) => scenario.aep[i]!.loss,
        shown: ({ scenario }) => figure(scenario.aep[i]!.loss),
      }),
    ),
    {
      header: 'largest event',
      cell: ({ scenario }) => scenario.largestEvent,
      shown: ({ scenario }) => figure(scenario.largestEvent),
    },
    {
      header: 'better / worse than baseline',
      cell: ({ s }) => {
        const contrast = against.get(s);
        return contrast === undefined ? '' : `${percent(contrast.better)} / ${percent(contrast.worse)}`;
      },
    },
    ...roles.map(
      (role): Column<Row> => ({
        header: `HHI ${role}`,
        cell: ({ scenario }) => hhiOf(scenario, role) ?? '',
        shown: ({ scenario }) => exact(Math.round(hhiOf(scenario, role) ?? 0)),
      }),
    ),
  ];
}

function hhiOf({ hhi }: Shown, role: string): number | undefined {
  return hhi.find((each) => each.role === role)?.value;
}

function range({ low, high }: { readonly low?: number; readonly high?: number }): string {
  return low === undefined || high === undefined ? '' : `${figure(low)} .. ${figure(high)}`;
}

/** What a scenario does to the average and to the rarest year that is shown, against the baseline. */
function finding({ result }: Told, s: number): string {
  const contrast = result.contrasts.find(({ a, b }) => a === 0 && b === s)!;
  const base = result.scenarios[0]!;
  const tail = contrast.tail.at(-1);
  const before = base.aep.find(({ returnPeriod }) => returnPeriod === tail?.returnPeriod)?.loss;
  return [
    `average ${changed({ ...contrast, of: base.averageAnnualLoss.mean })}`,
    ...(tail === undefined || before === undefined
      ? []
      : [`1-in-${tail.returnPeriod} year ${changed({ ...tail, mean: tail.difference, of: before })}`]),
  ].join('; ');
}

/** What the measures could not do here. */
function remarks({ named, result }: Told): void {
  const said = new Set<string>();
  for (const [s, { effects }] of result.scenarios.entries())
    for (const [i, { remarks: each }] of effects.entries())
      for (const { message } of each) {
        if (said.has(message)) continue;
        said.add(message);
        say(`Note on ${named.ids[s]}, step ${i + 1} of ${effects.length}: ${message}`);
      }
}

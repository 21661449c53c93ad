/** A result of simulated years in the words of the command line: weight-hours, fractions, ids, nothing rounded. */
import { lossUnit } from './risk-panel-words.ts';
import type { RiskResult, SystemView, TailResult } from './types.ts';

const HOURS_OF_YEAR = 8766;

interface RiskFile {
  readonly view: SystemView;
  readonly result: RiskResult;
  /** The worst years, null while they are not known. */
  readonly tail: TailResult | null;
}

type Point = RiskResult['aep'][number];

/** The result as a JSON document with question, assumptions and identity beside the numbers. */
export function riskJson({ view, result, tail }: RiskFile): string {
  const { nature, seed, weight, failover, evidence, years, totalWeight } = result;
  const idOf = (entity: number) => view.id[entity];
  const levels = (
    of: (each: RiskResult['valueAtRisk'][number]) => number | undefined,
    tails: RiskResult['valueAtRisk'],
  ) => Object.fromEntries(tails.map((each) => [each.level, of(each)]));
  const point = ({ returnPeriod, loss, low, high }: Point) => ({
    returnPeriod,
    loss,
    low,
    high,
    fraction: fractionOf(result, loss),
  });
  const document = {
    years,
    seed,
    unit: lossUnitOf(view, result),
    totalWeight,
    averageAnnualLoss: result.averageAnnualLoss,
    standardError: result.standardError,
    averageAnnualFraction: fractionOf(result, result.averageAnnualLoss),
    aep: result.aep.map(point),
    oep: result.oep.map(point),
    var: levels(({ loss }) => loss, result.valueAtRisk),
    varLow: levels(({ low }) => low, result.valueAtRisk),
    varHigh: levels(({ high }) => high, result.valueAtRisk),
    tvar: levels(({ loss }) => loss, result.tailValueAtRisk),
    tvarLow: levels(({ low }) => low, result.tailValueAtRisk),
    tvarHigh: levels(({ high }) => high, result.tailValueAtRisk),
    interval: result.interval,
    withheld: result.withheld,
    drivers: result.drivers.map(({ entity, ...share }) => ({ id: idOf(entity), ...share })),
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
    ...(tail && {
      worstYears: {
        ...tail,
        drivers: tail.drivers.map(({ entity, share }) => ({ id: idOf(entity), share })),
      },
    }),
    worstEvents: result.worstEvents.map(({ failures, backHour, ...event }) => ({
      ...event,
      backHour: Number.isFinite(backHour) ? backHour : undefined,
      failures: failures.map(({ entity, ...failure }) => ({ id: idOf(entity), ...failure })),
    })),
    convergence: result.convergence,
    outages: result.outageCount,
    events: result.eventCount,
    assumptions: result.assumptions,
    weight: { column: weight, unit: unitOf(view, result) },
    failover,
    evidence,
    dataset: { name: view.about.name, asOf: view.about.asOf, sources: view.about.sources },
    hash: view.hash,
    engine: result.engine,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Curves, tails, drivers, roles and natures as the rows of one CSV file, titles first. */
export function riskRows({ view, result, tail }: RiskFile): readonly (readonly (string | number)[])[] {
  const cell = (value: number | undefined) => value ?? '';
  const worstOf = new Map(tail?.drivers.map(({ entity, share }) => [entity, share]));
  const points = (what: string, all: readonly Point[]) =>
    all.map(({ returnPeriod, loss, low, high }) => [
      what,
      '',
      returnPeriod,
      loss,
      cell(low),
      cell(high),
      fractionOf(result, loss),
      '',
      '',
      '',
    ]);
  const shares = (
    what: string,
    all: readonly {
      readonly name: string;
      readonly share: number;
      readonly standardError?: number;
      readonly worst?: number | undefined;
    }[],
  ) =>
    all.map(({ name, share, standardError, worst }) => [
      what,
      name,
      '',
      '',
      '',
      '',
      '',
      share,
      cell(standardError),
      cell(worst),
    ]);
  const { nature } = result;
  const { averageAnnualLoss, standardError } = result;
  return [
    [
      'what',
      'of',
      'return_period_years',
      `loss (${lossUnitOf(view, result)})`,
      'low',
      'high',
      'fraction_of_all_service',
      'share_of_loss',
      'standard_error',
      'share_of_worst_years',
    ],
    [
      'average',
      '',
      '',
      averageAnnualLoss,
      '',
      '',
      fractionOf(result, averageAnnualLoss),
      '',
      cell(standardError),
      '',
    ],
    ...points('all outages of a year', result.aep),
    ...points('largest single outage', result.oep),
    ...points('mean of years as bad or worse', result.tailValueAtRisk),
    ...shares(
      'driver',
      result.drivers.map(({ entity, ...share }) => ({
        name: view.id[entity] ?? '',
        ...share,
        worst: tail ? (worstOf.get(entity) ?? 0) : undefined,
      })),
    ),
    ...shares('role', [
      ...result.roles.map(({ role, ...share }) => ({ name: role, ...share })),
      { name: 'own', ...result.own, worst: tail?.own },
    ]),
    ...shares('nature', [
      { name: 'independent', ...nature.independent, worst: tail?.nature.independent },
      { name: 'common cause', ...nature.commonCause, worst: tail?.nature.commonCause },
      { name: 'cascading', ...nature.cascading, worst: tail?.nature.cascading },
      { name: 'recovery', ...nature.recovery, worst: tail?.nature.recovery },
    ]),
  ];
}

function unitOf(view: SystemView, { weight }: RiskResult): string {
  return view.weights.find(({ column }) => column === weight)?.unit ?? '';
}

function lossUnitOf(view: SystemView, { weight }: RiskResult): string {
  const index = view.weights.findIndex(({ column }) => column === weight);
  return lossUnit(view, index).replaceAll('\u00a0', ' ').replace('×', 'x');
}

/** A loss as a fraction of what a whole year without any service would cost. */
function fractionOf({ totalWeight }: RiskResult, loss: number): number {
  return totalWeight > 0 ? loss / (totalWeight * HOURS_OF_YEAR) : 0;
}

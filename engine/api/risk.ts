/** The jobs on years: simulating them, and summing up how bad a year can get. */
import type { System } from '../model/system.ts';
import { atFraction } from '../risk/at-fraction.ts';
import { averageLoss, convergence } from '../risk/average-loss.ts';
import { INTERVAL_LEVEL, RESAMPLES } from '../risk/bootstrap.ts';
import { LEAST_EXCEEDANCES } from '../risk/exceedance-curve.ts';
import { NATURES } from '../risk/loss-nature.ts';
import { lossShares } from '../risk/loss-shares.ts';
import { BLOCK_YEARS } from '../risk/outage-draws.ts';
import { exceedance, isShown } from '../risk/return-periods.ts';
import { createYearStage, simulateYears, type YearStage } from '../risk/simulated-years.ts';
import { joinRecords, type YearRecords } from '../risk/year-records.ts';
import type { JobRequest, Progress, RiskResult, TailPoint, YearsQuestion, YearsResult } from './protocol.ts';
import { reported } from './reported.ts';
import { checkWhole, RequestError, weightOf } from './request.ts';
import { riskAssumptions } from './risk-assumptions.ts';
import { grouped, whyNoLoss } from './risk-words.ts';
import { counted } from './timeline-assumptions.ts';
import { ENGINE_VERSION } from './version.ts';
import { checkSimulable, checkYears, questionOf, SEEDS } from './years-question.ts';

/** What one request may ask for: 160 MB of losses. */
const MOST_YEARS = 10_000_000;

/** Return periods that are always looked at, in years. */
const RETURN_PERIODS = [2, 5, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000] as const;

/** Levels of value at risk, each with its return period, which is one of those above. */
const LEVELS = [
  { level: 0.9, returnPeriod: 10 },
  { level: 0.95, returnPeriod: 20 },
  { level: 0.99, returnPeriod: 100 },
  { level: 0.995, returnPeriod: 200 },
] as const;

/** Years are resampled in at most about so many units. */
const MOST_UNITS = 8192;

/** Simulated years of one system. Each job has a workspace of its own while it runs, for jobs take turns. */
export interface Risk {
  years(request: JobRequest<'years'>): Generator<Progress, YearsResult>;
  summary(request: JobRequest<'riskSummary'>): Generator<Progress, RiskResult>;
}

/** Nothing is built before the first job needs it. */
export function createRisk(system: System): Risk {
  const idle: YearStage[] = [];
  return {
    *years(request) {
      const question = questionOf(request);
      const { first, count } = request;
      checkWhole('number of years', count, { from: 1, to: MOST_YEARS });
      checkWhole('first year', first, { from: 0, to: SEEDS - count });
      if (first % BLOCK_YEARS !== 0)
        throw new RequestError(
          'bad-request',
          `The first year is ${first}; expected a multiple of ${BLOCK_YEARS}.`,
        );
      const weight = weightOf(system, question.weight).values;
      checkSimulable(system, weight);
      const stage = idle.pop() ?? createYearStage(system);
      const records = yield* reported(
        'Simulating years',
        simulateYears(stage, { ...question, weight, firstYear: first, years: count }),
      );
      idle.push(stage);
      return { engine: ENGINE_VERSION, hash: system.hash, ...question, records };
    },
    *summary({ parts, returnPeriods = [] }) {
      const step = 'Summing up the years';
      yield { step, fraction: 0 };
      const question = checkYears(system, parts);
      for (const period of returnPeriods)
        if (!(period >= 1 && Number.isFinite(period)))
          throw new RequestError(
            'bad-request',
            `A return period is ${period}; expected a number of years from 1.`,
          );
      const records = joinRecords(parts.map((part) => part.records));
      yield { step, fraction: 0 };
      const stage = idle.pop() ?? createYearStage(system);
      const work = summarise(stage, { question, records, returnPeriods });
      const result = yield* reported(step, work);
      idle.push(stage);
      return result;
    },
  };
}

function* summarise(
  stage: YearStage,
  {
    question,
    records,
    returnPeriods,
  }: {
    readonly question: Required<YearsQuestion>;
    readonly records: YearRecords;
    readonly returnPeriods: readonly number[];
  },
): Generator<number, RiskResult> {
  const { system } = stage;
  const { seed } = question;
  const { yearLoss, largestEvent } = records;
  const years = yearLoss.length;
  // years of one drawn world stay together, for they share what was drawn
  const unitYears = question.evidence === 'drawn' ? BLOCK_YEARS : Math.ceil(years / MOST_UNITS);
  const periods = [...new Set<number>([...RETURN_PERIODS, ...returnPeriods])].sort((a, b) => a - b);
  const asked = { returnPeriods: periods, unitYears, seed };
  const aep = yield* atFraction(0.1, exceedance(yearLoss, asked));
  const oep = yield* atFraction(0.4, exceedance(largestEvent, asked));
  const shares = yield* atFraction(0.7, lossShares(records, { seed, natureCount: NATURES.length }));
  const weight = weightOf(system, question.weight).values;
  const { mean, standardError } = averageLoss(yearLoss, { years, unitYears });
  const [independent, commonCause, cascading, recovery] = shares.natures;
  const labels = system.dependencies.role.labels;
  return {
    engine: ENGINE_VERSION,
    ...question,
    years,
    totalWeight: weight.reduce((sum, each) => sum + each, 0),
    averageAnnualLoss: mean,
    standardError,
    interval: { level: INTERVAL_LEVEL, resamples: RESAMPLES },
    aep: aep.points,
    oep: oep.points,
    valueAtRisk: tailsOf(aep.points),
    tailValueAtRisk: tailsOf(aep.tails),
    withheld: periods
      .filter((period) => !isShown(period, years))
      .map((returnPeriod) => ({ returnPeriod, reason: withheldReason(returnPeriod, years) })),
    drivers: shares.drivers,
    roles: shares.roles.slice(0, -1).flatMap((share, code) => {
      return share.share > 0 ? [{ role: labels[code]!, ...share }] : [];
    }),
    own: shares.roles.at(-1)!,
    nature: {
      independent: independent!,
      commonCause: commonCause!,
      cascading: cascading!,
      recovery: recovery!,
    },
    worstEvents: records.worstEvents,
    convergence: convergence(yearLoss, unitYears),
    outageCount: records.outageCount,
    eventCount: records.eventCount,
    ...(mean === 0 ? { whyNothingLost: whyNothingLost(system, question.weight, records) } : {}),
    assumptions: riskAssumptions(stage, { question, records }),
  };
}

function tailsOf(points: RiskResult['aep']): readonly TailPoint[] {
  return LEVELS.flatMap(({ level, returnPeriod }) =>
    points.filter((point) => point.returnPeriod === returnPeriod).map((point) => ({ level, ...point })),
  );
}

function whyNothingLost(system: System, weight: string, { outageCount, yearLoss }: YearRecords): string {
  const inYears = `in ${counted(yearLoss.length, 'year', 'years')}`;
  return (
    whyNoLoss(system, weight) ??
    (outageCount === 0
      ? `Nothing was lost: nothing failed ${inYears}.`
      : `Nothing was lost: nobody with a weight lost service ${inYears}.`)
  );
}

/** Why a return period is not shown, for a person. */
export function withheldReason(returnPeriod: number, years: number): string {
  const expected = Number((years / returnPeriod).toPrecision(2));
  const times = expected === 1 ? 'once' : `${grouped(expected)} times`;
  return `A loss that is reached once in ${grouped(returnPeriod)} years has been reached ${times} in ${counted(years, 'year', 'years')}; a number needs ${LEAST_EXCEEDANCES} of them, that is ${grouped(LEAST_EXCEEDANCES * returnPeriod)} years.`;
}

/** The jobs on scenarios side by side: simulating the same years in all, and holding them against each other. */
import type { System } from '../model/system.ts';
import { INTERVAL_LEVEL, RESAMPLES } from '../risk/bootstrap.ts';
import { BLOCK_YEARS } from '../risk/outage-draws.ts';
import { isShown } from '../risk/return-periods.ts';
import { type YearLosses, yearLosses } from '../risk/year-losses.ts';
import { pairedDifference } from '../scenario/contrast.ts';
import { pairedEstimate } from '../scenario/paired-estimate.ts';
import { pairedTails } from '../scenario/paired-tails.ts';
import { createScenarioSystems, type ScenarioSystems } from '../scenario/scenario-systems.ts';
import { joinCompared } from './compared-parts.ts';
import { type ComparedPlan, comparedQuestionOf } from './compared-question.ts';
import type {
  ComparedResult,
  ComparisonRequest,
  ComparisonResult,
  JobRequest,
  Progress,
} from './protocol.ts';
import { meanwhile } from './reported.ts';
import { checkWhole, RequestError, weightOf } from './request.ts';
import { withheldReason } from './risk.ts';
import { riskAssumptions } from './risk-assumptions.ts';
import { whyNoLoss } from './risk-words.ts';
import { ENGINE_VERSION } from './version.ts';
import { checkSimulable, SEEDS } from './years-question.ts';

/** What one request may ask for: 160 MB of losses. */
const MOST_LOSSES = 10_000_000;

/** At which scenarios are compared unless others are asked for, in years. */
export const RETURN_PERIODS = [10, 100] as const;

export interface Comparison {
  compared(request: JobRequest<'compared'>): Generator<Progress, ComparedResult>;
  comparison(request: JobRequest<'comparison'>): Generator<Progress, ComparisonResult>;
}

/** Nothing is made before the first job needs it; the systems of the last question are kept. */
export function createComparison(system: System): Comparison {
  let last: { readonly made: string; readonly systems: ScenarioSystems } | undefined;

  function systemsOf(plan: ComparedPlan): ScenarioSystems {
    if (last?.made !== plan.made) {
      const { made, measures, seed } = plan;
      const weight = weightOf(system, plan.weight).values;
      last = { made, systems: createScenarioSystems(system, { measures, weight, seed }) };
    }
    return last.systems;
  }

  return {
    *compared(request) {
      const step = 'Simulating years';
      const plan = yield* meanwhile({ step, fraction: 0 }, comparedQuestionOf(request));
      const { first, count } = request;
      const { scenarios, seed, failover, evidence } = plan;
      checkWhole('number of years', count, { from: 1, to: Math.floor(MOST_LOSSES / scenarios.length) });
      checkWhole('first year', first, { from: 0, to: SEEDS - count });
      if (first % BLOCK_YEARS !== 0)
        throw new RequestError(
          'bad-request',
          `The first year is ${first}; expected a multiple of ${BLOCK_YEARS}.`,
        );
      const systems = systemsOf(plan);
      const done = new Map<string, YearLosses>();
      const losses: YearLosses[] = [];
      for (const [s, members] of scenarios.entries()) {
        yield { step, fraction: s / scenarios.length };
        const { system: made, weight } = systems.made(members);
        let years = done.get(made.hash);
        if (years === undefined) {
          checkSimulable(made, weight);
          const stage = systems.takeStage(members);
          const work = yearLosses(stage, {
            seed,
            failover,
            evidence,
            weight,
            firstYear: first,
            years: count,
          });
          let next = work.next();
          for (; !next.done; next = work.next())
            yield { step, fraction: (s + next.value) / scenarios.length };
          years = next.value;
          systems.giveBack(members, stage);
          done.set(made.hash, years);
        }
        losses.push(years);
      }
      const isOld = (v: number): boolean => v < system.entities.count;
      return {
        engine: ENGINE_VERSION,
        hash: system.hash,
        asked: plan.asked,
        first,
        count,
        // copies, for a result must not hold the same memory twice
        yearLoss: losses.map(({ yearLoss }) => yearLoss.slice()),
        largestEvent: losses.map(({ largestEvent }) => largestEvent.slice()),
        fallen: union(losses.map(({ fallen }) => fallen.filter(isOld))),
        unfinishedCount: total(losses, ({ unfinishedCount }) => unfinishedCount),
        stoppedCount: total(losses, ({ stoppedCount }) => stoppedCount),
      };
    },
    *comparison(request) {
      const step = 'Comparing scenarios';
      yield { step, fraction: 0 };
      const plan = yield* meanwhile({ step, fraction: 0 }, comparedQuestionOf(request));
      const periods = periodsOf(request);
      checkContrasts(request);
      const joined = yield* meanwhile({ step, fraction: 0.1 }, joinCompared(system, plan, request.parts));
      const { years, unitYears, yearLoss: losses } = joined;
      const tails = pairedTails(losses, { returnPeriods: periods, unitYears, seed: plan.seed });
      const drawn = yield* meanwhile({ step, fraction: 0.5 }, tails);
      const systems = systemsOf(plan);
      const scenarios: ComparisonResult['scenarios'][number][] = [];
      for (const [s, members] of plan.scenarios.entries()) {
        yield { step, fraction: 0.8 };
        const { system: made, effects } = systems.made(members);
        scenarios.push({
          hash: made.hash,
          effects,
          averageAnnualLoss: pairedEstimate(losses[s]!, unitYears),
          aep: drawn.points[s]!,
          tails: drawn.tails[s]!,
          largestEvent: joined.largestEvent[s]!.reduce((most, each) => Math.max(most, each), 0),
          hhi: systems.concentration(members),
        });
      }
      const contrasts: ComparisonResult['contrasts'][number][] = [];
      for (const pair of request.contrasts) {
        yield { step, fraction: 0.9 };
        const [a, b] = pair;
        contrasts.push({ a, b, ...pairedDifference({ losses, tails: drawn, unitYears }, pair) });
      }
      const { parts } = request;
      const { seed, weight, failover, evidence } = plan;
      const records = {
        fallen: union(parts.map(({ fallen }) => fallen)),
        unfinishedCount: total(parts, ({ unfinishedCount }) => unfinishedCount),
        stoppedCount: total(parts, ({ stoppedCount }) => stoppedCount),
      };
      const [first] = plan.scenarios;
      const stage = systems.takeStage(first!);
      const nothing = whyNoLoss(stage.system, plan.weight);
      const assumptions = riskAssumptions(stage, { question: plan, records });
      systems.giveBack(first!, stage);
      return {
        engine: ENGINE_VERSION,
        seed,
        weight,
        failover,
        evidence,
        years,
        totalWeight: total(weightOf(system, weight).values, (each) => each),
        interval: { level: INTERVAL_LEVEL, resamples: RESAMPLES },
        scenarios,
        contrasts,
        withheld: periods
          .filter((period) => !isShown(period, years))
          .map((returnPeriod) => ({ returnPeriod, reason: withheldReason(returnPeriod, years) })),
        assumptions: [
          ...(nothing === undefined ? [] : [nothing]),
          'All scenarios see the same years: every outage and every switch is drawn by seed, year and id, so that nothing differs but what the measures change.',
          'Who takes part in a measure is drawn by id, the same in every scenario.',
          ...assumptions,
        ],
      };
    },
  };
}

function periodsOf({ returnPeriods = RETURN_PERIODS }: ComparisonRequest): readonly number[] {
  for (const period of returnPeriods)
    if (!(period >= 1 && Number.isFinite(period)))
      throw new RequestError(
        'bad-request',
        `A return period is ${period}; expected a number of years from 1.`,
      );
  return [...new Set(returnPeriods)].sort((a, b) => a - b);
}

function checkContrasts({ contrasts, scenarios }: ComparisonRequest): void {
  for (const index of contrasts.flat())
    checkWhole('scenario of a contrast', index, { from: 0, to: scenarios.length - 1 });
}

function union(lists: readonly Int32Array[]): Int32Array {
  return Int32Array.from(new Set(lists.flatMap((list) => Array.from(list)))).sort();
}

function total<T>(items: Iterable<T>, of: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum;
}

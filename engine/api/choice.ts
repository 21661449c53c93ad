/** The jobs on choosing measures under a budget. */
import { fingerprint } from '../model/fingerprint.ts';
import type { System } from '../model/system.ts';
import { averageLoss } from '../risk/average-loss.ts';
import { rankLosses, readCurve } from '../risk/exceedance-curve.ts';
import { BLOCK_YEARS } from '../risk/outage-draws.ts';
import { isShown } from '../risk/return-periods.ts';
import { yearLosses } from '../risk/year-losses.ts';
import { bytesOfText } from '../scenario/canonical.ts';
import {
  bestChoice,
  type Choice,
  chooseByStep,
  costOfLevers,
  isAffordable,
  paretoFront,
  type Value,
} from '../scenario/choice.ts';
import { createScenarioSystems, type ScenarioSystems } from '../scenario/scenario-systems.ts';
import { type ComparedPlan, comparedQuestionOf } from './compared-question.ts';
import { checkParts } from './parts.ts';
import type { ChoiceQuestion, ChoiceResult, ChoicesResult, JobRequest, Progress } from './protocol.ts';
import { meanwhile } from './reported.ts';
import { checkWhole, RequestError, weightOf } from './request.ts';
import { ENGINE_VERSION } from './version.ts';
import { checkSimulable } from './years-question.ts';

/** Levers of which all combinations are looked at. */
const MOST_LEVERS = 15;

const MOST_YEARS = 1_000_000;

const STEP = 'Trying combinations';

export interface Choices {
  choices(request: JobRequest<'choices'>): Generator<Progress, ChoicesResult>;
  choice(request: JobRequest<'choice'>): Generator<Progress, ChoiceResult>;
  stepwise(request: JobRequest<'stepwiseChoice'>): Generator<Progress, ChoiceResult>;
}

interface Asked {
  readonly question: ChoiceQuestion;
  readonly plan: ComparedPlan;
  readonly asked: string;
}

/** Nothing is made before the first job needs it; the systems of the last question are kept. */
export function createChoices(system: System): Choices {
  let last: { readonly asked: string; readonly systems: ScenarioSystems } | undefined;

  function systemsOf({ plan, asked }: Asked): ScenarioSystems {
    if (last?.asked !== asked) {
      const { measures, seed } = plan;
      const weight = weightOf(system, plan.weight).values;
      last = { asked, systems: createScenarioSystems(system, { measures, weight, seed }) };
    }
    return last.systems;
  }

  function* tryOut(asked: Asked, levers: readonly number[]): Generator<number, Value> {
    const { question, plan } = asked;
    const systems = systemsOf(asked);
    const members = [...question.given, ...levers.map((lever) => question.levers[lever]!)];
    const { system: made, weight } = systems.made(members);
    checkSimulable(made, weight);
    const { seed, failover, evidence } = plan;
    const { years } = question;
    const stage = systems.takeStage(members);
    const asks = { seed, failover, evidence, weight, firstYear: 0, years };
    const { yearLoss } = yield* yearLosses(stage, asks);
    systems.giveBack(members, stage);
    const { mean } = averageLoss(yearLoss, { years, unitYears: 1 });
    if (!isShown(10, years)) return { averageAnnualLoss: mean, oneInTen: undefined };
    const [oneInTen] = readCurve(rankLosses(yearLoss, 1), [10], { years }).loss;
    return { averageAnnualLoss: mean, oneInTen };
  }

  return {
    *choices(request) {
      const asked = yield* meanwhile({ step: STEP, fraction: 0 }, checked(request));
      const { costs, budget, levers } = request;
      checkExhaustible(levers);
      const { first, count } = request;
      checkWhole('first combination', first, { from: 0, to: 2 ** levers.length - 1 });
      checkWhole('number of combinations', count, { from: 1, to: 2 ** levers.length - first });
      const averageAnnualLoss = new Float64Array(count).fill(Number.NaN);
      const oneInTen = new Float64Array(count).fill(Number.NaN);
      for (let k = 0; k < count; k++) {
        const chosen = leversOf(first + k);
        if (!isAffordable(costOfLevers(chosen, costs), budget)) continue;
        const work = tryOut(asked, chosen);
        let step = work.next();
        for (; !step.done; step = work.next()) yield { step: STEP, fraction: (k + step.value) / count };
        averageAnnualLoss[k] = step.value.averageAnnualLoss;
        oneInTen[k] = step.value.oneInTen ?? Number.NaN;
      }
      return {
        engine: ENGINE_VERSION,
        hash: system.hash,
        asked: asked.asked,
        first,
        count,
        averageAnnualLoss,
        oneInTen,
      };
    },
    *choice(request) {
      const { asked, question } = yield* meanwhile({ step: STEP, fraction: 0 }, checked(request));
      const { parts } = request;
      checkExhaustible(question.levers);
      yield { step: STEP, fraction: 0 };
      const head = checkParts(system, parts, {
        what: 'combinations',
        question: (part) => [part.asked],
        extent: ({ first, count }) => ({ first, next: first + count }),
      });
      if (head.asked !== asked)
        throw new RequestError('bad-request', 'The combinations are of another question.');
      const choices: Choice[] = [];
      for (const { first, averageAnnualLoss, oneInTen } of parts)
        for (const [k, loss] of averageAnnualLoss.entries()) {
          if (Number.isNaN(loss)) continue;
          const levers = leversOf(first + k);
          choices.push({
            levers,
            cost: costOfLevers(levers, question.costs),
            averageAnnualLoss: loss,
            oneInTen: Number.isNaN(oneInTen[k]!) ? undefined : oneInTen[k]!,
          });
        }
      yield { step: STEP, fraction: 0.5 };
      return resultOf(choices, { method: 'all combinations', levers: question.levers });
    },
    *stepwise(request) {
      const asked = yield* meanwhile({ step: STEP, fraction: 0 }, checked(request));
      const { costs, budget, levers } = request;
      const progress = { step: STEP, fraction: 0 };
      function* evaluate(chosen: readonly number[]): Generator<Progress, Value> {
        const work = tryOut(asked, chosen);
        let step = work.next();
        for (; !step.done; step = work.next()) yield progress;
        const spent = budget > 0 ? costOfLevers(chosen, costs) / budget : 0;
        progress.fraction = Math.max(progress.fraction, Math.min(0.99, spent));
        return step.value;
      }
      const choices = yield* chooseByStep({ costs, budget }, evaluate);
      return resultOf(choices, { method: 'step by step', levers });
    },
  };
}

function resultOf(
  choices: readonly Choice[],
  { method, levers }: Pick<ChoiceResult, 'method'> & { readonly levers: readonly number[] },
): ChoiceResult {
  return {
    engine: ENGINE_VERSION,
    method,
    looked: choices.length,
    combinations: 2 ** levers.length,
    nothing: choices.find((each) => each.levers.length === 0)!,
    best: bestChoice(choices),
    front: paretoFront(choices),
  };
}

/** The levers whose bits are set. */
function leversOf(bits: number): readonly number[] {
  return Array.from({ length: MOST_LEVERS }, (_, lever) => lever).filter((lever) => (bits >> lever) & 1);
}

function checkExhaustible(levers: readonly number[]): void {
  if (levers.length > MOST_LEVERS)
    throw new RequestError(
      'bad-request',
      `There are ${levers.length} measures to choose from; all combinations are looked at for at most ${MOST_LEVERS}. Choose step by step.`,
    );
}

function* checked(question: ChoiceQuestion): Generator<void, Asked> {
  const { given, levers, costs, budget, years } = question;
  const plan = yield* comparedQuestionOf({ ...question, scenarios: [[...given, ...levers]] });
  checkWhole('number of years', years, { from: 1, to: MOST_YEARS });
  if (years % BLOCK_YEARS !== 0)
    throw new RequestError(
      'bad-request',
      `The number of years is ${years}; expected a multiple of ${BLOCK_YEARS}.`,
    );
  if (costs.length !== levers.length)
    throw new RequestError(
      'bad-request',
      `There are ${levers.length} measures to choose from and ${costs.length} costs; expected one for each.`,
    );
  for (const cost of [...costs, budget])
    if (!(cost >= 0 && Number.isFinite(cost)))
      throw new RequestError(
        'bad-request',
        `A cost or the budget is ${cost}; expected a number of 0 or more.`,
      );
  const asks = JSON.stringify([given, levers, costs, budget, years]);
  return { question, plan, asked: fingerprint([bytesOfText(plan.asked + asks)]) };
}

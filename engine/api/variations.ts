/** The jobs on variants of scenarios: planning them, and reading what they tell. */
import type { System } from '../model/system.ts';
import { attributionOf } from '../scenario/attribution.ts';
import type { Measure } from '../scenario/measure.ts';
import { parameterBands } from '../scenario/parameter-band.ts';
import {
  leversOf,
  oneAtATime,
  type Plan,
  parameterDraws,
  subsetsBetween,
  trajectories,
  usedFactors,
  type Variant,
} from '../scenario/plan.ts';
import { screeningOf } from '../scenario/screening.ts';
import { swingsOf, type VariedLosses } from '../scenario/swings.ts';
import { RETURN_PERIODS } from './compare.ts';
import { joinCompared } from './compared-parts.ts';
import { checkMembers, measuresOf } from './compared-question.ts';
import type {
  AttributionResult,
  JobRequest,
  ParameterBandResult,
  Progress,
  ScreeningResult,
  SwingsResult,
  VariationRequest,
} from './protocol.ts';
import { checkWhole, RequestError } from './request.ts';
import { SEEDS } from './years-question.ts';

/** Subsets of more are too many to simulate. */
const MOST_LEVERS = 8;

const MOST_POINTS = 101;
const MOST_REPEATS = 10_000;

/** The variants that a design asks for; throws `RequestError` for what cannot be planned. */
export function* planned(request: JobRequest<'plan'>): Generator<Progress, Plan> {
  yield { step: 'Planning variants', fraction: 0 };
  const { measures, scenarios, design, seed } = request;
  measuresOf(measures);
  checkMembers(measures, scenarios);
  checkWhole('number of scenarios', scenarios.length, { from: 1, to: 64 });
  checkWhole('seed', seed, { from: 0, to: SEEDS - 1 });
  if (design.kind === 'subsets') return { measures, scenarios: subsetsOf(scenarios), variants: [] };
  if (usedFactors(measures, scenarios).length === 0)
    throw new RequestError(
      'bad-request',
      'None of these measures has a parameter that could be varied; scenarios from files have none.',
    );
  switch (design.kind) {
    case 'one-at-a-time':
      checkWhole('number of values', design.points, { from: 2, to: MOST_POINTS });
      return oneAtATime(measures, scenarios, design.points);
    case 'trajectories':
      checkWhole('number of trajectories', design.count, { from: 1, to: MOST_REPEATS });
      return trajectories(measures, scenarios, { seed, count: design.count });
    case 'draws':
      checkWhole('number of draws', design.count, { from: 1, to: MOST_REPEATS });
      return parameterDraws(measures, scenarios, { seed, count: design.count });
    default:
      throw new RequestError(
        'bad-request',
        `There is no design '${String((design as { kind: unknown }).kind)}'.`,
      );
  }
}

function subsetsOf(scenarios: Plan['scenarios']): Plan['scenarios'] {
  const [from, to] = scenarios;
  if (from === undefined || to === undefined || scenarios.length > 2)
    throw new RequestError('bad-request', 'Subsets lie between two scenarios; expected exactly two.');
  if (from.some((measure) => !to.includes(measure)) || new Set(to).size < to.length)
    throw new RequestError(
      'bad-request',
      'Every measure of the first scenario has to be in the second, and none twice.',
    );
  const count = leversOf(from, to).length;
  if (count > MOST_LEVERS)
    throw new RequestError(
      'bad-request',
      `There are ${count} measures more in the second scenario; their shares can be worked out for at most ${MOST_LEVERS}.`,
    );
  return subsetsBetween(from, to);
}

/** Who earns the joint effect. */
export function* attribution(
  system: System,
  request: JobRequest<'attribution'>,
): Generator<Progress, AttributionResult> {
  const step = 'Sharing out the effect';
  yield { step, fraction: 0 };
  const { scenarios } = request;
  const levers = checkSubsets(scenarios);
  const { yearLoss, years, unitYears } = joinCompared(system, request);
  const work = attributionOf(yearLoss, { unitYears, returnPeriods: RETURN_PERIODS });
  const result = yield* told(step, work);
  return {
    ...result,
    years,
    levers: result.levers.map((lever, i) => ({ measure: levers[i]!, ...lever })),
  };
}

/** The levers of scenarios that are all the subsets between the first and the last. */
function checkSubsets(scenarios: Plan['scenarios']): readonly number[] {
  const [from, to] = [scenarios[0] ?? [], scenarios.at(-1) ?? []];
  const levers = leversOf(from, to);
  const isAll =
    scenarios.length === 2 ** levers.length &&
    subsetsBetween(from, to).every((members, k) => members.join() === scenarios[k]!.join());
  if (!isAll || levers.length > MOST_LEVERS)
    throw new RequestError(
      'bad-request',
      "These are not all scenarios between the first and the last in the order of the plan 'subsets'.",
    );
  return levers;
}

/** What would flip the result. */
export function* swings(system: System, request: VariationRequest): Generator<Progress, SwingsResult> {
  const step = 'Looking for what would flip it';
  const { varied, years } = yield* joined(system, request, step);
  return { years, swings: yield* told(step, swingsOf(varied)) };
}

/** Which parameters matter at all. */
export function* screening(system: System, request: VariationRequest): Generator<Progress, ScreeningResult> {
  const step = 'Screening the parameters';
  const { varied, years } = yield* joined(system, request, step);
  return { years, effects: yield* told(step, screeningOf(varied)) };
}

/** How much the result owes to parameters that nobody knows. */
export function* parameterBand(
  system: System,
  request: VariationRequest,
): Generator<Progress, ParameterBandResult> {
  const step = 'Summing up the draws';
  const { varied, years } = yield* joined(system, request, step);
  return { years, draws: varied.variants.length, bands: yield* told(step, parameterBands(varied)) };
}

function* joined(
  system: System,
  request: VariationRequest,
  step: string,
): Generator<Progress, { readonly varied: VariedLosses; readonly years: number }> {
  yield { step, fraction: 0 };
  const { measures, scenarios, variants, against } = request;
  checkVariants(request);
  const { yearLoss: losses, years, unitYears } = joinCompared(system, request);
  return { varied: { measures, scenarios, variants, losses, unitYears, against }, years };
}

/** Throws `RequestError` unless variants are as a plan makes them. */
function checkVariants({
  measures,
  scenarios,
  variants,
  against,
}: Pick<VariationRequest, 'measures' | 'scenarios' | 'variants' | 'against'>): void {
  const count = variants[0]?.at.length ?? 0;
  const isSound = ({ at, values }: Variant): boolean =>
    at.length === count &&
    at.every((s) => Number.isInteger(s) && s >= 0 && s < scenarios.length) &&
    values.length > 0 &&
    values.every(
      ({ measure, parameter, value }) => hasParameter(measures[measure], parameter) && Number.isFinite(value),
    );
  if (count === 0 || count > scenarios.length || !variants.every(isSound))
    throw new RequestError('bad-request', 'The variants are not those of a plan for these scenarios.');
  checkWhole('scenario to hold against', against, { from: 0, to: count - 1 });
}

function hasParameter(measure: Measure | undefined, parameter: string): boolean {
  return (
    measure !== undefined &&
    'preset' in measure &&
    measure.preset.parameters.some(({ id }) => id === parameter)
  );
}

function* told<T>(step: string, work: Generator<void, T>): Generator<Progress, T> {
  let next = work.next();
  for (; !next.done; next = work.next()) yield { step, fraction: 0.5 };
  return next.value;
}

/** The jobs on variants of scenarios: planning them, and reading what they tell. */
import type { System } from '../model/system.ts';
import { attributionOf } from '../scenario/attribution.ts';
import { factorsOf, type Measure } from '../scenario/measure.ts';
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
import { checkPreset, type Preset } from '../scenario/preset.ts';
import { screeningOf } from '../scenario/screening.ts';
import { swingsOf, type VariedLosses } from '../scenario/swings.ts';
import { RETURN_PERIODS } from './compare.ts';
import { joinCompared } from './compared-parts.ts';
import { checkMembers, comparedQuestionOf, measuresOf } from './compared-question.ts';
import type {
  AttributionResult,
  JobRequest,
  ParameterBandResult,
  Progress,
  ScreeningResult,
  SwingsResult,
  VariationRequest,
} from './protocol.ts';
import { meanwhile } from './reported.ts';
import { checkWhole, RequestError } from './request.ts';
import { SEEDS } from './years-question.ts';

/** Subsets of more are too many to simulate. */
const MOST_LEVERS = 8;

const MOST_POINTS = 101;

/** Variants of all scenarios together: with the scenarios themselves, no more than one table may have. */
const MOST_VARIED = 32_000;

/** The variants that a design asks for; throws `RequestError` for what cannot be planned. */
export function* planned(request: JobRequest<'plan'>): Generator<Progress, Plan> {
  const step = 'Planning variants';
  yield { step, fraction: 0 };
  const { scenarios, design, seed } = request;
  yield* told(step, measuresOf(request.measures));
  checkMembers(request.measures, scenarios);
  const measures = yield* told(step, filledIn(request.measures));
  checkWhole('number of scenarios', scenarios.length, { from: 1, to: 64 });
  checkWhole('seed', seed, { from: 0, to: SEEDS - 1 });
  if (design.kind === 'subsets') return { measures, scenarios: subsetsOf(scenarios), variants: [] };
  const factorCount = usedFactors(measures, scenarios).length;
  if (factorCount === 0)
    throw new RequestError(
      'bad-request',
      'None of these measures has a parameter that could be varied; scenarios from files have none.',
    );
  const atMost = (variantsEach: number): number =>
    Math.floor(MOST_VARIED / (variantsEach * scenarios.length));
  switch (design.kind) {
    case 'one-at-a-time': {
      const most = Math.min(MOST_POINTS, atMost(factorCount) - 1);
      checkWhole('number of values', design.points, { from: 2, to: most });
      return yield* told(step, oneAtATime(measures, scenarios, design.points));
    }
    case 'trajectories':
      checkWhole('number of trajectories', design.count, { from: 1, to: atMost(factorCount + 1) });
      return yield* told(step, trajectories(measures, scenarios, { seed, count: design.count }));
    case 'draws':
      checkWhole('number of draws', design.count, { from: 1, to: atMost(1) });
      return yield* told(step, parameterDraws(measures, scenarios, { seed, count: design.count }));
    default:
      throw new RequestError(
        'bad-request',
        `There is no design '${String((design as { kind: unknown }).kind)}'.`,
      );
  }
}

/** Measures that are sound, with what a preset leaves open filled in. */
function* filledIn(measures: readonly Measure[]): Generator<void, readonly Measure[]> {
  const done = new Map<Preset, Preset>();
  const filled: Measure[] = [];
  for (const measure of measures) {
    if (!('preset' in measure)) {
      filled.push(measure);
      continue;
    }
    let preset = done.get(measure.preset);
    if (preset === undefined) {
      const checked = checkPreset(measure.preset, 'preset');
      preset = checked.ok ? checked.value : measure.preset;
      done.set(measure.preset, preset);
      yield;
    }
    filled.push({ ...measure, preset });
  }
  return filled;
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
  const plan = yield* told(step, comparedQuestionOf(request));
  const { yearLoss, years, unitYears } = yield* told(step, joinCompared(system, plan, request.parts));
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
  const { varied, years } = yield* variedOf(system, request, step);
  if (varied.variants.some(({ values }) => values.length !== 1)) throw notOfPlan('one-at-a-time');
  return { years, swings: yield* told(step, swingsOf(varied)) };
}

/** Which parameters matter at all. */
export function* screening(system: System, request: VariationRequest): Generator<Progress, ScreeningResult> {
  const step = 'Screening the parameters';
  const { varied, years } = yield* variedOf(system, request, step);
  const points = varied.variants[0]!.values.length + 1;
  if (!setsTheSame(varied.variants) || varied.variants.length % points !== 0) throw notOfPlan('trajectories');
  return { years, effects: yield* told(step, screeningOf(varied)) };
}

/** How much the result owes to parameters that nobody knows. */
export function* parameterBand(
  system: System,
  request: VariationRequest,
): Generator<Progress, ParameterBandResult> {
  const step = 'Summing up the draws';
  const { varied, years } = yield* variedOf(system, request, step);
  if (!setsTheSame(varied.variants)) throw notOfPlan('draws');
  return { years, draws: varied.variants.length, bands: yield* told(step, parameterBands(varied)) };
}

function notOfPlan(design: string): RequestError {
  return new RequestError('bad-request', `The variants are not those of the plan '${design}'.`);
}

/** Whether all variants set the same parameters in the same order. */
function setsTheSame(variants: readonly Variant[]): boolean {
  const first = variants[0]!.values;
  return variants.every(
    ({ values }) =>
      values.length === first.length &&
      values.every(({ measure, parameter }, i) => {
        const other = first[i]!;
        return measure === other.measure && parameter === other.parameter;
      }),
  );
}

function* variedOf(
  system: System,
  request: VariationRequest,
  step: string,
): Generator<Progress, { readonly varied: VariedLosses; readonly years: number }> {
  yield { step, fraction: 0 };
  const { scenarios, variants, against } = request;
  const plan = yield* told(step, comparedQuestionOf(request));
  const joined = yield* told(step, joinCompared(system, plan, request.parts));
  const { yearLoss: losses, years, unitYears } = joined;
  yield { step, fraction: 0.2 };
  const measures = yield* told(step, filledIn(request.measures));
  yield* told(step, checkVariants({ measures, scenarios, variants, against }));
  return { varied: { measures, scenarios, variants, losses, unitYears, against }, years };
}

/** Throws `RequestError` unless variants are what they say: the first scenarios with some parameters set otherwise. */
function* checkVariants({
  measures,
  scenarios,
  variants,
  against,
}: Pick<VariationRequest, 'measures' | 'scenarios' | 'variants' | 'against'>): Generator<void, void> {
  const count = variants[0]?.at.length ?? 0;
  checkWhole('scenario to hold against', against, { from: 0, to: Math.max(0, count - 1) });
  const valuesOf = measures.map(() => new Map<string, number>());
  for (const { measure, parameter, value } of factorsOf(measures)) valuesOf[measure]!.set(parameter, value);

  /** Whether measure `at` is measure `from` with these values set. */
  function isVaried(at: number, from: number, values: Variant['values']): boolean {
    const own = values.filter(({ measure }) => measure === from);
    if (at === from) return own.every(({ parameter, value }) => valuesOf[from]!.get(parameter) === value);
    const [one, other] = [measures[at]!, measures[from]!];
    if (!('preset' in one && 'preset' in other) || one.preset.id !== other.preset.id) return false;
    const expected = new Map(valuesOf[from]);
    for (const { parameter, value } of own) expected.set(parameter, value);
    return [...expected].every(([parameter, value]) => valuesOf[at]!.get(parameter) === value);
  }

  for (const { at, values } of variants) {
    const isSound =
      at.length === count &&
      count <= scenarios.length &&
      values.length > 0 &&
      values.every(({ measure, parameter }) => valuesOf[measure]?.has(parameter)) &&
      at.every((s, of) => {
        const members = scenarios[of]!;
        return (
          scenarios[s]?.length === members.length &&
          members.every((from, i) => isVaried(scenarios[s]![i]!, from, values))
        );
      });
    if (!isSound) throw notOfPlanFor();
    yield;
  }
  if (count === 0) throw notOfPlanFor();
}

function notOfPlanFor(): RequestError {
  return new RequestError('bad-request', 'The variants are not those of a plan for these scenarios.');
}

function told<T>(step: string, work: Generator<void, T>): Generator<Progress, T> {
  return meanwhile({ step, fraction: 0.5 }, work);
}

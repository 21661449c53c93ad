/** `linchpin compare`: measures side by side on the same simulated years. */
import type { Design, VariationRequest } from '../engine/api/protocol.ts';
import { CONTRAST_COLUMNS, comparisonDocument, contrastRows, printComparison } from './compare-report.ts';
import type { Extras, Named } from './comparison.ts';
import { type LongSession, withLongSession } from './long-session.ts';
import { readMeasures } from './named-measures.ts';
import { exact, type OutputOptions, printCsv, printJson } from './output.ts';
import { warnOfErrors } from './session.ts';
import { UsageError } from './usage.ts';

export interface CompareOptions extends OutputOptions {
  readonly scenarios: readonly string[];
  readonly given: readonly string[];
  readonly years: number;
  readonly seed: number;
  readonly weight?: string;
  readonly failover: 'always' | 'never' | 'drawn';
  readonly evidence: 'as-given' | 'drawn';
  readonly flips?: boolean;
  readonly draws?: number;
  readonly screen?: number;
  readonly workers: number;
}

/** Scenarios that can be side by side. */
const MOST_SCENARIOS = 8;

/** Losses of all scenarios, kept until the end: 160 MB. */
const MOST_LOSSES = 10_000_000;

/** Simulated years, of all scenarios together, that are spent on each question besides the comparison. */
const YEARS_BESIDE = 160_000;

/** Values at which every parameter is looked at. */
const POINTS = 9;

/** Prints which measure helps most; exit code 1 on faulty data, 130 when stopped before the end. */
export async function compare(folder: string, options: CompareOptions): Promise<number> {
  const { years, workers } = options;
  if (options.scenarios.length > MOST_SCENARIOS)
    throw new UsageError(
      `${options.scenarios.length} scenarios are too many to stand side by side; expected at most ${MOST_SCENARIOS}.`,
    );
  // baseline and all together come on top
  const most = Math.floor(MOST_LOSSES / (options.scenarios.length + 2));
  if (years > most)
    throw new UsageError(
      `${exact(years)} years are too many for these scenarios; expected at most ${exact(most)}.`,
    );
  return withLongSession(folder, workers, async (session) => {
    const { view, run } = session;
    const startedAt = performance.now();
    const named = await scenariosOf(session, options);
    const { question, scenarios } = named;
    const compared = { ...question, scenarios };
    const { parts, isStopped } = await session.runFromZero<'compared'>(
      { kind: 'compared', ...compared },
      { count: years, progress: progressOf(years, 'years in every scenario') },
    );
    const result = await run({
      kind: 'comparison',
      ...compared,
      parts,
      contrasts: scenarios.flatMap((_, b) => Array.from({ length: b }, (__, a) => [a, b] as const)),
    });
    const extras = isStopped ? NOTHING : await extrasOf(session, named, options);
    const seconds = (performance.now() - startedAt) / 1000;
    const told = { view, named, result, ...extras, cost: { seconds, workers } };
    if (options.json) printJson(comparisonDocument(told));
    else if (options.csv) printCsv(CONTRAST_COLUMNS, contrastRows(told));
    else printComparison(told);
    if (isStopped) process.stderr.write(`Stopped after ${exact(result.years)} years.\n`);
    return warnOfErrors(view) ? 1 : isStopped ? 130 : 0;
  });
}

const NOTHING: Extras = { attribution: undefined, swings: undefined, bands: undefined, screening: undefined };

async function scenariosOf(session: LongSession, options: CompareOptions): Promise<Named> {
  const { seed, failover, evidence } = options;
  const weight = options.weight ?? session.view.weights[0]!.column;
  const named = await readMeasures(session, [...options.given, ...options.scenarios]);
  const measureIds = named.map(({ id }) => id);
  const given = options.given.map((_, i) => i);
  const own = options.scenarios.map((_, i) => given.length + i);
  const together = own.length > 1 ? [own] : [];
  return {
    ids: ['baseline', ...own.map((m) => measureIds[m]!), ...together.map(() => 'together')],
    measureIds,
    question: { seed, weight, failover, evidence, measures: named.map(({ measure }) => measure) },
    scenarios: [given, ...own.map((m) => [...given, m]), ...together.map((all) => [...given, ...all])],
  };
}

function progressOf(count: number, what: string) {
  return (_: unknown, end: number): string => `${exact(end)} of ${exact(count)} ${what}`;
}

async function extrasOf(session: LongSession, named: Named, options: CompareOptions): Promise<Extras> {
  const { scenarios, question } = named;
  const base = scenarios[0]!;
  const last = scenarios.at(-1)!;
  const isPlain = scenarios.length < 3;
  const singles = isPlain ? scenarios : scenarios.slice(0, -1);
  const attribution = isPlain
    ? undefined
    : await vary(session, named, {
        design: { kind: 'subsets' },
        scenarios: [base, last],
        years: options.years,
      });
  const variation = (design: Design) =>
    vary(session, named, { design, scenarios: singles, years: options.years });
  const swings = options.flips ? await variation({ kind: 'one-at-a-time', points: POINTS }) : undefined;
  const draws =
    options.draws === undefined ? undefined : await variation({ kind: 'draws', count: options.draws });
  const trajectories =
    options.screen === undefined
      ? undefined
      : await variation({ kind: 'trajectories', count: options.screen });
  const { run } = session;
  const asked = (varied: Varied): VariationRequest => ({
    ...question,
    ...varied,
    against: 0,
  });
  return {
    attribution: attribution && (await run({ kind: 'attribution', ...question, ...attribution })),
    swings: swings && (await run({ kind: 'swings', ...asked(swings) })),
    bands: draws && (await run({ kind: 'parameterBand', ...asked(draws) })),
    screening: trajectories && (await run({ kind: 'screening', ...asked(trajectories) })),
  };
}

type Varied = Pick<VariationRequest, 'measures' | 'scenarios' | 'variants' | 'parts'>;

/** Plans variants of scenarios and simulates them, for fewer years the more there are. */
async function vary(
  { run, runFromZero }: LongSession,
  { question }: Named,
  asked: { readonly design: Design; readonly scenarios: Named['scenarios']; readonly years: number },
): Promise<Varied> {
  const { design, scenarios } = asked;
  const plan = await run({
    kind: 'plan',
    measures: question.measures,
    scenarios,
    design,
    seed: question.seed,
  });
  const fair = 64 * Math.max(1, Math.floor(YEARS_BESIDE / plan.scenarios.length / 64));
  const count = Math.min(asked.years, fair);
  const { parts, isStopped } = await runFromZero<'compared'>(
    { kind: 'compared', ...question, measures: plan.measures, scenarios: plan.scenarios },
    { count, progress: progressOf(count, `years in ${exact(plan.scenarios.length)} variants`) },
  );
  if (isStopped) process.stderr.write(`Stopped; ${design.kind} has fewer years than planned.\n`);
  return { ...plan, parts };
}

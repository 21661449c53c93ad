import type { PolicyAnswer } from '../../ui/store/policy.ts';
import { FIRST_POLICY, type PolicyChoice } from '../../ui/store/policy-choice.ts';
import { PRESETS } from '../../ui/store/policy-presets.ts';
import { policyQuestion } from '../../ui/store/policy-question.ts';
import type { ComparisonResult, Contrast, ScenarioRisk } from '../../ui/store/types.ts';

type Interval = readonly [mean: number, low: number, high: number];

/** What a scenario does to A in percent: of an average year, and of the year in a hundred. */
export interface Done {
  readonly average: Interval | number;
  readonly tail?: Interval;
  /** Part of the years in which it is better, and worse. */
  readonly better?: number;
  readonly worse?: number;
  /** Whether it changes nothing of the system. */
  readonly isNothing?: boolean;
}

/** A loses 40 weight-hours in an average year, 400 in one year of a hundred. */
const AVERAGE = 40;
const TAIL = 400;

function contrastOf({ average, tail, better = 0.5, worse = 0.1 }: Done, b: number): Contrast {
  const [mean, low, high] = typeof average === 'number' ? [average] : average;
  const of = (percent: number, base: number) => (percent / 100) * base;
  return {
    a: 0,
    b,
    mean: of(mean, AVERAGE),
    ...(low === undefined || high === undefined ? {} : { low: of(low, AVERAGE), high: of(high, AVERAGE) }),
    better,
    worse,
    tail: tail
      ? [
          {
            returnPeriod: 100,
            difference: of(tail[0], TAIL),
            low: of(tail[1], TAIL),
            high: of(tail[2], TAIL),
          },
        ]
      : [],
  };
}

/** A result in which the scenarios from B on do this. */
function comparisonOf(done: readonly Done[], patch: Partial<ComparisonResult> = {}): ComparisonResult {
  const contrasts = done.map((each, i) => contrastOf(each, i + 1));
  const risk = (average: number, hash: string): ScenarioRisk => ({
    hash,
    effects: [],
    averageAnnualLoss: { mean: average, low: average - 1, high: average + 1 },
    aep: done.every(({ tail }) => tail) ? [{ returnPeriod: 100, loss: TAIL }] : [],
    tails: [],
    largestEvent: 500,
    hhi: [{ role: 'hosting', value: 2000 }],
  });
  return {
    engine: '0.0.0',
    seed: 1,
    weight: 'weight',
    failover: 'drawn',
    evidence: 'as-given',
    years: 10_000,
    totalWeight: 40,
    interval: { level: 0.9, resamples: 200 },
    scenarios: [
      risk(AVERAGE, 'a'),
      ...done.map(({ isNothing }, i) =>
        risk(AVERAGE + (contrasts[i]?.mean ?? 0), isNothing ? 'a' : String(i)),
      ),
    ],
    contrasts,
    withheld: [],
    assumptions: [],
    ...patch,
  };
}

/** The same as an answer to the scenarios that the page begins with, or to others. */
export function answerOf(
  done: readonly Done[],
  { choice = FIRST_POLICY, ...patch }: Partial<ComparisonResult> & { readonly choice?: PolicyChoice } = {},
): PolicyAnswer {
  const question = policyQuestion(choice, { presets: PRESETS, files: new Map() });
  return { question, result: comparisonOf(done, patch) };
}

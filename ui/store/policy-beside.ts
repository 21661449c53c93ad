/** What is worked out beside the comparison: who earns it, what would flip it, and what is not known of measures. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { PolicyNow } from './policy.ts';
import { answerBudget, type Budget, createBudget } from './policy-budget.ts';
import { MOST_MEASURES, type PolicyChoice } from './policy-choice.ts';
import type { PolicyQuestion } from './policy-question.ts';
import { answerStudy, createStudy, type Study } from './policy-study.ts';

export interface PolicyStudies {
  readonly attribution: Study<'attribution'>;
  readonly swings: Study<'swings'>;
  readonly screening: Study<'screening'>;
  readonly bands: Study<'parameterBand'>;
  readonly budget: Budget;
  /** The scenario whose measures are told apart, counted from A as 0; 0 for the last that has several. */
  readonly chosen: { readonly scenario: number };
}

export type PolicyBeside = { readonly [K in keyof PolicyStudies]: StoreApi<PolicyStudies[K]> };

/** Nothing studied yet. */
export function createPolicyBeside(): PolicyBeside {
  return {
    attribution: createStudy<'attribution'>(),
    swings: createStudy<'swings'>(),
    screening: createStudy<'screening'>(),
    bands: createStudy<'parameterBand'>(),
    budget: createBudget(),
    chosen: createStore<PolicyStudies['chosen']>()(() => ({ scenario: 0 })),
  };
}

/** Values of each parameter that are looked at for what would flip the result. */
const POINTS = 5;
/** Morris trajectories, of which four to ten are usual. */
const TRAJECTORIES = 4;
/** How often all parameters are drawn. */
const DRAWS = 50;

/** How many measures a scenario has beside those of all. */
function leverCount({ shown, givenCount }: PolicyQuestion, s: number): number {
  return (shown[s]?.members.length ?? 0) - givenCount;
}

/** Scenarios whose measures can be told apart, counted from A as 0. */
export function severalMeasures(question: PolicyQuestion): readonly number[] {
  return question.shown.flatMap((_, s) => {
    const count = leverCount(question, s);
    return s > 0 && count >= 2 && count <= MOST_MEASURES ? [s] : [];
  });
}

/** The scenario whose measures are told apart: the chosen one, or the last that has several; 0 where none has. */
export function attributed(question: PolicyQuestion, chosen: number): number {
  const several = severalMeasures(question);
  return several.includes(chosen) ? chosen : (several.at(-1) ?? 0);
}

/** Answers for one page; `follow` has to be called whenever anything of the comparison has changed. */
export function answerPolicyBeside(pool: EnginePool, beside: PolicyBeside, choice: () => PolicyChoice) {
  let now: PolicyNow = { key: '', question: null, years: null, isDone: false };
  let asked = '';
  /** What the attribution was started for. */
  let attributedFor = '';
  const attribution = answerStudy(pool, 'attribution', beside.attribution);
  const swings = answerStudy(pool, 'swings', beside.swings);
  const screening = answerStudy(pool, 'screening', beside.screening);
  const bands = answerStudy(pool, 'parameterBand', beside.bands);
  const budget = answerBudget(pool, beside.budget);

  function attribute(): void {
    if (!now.question) return;
    const scenario = attributed(now.question, beside.chosen.getState().scenario);
    const text = `${scenario} ${now.key}`;
    if (scenario === 0 || text === attributedFor) return;
    attributedFor = text;
    void attribution.start(now, { design: { kind: 'subsets' }, scenarios: [0, scenario], scenario });
  }

  /** All scenarios of the question. */
  const all = () => (now.question ? now.question.scenarios.map((_, s) => s) : []);

  return {
    /** Keeps in step with the comparison. */
    follow(next: PolicyNow): void {
      now = next;
      if (next.key !== asked) {
        asked = next.key;
        attributedFor = '';
        for (const study of [attribution, swings, screening, bands, budget]) study.forget();
      }
      if (next.isDone) attribute();
    },
    commands: {
      /** Tells the measures of a scenario apart. */
      attribute(scenario: number): void {
        beside.chosen.setState({ scenario });
        attributedFor = '';
        attribute();
      },
      cancelAttribution: attribution.cancel,
      /** Looks for numbers of measures that would flip the result. */
      lookForFlips(): void {
        void swings.start(now, {
          design: { kind: 'one-at-a-time', points: POINTS },
          scenarios: all(),
          scenario: 0,
        });
      },
      cancelFlips: swings.cancel,
      /** Draws all numbers of the measures from their ranges. */
      drawNumbers(): void {
        void bands.start(now, { design: { kind: 'draws', count: DRAWS }, scenarios: all(), scenario: 0 });
      },
      cancelDraws: bands.cancel,
      /** Looks which numbers matter at all. */
      screen(): void {
        void screening.start(now, {
          design: { kind: 'trajectories', count: TRAJECTORIES },
          scenarios: all(),
          scenario: 0,
        });
      },
      cancelScreening: screening.cancel,
      /** Looks for what the budget is best spent on. */
      spend(): void {
        void budget.start(now, choice());
      },
      cancelSpending: budget.cancel,
    },
  };
}

/**
 * A study of the scenarios: variants of them, planned by the engine, the same simulated years in all, summed up when
 * all are there. One at a time of each kind; what was found stays until the question changes.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type {
  ComparedResult,
  ComparedYears,
  JobResult,
  PlanRequest,
  PlanResult,
  VariationRequest,
} from '../../engine/api/protocol.ts';
import { runAgain } from './engine.ts';
import type { PolicyNow } from './policy.ts';
import type { PolicyQuestion } from './policy-question.ts';
import { createRangedRun, NO_RUN, type RangedRun } from './ranged-run.ts';

/** The jobs that sum up a study. */
export type StudyKind = 'attribution' | 'swings' | 'screening' | 'parameterBand';

export interface Study<K extends StudyKind> {
  readonly run: RangedRun;
  /** Why nothing was found, in words; empty when something was, or may be. */
  readonly failure: string;
  readonly found: {
    readonly question: PolicyQuestion;
    /** The scenario that it is about, counted from A as 0; 0 for all. */
    readonly scenario: number;
    /** How many scenarios and variants the years were simulated in. */
    readonly variantCount: number;
    readonly value: JobResult<K>;
  } | null;
}

/** Nothing studied yet. */
export function createStudy<K extends StudyKind>(): StoreApi<Study<K>> {
  return createStore<Study<K>>()(() => ({ run: NO_RUN, failure: '', found: null }));
}

/** What a study is about. */
export interface StudyPlan {
  readonly design: PlanRequest['design'];
  /** Which scenarios of the question, by index. */
  readonly scenarios: readonly number[];
  /** The one that it is about, 0 for all. */
  readonly scenario: number;
}

/** Years in all variants together, and the bounds of those in each. */
const TABLE_YEARS = 48_000;
const LEAST_YEARS = 320;
const MOST_YEARS = 2_048;
const BLOCK_YEARS = 64;

/** How many years so many variants are simulated for: fewer for many, in whole blocks. */
export function studyYears(variantCount: number): number {
  const years = Math.floor(TABLE_YEARS / variantCount / BLOCK_YEARS) * BLOCK_YEARS;
  return Math.min(MOST_YEARS, Math.max(LEAST_YEARS, years));
}

/** Answers one kind of study. */
export function answerStudy<K extends StudyKind>(pool: EnginePool, kind: K, store: StoreApi<Study<K>>) {
  let running = new AbortController();
  let parts: readonly ComparedResult[] = [];

  const range = createRangedRun<'compared'>({
    pool,
    tell: (run) => store.setState({ run }),
    onPart: (part) => {
      parts = [...parts, part];
    },
  });

  function stop(): void {
    running.abort();
    running = new AbortController();
    range.cancel();
  }

  async function start({ question, years }: PolicyNow, plan: StudyPlan): Promise<void> {
    stop();
    parts = [];
    range.clear();
    store.setState({ failure: '', found: null });
    if (question === null || years === null) return;
    const { signal } = running;
    const fail = (message: string) => store.setState({ failure: message });
    const planned = await runAgain(pool, {
      kind: 'plan',
      measures: question.measures,
      scenarios: plan.scenarios.map((s) => question.scenarios[s] ?? []),
      design: plan.design,
      seed: years.seed,
    });
    if (signal.aborted) return;
    if (!planned.ok) return fail(planned.error.message);
    const { measures, scenarios, variants } = planned.value;
    const asked = { ...years, measures, scenarios };
    await range.goOn({ kind: 'compared', ...asked }, studyYears(scenarios.length), 0);
    const { run } = store.getState();
    if (signal.aborted || run.done < run.target) return;
    const outcome = await summary(pool, kind, { ...asked, parts }, variants);
    if (signal.aborted) return;
    if (!outcome.ok) return fail(outcome.error.message);
    store.setState({
      found: {
        question,
        scenario: plan.scenario,
        variantCount: scenarios.length,
        value: outcome.value,
      },
    });
  }

  return {
    start,
    /** Stops; nothing is found. */
    cancel: stop,
    /** Stops and forgets. */
    forget(): void {
      stop();
      parts = [];
      range.clear();
      store.setState({ failure: '', found: null });
    },
  };
}

/** Asks for the sum; all but attribution hold variants against the scenario as it is. */
function summary<K extends StudyKind>(
  pool: EnginePool,
  kind: K,
  years: ComparedYears,
  variants: PlanResult['variants'],
) {
  const variation: VariationRequest = { ...years, variants, against: 0 };
  const request = kind === 'attribution' ? { kind, ...years } : { kind, ...variation };
  // biome-ignore lint/suspicious/noExplicitAny: the request of whichever kind it is
  return runAgain<K>(pool, request as any, { latest: kind });
}

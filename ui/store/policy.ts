/**
 * Scenarios side by side: the same simulated years in all of them start when the Policy page is opened first and go
 * on until as many are there as are wanted or a person stops them. Whatever changes the question starts them anew;
 * the last answer stays, marked as old, until there is a new one.
 */

import { createStore } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { ComparedQuestion, ComparedResult } from '../../engine/api/protocol.ts';
import type { DatasetStore } from './dataset.ts';
import { runAgain } from './engine.ts';
import { createPolicyFiles } from './policy-files.ts';
import type { Library } from './policy-library.ts';
import { type PolicyQuestion, policyQuestion } from './policy-question.ts';
import { createRangedRun, NO_RUN, type RangedRun } from './ranged-run.ts';
import { isAnswerWanted } from './report-choice.ts';
import { weightIndex } from './results.ts';
import type { SessionStore } from './session.ts';
import type { ComparisonResult } from './types.ts';

/** A result with the question that it answers. */
export interface PolicyAnswer {
  readonly question: PolicyQuestion;
  readonly result: ComparisonResult;
}

export interface Policy {
  readonly library: Library;
  /** Why the measures that come with the page are not there, in words; empty while they may come. */
  readonly missing: string;
  /** How far the years are. */
  readonly run: RangedRun;
  /** What the years came to, or some fewer; null before the first are there. */
  readonly answer: PolicyAnswer | null;
  /** Whether the answer is one to the question before this one. */
  readonly isOld: boolean;
  /** Why there is no answer, in words; empty when there is one or may be. */
  readonly failure: string;
}

/** What is asked and known at the moment, for what is worked out beside it. */
export interface PolicyNow {
  /** Of the system and the question; empty while the page has not been open. */
  readonly key: string;
  readonly question: PolicyQuestion | null;
  /** What every scenario is asked about years. */
  readonly years: Omit<ComparedQuestion, 'measures' | 'scenarios'> | null;
  /** Whether all years that were wanted are there and summed up. */
  readonly isDone: boolean;
}

const NOTHING: Policy = {
  library: { presets: [], files: new Map() },
  missing: '',
  run: NO_RUN,
  answer: null,
  isOld: false,
  failure: '',
};

/** No years yet. */
export function createPolicy() {
  return createStore<Policy>()(() => NOTHING);
}

export type PolicyStore = ReturnType<typeof createPolicy>;

/** Years come in blocks; only after a whole block can more follow. */
const BLOCK_YEARS = 64;
/** Seconds between two sums, and how much longer than the last sum itself took. */
const LEAST_WAIT = 0.6;
const WAIT_PER_COST = 3;

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly policy: PolicyStore;
  /** Seconds on a clock that never goes back. */
  readonly now?: () => number;
}

/** Keeps the scenarios in step with session and dataset; `follow` hears of everything that changes about them. */
export function followPolicy(
  pool: EnginePool,
  { session, dataset, policy, now = () => performance.now() / 1000 }: Stores,
  follow: (now: PolicyNow) => void,
) {
  let question: PolicyQuestion | null = null;
  let years: PolicyNow['years'] = null;
  let asked = '';
  /** What was started last: a question and a number of years. */
  let started = '';
  let parts: readonly ComparedResult[] = [];
  let summing = new AbortController();
  let isSumming = false;
  let summed = 0;
  let dueAt = 0;

  const files = createPolicyFiles(pool, policy, update);

  const range = createRangedRun<'compared'>({
    pool,
    tell: (run) => {
      policy.setState({ run });
      tellBeside();
      void sumUp();
    },
    onPart: (part) => {
      parts = [...parts, part];
    },
  });

  function tellBeside(): void {
    const { run } = policy.getState();
    const isDone = run.target > 0 && run.done >= run.target && summed === run.done;
    follow({ key: started === '' ? '' : asked, question, years, isDone });
  }

  async function sumUp(): Promise<void> {
    const { run } = policy.getState();
    const isDue = !run.isRunning || summed === 0 || now() >= dueAt;
    if (isSumming || !question || !years || run.done === 0 || run.done === summed || !isDue) return;
    isSumming = true;
    const { signal } = summing;
    const mine = question;
    const done = run.done;
    const begin = now();
    const { measures, scenarios } = mine;
    const outcome = await runAgain(
      pool,
      {
        kind: 'comparison',
        ...years,
        measures,
        scenarios,
        parts,
        contrasts: scenarios.slice(1).map((_, s) => [0, s + 1] as const),
      },
      { latest: 'comparison', signal },
    );
    isSumming = false;
    dueAt = now() + Math.max(LEAST_WAIT, WAIT_PER_COST * (now() - begin));
    if (!signal.aborted) {
      summed = done;
      if (outcome.ok)
        policy.setState({ answer: { question: mine, result: outcome.value }, isOld: false, failure: '' });
      else if (outcome.error.code !== 'cancelled') policy.setState({ failure: outcome.error.message });
      tellBeside();
    }
    return sumUp();
  }

  /** Forgets the sum under way; what it would say is out of date. */
  function dropSum(): void {
    summing.abort();
    summing = new AbortController();
    summed = 0;
    dueAt = 0;
  }

  function forget(isSameSystem: boolean): void {
    dropSum();
    parts = [];
    started = '';
    const { answer } = policy.getState();
    const kept = isSameSystem && answer !== null && isLike(answer.question, question);
    policy.setState({ answer: kept ? answer : null, isOld: kept, failure: '' });
    range.clear();
  }

  /** Simulates what is missing of the years that are wanted. */
  function goOn(): void {
    if (question === null || years === null) return;
    const { years: target } = session.getState().policy;
    const usable = partsUpTo(parts, target);
    if (usable.parts.length < parts.length) {
      parts = usable.parts;
      dropSum();
    }
    const { measures, scenarios } = question;
    policy.setState({ failure: '' });
    void range.goOn({ kind: 'compared', ...years, measures, scenarios }, target, usable.done);
  }

  let system = '';
  function update(): void {
    const { view, key } = dataset.getState();
    const { policy: choice, weight, dataset: wanted } = session.getState();
    const isWanted = isAnswerWanted(session.getState(), 'policy');
    if (isWanted) files.fetchPresets();
    const { library } = policy.getState();
    // the choices are those of a system that is on its way
    if (!view || key !== wanted || library.presets.length === 0) return;
    if (isWanted) files.read([...choice.given, ...choice.scenarios.flatMap((each) => each.measures)]);
    const { column = '' } = view.weights[weightIndex(view, weight)] ?? {};
    const next = policyQuestion(choice, library);
    const { measures, scenarios } = next;
    const nextYears = { seed: choice.seed, weight: column, failover: 'drawn', evidence: 'as-given' } as const;
    const text = JSON.stringify([view.hash, nextYears, measures, scenarios]);
    if (text !== asked) {
      asked = text;
      question = next;
      years = nextYears;
      forget(system === view.hash);
      system = view.hash;
    } else if (question) {
      // names do not count for the years
      question = next;
      const { answer, isOld } = policy.getState();
      if (answer && !isOld && isLike(answer.question, next))
        policy.setState({ answer: { ...answer, question: next } });
    }
    if (isWanted && started !== `${asked} ${choice.years}`) {
      started = `${asked} ${choice.years}`;
      goOn();
    }
    tellBeside();
  }

  session.subscribe((state, before) => {
    if (
      state.policy !== before.policy ||
      state.weight !== before.weight ||
      state.page !== before.page ||
      state.report !== before.report ||
      state.dataset !== before.dataset
    )
      update();
  });
  dataset.subscribe((state, before) => {
    if (state.view !== before.view) update();
  });
  update();

  return {
    /** Stops with what there is. */
    cancel: range.cancel,
    /** Goes on to as many years as are wanted. */
    goOn,
    /** Reads a file of a person's own; tells the text for a link, or why it cannot be taken. */
    readFile: files.readFile,
    /** Asks for the measures again. */
    fetchAgain: files.fetchAgain,
  };
}

/** Whether an old answer still says something beside the new question: the same measures with other numbers. */
function isLike(a: PolicyQuestion, b: PolicyQuestion | null): boolean {
  const ids = ({ shown }: PolicyQuestion) =>
    JSON.stringify(shown.map(({ members }) => members.map(({ choice }) => choice.id)));
  return b !== null && ids(a) === ids(b);
}

/** The parts of a longer or shorter run that `target` years can be made from, and how many years they are. */
function partsUpTo(
  parts: readonly ComparedResult[],
  target: number,
): { readonly parts: readonly ComparedResult[]; readonly done: number } {
  const end = ({ first, count }: ComparedResult) => first + count;
  const usable = parts.filter(
    (part) => end(part) <= target && (end(part) % BLOCK_YEARS === 0 || end(part) === target),
  );
  const kept = parts.slice(0, usable.length);
  return {
    parts: kept.length === parts.length ? parts : kept,
    done: kept.length === 0 ? 0 : end(kept.at(-1)!),
  };
}

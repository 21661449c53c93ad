/**
 * Simulated years: they start when the Risk page is opened first and go on, also while other pages are looked at,
 * until as many are there as are wanted or a person stops them. Running estimates are summed up by the engine.
 */

import { createStore } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { YearsQuestion } from '../../engine/api/protocol.ts';
import type { DatasetStore } from './dataset.ts';
import { runAgain } from './engine.ts';
import { createRangedRun, NO_RUN, type RangedRun } from './ranged-run.ts';
import { isAnswerWanted } from './report-choice.ts';
import { weightIndex } from './results.ts';
import type { YearsNow } from './risk-beside.ts';
import { LEAST_EXCEEDANCES, type RiskChoice } from './risk-choice.ts';
import type { SessionStore } from './session.ts';
import type { RiskResult, YearsResult } from './types.ts';

export interface Risk {
  /** How far the years are. */
  readonly run: RangedRun;
  /** The years so far, from 0 on; a new list whenever some come. */
  readonly parts: readonly YearsResult[];
  /** What the years came to, or some fewer; null before the first are there. */
  readonly result: RiskResult | null;
  /** Why they could not be summed up, in words; empty when they could. */
  readonly failure: string;
}

const NOTHING: Risk = { run: NO_RUN, parts: [], result: null, failure: '' };

/** No years yet. */
export function createRisk() {
  return createStore<Risk>()(() => NOTHING);
}

export type RiskStore = ReturnType<typeof createRisk>;

/** Years come in blocks; only after a whole block can more follow. */
const BLOCK_YEARS = 64;
/** Return periods of the curve within a factor of ten. */
const PER_DECADE = 24;
/** Seconds between two sums, and how much longer than the last sum itself took. */
const LEAST_WAIT = 0.6;
const WAIT_PER_COST = 3;

/** Return periods for a smooth curve as far as the years carry, evenly on a log scale. */
export function curvePeriods(years: number): readonly number[] {
  if (years < LEAST_EXCEEDANCES) return [];
  const longest = years / LEAST_EXCEEDANCES;
  // rounding must not make it one that is withheld
  const last = Number.isInteger(longest) ? longest : longest * (1 - Number.EPSILON * 4);
  const steps = Math.floor(Math.log10(last) * PER_DECADE);
  const periods = Array.from({ length: steps + 1 }, (_, i) => 10 ** (i / PER_DECADE));
  return periods[steps]! < last ? [...periods, last] : periods;
}

/** The parts of a longer or shorter run that `target` years can be made from, and how many years they are. */
export function partsUpTo(
  parts: readonly YearsResult[],
  target: number,
): { readonly parts: readonly YearsResult[]; readonly done: number } {
  let done = 0;
  let count = 0;
  let kept = 0;
  for (const { records } of parts) {
    count++;
    const end = records.firstYear + records.yearLoss.length;
    if (end > target) break;
    if (end % BLOCK_YEARS !== 0 && end !== target) break;
    done = end;
    kept = count;
  }
  return { parts: kept === parts.length ? parts : parts.slice(0, kept), done };
}

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly risk: RiskStore;
  /** Seconds on a clock that never goes back. */
  readonly now?: () => number;
}

/** Keeps the years in step with session and dataset; `follow` hears of everything that changes about them. */
export function followRisk(
  pool: EnginePool,
  { session, dataset, risk, now = () => performance.now() / 1000 }: Stores,
  follow: (now: YearsNow) => void,
) {
  let question: YearsQuestion | null = null;
  /** Of the system that the question is asked of. */
  let hash = '';
  let asked = '';
  /** What was started last: a question and a number of years. */
  let started = '';
  /** How many years are wanted, also by somebody who has stopped before. */
  let wanted = 0;
  let parts: readonly YearsResult[] = [];
  let summing = new AbortController();
  let isSumming = false;
  let summed = 0;
  let dueAt = 0;

  const range = createRangedRun<'years'>({
    pool,
    tell: (run) => {
      risk.setState({ run: { ...run, target: wanted }, parts });
      void sumUp();
    },
    onPart: (part) => {
      parts = [...parts, part];
    },
  });

  async function sumUp(): Promise<void> {
    const { run } = risk.getState();
    const isDue = !run.isRunning || summed === 0 || now() >= dueAt;
    if (isSumming || run.done === 0 || run.done === summed || !isDue) return;
    isSumming = true;
    const { signal } = summing;
    const years = run.done;
    const begin = now();
    const outcome = await runAgain(
      pool,
      { kind: 'riskSummary', parts, returnPeriods: curvePeriods(years) },
      { latest: 'risk-summary', signal },
    );
    isSumming = false;
    dueAt = now() + Math.max(LEAST_WAIT, WAIT_PER_COST * (now() - begin));
    if (!signal.aborted) {
      summed = years;
      if (outcome.ok) risk.setState({ result: outcome.value, failure: '' });
      else if (outcome.error.code !== 'cancelled') risk.setState({ failure: outcome.error.message });
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

  function forget(): void {
    dropSum();
    parts = [];
    wanted = 0;
    risk.setState(NOTHING);
    range.clear();
  }

  /** Simulates what is missing of the years that are wanted. */
  function goOn(): void {
    if (question === null) return;
    const { years, stop } = session.getState().risk;
    const target = Math.min(years, stop ?? years);
    const usable = partsUpTo(parts, target);
    wanted = years;
    if (usable.parts.length < parts.length) {
      parts = usable.parts;
      dropSum();
    }
    void range.goOn({ kind: 'years', ...question }, target, usable.done);
  }

  /** Tells apart what is simulated, and how far. */
  function startOf({ years, stop }: RiskChoice): string {
    return JSON.stringify([asked, years, stop]);
  }

  /** Keeps in the link where a person stopped, so that whoever opens it finds the same years; no step to be undone. */
  function setStop(stop: number | null): void {
    const choice = { ...session.getState().risk, stop };
    started = startOf(choice);
    const { pause, resume } = session.temporal.getState();
    pause();
    session.setState({ risk: choice });
    resume();
  }

  function update(): void {
    const { view, key } = dataset.getState();
    const { risk: choice, weight, page, dataset: wanted } = session.getState();
    // the choices are those of a system that is on its way
    if (!view || key !== wanted) return;
    const { seed, failover, evidence } = choice;
    const { column = '' } = view.weights[weightIndex(view, weight)] ?? {};
    const next = { seed, weight: column, failover, evidence };
    const text = JSON.stringify([view.hash, next]);
    if (text !== asked) {
      asked = text;
      question = next;
      hash = view.hash;
      // who stays on the page keeps what other years make no difference to
      if (page !== 'risk') started = '';
      forget();
    }
    if (isAnswerWanted(session.getState(), 'risk') && started !== startOf(choice)) {
      started = startOf(choice);
      goOn();
    }
  }

  risk.subscribe(({ run, parts: all, result }) =>
    follow({
      hash: started === '' ? '' : hash,
      question,
      result,
      resting: run.isRunning || all.length === 0 ? null : all,
    }),
  );
  session.subscribe(update);
  dataset.subscribe((now, before) => {
    if (now.view !== before.view) update();
  });
  update();

  return {
    /** Stops with what there is. */
    cancel(): void {
      range.cancel();
      setStop(risk.getState().run.done);
    },
    /** Goes on to as many years as are wanted. */
    goOn(): void {
      setStop(null);
      goOn();
    },
  };
}

/** How sure the answer is: the same years in other worlds, run when a person wants it, for it takes a while. */
import { createStore } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { SensitivityResult, WorldsQuestion, WorldsResult } from '../../engine/api/protocol.ts';
import { runAgain } from './engine.ts';
import { createRangedRun, NO_RUN, type RangedRun } from './ranged-run.ts';

export interface RiskSensitivity {
  readonly run: RangedRun;
  /** Of the worlds so far, or some fewer. */
  readonly result: SensitivityResult | null;
}

const NOTHING: RiskSensitivity = { run: NO_RUN, result: null };

/** Worlds in each step: enough for the 5th of a hundred to be told from the least. */
const WORLDS = 40;

/** Years in each world, enough for a year in ten to be a number, and a multiple of 64. */
const WORLD_YEARS = 640;

/** Parts of the dependencies that are taken to be unseen. */
const UNSEEN = [0.05, 0.1, 0.2] as const;

/** Nothing run yet. */
export function createRiskSensitivity() {
  return createStore<RiskSensitivity>()(() => NOTHING);
}

export type RiskSensitivityStore = ReturnType<typeof createRiskSensitivity>;

/** How many worlds the next step wants. */
export function nextWorlds({ done, target }: RangedRun): number {
  return done < target ? target : done + WORLDS;
}

interface Asked {
  readonly sensitivity: RiskSensitivityStore;
  /** Tells apart what the question does not: the system. */
  readonly key: () => string;
  /** What is asked now, apart from what is the same always; null without a system. */
  readonly question: () => Omit<WorldsQuestion, 'years' | 'unseen'> | null;
}

/** Runs worlds when asked; `refresh` has to be called whenever the question may have changed. */
export function answerSensitivity(pool: EnginePool, { sensitivity, question, key }: Asked) {
  let asked = '';
  let parts: readonly WorldsResult[] = [];
  let isSumming = false;

  const range = createRangedRun<'worlds'>({
    pool,
    tell: (run) => {
      sensitivity.setState({ run });
      void sumUp();
    },
    onPart: (part) => {
      parts = [...parts, part];
    },
  });

  /** Sums up what is new, one time after another. */
  async function sumUp(): Promise<void> {
    const { run, result } = sensitivity.getState();
    if (isSumming || run.done <= (result?.worlds ?? 0)) return;
    isSumming = true;
    const mine = asked;
    const outcome = await runAgain(pool, { kind: 'sensitivity', parts }, { latest: 'sensitivity' });
    isSumming = false;
    if (asked !== mine) return sumUp();
    if (outcome.ok) {
      sensitivity.setState({ result: outcome.value });
      return sumUp();
    }
    if (outcome.error.code !== 'cancelled')
      sensitivity.setState(({ run }) => ({ run: { ...run, failure: outcome.error.message } }));
  }

  function refresh(): void {
    const next = JSON.stringify([key(), question()]);
    if (next === asked) return;
    asked = next;
    parts = [];
    range.clear();
    sensitivity.setState(NOTHING);
  }

  return {
    refresh,
    /** Runs as many worlds as the next step wants. */
    redraw(): void {
      refresh();
      const wanted = question();
      const target = nextWorlds(sensitivity.getState().run);
      if (wanted) void range.goOn({ kind: 'worlds', ...wanted, years: WORLD_YEARS, unseen: UNSEEN }, target);
    },
    /** Stops with what there is. */
    cancel: range.cancel,
  };
}

/** The system at random moments: looked at when a person wants it, with more moments for the asking. */
import { createStore } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { AvailabilityResult, MomentsQuestion, MomentsResult } from '../../engine/api/protocol.ts';
import { type DownPoint, downCurve } from './down-curve.ts';
import { runAgain } from './engine.ts';
import { createRangedRun, NO_RUN, type RangedRun } from './ranged-run.ts';

export interface RiskMoments {
  readonly run: RangedRun;
  /** Of the moments so far, or some fewer. */
  readonly result: AvailabilityResult | null;
  readonly curve: readonly DownPoint[];
}

const NOTHING: RiskMoments = { run: NO_RUN, result: null, curve: [] };

/** Moments that are looked at first, by how much each further look has more, and where it ends: 32 MB of losses. */
const FIRST = 250_000;
const MORE = 4;
const MOST_MOMENTS = 4_000_000;

/** Nothing looked at yet. */
export function createRiskMoments() {
  return createStore<RiskMoments>()(() => NOTHING);
}

export type RiskMomentsStore = ReturnType<typeof createRiskMoments>;

/** How many moments the next look wants; null when there are enough. */
export function nextMoments({ done, target }: RangedRun): number | null {
  if (done < target) return target;
  if (done === 0) return FIRST;
  return done < MOST_MOMENTS ? Math.min(MOST_MOMENTS, done * MORE) : null;
}

interface Asked {
  readonly moments: RiskMomentsStore;
  /** Tells apart what the question does not: the system. */
  readonly key: () => string;
  /** What is asked now; null without a system. */
  readonly question: () => MomentsQuestion | null;
}

/** Looks when asked; `refresh` has to be called whenever the question may have changed. */
export function answerMoments(pool: EnginePool, { moments, question, key }: Asked) {
  let asked = '';
  let joined: MomentsResult | null = null;
  let waiting: MomentsResult[] = [];
  let isSumming = false;

  const range = createRangedRun<'moments'>({
    pool,
    tell: (run) => {
      moments.setState({ run });
      void sumUp();
    },
    onPart: (part) => waiting.push(part),
  });

  /** Sums up what is new: whenever the moments have doubled, and at the end. */
  async function sumUp(): Promise<void> {
    const { run, result } = moments.getState();
    const known = result?.replicates ?? 0;
    const isDue = run.done > 0 && (run.isRunning ? run.done >= 2 * known : run.done > known);
    if (isSumming || !isDue || waiting.length === 0) return;
    isSumming = true;
    const mine = asked;
    joined = joinMoments(joined === null ? waiting : [joined, ...waiting]);
    waiting = [];
    const outcome = await runAgain(
      pool,
      { kind: 'availability', parts: [joined] },
      { latest: 'availability' },
    );
    isSumming = false;
    if (asked !== mine) return sumUp();
    if (outcome.ok) {
      moments.setState({ result: outcome.value, curve: downCurve(outcome.value.weightDown) });
      return sumUp();
    }
    if (outcome.error.code !== 'cancelled')
      moments.setState(({ run }) => ({ run: { ...run, failure: outcome.error.message } }));
  }

  function refresh(): void {
    const next = JSON.stringify([key(), question()]);
    if (next === asked) return;
    asked = next;
    joined = null;
    waiting = [];
    range.clear();
    moments.setState(NOTHING);
  }

  return {
    refresh,
    /** Looks at as many moments as the next step wants. */
    look(): void {
      refresh();
      const wanted = question();
      const target = nextMoments(moments.getState().run);
      if (wanted && target !== null) void range.goOn({ kind: 'moments', ...wanted }, target);
    },
    /** Stops with what there is. */
    cancel: range.cancel,
  };
}

/** Parts that follow each other as one. */
function joinMoments(parts: readonly MomentsResult[]): MomentsResult {
  const [first] = parts;
  const weightDown = new Float64Array(parts.reduce((sum, part) => sum + part.weightDown.length, 0));
  const downCount = new Int32Array(first!.downCount.length);
  let at = 0;
  for (const part of parts) {
    weightDown.set(part.weightDown, at);
    at += part.weightDown.length;
    for (let v = 0; v < downCount.length; v++) downCount[v]! += part.downCount[v]!;
  }
  const kernels = new Set(parts.flatMap(({ kernel }) => kernel.split(', ')));
  return { ...first!, kernel: [...kernels].join(', '), weightDown, downCount };
}

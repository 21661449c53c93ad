/** Who drives the worst years, asked for when enough years are there and no more are coming. */
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import { runAgain } from './engine.ts';
import type { Answer } from './question.ts';
import { NO_ANSWER } from './question.ts';
import type { TailResult, YearsResult } from './types.ts';

export interface RiskTail {
  readonly tail: Answer<TailResult>;
}

/** The worst hundredth of the years. */
const RETURN_PERIOD = 100;

/** Fewer years have fewer than 30 worst ones. */
const LEAST_TAIL_YEARS = 3000;

/** Nothing known yet. */
export function createRiskTail() {
  return createStore<RiskTail>()(() => ({ tail: NO_ANSWER }));
}

export type RiskTailStore = ReturnType<typeof createRiskTail>;

/** Asks for the worst of the years that are handed over; each time only once. */
export function answerTail(engine: EngineClient, tail: RiskTailStore) {
  let asked: readonly YearsResult[] | null = null;
  let running = new AbortController();

  function tell(answer: Partial<Answer<TailResult>>): void {
    tail.setState((now) => ({ tail: { ...now.tail, ...answer } }));
  }

  function stop(): void {
    running.abort();
    running = new AbortController();
  }

  async function ask(parts: readonly YearsResult[]): Promise<void> {
    const { signal } = running;
    tell({ progress: { step: 'Starting', fraction: 0 }, failure: '' });
    const outcome = await runAgain(
      engine,
      { kind: 'riskTail', parts, returnPeriod: RETURN_PERIOD },
      {
        latest: 'risk-tail',
        signal,
        onProgress: (progress) => {
          if (!signal.aborted) tell({ progress });
        },
      },
    );
    if (signal.aborted) return;
    if (outcome.ok) tell({ value: outcome.value, progress: null });
    else tell({ value: null, progress: null, failure: outcome.error.message });
  }

  return {
    /** The years of a run that stands still, null while it goes on: what is known of fewer years stays meanwhile. */
    follow(parts: readonly YearsResult[] | null): void {
      if (parts === asked) return;
      asked = parts;
      stop();
      tell({ progress: null });
      if (parts === null) return;
      const years = parts.reduce((sum, { records }) => sum + records.yearLoss.length, 0);
      if (years >= LEAST_TAIL_YEARS) void ask(parts);
      else tell(NO_ANSWER);
    },
  };
}

/** The ranking of worst cases: asked for when a person wants it, for it may take seconds. */
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type { DatasetStore } from './dataset.ts';
import { type Answer, createQuestion, NO_ANSWER } from './question.ts';
import { weightIndex } from './results.ts';
import type { SessionStore } from './session.ts';
import { USUAL_HOURS } from './stress-choice.ts';
import type { WorstResult } from './types.ts';

export interface WorstQuestion {
  readonly size: 1 | 2;
  readonly durationHours: number;
}

export interface Worst {
  readonly question: WorstQuestion;
  readonly answer: Answer<WorstResult>;
}

const TOP = 100;

/** Nothing asked yet. */
export function createWorst() {
  return createStore<Worst>()(() => ({
    question: { size: 1, durationHours: USUAL_HOURS },
    answer: NO_ANSWER,
  }));
}

export type WorstStore = ReturnType<typeof createWorst>;

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly worst: WorstStore;
}

/** Answers when asked; what changes the answer takes an old one away. */
export function answerWorst(engine: EngineClient, { session, dataset, worst }: Stores) {
  const question = createQuestion<'worst'>({
    engine,
    purpose: 'worst',
    tell: (answer) => worst.setState((now) => ({ answer: { ...now.answer, ...answer } })),
  });
  const weight = () => {
    const { view } = dataset.getState();
    return view?.weights[weightIndex(view, session.getState().weight)]?.column ?? '';
  };
  const forget = () => question.ask(null);
  dataset.subscribe((now, before) => {
    if (now.view !== before.view) forget();
  });
  session.subscribe((now, before) => {
    if (now.weight !== before.weight) forget();
  });

  return {
    /** Changes what is asked. */
    choose(patch: Partial<WorstQuestion>): void {
      worst.setState((now) => ({ question: { ...now.question, ...patch } }));
      forget();
    },
    /** Asks. */
    run(): void {
      const { view } = dataset.getState();
      const { failover, seed } = session.getState().stress;
      if (!view) return;
      question.ask(
        {
          kind: 'worst',
          ...worst.getState().question,
          weight: weight(),
          failover,
          ...(failover === 'drawn' ? { seed } : {}),
          top: TOP,
        },
        view.hash,
      );
    },
    /** Stops the work under way. */
    cancel: question.cancel,
    /** Asks again what was stopped or went wrong. */
    again: question.again,
  };
}

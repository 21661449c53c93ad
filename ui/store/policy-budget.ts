/** What a budget is best spent on: all combinations of the measures that have a cost, on the same simulated years. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { ChoiceQuestion, ChoiceResult, ChoicesResult } from '../../engine/api/protocol.ts';
import { runAgain } from './engine.ts';
import type { PolicyNow } from './policy.ts';
import type { PolicyChoice } from './policy-choice.ts';
import type { PolicyMember, PolicyQuestion } from './policy-question.ts';
import { createRangedRun, NO_RUN, type RangedRun } from './ranged-run.ts';

/** A measure that money can be spent on. */
export interface Lever {
  /** The same for the same measure in every question: the preset, and which of several of it. */
  readonly key: string;
  readonly member: PolicyMember;
  /** Null while nobody has given one. */
  readonly cost: number | null;
}

export interface Budget {
  readonly run: RangedRun;
  /** Why nothing was found, in words; empty when something was, or may be. */
  readonly failure: string;
  readonly found: {
    /** Those that had a cost, as the choices count them. */
    readonly levers: readonly Lever[];
    readonly budget: number;
    readonly years: number;
    readonly result: ChoiceResult;
  } | null;
}

/** Nothing looked for yet. */
export function createBudget(): StoreApi<Budget> {
  return createStore<Budget>()(() => ({ run: NO_RUN, failure: '', found: null }));
}

/** All combinations of more would take hours. */
export const MOST_LEVERS = 12;

/** Enough for a 1-in-10 year. */
const YEARS = 512;

/** The measures of all scenarios beside those that all have, each once, with what it costs. */
export function leversOf(
  { shown, givenCount }: PolicyQuestion,
  costs: PolicyChoice['costs'],
): readonly Lever[] {
  const levers: Lever[] = [];
  const times = new Map<string, number>();
  for (const { members } of shown)
    for (const member of members.slice(givenCount)) {
      if (levers.some((lever) => lever.member.at === member.at)) continue;
      const { id } = member.choice;
      const time = (times.get(id) ?? 0) + 1;
      times.set(id, time);
      const key = time === 1 ? id : `${id} ${time}`;
      levers.push({ key, member, cost: costs[key] ?? null });
    }
  return levers;
}

/** Answers for one page. */
export function answerBudget(pool: EnginePool, store: StoreApi<Budget>) {
  let running = new AbortController();
  let parts: readonly ChoicesResult[] = [];

  const range = createRangedRun<'choices'>({
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

  return {
    /** Looks for the best choices; without a budget all the money there is a use for can be spent. */
    async start({ question, years }: PolicyNow, { costs, budget }: PolicyChoice): Promise<void> {
      stop();
      parts = [];
      range.clear();
      store.setState({ failure: '', found: null });
      if (question === null || years === null) return;
      const { signal } = running;
      const levers = leversOf(question, costs).filter(({ cost }) => cost !== null);
      const each = levers.map(({ cost }) => cost ?? 0);
      const all = each.reduce((sum, cost) => sum + cost, 0);
      const asked: ChoiceQuestion = {
        ...years,
        measures: question.measures,
        given: (question.scenarios[0] ?? []).slice(0, question.givenCount),
        levers: levers.map(({ member }) => member.at),
        costs: each,
        budget: budget ?? all,
        years: YEARS,
      };
      await range.goOn({ kind: 'choices', ...asked }, 2 ** levers.length, 0);
      const { run } = store.getState();
      if (signal.aborted || run.done < run.target) return;
      const outcome = await runAgain(pool, { kind: 'choice', ...asked, parts }, { latest: 'choice' });
      if (signal.aborted) return;
      if (!outcome.ok) return store.setState({ failure: outcome.error.message });
      const result = outcome.value;
      store.setState({ found: { levers, budget: asked.budget, years: YEARS, result } });
    },
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

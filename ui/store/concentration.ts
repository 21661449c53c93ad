/** What the engine says about concentration and jurisdictions; asked only while their page is open. */
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type {
  ConcentrationResult,
  JobKind,
  JobRequest,
  JobResult,
  JurisdictionResult,
  Progress,
} from '../../engine/api/protocol.ts';
import type { DatasetStore } from './dataset.ts';
import { runAgain } from './engine.ts';
import { weightIndex } from './results.ts';
import { roleChoices } from './roles.ts';
import type { ConcentrationChoice, SessionStore } from './session.ts';
import type { SystemView } from './types.ts';
import { roleText } from './words.ts';

export interface Answer<T> {
  /** The last answer; while `progress` is not null it is one to an older question. */
  readonly value: T | null;
  /** How far the work on the latest question is; null when there is none. */
  readonly progress: Progress | null;
  /** Why the latest question has no answer, in words; empty when it has one or is being worked on. */
  readonly failure: string;
}

export interface Concentration {
  readonly concentration: Answer<ConcentrationResult>;
  readonly jurisdictions: Answer<JurisdictionResult>;
}

const NO_ANSWER = { value: null, progress: null, failure: '' } as const;

const NOTHING: Concentration = { concentration: NO_ANSWER, jurisdictions: NO_ANSWER };

/** Nothing answered yet. */
export function createConcentration() {
  return createStore<Concentration>()(() => NOTHING);
}

export type ConcentrationStore = ReturnType<typeof createConcentration>;

/** The name of a change of what the page shows, in words that fit behind "Undo: ". */
export function nameOfChoice(patch: Partial<ConcentrationChoice>): string {
  if (patch.role !== undefined) return `look at ${roleText(patch.role)}`;
  if (patch.count !== undefined)
    return patch.count === 'impact' ? 'count what cannot do without' : 'count all use';
  if (patch.suppliers !== undefined)
    return patch.suppliers === 'each' ? 'count each supplier' : 'count by operator';
  if (patch.scale !== undefined) return 'change the scale';
  const isClear = patch.sectors?.length === 0 && patch.countries?.length === 0;
  return isClear ? 'count all users' : 'change which users count';
}

interface Stores {
  readonly session: SessionStore;
  readonly dataset: DatasetStore;
  readonly concentration: ConcentrationStore;
}

/** Answers kept, so that going back to a role shows it at once. */
const MOST_KEPT = 24;

type Part = keyof Concentration & JobKind;

const PARTS = ['concentration', 'jurisdictions'] as const;

const STOPPED = 'Stopped before it was done.';

/** Keeps the answers in step with session and dataset while the page is open. */
export function followConcentration(engine: EngineClient, stores: Stores) {
  const { session, dataset, concentration } = stores;
  const kept = new Map<string, unknown>();
  const asked = { concentration: '', jurisdictions: '', system: null as SystemView | null };
  let running = new AbortController();

  function tell<K extends Part>(part: K, answer: Partial<Answer<JobResult<K>>>): void {
    concentration.setState((now) => ({ [part]: { ...now[part], ...answer } }));
  }

  /** Asks once per question; a later question of the same kind wins. */
  async function ask<K extends Part>(request: JobRequest<K>): Promise<void> {
    const part = request.kind as K;
    const question = JSON.stringify(request);
    if (asked[part] === question) return;
    asked[part] = question;
    const known = kept.get(question) as JobResult<K> | undefined;
    if (known !== undefined) return tell(part, { value: known, progress: null, failure: '' });
    const { system } = asked;
    const isCurrent = () => asked.system === system && asked[part] === question;
    tell(part, { progress: { step: 'Starting', fraction: 0 }, failure: '' });
    const outcome = await runAgain(engine, request, {
      latest: part,
      signal: running.signal,
      onProgress: (progress) => {
        if (isCurrent()) tell(part, { progress });
      },
    });
    if (asked.system === system && outcome.ok) keep(question, outcome.value);
    if (!isCurrent()) return;
    if (outcome.ok) tell(part, { value: outcome.value, progress: null, failure: '' });
    else {
      const failure = outcome.error.code === 'cancelled' ? STOPPED : outcome.error.message;
      tell(part, { value: null, progress: null, failure });
    }
    update();
  }

  function keep(question: string, value: unknown): void {
    kept.set(question, value);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  /** Forgets what is under way; what was answered stays. */
  function leave(): void {
    running.abort();
    running = new AbortController();
    for (const part of PARTS) {
      if (concentration.getState()[part].progress === null) continue;
      asked[part] = '';
      tell(part, { progress: null });
    }
  }

  function update(): void {
    const { view } = dataset.getState();
    const now = session.getState();
    if (!view) return;
    if (asked.system !== view) {
      leave();
      kept.clear();
      Object.assign(asked, { concentration: '', jurisdictions: '', system: view });
      concentration.setState(NOTHING);
    }
    if (now.page !== 'concentration') {
      leave();
      return;
    }
    const { role, suppliers, sectors, countries } = now.concentration;
    const chosen = role === '' ? roleChoices(view)[0]?.role : role;
    if (chosen === undefined) return;
    const weight = view.weights[weightIndex(view, now.weight)]?.column ?? '';
    const users = { weight, sectors, countries };
    const dependence = 'hidden';
    void ask<'concentration'>({ kind: 'concentration', role: chosen, suppliers, dependence, ...users });
    // after the first answer, for both share one thread
    const { progress, failure } = concentration.getState().concentration;
    if (progress === null && failure !== STOPPED)
      void ask<'jurisdictions'>({ kind: 'jurisdictions', ...users });
  }

  session.subscribe(() => update());
  dataset.subscribe((now, before) => {
    if (now.view !== before.view) update();
  });
  update();

  return {
    /** Stops the work under way. */
    cancel(): void {
      running.abort();
      running = new AbortController();
    },

    /** Asks again what was stopped or went wrong. */
    again(): void {
      for (const part of PARTS) if (concentration.getState()[part].failure !== '') asked[part] = '';
      update();
    },
  };
}

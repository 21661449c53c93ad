/** What the engine says about concentration and jurisdictions; asked only while their page is open. */

import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import type { ConcentrationResult, JurisdictionResult } from '../../engine/api/protocol.ts';
import type { DatasetStore } from './dataset.ts';
import { type Answer, createQuestion, NO_ANSWER } from './question.ts';
import { isAnswerWanted } from './report-choice.ts';
import { weightIndex } from './results.ts';
import { roleChoices } from './roles.ts';
import type { ConcentrationChoice, SessionStore } from './session.ts';
import type { SystemView } from './types.ts';
import { roleText } from './words.ts';

export interface Concentration {
  readonly concentration: Answer<ConcentrationResult>;
  readonly jurisdictions: Answer<JurisdictionResult>;
}

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

/** Keeps the answers in step with session and dataset while the page is open. */
export function followConcentration(engine: EngineClient, stores: Stores) {
  const { session, dataset, concentration } = stores;
  const market = createQuestion<'concentration'>({
    engine,
    purpose: 'concentration',
    keeps: MOST_KEPT,
    tell: (answer) => {
      concentration.setState((now) => ({ concentration: { ...now.concentration, ...answer } }));
      if (answer.value) update();
    },
  });
  const exposure = createQuestion<'jurisdictions'>({
    engine,
    purpose: 'jurisdictions',
    keeps: MOST_KEPT,
    tell: (answer) =>
      concentration.setState((now) => ({ jurisdictions: { ...now.jurisdictions, ...answer } })),
  });
  const questions = [market, exposure] as const;
  let system: SystemView | null = null;

  function update(): void {
    const { view } = dataset.getState();
    const now = session.getState();
    if (!view) return;
    if (system !== view) {
      system = view;
      for (const question of questions) question.clear();
    }
    if (!isAnswerWanted(now, 'concentration')) {
      for (const question of questions) question.leave();
      return;
    }
    const { role, suppliers, sectors, countries } = now.concentration;
    const chosen = role === '' ? roleChoices(view)[0]?.role : role;
    if (chosen === undefined) return;
    const weight = view.weights[weightIndex(view, now.weight)]?.column ?? '';
    const users = { weight, sectors, countries };
    const dependence = 'hidden';
    market.ask({ kind: 'concentration', role: chosen, suppliers, dependence, ...users });
    // after the first answer, for both share one thread
    const { value, progress } = concentration.getState().concentration;
    if (value && progress === null) exposure.ask({ kind: 'jurisdictions', ...users });
  }

  session.subscribe(update);
  dataset.subscribe((now, before) => {
    if (now.view !== before.view) update();
  });
  update();

  return {
    /** Stops the work under way. */
    cancel(): void {
      for (const question of questions) question.cancel();
    },

    /** Asks again what was stopped or went wrong. */
    again(): void {
      const now = concentration.getState();
      if (now.concentration.failure !== '') market.again();
      if (now.jurisdictions.failure !== '') exposure.again();
    },
  };
}

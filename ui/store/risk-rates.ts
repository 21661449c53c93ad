/** Who can be out by itself, how often and for how long: asked once for each system. */
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../engine/api/client.ts';
import { type Answer, createQuestion, NO_ANSWER } from './question.ts';
import type { OutageRates } from './types.ts';

export interface RiskRates {
  readonly rates: Answer<OutageRates>;
}

/** Nothing known yet. */
export function createRiskRates() {
  return createStore<RiskRates>()(() => ({ rates: NO_ANSWER }));
}

export type RiskRatesStore = ReturnType<typeof createRiskRates>;

/** Asks for the system with this hash; nothing for an empty one. */
export function answerRates(engine: EngineClient, rates: RiskRatesStore) {
  const question = createQuestion<'outageRates'>({
    engine,
    purpose: 'outage-rates',
    tell: (answer) => rates.setState((now) => ({ rates: { ...now.rates, ...answer } })),
  });
  return (hash: string): void => question.ask(hash === '' ? null : { kind: 'outageRates' }, hash);
}

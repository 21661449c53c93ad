/**
 * What the Risk page shows beside the exceedance curve: who drives the worst years, how estimates firmed up, rates,
 * random moments, and how sure it all is. Follows the simulated years; long work is done only when a person asks.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EnginePool } from '../../engine/api/pool.ts';
import type { YearsQuestion } from '../../engine/api/protocol.ts';
import { type Firming, NOTHING_FIRM, withResult } from './firming.ts';
import { answerMoments, createRiskMoments, type RiskMoments } from './risk-moments.ts';
import { answerRates, createRiskRates, type RiskRates } from './risk-rates.ts';
import { answerSensitivity, createRiskSensitivity, type RiskSensitivity } from './risk-sensitivity.ts';
import { answerTail, createRiskTail, type RiskTail } from './risk-tail.ts';
import type { RiskResult, YearsResult } from './types.ts';

/** What is known, by part. */
export interface BesideParts {
  readonly tail: RiskTail;
  readonly rates: RiskRates;
  readonly moments: RiskMoments;
  readonly sensitivity: RiskSensitivity;
  readonly firming: Firming;
}

export type RiskBeside = { readonly [K in keyof BesideParts]: StoreApi<BesideParts[K]> };

/** Nothing known yet. */
export function createRiskBeside(): RiskBeside {
  return {
    tail: createRiskTail(),
    rates: createRiskRates(),
    moments: createRiskMoments(),
    sensitivity: createRiskSensitivity(),
    firming: createStore<Firming>()(() => NOTHING_FIRM),
  };
}

/** What is asked and known of the years at the moment. */
export interface YearsNow {
  /** Of the system; empty while the page is not open or no system is there. */
  readonly hash: string;
  readonly question: YearsQuestion | null;
  readonly result: RiskResult | null;
  /** The years so far, null while more are coming. */
  readonly resting: readonly YearsResult[] | null;
}

/** Answers for one page; `follow` has to be called whenever anything of the years has changed. */
export function answerBeside(pool: EnginePool, beside: RiskBeside) {
  let now: YearsNow = { hash: '', question: null, result: null, resting: null };
  const key = () => now.hash;
  const tail = answerTail(pool, beside.tail);
  const rates = answerRates(pool, beside.rates);
  const moments = answerMoments(pool, {
    moments: beside.moments,
    key,
    question: () => now.question && { seed: now.question.seed, weight: now.question.weight },
  });
  const sensitivity = answerSensitivity(pool, {
    sensitivity: beside.sensitivity,
    key,
    question: () => {
      if (!now.question) return null;
      const { seed, weight, failover = 'drawn' } = now.question;
      return { seed, weight, failover };
    },
  });
  return {
    /** Keeps in step with the years. */
    follow(next: YearsNow): void {
      now = next;
      rates(next.hash);
      tail.follow(next.resting);
      beside.firming.setState((firming) => withResult(firming, next.result, next.hash));
      moments.refresh();
      sensitivity.refresh();
    },
    moments: { look: moments.look, cancel: moments.cancel },
    sensitivity: { redraw: sensitivity.redraw, cancel: sensitivity.cancel },
  };
}

/** How the loss of a year in a hundred firmed up while years were simulated. */
import type { RiskResult } from './types.ts';

export interface Estimate {
  readonly years: number;
  readonly loss: number;
  readonly low: number;
  readonly high: number;
}

export interface Firming {
  /** Tells apart whose years they are. */
  readonly question: string;
  /** With ever more years. */
  readonly estimates: readonly Estimate[];
}

export const NOTHING_FIRM: Firming = { question: '', estimates: [] };

const RETURN_PERIOD = 100;

/** With what a new result says; other years begin anew. */
export function withResult(firming: Firming, result: RiskResult | null, system: string): Firming {
  if (!result) return NOTHING_FIRM;
  const { seed, weight, failover, evidence, years } = result;
  const question = JSON.stringify([system, seed, weight, failover, evidence]);
  const before = firming.question === question ? firming.estimates : [];
  if (years <= (before.at(-1)?.years ?? 0))
    return firming.question === question ? firming : { question, estimates: [] };
  const point = result.aep.find(({ returnPeriod }) => returnPeriod === RETURN_PERIOD);
  if (!point) return { question, estimates: before };
  const { loss, low = loss, high = loss } = point;
  return { question, estimates: [...before, { years, loss, low, high }] };
}

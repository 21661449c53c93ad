import type { RiskResult, TailResult } from '../../ui/store/types.ts';

const NONE = { share: 0 };

/** A result of simulated years in which nothing was lost, but for what is given. */
export function riskResultOf(patch: Partial<RiskResult>): RiskResult {
  return {
    engine: '0.0.0',
    seed: 1,
    weight: 'weight',
    failover: 'drawn',
    evidence: 'as-given',
    years: 3200,
    totalWeight: 40,
    averageAnnualLoss: 0,
    standardError: 0,
    interval: { level: 0.9, resamples: 200 },
    aep: [],
    oep: [],
    valueAtRisk: [],
    tailValueAtRisk: [],
    withheld: [],
    drivers: [],
    roles: [],
    own: NONE,
    nature: { independent: NONE, commonCause: NONE, cascading: NONE, recovery: NONE },
    worstEvents: [],
    convergence: [],
    outageCount: 0,
    eventCount: 0,
    assumptions: [],
    ...patch,
  };
}

/** The worst years with these drivers, whose shares are made to add up to 1. */
export function tailOf(drivers: TailResult['drivers']): TailResult {
  const whole = drivers.reduce((sum, { share }) => sum + share, 0);
  return {
    returnPeriod: 100,
    years: 32,
    drivers: drivers.map(({ entity, share }) => ({ entity, share: share / whole })),
    roles: [],
    own: 0,
    nature: { independent: 1, commonCause: 0, cascading: 0, recovery: 0 },
  };
}

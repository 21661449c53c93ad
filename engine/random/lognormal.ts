/** The lognormal distribution by its median and its 95th percentile: how long outages last (model.md, section 5). */
import { normalQuantile } from './normal-quantile.ts';

/** 0 < p50 <= p95, in any unit. */
export interface Lognormal {
  readonly p50: number;
  readonly p95: number;
}

/** 1.6449 in model.md, in full here, so that a twentieth of the values lies above `p95`. */
const NORMAL_P95 = 1.6448536269514722;

/** Half of the distance between two uniform numbers: what stands for 0, which has no logarithm. */
const SMALLEST = 2 ** -54;

/** The value > 0 that the uniform number `u` in [0, 1) stands for. By inversion, so it rises with `u`. */
export function lognormal(u: number, distribution: Lognormal): number {
  return distribution.p50 * Math.exp(sigmaOf(distribution) * normalQuantile(Math.max(u, SMALLEST)));
}

/** The mean of all values. */
export function lognormalMean(distribution: Lognormal): number {
  return distribution.p50 * Math.exp(sigmaOf(distribution) ** 2 / 2);
}

function sigmaOf({ p50, p95 }: Lognormal): number {
  return Math.log(p95 / p50) / NORMAL_P95;
}

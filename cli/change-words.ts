/** Changes as a person reads them: nothing is claimed that an interval does not bear out. */
import type { Estimate } from '../engine/api/protocol.ts';
import { figure } from './output.ts';

/** Sums of losses in another order differ by less than this part of them. */
const ROUNDING = 1e-9;

interface Change extends Estimate {
  readonly of: number;
}

/** A change in words: nothing is claimed that its interval does not bear out. */
export function changed({ mean, low, high, of }: Change): string {
  const size = Math.max(...[mean, low ?? 0, high ?? 0].map(Math.abs));
  if (size <= ROUNDING * of) return 'unchanged';
  if (of === 0) return `${signed(mean)} weight-hours`;
  if (low === undefined || high === undefined)
    return `${signedPercent(mean / of)}, too few years for an interval`;
  const interval = `${signedPercent(low / of)} .. ${signedPercent(high / of)}`;
  return low <= 0 && high >= 0
    ? `no clear difference (${interval})`
    : `${signedPercent(mean / of)} (${interval})`;
}

export function signed(value: number): string {
  return value > 0 ? `+${figure(value)}` : figure(value);
}

/** Three digits, however small: of a difference of differences the size is what counts. */
export function signedPercent(share: number): string {
  const value = Number((100 * share).toPrecision(3));
  return `${value > 0 ? '+' : ''}${value} %`;
}

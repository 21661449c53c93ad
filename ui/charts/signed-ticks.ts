/** Percentages along an axis on both sides of 0. */
import { scaleLinear } from 'd3-scale';

/** Differences of nothing need a scale as well. */
const SMALLEST_SCALE = 0.002;

export interface SignedAxis {
  /** Pixels of a fraction of one. */
  readonly x: (fraction: number) => number;
  /** Round fractions with 0 among them, ascending. */
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** An axis with 0 on it from a round number at or below `lowest` to one at or above `highest`, between two pixels. */
export function signedAxis(
  [lowest, highest]: readonly [number, number],
  range: readonly [number, number],
  count: number,
): SignedAxis {
  const low = Math.min(0, lowest);
  const high = Math.max(0, highest);
  const room = Math.max(SMALLEST_SCALE, high - low) - (high - low);
  const x = scaleLinear([low - room / 2, high + room / 2], range).nice(count);
  const ticks = x.ticks(count).map((value) => {
    const number = Number((100 * Math.abs(value)).toPrecision(6));
    const sign = value === 0 ? '' : value < 0 ? '−' : '+';
    return { value, text: `${sign}${number}\u00a0%` };
  });
  return { x, ticks };
}

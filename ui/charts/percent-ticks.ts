/** The percentages along an axis. */
import { scaleLinear } from 'd3-scale';

/** Bars of nothing need a scale as well. */
const SMALLEST_SCALE = 0.001;

export interface PercentAxis {
  /** Pixels of a fraction of one. */
  readonly x: (fraction: number) => number;
  /** Round fractions from 0 up; the last one's text has the unit. */
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** An axis from 0 to a round number at or above `largest`, between two pixels, with about `count` ticks. */
export function percentAxis(largest: number, range: readonly [number, number], count: number): PercentAxis {
  const x = scaleLinear([0, Math.max(SMALLEST_SCALE, largest)], range).nice(count);
  const values = x.ticks(count);
  const ticks = values.map((value) => {
    const number = Number((100 * value).toPrecision(6));
    return { value, text: `${number}${value === values.at(-1) ? '\u00a0%' : ''}` };
  });
  return { x, ticks };
}

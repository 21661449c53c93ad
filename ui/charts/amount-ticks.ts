/** The amounts along an axis from 0. */
import { scaleLinear } from 'd3-scale';
import { amountText } from '../store/words.ts';

/** An axis from 0 to a round number at or above `largest`, between two pixels, with about `count` ticks. */
export function amountAxis(largest: number, range: readonly [number, number], count: number) {
  const x = scaleLinear([0, largest || 1], range).nice(count);
  return {
    x: (value: number) => x(value),
    ticks: x.ticks(count).map((value) => ({ value, text: amountText(value) })),
  };
}

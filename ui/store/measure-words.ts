/** Values of measures as a person reads them. */
import type { MeasureDescription } from './types.ts';
import { amountText } from './words.ts';

const SPACE = '\u00a0';
const percents = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** Whether the values of a measure have an order; those that do not are names of groups. */
export function isRanked({ unit }: MeasureDescription): boolean {
  return unit !== 'label';
}

/** A value to two or three digits: "0.042 %" for a share, "1,240" for a count. */
export function measureText(unit: string, value: number): string {
  return unit.startsWith('share') ? `${percents.format(value * 100)}${SPACE}%` : amountText(value);
}

/** Weight that is down, in words. */
import type { CascadeResult, SystemView } from './types.ts';
import { amountText, counted, shareText, unitAmountText } from './words.ts';

/** "12 entities fall; 34 % of reach is down", for those who do not see the map. */
export function cascadeSentence(view: SystemView, weight: number, cascade: CascadeResult | null): string {
  if (!cascade) return 'Everything is up';
  const label = view.weights[weight]?.label.toLowerCase() ?? 'weight';
  const fallen = counted(cascade.fallen.length, 'entity falls', 'entities fall');
  return `${fallen}; ${shareText(cascade.share)} of ${label} is down`;
}

/** Weight down with its unit: "5.3 million users". */
export function weightText(view: SystemView, weight: number, amount: number): string {
  const unit = view.weights[weight]?.unit ?? '';
  return unit === '' || unit === '1' ? amountText(amount) : unitAmountText(amount, unit);
}

/** Weight down of the total, the unit said once: "2,360 of 33,700 million people". */
export function weightOfTotalText(view: SystemView, weight: number, cascade: CascadeResult): string {
  const { weightDown, totalWeight } = cascade;
  const total = weightText(view, weight, totalWeight);
  // where the total is told in another unit, so is the part
  const isSame = total.startsWith(amountText(totalWeight));
  return `${isSame ? amountText(weightDown) : weightText(view, weight, weightDown)} of ${total}`;
}

/** Numbers of the Risk page as they stand in its panels. */
import type { SystemView } from './types.ts';
import { fineShareText, shareText } from './words.ts';

const SPACE = '\u00a0';
const HOURS_OF_DAY = 24;

/** A share in percent without its unit, for columns that say it in their title: "19", "0.4". */
export function percentNumber(share: number | undefined): string {
  return share === undefined ? '–' : shareText(share).replace(`${SPACE}%`, '');
}

/** A share with its standard error: "19.0 % ± 0.8". */
export function shareWithErrorText(share: number, standardError: number | undefined): string {
  const error =
    standardError === undefined ? '' : ` ±${SPACE}${Math.max(0.1, 100 * standardError).toFixed(1)}`;
  return `${fineShareText(share)}${error}`;
}

/** A share that may be very small, to two digits: "0.013 %", "4.2 %", "0 %". */
export function smallShareText(share: number): string {
  const percent = 100 * share;
  if (percent === 0) return `0${SPACE}%`;
  if (percent >= 10) return `${Math.round(percent)}${SPACE}%`;
  const digits = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(percent))));
  return `${Number(percent.toPrecision(2))
    .toFixed(digits)
    .replace(/\.?0+$/, '')}${SPACE}%`;
}

/** When in a simulated year: "day 213, 04:10". */
export function yearMomentText(hours: number): string {
  const minutes = Math.floor(hours * 60);
  const hour = Math.floor(minutes / 60);
  const clock = [hour % HOURS_OF_DAY, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `day ${Math.floor(hour / HOURS_OF_DAY) + 1}, ${clock}`;
}

/** How much more or less a value is than another: "+12 %", "−3 %", "±0 %". */
export function changeText(value: number, of: number): string {
  const percent = of === 0 ? 0 : Math.round(100 * (value / of - 1));
  if (percent === 0) return `±0${SPACE}%`;
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent)}${SPACE}%`;
}

/** What losses of a weight are counted in: "million people × hours", "importance × hours". */
export function lossUnit(view: SystemView, weight: number): string {
  const { unit = '', label = 'weight' } = view.weights[weight] ?? {};
  const name = unit === '' || unit === '1' ? label.toLowerCase() : unit;
  return `${name}${SPACE}×${SPACE}hours`;
}

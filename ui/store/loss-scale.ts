/** How losses of a year are told: in time for each unit of weight, as weight × hours, or as a part of all service. */
import type { LossUnit } from './risk-choice.ts';
import { lossUnit, smallShareText } from './risk-panel-words.ts';
import type { SystemView } from './types.ts';
import { amountText } from './words.ts';

const SPACE = '\u00a0';
const HOURS_OF_YEAR = 8766;
const MILLION = 1_000_000;
const MILLIONS = 'million ';

export interface LossScale {
  /** A loss in weight-hours as the number that is shown. */
  readonly of: (weightHours: number) => number;
  /** The same in words, with a short unit: "2.9 h", "14 min". */
  readonly text: (weightHours: number) => string;
  /** For the middle of a sentence: "2.9 hours per person". */
  readonly words: (weightHours: number) => string;
  /** From one loss to another, in the unit of `text`: "27 to 35". */
  readonly range: (low: number, high: number) => string;
  /** The unit of `of` in words: "hours per person". */
  readonly unit: string;
}

interface ScaleOptions {
  /** Index of the weight. */
  readonly weight: number;
  readonly unit: LossUnit;
  /**
   * The largest loss that is shown, in weight-hours: below an hour each, all of them are told in minutes, else all
   * in hours. Where it is not known, each loss is told in what suits it.
   */
  readonly largest?: number | undefined;
}

/** The scale of a weight in the unit that is chosen. */
export function lossScale(view: SystemView, { weight, unit, largest }: ScaleOptions): LossScale {
  const total = view.weights[weight]?.total ?? 0;
  const each = (loss: number) => (total > 0 ? loss / total : 0);
  if (unit === 'all') return scaleOfAll(view, weight);
  if (unit === 'share') return scaleOfShare((loss) => each(loss) / HOURS_OF_YEAR);
  return scaleOfEach(each, perText(view, weight), largest === undefined ? undefined : each(largest) < 1);
}

function scaleOfEach(each: (loss: number) => number, per: string, isShort: boolean | undefined): LossScale {
  const isLong = (loss: number) => (isShort === undefined ? each(loss) >= 1 || each(loss) === 0 : !isShort);
  const number = (loss: number) => (isLong(loss) ? roughly(each(loss)) : roughly(60 * each(loss)));
  const text = (loss: number) => `${number(loss)}${SPACE}${isLong(loss) ? 'h' : 'min'}`;
  return {
    of: (loss) => each(loss) * (isShort ? 60 : 1),
    text,
    words: (loss) => {
      const word = isLong(loss) ? 'hour' : 'minute';
      return `${number(loss)}${SPACE}${number(loss) === '1' ? word : `${word}s`} ${per}`;
    },
    range: (low, high) =>
      `${isLong(low) === isLong(high) ? number(low) : text(low)} to ${isLong(low) === isLong(high) ? number(high) : text(high)}`,
    unit: `${isShort ? 'minutes' : 'hours'} ${per}`,
  };
}

function scaleOfAll(view: SystemView, weight: number): LossScale {
  const name = view.weights[weight]?.unit ?? '';
  const isMillions = name.startsWith(MILLIONS);
  const of = (loss: number) => (isMillions ? MILLION * loss : loss);
  const unit = lossUnit(view, weight).slice(isMillions ? MILLIONS.length : 0);
  const text = (loss: number) => `${amountText(of(loss))} ${unit}`;
  return {
    of,
    text,
    words: text,
    range: (low, high) => `${amountText(of(low))} to ${amountText(of(high))}`,
    unit,
  };
}

function scaleOfShare(share: (loss: number) => number): LossScale {
  const text = (loss: number) => smallShareText(share(loss));
  return {
    of: (loss) => 100 * share(loss),
    text,
    words: (loss) => `${text(loss)} of all service`,
    range: (low, high) => `${text(low).split(SPACE)[0]} to ${text(high)}`,
    unit: '% of all service',
  };
}

/** What a simulation carries: two digits, and no more than whole numbers from ten on. */
function roughly(amount: number): string {
  return amount >= 100 ? amountText(amount) : String(Number(amount.toPrecision(2)));
}

const ONE_OF: Readonly<Record<string, string>> = { people: 'person' };

/** "per user", "per person of reach", "per unit of weight". */
function perText(view: SystemView, weight: number): string {
  const { unit = '', label = 'weight' } = view.weights[weight] ?? {};
  const many = unit.split(' ').at(-1) ?? '';
  const name = label.toLowerCase();
  if (many === '' || many === '1') return `per unit of ${name}`;
  const one = ONE_OF[many] ?? many.replace(/s$/, '');
  return many === name ? `per ${one}` : `per ${one} of ${name}`;
}

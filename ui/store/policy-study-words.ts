/** What studies of the scenarios found, in sentences that their intervals carry. */
import type { LossScale } from './loss-scale.ts';
import { numberOf, type Parameter } from './policy-library.ts';
import { inSentence, valueText } from './policy-names.ts';
import type { PolicyMember, PolicyQuestion } from './policy-question.ts';
import { signedText, verdictOf } from './policy-words.ts';
import type { AttributionResult, Estimate, Swing } from './types.ts';
import { amountText } from './words.ts';

/** A number of a measure that was varied. */
export interface Varied {
  readonly member: PolicyMember;
  readonly parameter: Parameter;
  /** The value that it has in the question. */
  readonly now: number;
}

/** Whose number it is: the measure of a scenario at an index of the question; null where it is not known. */
export function variedIn(
  { shown }: PolicyQuestion,
  { of, measure, parameter }: { readonly of: number; readonly measure: number; readonly parameter: string },
): Varied | null {
  const member = shown[of]?.members.find(({ at }) => at === measure);
  const found = member?.known.parameters.find(({ id }) => id === parameter);
  return member && found ? { member, parameter: found, now: numberOf(member.choice, found) } : null;
}

/** A value where something flips, to what it can be told. */
function aboutText(value: number, unit: string): string {
  return valueText(unit === 'fraction' ? Math.round(100 * value) / 100 : Number(value.toPrecision(2)), unit);
}

/** "a switch works in 45 % or less of all cases (now 80 %); not clear between 40 % and 52 %". */
export function flipSentence(
  { parameter, now }: Varied,
  { value, low, high }: Swing['flips'][number],
): string {
  const { label, unit } = parameter;
  const at = `${aboutText(value, unit)} or ${value < now ? 'less' : 'more'}`;
  const [from, to] = [aboutText(low, unit), aboutText(high, unit)];
  const range = from === to ? '' : `; not clear between ${from} and ${to}`;
  return `${inSentence(label.replace('{value}', at))} (now ${valueText(now, unit)})${range}`;
}

/** The lowest and the highest of the means that a number leads to. */
export function swingEnds({ points }: Pick<Swing, 'points'>): readonly [number, number] {
  const means = points.map(({ mean }) => mean);
  return [Math.min(...means), Math.max(...means)];
}

/** What two measures do to each other; positive is in each other's way. */
export function interactionSentence(
  effect: Estimate,
  names: readonly [string, string],
  base: number,
): string {
  const both = `${names[0]} and ${inSentence(names[1])}`;
  const size = signedText(base === 0 ? 0 : Math.abs(effect.mean) / base).replace('+', '');
  switch (verdictOf(effect)) {
    case 'raises':
      return `${both} get in each other’s way: together they save ${size} of the loss of A less than the two alone add up to.`;
    case 'lowers':
      return `${both} help each other: together they save ${size} of the loss of A more than the two alone add up to.`;
    case 'same':
      return `${both} have nothing to do with each other: what they do adds up exactly.`;
    default:
      return `${both} show no clear interaction: what they do about adds up.`;
  }
}

/** Both measures together, from what they do alone and to each other. */
export function togetherOf(
  { levers, interactions }: AttributionResult,
  [a, b]: readonly [number, number],
): number {
  const pair = interactions.find((each) => (each.a === a && each.b === b) || (each.a === b && each.b === a));
  return (levers[a]?.alone.mean ?? 0) + (levers[b]?.alone.mean ?? 0) + (pair?.effect.mean ?? 0);
}

/** A number to two digits with its sign: "−3.2", "+0.4", "0". */
export function signedAmount(amount: number): string {
  const text = amountText(Number(Math.abs(amount).toPrecision(2)));
  return text === '0' ? '0' : `${amount < 0 ? '−' : '+'}${text}`;
}

/** Differences of losses in the unit of a scale, for numbers of measures that change what A loses as well. */
export function differenceTexts(scale: LossScale) {
  const of = (loss: number) => Math.sign(loss) * scale.of(Math.abs(loss));
  return {
    of,
    text: (loss: number) => signedAmount(of(loss)),
    range: (low: number, high: number) => `${signedAmount(of(low))} to ${signedAmount(of(high))}`,
  };
}

/** Whether it is known where something flips, more than that it is somewhere in the range of the number. */
export function isTold({ parameter: { min, max } }: Varied, { low, high }: Swing['flips'][number]): boolean {
  return low > min || high < max;
}

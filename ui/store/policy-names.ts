/** What scenarios, measures and their numbers are called. */
import type { MeasureChoice } from './policy-choice.ts';
import { knownMeasure, type Library, type Parameter } from './policy-library.ts';
import { amountText, listText } from './words.ts';

const SPACE = '\u00a0';

/** The name of a scenario: its own, or one made of its measures. */
export function scenarioName(title: string, measures: readonly MeasureChoice[], library: Library): string {
  if (title !== '') return title;
  const names = measures.map((measure) => knownMeasure(measure, library)?.title ?? measure.id);
  if (names.length === 0) return 'No measure yet';
  return listText([names[0]!, ...names.slice(1).map(inSentence)], 4);
}

/** A title in the middle of a sentence: its first letter small, unless it begins with an abbreviation. */
export function inSentence(title: string): string {
  return /^\p{Lu}\P{Lu}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** The number of a parameter as it stands in a sentence: "30 %", "3". */
export function valueText(value: number, unit: string): string {
  if (unit === 'fraction') return `${Number((100 * value).toPrecision(6))}${SPACE}%`;
  return amountText(value);
}

/** The sentence of a parameter around its number. */
export function aroundValue({ label }: Pick<Parameter, 'label'>): readonly [string, string] {
  const [before = '', after = ''] = label.split('{value}');
  return [before, after];
}

/** The sentence of a parameter with a number in it. */
export function parameterSentence({ label, unit }: Pick<Parameter, 'label' | 'unit'>, value: number): string {
  return label.replace('{value}', valueText(value, unit));
}

/** The shortest words for a parameter, for the names of changes and for rows: its sentence with the unit's place held. */
export function parameterName({ label }: Pick<Parameter, 'label'>): string {
  return inSentence(label.replace('{value}', '…'));
}

/** What scenarios side by side come to, in sentences that their numbers and intervals carry. */
import type { PolicyAnswer } from './policy.ts';
import { type Letter, letterOf } from './policy-choice.ts';
import { inSentence } from './policy-names.ts';
import { smallShareText } from './risk-panel-words.ts';
import type { ComparisonResult, Contrast, Estimate } from './types.ts';
import { counted, shareText } from './words.ts';

const SPACE = '\u00a0';
/** The year that the answer is about, and the one while there are too few years for it. */
const PERIODS = [100, 10] as const;

/** What a difference comes to; `early` while there is no interval. */
export type Verdict = 'lowers' | 'raises' | 'unclear' | 'same' | 'early';

/** What an estimate of a difference says: something only where its interval leaves out 0. */
export function verdictOf({ mean, low, high }: Estimate): Verdict {
  if (low === undefined || high === undefined) return 'early';
  if (low === 0 && high === 0 && mean === 0) return 'same';
  if (low <= 0 && high >= 0) return 'unclear';
  return mean < 0 ? 'lowers' : 'raises';
}

/** A difference to A with what it is a part of. */
export interface Change {
  /** "the average year", "the 1-in-100 year". */
  readonly what: string;
  readonly of: Estimate;
  /** What A loses. */
  readonly base: number;
}

/** The return period that the answer is about: 100, 10 while there are too few years, undefined before that. */
export function answeredPeriod({ scenarios, contrasts }: ComparisonResult): number | undefined {
  return PERIODS.find(
    (period) =>
      scenarios[0]?.aep.some(({ returnPeriod }) => returnPeriod === period) &&
      contrasts.every(({ tail }) => tail.some(({ returnPeriod }) => returnPeriod === period)),
  );
}

/** What A loses in the year that one in so many reaches; 0 where it is not known. */
export function baseTail({ scenarios }: ComparisonResult, period: number | undefined): number {
  return scenarios[0]?.aep.find(({ returnPeriod }) => returnPeriod === period)?.loss ?? 0;
}

/** The difference of the tails as an estimate; undefined where it is not known. */
function tailEstimate({ tail }: Contrast, period: number | undefined): Estimate | undefined {
  const found = tail.find(({ returnPeriod }) => returnPeriod === period);
  if (!found) return undefined;
  const { difference, low, high } = found;
  return { mean: difference, ...(low === undefined || high === undefined ? {} : { low, high }) };
}

/** The changes of a scenario against A: of the average year, and of a bad one where it is known. */
export function changesOf(result: ComparisonResult, contrast: Contrast): readonly Change[] {
  const period = answeredPeriod(result);
  const tail = tailEstimate(contrast, period);
  const base = baseTail(result, period);
  const average = {
    what: 'the average year',
    of: contrast,
    base: result.scenarios[0]!.averageAnnualLoss.mean,
  };
  return tail && base > 0 ? [average, { what: `the 1-in-${period} year`, of: tail, base }] : [average];
}

/** A part of one with its sign: "−12 %", "+0.4 %", "±0 %". */
export function signedText(part: number): string {
  if (part === 0) return `±0${SPACE}%`;
  return `${part < 0 ? '−' : '+'}${smallShareText(Math.abs(part))}`;
}

/** The same without its unit: "−12", "+0.4", "0". */
function signedNumber(part: number): string {
  return part === 0 ? '0' : signedText(part).split(SPACE)[0]!;
}

/** From one part to another with signs: "−0.4 to +0.5 %". */
export function signedRange(low: number, high: number): string {
  return `${signedNumber(low)} to ${signedNumber(high)}${SPACE}%`;
}

/** The interval of a change in percent of A: "−0.4 to +0.5 %"; empty without one. */
export function rangeText({ of: { low, high }, base }: Change): string {
  return low === undefined || high === undefined || base === 0 ? '' : signedRange(low / base, high / base);
}

/** A piece of the sentence; what it turns on is strong. */
export interface Piece {
  readonly text: string;
  readonly isStrong: boolean;
  /** The scenario that the words after it are about. */
  readonly letter?: Letter;
}

export interface PolicySentence {
  readonly pieces: readonly Piece[];
  /** Intervals and what they are of, each in a sentence. */
  readonly small: readonly string[];
}

/** The answer: what every scenario does to an average and to a bad year against A, as far as the years carry it. */
export function policySentence({ question, result }: PolicyAnswer): PolicySentence {
  const { contrasts, years, seed, interval, scenarios } = result;
  const small = [
    ...contrasts.flatMap((contrast) => smallSentence(result, contrast)),
    `${shareText(interval.level)} intervals. Same ${counted(years, 'simulated year', 'simulated years')} for every scenario, seed ${seed}.`,
    ...(contrasts.length > 0 && answeredPeriod(result) !== PERIODS[0]
      ? result.withheld.filter(({ returnPeriod }) => returnPeriod === PERIODS[0]).map(({ reason }) => reason)
      : []),
  ];
  const only = (text: string): PolicySentence => ({ pieces: [{ text, isStrong: false }], small });
  if (result.totalWeight === 0)
    return only(
      'Nobody here has a weight, so nothing can be lost. Choose another weight, or open data that have one.',
    );
  if (contrasts.length === 0)
    return only('There is nothing to compare the system with yet. Add a scenario, and a measure to it.');
  if (scenarios.every(({ averageAnnualLoss }) => averageAnnualLoss.mean === 0))
    return only(
      'Nothing is lost in any scenario: nothing fails by itself here, because no entity has a rate of outages.',
    );
  const clauses = contrasts
    .map((contrast) => clauseOf({ question, result }, contrast))
    .toSorted((a, b) => a.rank - b.rank);
  return { pieces: joinedClauses(merged(clauses)), small };
}

/** The sentence as plain text. */
export function plainSentence({ pieces }: PolicySentence): string {
  return textOf(pieces);
}

interface Subject {
  readonly letter: Letter;
  readonly name: string;
}

interface Clause {
  readonly subjects: readonly Subject[];
  readonly says: readonly Piece[];
  /** Smaller is told first: what helps, what harms, what makes no difference. */
  readonly rank: number;
}

const LAST = 1e9;

const strong = (text: string): Piece => ({ text, isStrong: true });
const plain = (text: string): Piece => ({ text, isStrong: false });

function clauseOf({ question, result }: PolicyAnswer, contrast: Contrast): Clause {
  const { name = '', isNamed = true, members = [] } = question.shown[contrast.b] ?? {};
  const isEmpty = members.length === question.givenCount;
  const letter = letterOf(contrast.b);
  const subjects = [
    { letter, name: isEmpty ? `${letter}, which has no measure yet,` : subjectOf(name, isNamed) },
  ];
  if (result.scenarios[contrast.b]!.hash === result.scenarios[0]!.hash)
    return { subjects, says: [strong('change nothing here')], rank: LAST };
  if (contrast.better === 0 && contrast.worse === 0)
    return { subjects, says: [strong('make no difference in any simulated year')], rank: LAST };
  const changes = changesOf(result, contrast);
  const [average] = changes;
  const isClear = changes.some(({ of }) => ['lowers', 'raises'].includes(verdictOf(of)));
  return {
    subjects,
    says: saysOf(changes),
    rank: isClear ? average!.of.mean / (average!.base || 1) : LAST / 2,
  };
}

/** "lower the average year by 15 % (12 to 18) and make no clear difference to the 1-in-100 year". */
function saysOf(changes: readonly Change[]): readonly Piece[] {
  const groups = new Map<Verdict, Change[]>();
  for (const each of changes)
    groups.set(verdictOf(each.of), [...(groups.get(verdictOf(each.of)) ?? []), each]);
  return between(
    [...groups].map(([verdict, group]): readonly Piece[] => {
      const names = group.map(({ what }) => what);
      if (verdict === 'early') return [strong(`need more years to tell for ${names.join(' and ')}`)];
      if (verdict === 'same') return [strong(`leave ${names.join(' and ')} unchanged`)];
      if (verdict === 'unclear') return [strong(`make no clear difference to ${names.join(' or ')}`)];
      const verb = verdict === 'lowers' ? 'lower' : 'raise';
      return between(
        group.map((each, i) => {
          const [size, range] = sizeTexts(each);
          return [strong(`${i === 0 ? `${verb} ` : ''}${each.what} by ${size}`), plain(range)];
        }),
      );
    }),
  );
}

/** Lists of pieces joined by "and". */
function between(lists: readonly (readonly Piece[])[]): readonly Piece[] {
  return lists.flatMap((list, i) => (i === 0 ? list : [plain(' and '), ...list]));
}

/** "15 %" and " (12 to 18)"; without a part where A loses nothing. */
function sizeTexts({ of: { mean, low = mean, high = mean }, base }: Change): readonly [string, string] {
  if (base === 0) return ['something from nothing', ''];
  const ends = [Math.abs(low / base), Math.abs(high / base)].toSorted((a, b) => a - b);
  const [from, to] = ends.map((end) => smallShareText(end).split(SPACE)[0]);
  return [smallShareText(Math.abs(mean / base)), ` (${from} to ${to})`];
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** Scenarios that do the same are told together. */
function merged(clauses: readonly Clause[]): readonly Clause[] {
  const bySays = new Map<string, Clause>();
  for (const clause of clauses) {
    const says = textOf(clause.says);
    const known = bySays.get(says);
    bySays.set(says, known ? { ...known, subjects: [...known.subjects, ...clause.subjects] } : clause);
  }
  return [...bySays.values()];
}

function joinedClauses(clauses: readonly Clause[]): readonly Piece[] {
  return clauses.flatMap(({ subjects, says }, i): readonly Piece[] => {
    const last = subjects.length - 1;
    const begin = subjects.map(({ letter, name }, k): Piece => {
      const isFirst = i === 0 && k === 0;
      const end = k === last ? ' would ' : k === last - 1 ? ' and ' : ', ';
      const word = isFirst ? name.charAt(0).toUpperCase() + name.slice(1) : name;
      return { ...plain(`${word}${end}`), letter };
    });
    return [...begin, ...says, plain(i === clauses.length - 1 ? '.' : '; ')];
  });
}

/** The name as what does something: a name that a person gave stays as it is. */
function subjectOf(name: string, isNamed: boolean): string {
  return isNamed ? name : inSentence(name).replace(/^break up\b/, 'breaking up');
}

/** "B: average −18 to −12 %, 1-in-100 year −34 to −21 %." */
function smallSentence(result: ComparisonResult, contrast: Contrast): readonly string[] {
  const texts = changesOf(result, contrast).flatMap((each) => {
    const range = rangeText(each);
    const verdict = verdictOf(each.of);
    if (verdict === 'same') return [];
    const words = each.what.replace(/^the /, '').replace('average year', 'average');
    return range === '' ? [] : [`${words} ${range}${verdict === 'unclear' ? ' (no clear difference)' : ''}`];
  });
  return texts.length === 0 ? [] : [`${letterOf(contrast.b)} against A: ${texts.join(', ')}.`];
}

/** What is known so far, for each scenario: "B −3 %" within so much. */
export function policyEstimates({ result }: PolicyAnswer): readonly {
  readonly letter: string;
  readonly value: string;
  readonly within: string;
}[] {
  const base = result.scenarios[0]?.averageAnnualLoss.mean ?? 0;
  if (base === 0) return [];
  return result.contrasts.map(({ b, mean, low, high }) => ({
    letter: letterOf(b),
    value: signedText(mean / base),
    within: low === undefined || high === undefined ? '' : withinText((high - low) / 2 / base),
  }));
}

/** Half of an interval to one digit: "± 0.9"; empty for nothing. */
function withinText(part: number): string {
  return part === 0 ? '' : `±${SPACE}${Number((100 * part).toPrecision(1))}`;
}

/** What is said to those who do not see it when the years stand still. */
export function policyRestText(done: number, target: number, sentence: PolicySentence): string {
  const years = counted(done, 'year', 'years');
  return `${done < target ? `Stopped after ${years}` : `${years} are compared`}. ${plainSentence(sentence)}`;
}

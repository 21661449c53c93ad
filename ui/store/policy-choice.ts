/** What a person asks on the Policy page: scenarios made of measures. Small, part of the session and the link. */

/** A measure with the numbers that a person gave it. */
export interface MeasureChoice {
  /** Id of the preset, or of the scenario that `file` holds. */
  readonly id: string;
  /** Values of parameters that are not as usual. */
  readonly values: Readonly<Record<string, number>>;
  /** A preset or scenario of a person's own as JSON; empty for one that comes with the page. */
  readonly file: string;
}

export interface ScenarioChoice {
  /** What a person calls it; empty for a name made of its measures. */
  readonly title: string;
  /** In the order in which they are carried out. */
  readonly measures: readonly MeasureChoice[];
}

export interface PolicyChoice {
  /** Years that are wanted. */
  readonly years: number;
  readonly seed: number;
  /** What is done first in every scenario, that of the system as it is included. */
  readonly given: readonly MeasureChoice[];
  /** From B on; A is the system as it is. */
  readonly scenarios: readonly ScenarioChoice[];
  /** What measures cost, in a person's own unit, by preset and which of several of it; empty until somebody gives them. */
  readonly costs: Readonly<Record<string, number>>;
  /** What can be spent; null for no limit. */
  readonly budget: number | null;
}

/** Letters of the scenarios; their colours are the tokens of the same name. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

export type Letter = (typeof LETTERS)[number];

/** Scenarios beside A. */
export const MOST_SCENARIOS = LETTERS.length - 1;
/** As many as the effects of all their combinations can be told apart for. */
export const MOST_MEASURES = 8;
/** Characters of a name. */
export const LONGEST_TITLE = 80;
/** Characters of a measure of a person's own, for it travels in links. */
export const LONGEST_FILE = 12_000;
/** Losses of more years than this, in six scenarios, would hold the page up. */
export const MOST_POLICY_YEARS = 200_000;

const shipped = (id: string): MeasureChoice => ({ id, values: {}, file: '' });

export const FIRST_POLICY: PolicyChoice = {
  years: 10_000,
  seed: 1,
  given: [shipped('assumed-rates')],
  scenarios: [
    { title: '', measures: [shipped('break-up')] },
    { title: 'Second name service for everyone', measures: [shipped('second-dns')] },
    {
      title: 'Break-up with second name service and second cloud',
      measures: [shipped('break-up'), shipped('second-dns'), shipped('multi-cloud')],
    },
  ],
  costs: {},
  budget: null,
};

/** Whether two measures do the same in the same words. */
export function sameMeasure(a: MeasureChoice, b: MeasureChoice): boolean {
  return a.id === b.id && a.file === b.file && sameNumbers(a.values, b.values);
}

function sameNumbers(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function sameMeasures(a: readonly MeasureChoice[], b: readonly MeasureChoice[]): boolean {
  return a.length === b.length && a.every((measure, i) => sameMeasure(measure, b[i]!));
}

/** Whether two choices ask for and show the same. */
export function samePolicy(a: PolicyChoice, b: PolicyChoice): boolean {
  return (
    a.years === b.years &&
    a.seed === b.seed &&
    a.budget === b.budget &&
    sameNumbers(a.costs, b.costs) &&
    sameMeasures(a.given, b.given) &&
    a.scenarios.length === b.scenarios.length &&
    a.scenarios.every(
      ({ title, measures }, s) =>
        title === b.scenarios[s]!.title && sameMeasures(measures, b.scenarios[s]!.measures),
    )
  );
}

/** The letter of scenario `s`, counted from A as 0. */
export function letterOf(s: number): Letter {
  return LETTERS[s] ?? 'F';
}

/** The first scenario before `s`, counted from A as 0, that has the same measure with the same numbers; 0 for none. */
export function asIn({ scenarios }: PolicyChoice, s: number, measure: MeasureChoice): number {
  const found = scenarios
    .slice(0, s - 1)
    .findIndex(({ measures }) => measures.some((each) => sameMeasure(each, measure)));
  return found + 1;
}

/** Moves the item at `from` to `to`; a place outside the list is its nearer end. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, list[from]!);
}

/** A measure with another number; one that is as usual is not kept. */
export function withValue(
  measure: MeasureChoice,
  { id, value, usual }: { readonly id: string; readonly value: number; readonly usual: number },
): MeasureChoice {
  const { [id]: _, ...others } = measure.values;
  return { ...measure, values: value === usual ? others : { ...others, [id]: value } };
}

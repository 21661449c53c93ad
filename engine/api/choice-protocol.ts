/** The words of the protocol on choosing measures under a budget. Types only. */
import type { Choice } from '../scenario/choice.ts';
import type { Measure } from './compare-protocol.ts';
import type { Range, YearsQuestion } from './risk-protocol.ts';

/** Which measures to choose from, and what they cost; costs are the person's own, in any one unit. */
export interface ChoiceQuestion extends YearsQuestion {
  readonly measures: readonly Measure[];
  /** Measures, by index, that are in every choice, carried out first. */
  readonly given: readonly number[];
  /** Measures, by index, to choose from, in the order in which they are carried out. */
  readonly levers: readonly number[];
  /** One per lever, 0 or more. */
  readonly costs: readonly number[];
  /** 0 or more. */
  readonly budget: number;
  /** The same years in every choice, a multiple of 64. */
  readonly years: number;
}

/** A range of the combinations of at most 15 levers: the k-th has those whose bits are set in k. */
export interface ChoicesRequest extends ChoiceQuestion, Range {}

export interface ChoicesResult extends Range {
  readonly engine: string;
  /** Of the system as it is. */
  readonly hash: string;
  /** Of the question; parts with the same one belong together. */
  readonly asked: string;
  /** Per combination; NaN where it costs more than the budget. */
  readonly averageAnnualLoss: Float64Array;
  /** Loss of a year that is reached once in ten; NaN with fewer than 300 years too. */
  readonly oneInTen: Float64Array;
}

/** `levers` of choices are indices into those of the question. */
export interface ChoiceResult {
  readonly engine: string;
  readonly method: 'all combinations' | 'step by step';
  /** Combinations that were simulated, and of how many. */
  readonly looked: number;
  readonly combinations: number;
  readonly nothing: Choice;
  /** Lowest average annual loss within the budget. */
  readonly best: Choice;
  /** No other is as good in cost, mean and 1-in-10 year and better in one; cheapest first. */
  readonly front: readonly Choice[];
}

/** The jobs on choices; see `Jobs`. */
export interface ChoiceJobs {
  /** The same years in every combination of levers that the budget allows, by ranges of combinations. */
  choices: { request: ChoicesRequest; result: ChoicesResult };
  /** The best combinations, from those so far. */
  choice: {
    request: ChoiceQuestion & { readonly parts: readonly ChoicesResult[] };
    result: ChoiceResult;
  };
  /** The best combinations that steps of one measure or two, and swaps, lead to: for more than 15 levers. */
  stepwiseChoice: { request: ChoiceQuestion; result: ChoiceResult };
}

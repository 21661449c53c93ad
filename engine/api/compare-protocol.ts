/** The words of the protocol on comparing scenarios: the same simulated years with and without measures. Types only. */
import type { CurvePoint } from '../risk/return-periods.ts';
import type { Attribution, LeverEffect } from '../scenario/attribution.ts';
import type { PairedDifference } from '../scenario/contrast.ts';
import type { Effect } from '../scenario/effect.ts';
import type { Measure } from '../scenario/measure.ts';
import type { Estimate } from '../scenario/paired-estimate.ts';
import type { ParameterBand } from '../scenario/parameter-band.ts';
import type { Design, Plan, Variant } from '../scenario/plan.ts';
import type { ElementaryEffect } from '../scenario/screening.ts';
import type { Swing } from '../scenario/swings.ts';
import type { Range, YearsQuestion } from './risk-protocol.ts';

export type { Design, Estimate, Measure, Swing, Variant };

/** Scenarios made of measures, on the same years. */
export interface ComparedQuestion extends YearsQuestion {
  readonly measures: readonly Measure[];
  /**
   * What each scenario consists of: measures by index, in the order in which they are carried out; none for the
   * system as it is.
   */
  readonly scenarios: readonly (readonly number[])[];
}

/** `first` is a multiple of 64; to be gone on with, so is its end. */
export interface ComparedRequest extends ComparedQuestion, Range {}

/** Losses of a range of years in all scenarios, to be summed up with those before and after. */
export interface ComparedResult extends Range {
  readonly engine: string;
  /** Of the system as it is. */
  readonly hash: string;
  /** Of the question; parts with the same one belong together. */
  readonly asked: string;
  /** Per scenario and year, in weight-hours: the sum over its events, and the largest of them. */
  readonly yearLoss: readonly Float64Array[];
  readonly largestEvent: readonly Float64Array[];
  /** Entities of the system as it is that fell in one scenario or another, ascending. */
  readonly fallen: Int32Array;
  /** Events, of all scenarios, that were not over at the last hour, and that were stopped. */
  readonly unfinishedCount: number;
  readonly stoppedCount: number;
}

/** The question and all its parts from year 0 on. */
export interface ComparedYears extends ComparedQuestion {
  readonly parts: readonly ComparedResult[];
}

export interface ComparisonRequest extends ComparedYears {
  /** Which scenarios are held against which, each pair [a, b] by index. */
  readonly contrasts: readonly (readonly [number, number])[];
  /** In years; 10 and 100 unless given. */
  readonly returnPeriods?: readonly number[];
}

/** What a year costs in one scenario. Weight-hours. */
export interface ScenarioRisk {
  /** Of the system that the measures make; that of the system as it is where they change nothing. */
  readonly hash: string;
  /** One for each intervention of its measures, in the order in which they are carried out. */
  readonly effects: readonly Effect[];
  readonly averageAnnualLoss: Estimate;
  /** Loss of a year that is reached once in so many years; shortest first. */
  readonly aep: readonly CurvePoint[];
  /** Mean of the years at or above it. */
  readonly tails: readonly CurvePoint[];
  /** Of all years. */
  readonly largestEvent: number;
  /** Herfindahl-Hirschman index 0..10,000 of the topmost operators, by role that somebody with a weight uses. */
  readonly hhi: readonly { readonly role: string; readonly value: number }[];
}

/** Scenario b held against a, by index. */
export interface Contrast extends PairedDifference {
  readonly a: number;
  readonly b: number;
}

export interface ComparisonResult extends Required<YearsQuestion> {
  readonly engine: string;
  readonly years: number;
  readonly totalWeight: number;
  /** What `low` and `high` mean: t intervals of means, bootstrap percentile intervals of tails. */
  readonly interval: { readonly level: number; readonly resamples: number };
  /** In the order of the question. */
  readonly scenarios: readonly ScenarioRisk[];
  readonly contrasts: readonly Contrast[];
  /** Return periods that are not shown, and why. */
  readonly withheld: readonly { readonly returnPeriod: number; readonly reason: string }[];
  /** What the result takes for granted, each in one sentence. */
  readonly assumptions: readonly string[];
}

export interface PlanRequest {
  readonly measures: readonly Measure[];
  /**
   * The scenarios to vary, as in a question. `subsets` takes two: from, whose measures are in all, and to; the
   * levers are the measures of `to` that are not in `from`, and all keep the order that they have in `to`.
   */
  readonly scenarios: readonly (readonly number[])[];
  readonly design: Design;
  readonly seed: number;
}

export type PlanResult = Plan;

/** Asked with the scenarios of the plan `subsets`, from which the levers are read. */
export interface AttributionResult extends Omit<Attribution, 'levers'> {
  readonly years: number;
  readonly levers: readonly (LeverEffect & {
    /** Index into the measures of the question. */
    readonly measure: number;
  })[];
}

export interface VariationRequest extends ComparedYears {
  /** As the plan gave them. */
  readonly variants: readonly Variant[];
  /** The scenario that all are held against, as an index into those of the plan's request. */
  readonly against: number;
}

/** Widest range of means first. */
export interface SwingsResult {
  readonly years: number;
  readonly swings: readonly Swing[];
}

/** Largest first. */
export interface ScreeningResult {
  readonly years: number;
  readonly effects: readonly ElementaryEffect[];
}

export interface ParameterBandResult {
  readonly years: number;
  readonly draws: number;
  readonly bands: readonly ParameterBand[];
}

/** The jobs on comparisons; see `Jobs`. */
export interface ComparisonJobs {
  /** The same years in all scenarios; ranges that follow each other are parts of one run. */
  compared: { request: ComparedRequest; result: ComparedResult };
  /** Which scenario loses less, by how much and how sure, from the years so far. */
  comparison: { request: ComparisonRequest; result: ComparisonResult };
  /** Variants of scenarios to ask `compared` for; needs no system. */
  plan: { request: PlanRequest; result: PlanResult };
  /** Who earns the joint effect; asked with the scenarios of the plan `subsets`. */
  attribution: { request: ComparedYears; result: AttributionResult };
  /** What would flip the result; of the plan `one-at-a-time`. */
  swings: { request: VariationRequest; result: SwingsResult };
  /** Which parameters matter at all; of the plan `trajectories`. */
  screening: { request: VariationRequest; result: ScreeningResult };
  /** How much the result owes to parameters nobody knows; of the plan `draws`. */
  parameterBand: { request: VariationRequest; result: ParameterBandResult };
}

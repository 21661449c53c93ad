/** The words of the protocol on chance. Types only. */
import type { AverageLoss } from '../risk/average-loss.ts';
import type { Band } from '../risk/loss-bands.ts';
import type { DriverShare, Share } from '../risk/loss-shares.ts';
import type { DriverBand } from '../risk/rank-bands.ts';
import type { CurvePoint } from '../risk/return-periods.ts';
import type { WorldLosses } from '../risk/world-losses.ts';
import type { WorstEvent, YearRecords } from '../risk/year-records.ts';

export type { Band };

/** A range of a long job: `first` .. `first + count - 1`. Ranges side by side are parts of one longer run. */
export interface Range {
  readonly first: number;
  /** From 1. */
  readonly count: number;
}

/** Who can be out by itself: one row per entity with a rate and a duration of outages, the most frequent first. */
export interface OutageRates {
  readonly entity: Int32Array;
  readonly perYear: Float64Array;
  /** Hours: the median, and the 95th percentile. */
  readonly hoursP50: Float64Array;
  readonly hoursP95: Float64Array;
  /** Where the entity's figures come from, and when. */
  readonly source: readonly string[];
  readonly asOf: readonly string[];
}

/** What random moments are asked of. */
export interface MomentsQuestion {
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  readonly weight: string;
}

/** A range of random moments, to be summed up with those before and after. */
export interface MomentsResult extends MomentsQuestion {
  readonly engine: string;
  /** Of the system. */
  readonly hash: string;
  /** How it was computed, in a word or two; another way would have given the same numbers. */
  readonly kernel: string;
  readonly first: number;
  /** Weight down in each moment, as a fraction of the total weight, in their order. */
  readonly weightDown: Float64Array;
  /** Per entity: in how many moments it was down. */
  readonly downCount: Int32Array;
  /** 1 for an entity that can be down at all. */
  readonly canBeDown: Uint8Array;
}

export interface AvailabilityRequest {
  /** Moments from 0 on, each part following on the one before. */
  readonly parts: readonly MomentsResult[];
}

/** The system at a random moment, many times over. Weights are fractions of the total weight. */
export interface AvailabilityResult extends MomentsQuestion {
  readonly engine: string;
  readonly replicates: number;
  /** How it was computed, in a word or two; another way would have given the same numbers. */
  readonly kernel: string;
  readonly totalWeight: number;
  /** Weight down in each replicate, in their order. */
  readonly weightDown: Float64Array;
  readonly meanWeightDown: number;
  readonly standardError: number;
  /** The least fraction that at least the part `at` of the replicates does not exceed. */
  readonly quantiles: readonly { readonly at: number; readonly weightDown: number }[];
  /** Per entity: in how many replicates it was down. */
  readonly downCount: Int32Array;
  /** Per entity, with the half width of its Wilson interval at one standard deviation; 0 where it cannot be down. */
  readonly probabilityDown: Float64Array;
  readonly standardErrors: Float64Array;
  /** What the result takes for granted, each in one sentence. */
  readonly assumptions: readonly string[];
}

/** What simulated years are asked of. Years with the same answers here are parts of one long run. */
export interface YearsQuestion {
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  readonly weight: string;
  /** Whether switches to alternatives work: `drawn` anew for every year unless given. */
  readonly failover?: 'always' | 'never' | 'drawn';
  /** Whether all dependencies exist (`as-given`, unless given), or each with its confidence, `drawn` for 64 years at a time. */
  readonly evidence?: 'as-given' | 'drawn';
}

/** `first` is a multiple of 64; to be gone on with, so is its end. */
export interface YearsRequest extends YearsQuestion, Range {}

/** Simulated years, to be summed up with those that come before and after. */
export interface YearsResult extends Required<YearsQuestion> {
  readonly engine: string;
  /** Of the system. */
  readonly hash: string;
  readonly records: YearRecords;
}

export interface RiskRequest {
  /** Years from 0 on, each part following on the one before. */
  readonly parts: readonly YearsResult[];
  /** Return periods in years, from 1, to read the curves at besides those that are always read. */
  readonly returnPeriods?: readonly number[];
}

/** A tail beyond a level, 0.99 being the worst hundredth of the years. */
export interface TailPoint extends CurvePoint {
  readonly level: number;
}

/** How bad a year can get. Losses are weight-hours in a year; shares are of all that was lost and add up to 1. */
export interface RiskResult extends Required<YearsQuestion> {
  readonly engine: string;
  readonly years: number;
  readonly totalWeight: number;
  readonly averageAnnualLoss: number;
  readonly standardError: number | undefined;
  /** What `low` and `high` mean: a bootstrap percentile interval. */
  readonly interval: { readonly level: number; readonly resamples: number };
  /** By the sum of a year's events, and by the largest of them; shortest return period first. */
  readonly aep: readonly CurvePoint[];
  readonly oep: readonly CurvePoint[];
  /** Yearly loss that is exceeded with a probability of 1 - level, and the mean of what lies beyond. */
  readonly valueAtRisk: readonly TailPoint[];
  readonly tailValueAtRisk: readonly TailPoint[];
  /** Return periods that are not shown, and why. */
  readonly withheld: readonly { readonly returnPeriod: number; readonly reason: string }[];
  /** By the entity that a loss goes back to, largest first. */
  readonly drivers: readonly DriverShare[];
  /** By the role in which the first of the others depends on it, and what it loses itself. */
  readonly roles: readonly (Share & { readonly role: string })[];
  readonly own: Share;
  readonly nature: {
    readonly independent: Share;
    readonly commonCause: Share;
    readonly cascading: Share;
    readonly recovery: Share;
  };
  /**
   * The ten worst; each as a timeline of its failures, switches drawn with the seed and its year as replicate. Years
   * count from 0 here; people are told one more.
   */
  readonly worstEvents: readonly WorstEvent[];
  /** After 64, 128, 256, ... years and after all. */
  readonly convergence: readonly AverageLoss[];
  readonly outageCount: number;
  readonly eventCount: number;
  /** In one sentence; there only when the average is 0. */
  readonly whyNothingLost?: string;
  /** What the result takes for granted, each in one sentence. */
  readonly assumptions: readonly string[];
}

/** Who drives the worst years, and by what nature. */
export interface TailRequest {
  /** Years from 0 on, each part following on the one before. */
  readonly parts: readonly YearsResult[];
  /** Those years that are at least so rare; 100 stands for the worst hundredth. */
  readonly returnPeriod: number;
}

/**
 * Shares of all that was lost in the worst years, which add up to 1. No drivers, no roles and 0 elsewhere with fewer
 * than 30 such years, which say too little, and where nothing was lost.
 */
export interface TailResult {
  readonly returnPeriod: number;
  /** How many years these are. */
  readonly years: number;
  /** Largest first. */
  readonly drivers: readonly { readonly entity: number; readonly share: number }[];
  readonly roles: readonly { readonly role: string; readonly share: number }[];
  readonly own: number;
  readonly nature: {
    readonly independent: number;
    readonly commonCause: number;
    readonly cascading: number;
    readonly recovery: number;
  };
}

/** What is asked about how much the answer depends on what is uncertain, and on what is not in the data. */
export interface WorldsQuestion {
  readonly seed: number;
  readonly weight: string;
  readonly failover?: 'always' | 'never' | 'drawn';
  /** The same years in every world, a multiple of 64. */
  readonly years: number;
  /** Parts 0..1 of the dependencies that are taken to be unseen, ascending, without 0. */
  readonly unseen: readonly number[];
}

/** A range of worlds: in each, uncertain dependencies are redrawn, and unseen ones are added by turns. */
export interface WorldsRequest extends WorldsQuestion, Range {}

/** What the worlds of a range came to; summed up with those before and after by `sensitivity`. */
export interface WorldsResult extends Required<WorldsQuestion> {
  readonly engine: string;
  readonly hash: string;
  readonly first: number;
  readonly count: number;
  /** Of the years as given, the same in all parts. */
  readonly given: WorldLosses;
  /** Per world, with uncertain dependencies redrawn. */
  readonly redrawn: readonly WorldLosses[];
  /** Per part of unseen dependencies, per world. */
  readonly withUnseen: readonly (readonly WorldLosses[])[];
}

export interface SensitivityRequest {
  /** Worlds from 0 on, each part following on the one before. */
  readonly parts: readonly WorldsResult[];
}

/** How much the answer depends on what is uncertain and unseen: the same outages in every world. */
export interface SensitivityResult {
  readonly engine: string;
  readonly worlds: number;
  readonly years: number;
  /** As given, largest first, with what redrawing does to them; the first thousand. */
  readonly drivers: readonly DriverBand[];
  /** As given. */
  readonly averageAnnualLoss: number;
  readonly oneInTen: number | undefined;
  readonly redrawn: { readonly averageAnnualLoss: Band; readonly oneInTen: Band | undefined };
  readonly unseen: readonly {
    readonly fraction: number;
    /** Dependencies added in a world; fewer where there are not as many to be found. */
    readonly added: number;
    readonly averageAnnualLoss: Band;
    readonly oneInTen: Band | undefined;
  }[];
  readonly assumptions: readonly string[];
}

/** What can be asked of risk. */
export interface RiskJobs {
  /** Looks at random moments; ranges that follow each other are parts of one run. */
  moments: { request: MomentsQuestion & Range; result: MomentsResult };
  /** How much is down at a random moment, and how likely each entity is to be down, from the moments so far. */
  availability: { request: AvailabilityRequest; result: AvailabilityResult };
  /** Who can be out by itself, how often and for how long. */
  outageRates: { request: object; result: OutageRates };
  /** Simulates years; ranges that follow each other are parts of one run, whoever simulates them. */
  years: { request: YearsRequest; result: YearsResult };
  /** How bad a year can get, from the years that have been simulated so far. */
  riskSummary: { request: RiskRequest; result: RiskResult };
  /** Who drives the worst of the years so far: these years are run once more. */
  riskTail: { request: TailRequest; result: TailResult };
  /** The same years in worlds in which evidence is redrawn, and unseen dependencies are added. */
  worlds: { request: WorldsRequest; result: WorldsResult };
  /** How much losses and the rank of drivers differ between the worlds so far. */
  sensitivity: { request: SensitivityRequest; result: SensitivityResult };
}

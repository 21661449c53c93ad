/** The words of the protocol on chance. Types only. */
import type { AverageLoss } from '../risk/average-loss.ts';
import type { DriverShare, Share } from '../risk/loss-shares.ts';
import type { CurvePoint } from '../risk/return-periods.ts';
import type { WorstEvent, YearRecords } from '../risk/year-records.ts';

export interface AvailabilityRequest {
  /** How many random moments, from 1. */
  readonly replicates: number;
  /** Which: the first of them, 0 unless given. Ranges side by side are parts of one longer run. */
  readonly firstReplicate?: number;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  readonly weight: string;
}

/** The system at a random moment, many times over. Weights are fractions of the total weight. */
export interface AvailabilityResult {
  readonly engine: string;
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

export interface YearsRequest extends YearsQuestion {
  /** A multiple of 64, 0 unless given. */
  readonly firstYear?: number;
  /** How many, from 1. To be gone on with, the end has to be a multiple of 64. */
  readonly years: number;
}

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
  /** The ten worst; each as a timeline of its failures, switches drawn with the seed and its year as replicate. */
  readonly worstEvents: readonly WorstEvent[];
  /** After 64, 128, 256, ... years and after all. */
  readonly convergence: readonly AverageLoss[];
  readonly outageCount: number;
  readonly eventCount: number;
  /** What the result takes for granted, each in one sentence. */
  readonly assumptions: readonly string[];
}

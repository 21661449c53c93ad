/** The words of the protocol on chance. Types only. */

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

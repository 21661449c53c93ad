/**
 * How a measure describes itself. Command-line flags, forms, documentation and validation come from this
 * one description.
 */
import type { SimpleGraph } from '../projection/simple-graph.ts';

/** A number that a person may set. */
export interface Parameter {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
  readonly standard: number;
  /** Why the standard value is what it is, or who published it. */
  readonly source: string;
}

/** How long a measure takes on 100,000 entities and 500,000 dependencies, as an order of magnitude. */
export type Cost = 'instant' | 'seconds' | 'minutes';

/** What a measure says of itself; all of it is data. */
export interface MeasureDescription {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** What a high value means, in one sentence for a person. */
  readonly description: string;
  /** How it is computed: the formula and what it is computed on. */
  readonly formula: string;
  /** The paper or standard that it comes from. */
  readonly source: string;
  readonly cost: Cost;
  readonly parameters: readonly Parameter[];
}

/** Values of all parameters of a measure, within their ranges. */
export type ParameterValues = Readonly<Record<string, number>>;

export interface MeasureResult {
  /** One finite value per entity. */
  readonly values: Float64Array;
  /** Which method ran and what it leaves uncertain, in one sentence; empty when there was no choice. */
  readonly note: string;
  /** Standard error of each value where the method samples; empty otherwise. */
  readonly standardError: Float64Array;
}

/** What a centrality is computed on. */
export interface CentralityInput {
  readonly graph: SimpleGraph;
  /** Stable ids by node: what keyed draws are keyed by. */
  readonly id: readonly string[];
}

/** A measure of the simple graph alone. */
export interface Centrality extends MeasureDescription {
  /** Yields the fraction done, 0..1, every few milliseconds. */
  compute(input: CentralityInput, parameters: ParameterValues): Generator<number, MeasureResult>;
}

/** A result that needed no choice of method. */
export function plainResult(values: Float64Array): MeasureResult {
  return { values, note: '', standardError: new Float64Array() };
}

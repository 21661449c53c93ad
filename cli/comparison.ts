/** A comparison as the command line knows it: what was named, and what was found. */
import type {
  AttributionResult,
  ComparedQuestion,
  ComparisonResult,
  ParameterBandResult,
  ScreeningResult,
  SwingsResult,
} from '../engine/api/protocol.ts';
import type { LongSession } from './long-session.ts';

/** The scenarios that the person named, and what all have in common. */
export interface Named {
  /** Baseline first, then each alone, then, of two or more, all together. */
  readonly ids: readonly string[];
  /** Per measure of the question, the shared ones first. */
  readonly measureIds: readonly string[];
  readonly question: Omit<ComparedQuestion, 'scenarios'>;
  readonly scenarios: readonly (readonly number[])[];
}

/** What was found besides the comparison; undefined where it was not asked for, or not come to. */
export interface Extras {
  readonly attribution: AttributionResult | undefined;
  readonly swings: SwingsResult | undefined;
  readonly bands: ParameterBandResult | undefined;
  readonly screening: ScreeningResult | undefined;
}

/** Everything that a report is made of. */
export interface Told extends Extras {
  readonly view: LongSession['view'];
  readonly named: Named;
  readonly result: ComparisonResult;
  readonly cost: { readonly seconds: number; readonly workers: number };
}

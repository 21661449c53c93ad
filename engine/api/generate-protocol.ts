/** The words of the protocol on generated markets. Types only. */
import type { TablePieces } from '../formats/write-dataset.ts';
import type { TargetResult } from '../generate/calibration.ts';

export type { TargetResult };

export interface MarketRequest {
  /** The description as JSON (docs/markets.md). */
  readonly market: { readonly name: string; readonly bytes: Uint8Array };
  /** Members, from 1 to 9,999,999. */
  readonly size: number;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** Whether published figures are held beside the generated ones. */
  readonly report: boolean;
}

export interface GenerateRequest extends MarketRequest {
  /** Whether the dataset is written in the native format. */
  readonly files: boolean;
}

/** What is said of a generated market. */
export interface MarketReport {
  readonly engine: string;
  readonly market: string;
  readonly title: string;
  readonly size: number;
  readonly seed: number;
  readonly entityCount: number;
  readonly dependencyCount: number;
  readonly requirementCount: number;
  /** Fingerprint of what was generated. */
  readonly hash: string;
  /** Empty unless asked for. */
  readonly targets: readonly TargetResult[];
  /** Targets that are about more members than there are. */
  readonly tooSmallFor: readonly string[];
  readonly assumed: readonly string[];
  readonly missing: readonly string[];
}

export interface GenerateResult extends MarketReport {
  /** Empty unless asked for; in pieces, for a large one is longer than a text can be. */
  readonly files: readonly TablePieces[];
}

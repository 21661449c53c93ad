/**
 * A System is what people mean: named entities and the dependencies between them, with evidence
 * (model.md, sections 1 and 2). It is immutable and columnar, so that 500,000 dependencies are
 * arrays, not objects. Entity, dependency and requirement indices never change: scenarios append.
 */

/** A text column with few distinct values: row i reads `labels[codes[i]]`; label 0 is the empty text. */
export interface TextColumn {
  readonly labels: readonly string[];
  readonly codes: Int32Array;
}

/** When a dependency is needed: always, only to start again, or only to switch to an alternative. */
export const PHASES = ['run', 'start', 'failover'] as const;

/** Indices into `PHASES`, for kernels. */
export const RUN = 0;
export const FAILOVER = 2;

/** Grades of evidence, best first. */
export const EVIDENCE = ['first-party', 'report', 'memory', 'assumed'] as const;

/** How much each entity counts in a loss; values are >= 0, one per entity. */
export interface Weight {
  readonly column: string;
  readonly label: string;
  readonly unit: string;
  readonly description: string;
  readonly values: Float64Array;
}

/** One row per entity. `NaN` in a number column means "not given". */
export interface EntityTable {
  readonly count: number;
  readonly id: readonly string[];
  readonly name: readonly string[];
  /** Index into `KINDS`. */
  readonly kind: Uint8Array;
  /** Entity that owns or runs this one, or -1. Follows no cycle. */
  readonly operator: Int32Array;
  readonly country: TextColumn;
  readonly sector: TextColumn;
  readonly outagesPerYear: Float64Array;
  readonly outageHoursP50: Float64Array;
  readonly outageHoursP95: Float64Array;
  readonly recoveryHours: Float64Array;
  readonly capacity: Float64Array;
  readonly source: TextColumn;
  readonly asOf: TextColumn;
  /** Columns that the model does not know, kept for writing back, by header. */
  readonly extra: ReadonlyMap<string, TextColumn>;
}

/** One row per dependency: a dependent needs a supplier for a role. `NaN` means "not given". */
export interface DependencyTable {
  readonly count: number;
  readonly dependent: Int32Array;
  readonly supplier: Int32Array;
  readonly role: TextColumn;
  /** The requirement that the row belongs to; a `failover` row names the requirement it helps to switch. */
  readonly requirement: Int32Array;
  /** Index into `PHASES`. */
  readonly phase: Uint8Array;
  readonly graceHours: Float64Array;
  readonly share: Float64Array;
  readonly confidence: Float64Array;
  readonly source: TextColumn;
  readonly asOf: TextColumn;
  readonly evidence: TextColumn;
  readonly basis: TextColumn;
  /** What a scenario has changed or added is known by in draws of evidence; empty for what it is. See `dependencyKey`. */
  readonly drawnAs?: TextColumn;
  readonly extra: ReadonlyMap<string, TextColumn>;
}

/** One row per requirement: met when at least `need` of its members work. */
export interface RequirementTable {
  readonly count: number;
  readonly dependent: Int32Array;
  /** The label that the rows share, empty for a dependency that is a requirement of its own. */
  readonly group: TextColumn;
  /** 1 .. number of members. */
  readonly need: Int32Array;
  /** 0..1, fraction of the dependent lost while the requirement is unmet. */
  readonly loss: Float64Array;
  /** Index into `PHASES`: run or start. */
  readonly phase: Uint8Array;
  readonly failoverHours: Float64Array;
  readonly failoverProbability: Float64Array;
}

/** What a dataset says of itself. */
export interface About {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly licence: string;
  readonly asOf: string;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  readonly measured: readonly string[];
  readonly assumed: readonly string[];
  readonly missing: readonly string[];
  /** The file as it was read, for writing back; empty when there was none. */
  readonly document: string;
}

export interface System {
  readonly about: About;
  readonly entities: EntityTable;
  readonly dependencies: DependencyTable;
  readonly requirements: RequirementTable;
  /** At least one; the first is the one used unless another is asked for. */
  readonly weights: readonly Weight[];
  /** Fingerprint of the files that the system was built from, 16 hexadecimal digits. */
  readonly hash: string;
}

/** The text in row `row` of a column. */
export function textAt(column: TextColumn, row: number): string {
  return column.labels[column.codes[row]!]!;
}

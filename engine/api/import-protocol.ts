/** Words of the jobs that import tables. */

import type { Skipped } from '../formats/map-rows.ts';
import type { ProblemClass } from '../formats/problem-classes.ts';
import type { DatasetFile } from '../formats/read-table.ts';
import type { FieldDescription } from '../formats/recognise/fields.ts';
import type { Finding, FindingChoice } from '../formats/recognise/finding.ts';
import type { ColumnPlan, ImportPlan, TablePlan } from '../formats/recognise/import-plan.ts';
import type { PreviewRow, TableProfile } from '../formats/recognise/profile.ts';
import type { Reason } from '../formats/recognise/recognise.ts';
import type { SameReason } from '../formats/same-entity.ts';
import type { Problem } from '../model/problem.ts';

export type { ColumnPlan, Finding, FindingChoice, ImportPlan, PreviewRow, ProblemClass, Reason, TablePlan };

/** What stands in a table, for showing it before anything is imported. */
export type TablePreview = Omit<TableProfile, 'texts'>;

/** A field that a column can become. */
export type ImportField = Pick<FieldDescription, 'id' | 'label' | 'meaning' | 'shapes' | 'holds'>;

export interface PreviewResult {
  readonly tables: readonly TablePreview[];
  /** Problems of reading the files as such. */
  readonly problems: readonly Problem[];
  /** What the columns are likely to mean. */
  readonly plan: ImportPlan;
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
  readonly fields: readonly ImportField[];
  /** The kinds of entity, which a column of kinds is read as. */
  readonly kinds: readonly string[];
}

/** Two entities that may be one; nothing is done about it unless a person says so. */
export interface SamePair {
  /** The entity that would stay. */
  readonly keep: NamedEntity;
  /** The entity that would become the same. */
  readonly join: NamedEntity;
  readonly reason: SameReason;
  /** 0..1, an order and no probability. */
  readonly score: number;
}

export interface NamedEntity {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly country: string;
}

export interface ImportRequest {
  readonly files: readonly DatasetFile[];
  readonly mapping: DatasetFile;
  /** Whether the tables stand alone or are added to the open system; alone, unless it says so. */
  readonly onto?: 'nothing' | 'open';
  /** Leaves the files of the dataset unwritten, to see what an import would do. */
  readonly isTrial?: boolean;
  /** Gives the files as bytes, which reach a page without being copied, and not as texts. */
  readonly asBytes?: boolean;
  /** Of more problems than this only the first are told, and all of them in sorts; all, unless it says so. */
  readonly mostProblems?: number;
}

export interface ImportResult {
  readonly title: string;
  readonly entityCount: number;
  readonly dependencyCount: number;
  readonly requirementCount: number;
  /** How many of them the open system did not have; all, where nothing was added to. */
  readonly newEntityCount: number;
  readonly newDependencyCount: number;
  /** The dataset in the native format; empty in a trial. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** The same as bytes, where they were asked for. */
  readonly packed: readonly DatasetFile[];
  readonly skipped: readonly Skipped[];
  readonly problems: readonly Problem[];
  /** All problems in sorts, the worst first. */
  readonly classes: readonly ProblemClass[];
  /** Entities that came and are likely one with another, the likeliest first, and how many there are in all. */
  readonly same: readonly SamePair[];
  readonly sameCount: number;
}

export interface ImportJobs {
  /** Reads tables and suggests what their columns mean; the open system stays. */
  preview: { request: { readonly files: readonly DatasetFile[] }; result: PreviewResult };
  /** Cells of some rows of a table, by the rows that problems name; rows that are not there are left out. */
  tableRows: {
    request: {
      readonly files: readonly DatasetFile[];
      readonly table: string;
      readonly rows: readonly number[];
    };
    result: readonly PreviewRow[];
  };
  /** The mapping file (docs/mapping.md) that says what a plan says, with the entities that are one. */
  mappingOf: {
    request: { readonly plan: ImportPlan; readonly same: Readonly<Record<string, string>> };
    result: { readonly text: string; readonly assumed: readonly string[] };
  };
  /** Makes a dataset from tables by a mapping file (docs/mapping.md); the open system stays. */
  import: { request: ImportRequest; result: ImportResult };
}

/** The words of the protocol on the tables of the open system. Types only. */
import type { Edit, EditedTable } from '../formats/edit.ts';
import type { LikelySame } from '../formats/same-entity.ts';
import type { Problem } from '../model/problem.ts';

export type { LikelySame };

/** Tables of the open system; `requirements` and `evidence` are made of its dependencies, `problems` of its reading. */
export type DataTable = EditedTable | 'requirements' | 'evidence' | 'problems';

export interface DataColumn {
  readonly header: string;
  readonly type: 'text' | 'number' | 'whole';
  /** Words that a cell may hold; empty where it is free. */
  readonly words: readonly string[];
  /** Whether a person can change it here. */
  readonly isEditable: boolean;
}

export interface RowsRequest {
  readonly table: DataTable;
  /** Header of the column to sort by, or empty for the order of the file. */
  readonly sort: string;
  readonly isDescending: boolean;
  /** Rows with this text in any cell, in any case; empty lets all pass. */
  readonly filter: string;
  /** Rows with exactly these texts in these columns. */
  readonly only: Readonly<Record<string, string>>;
}

export interface RowsResult {
  readonly columns: readonly DataColumn[];
  /** Rows of the table, whether they pass or not. */
  readonly total: number;
  /** Rows that pass, in their order. */
  readonly order: Uint32Array;
}

export interface DataRow {
  readonly row: number;
  /** What edits name the row by; empty where it cannot be edited. */
  readonly key: string;
  readonly cells: readonly string[];
}

/** How well the dependencies of the open system are known. */
export interface DataQuality {
  /** Dependencies by grade of evidence, the best first. */
  readonly grades: readonly { readonly grade: string; readonly count: number }[];
  /** Year against which evidence is old: of the dataset itself, or of its newest evidence; 0 when nothing has a date. */
  readonly year: number;
  /** Years after which evidence counts as old. */
  readonly oldAfter: number;
  readonly old: number;
  readonly undated: number;
  /** Dependencies with a confidence below 1. */
  readonly uncertain: number;
  /** Suppliers, and those of them that have a rate of outages. */
  readonly suppliers: number;
  readonly rated: number;
}

/** Jobs on the tables of the open system. */
export interface DataJobs {
  rows: { request: RowsRequest; result: RowsResult };
  cells: {
    request: { readonly table: DataTable; readonly rows: readonly number[] };
    result: readonly DataRow[];
  };
  dataQuality: { request: object; result: DataQuality };
  /** What reading would report of the row that an edit changes or adds; empty when it is sound. */
  checkEdit: { request: { readonly edit: Edit }; result: readonly Problem[] };
  /** Entities that are likely one under two ids. */
  likelySame: { request: object; result: readonly LikelySame[] };
}

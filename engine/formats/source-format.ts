/** What every reader of a file format gives: tables of texts, and how they were read. */
import type { Problem } from '../model/problem.ts';
import type { CsvRecord, Separator } from './csv.ts';

/** How a table was read, in the words of its format. */
export interface SourceFormat {
  readonly kind: 'csv' | 'xlsx' | 'json' | 'gexf' | 'graphml' | 'project';
  readonly separator?: Separator;
  /** Label of the encoding, such as utf-8 or windows-1252. */
  readonly encoding?: string;
  /** Whether the file came packed, as gzip or within a zip. */
  readonly packed: boolean;
  readonly sheet?: string;
}

/** Rows of a table, a batch at a time, with the fraction of the table read. */
export type RecordBatches = Generator<{ readonly records: readonly CsvRecord[]; readonly fraction: number }>;

/** A table of somebody's file: its records as texts, the first that is no blank line being the header. */
export interface SourceTable {
  /** What a mapping calls it: the file's name, followed by "#Sheet" where a file has several tables. */
  readonly name: string;
  readonly file: string;
  readonly format: SourceFormat;
  /** Reads the table from its beginning; faults of the file and its rows are added to `problems`. */
  records(problems: Problem[]): RecordBatches;
}

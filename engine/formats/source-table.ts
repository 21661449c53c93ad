/**
 * Every file format is a reader from bytes to tables, so that what a table means (docs/mapping.md) is apart from
 * how it was packed and written. Which reader a file needs is seen from its content first, its name second.
 */
import type { Problem } from '../model/problem.ts';
import { type CsvRecord, csvRecords, type Separator, separatorOf } from './csv.ts';
import { decodePieces, encodingOf } from './decode.ts';
import { unpack } from './gunzip.ts';
import { type ReadStep, within } from './read-step.ts';
import type { DatasetFile } from './read-table.ts';

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

/** Bytes that show the separator. */
const HEAD = 1 << 17;

/**
 * The tables of a file, none with a problem reported where it cannot be read. Yields the fraction done of what
 * must be done before the first row can be read.
 */
export function* openTables(
  file: DatasetFile,
  problems: Problem[],
): Generator<ReadStep, readonly SourceTable[]> {
  const plain = yield* within(unpack(file, problems), `Unpacking ${file.name}`, [0, 1]);
  if (plain === undefined) return [];
  return [csvTable(plain, plain !== file)];
}

/** A text with separated cells, which is a table by itself. */
function csvTable({ name, bytes }: DatasetFile, packed: boolean): SourceTable {
  const head = decodePieces(name, bytes.subarray(0, HEAD), []).next();
  return {
    name,
    file: name,
    format: {
      kind: 'csv',
      separator: separatorOf(head.done ? '' : head.value),
      encoding: encodingOf(bytes),
      packed,
    },
    records: (problems) => csvRecords(name, bytes, problems),
  };
}

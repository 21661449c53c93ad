/**
 * Every file format is a reader from bytes to tables, so that what a table means (docs/mapping.md) is apart from
 * how it was packed and written. Which reader a file needs is seen from its content first, its name second.
 */
import type { Problem } from '../model/problem.ts';
import { csvRecords, separatorOf } from './csv.ts';
import { decodePieces, encodingOf } from './decode.ts';
import { readContent } from './file-content.ts';
import { batches, graphSourceTables } from './graph-tables.ts';
import type { ReadStep } from './read-step.ts';
import { type DatasetFile, fileProblem } from './read-table.ts';
import { workbookTables } from './read-xlsx.ts';
import type { SourceTable } from './source-format.ts';
import { isZip } from './unzip.ts';

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
  const { name } = file;
  const content = yield* readContent(file, problems);
  if (content === undefined) return [];
  const { kind, packed } = content;
  switch (kind) {
    case 'csv':
      return [csvTable(name, content.bytes, packed)];
    case 'json':
      return content.json.tables.map((table) => ({
        name: table.name === '' ? name : `${name}#${table.name}`,
        file: name,
        format: { kind, packed },
        records: () => batches(table.header, table.rows.length, (r) => table.rows[r]!),
      }));
    case 'gexf':
    case 'graphml':
      return graphSourceTables(name, content.graph, { kind, packed });
    case 'xlsx':
      return yield* workbookTables(file, content.entries, packed, problems);
    case 'project':
      return yield* tablesOfAll(content.project.files, 'project', problems);
    case 'zip':
      return yield* tablesOfAll(content.files, undefined, problems);
  }
}

/** The tables of files that came in one archive; an archive within it is not opened. */
function* tablesOfAll(
  files: readonly DatasetFile[],
  kind: 'project' | undefined,
  problems: Problem[],
): Generator<ReadStep, readonly SourceTable[]> {
  const tables: SourceTable[] = [];
  for (const inner of files) {
    // what a dataset says of itself is no table
    if (/(^|\/)dataset\.json$/i.test(inner.name)) continue;
    if (isZip(inner.bytes) && !/\.xlsx$/i.test(inner.name)) {
      problems.push(
        fileProblem(inner.name, 'This is an archive within an archive; not read. Unpack it first.'),
      );
      return [];
    }
    for (const table of yield* openTables(inner, problems))
      tables.push({
        ...table,
        format: { ...table.format, packed: true, ...(kind && { kind }) },
      });
  }
  return tables;
}

/** A text with separated cells, which is a table by itself. */
function csvTable(name: string, bytes: Uint8Array, packed: boolean): SourceTable {
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

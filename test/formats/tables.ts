/** Opens files as tables, and packs archives by hand, for tests. */
import { zipSync } from 'fflate';
import type { SourceTable } from '../../engine/formats/source-format.ts';
import { openTables } from '../../engine/formats/source-table.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { bytesOf, type Content, drain } from './reading.ts';

export interface OpenedTable {
  readonly name: string;
  readonly format: SourceTable['format'];
  /** Each record as its row number and its cells. */
  readonly rows: readonly (readonly (number | string)[])[];
}

/** The tables of a file with all their rows, and every problem on the way. */
export function tablesOf(name: string, content: Content): { tables: OpenedTable[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const opened = drain(openTables({ name, bytes: bytesOf(content) }, problems)).result;
  const tables = opened.map((table) => ({
    name: table.name,
    format: table.format,
    rows: drain(table.records(problems)).steps.flatMap(({ records }) =>
      records.map(({ row, cells }) => [row, ...cells]),
    ),
  }));
  return { tables, problems };
}

/** The messages of a file that gives no table. */
export function refusals(name: string, content: Content): string[] {
  const { tables, problems } = tablesOf(name, content);
  return tables.length === 0 ? problems.map(({ message }) => message) : [`${tables.length} tables`];
}

/** A zip of texts. */
export function archive(files: Readonly<Record<string, Content>>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)])),
  );
}

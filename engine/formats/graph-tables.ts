/** A graph as two tables: what its format says of every node and edge, and the attributes that a file adds. */
import type { CsvRecord } from './csv.ts';
import type { RecordBatches, SourceFormat, SourceTable } from './source-format.ts';

/** Nodes or edges: rows hold the structural columns first, then the attributes. */
export interface GraphTable {
  /** Columns that the format itself has: id and label, or source and target and what else there is. */
  readonly structural: readonly string[];
  readonly attributes: readonly string[];
  readonly rowCount: number;
  /** Made anew at each call, so that no pass over all rows is needed before the first is used. */
  row(r: number): readonly string[];
}

export interface GraphFile {
  readonly nodes: GraphTable;
  readonly edges: GraphTable;
  /** dataset.json, where the file carries it; empty otherwise. */
  readonly document: string;
}

/**
 * The graph with its nodes named by their attribute "id", where each has one of its own: igraph numbers nodes anew when it
 * writes, and keeps the ids that it has read as such an attribute. O(rows).
 */
export function withOwnIds(graph: GraphFile): GraphFile {
  const { nodes, edges, document } = graph;
  const at = nodes.structural.length + nodes.attributes.indexOf('id');
  if (at < nodes.structural.length) return graph;
  const ownOf = new Map<string, string>();
  for (let v = 0; v < nodes.rowCount; v++) {
    const row = nodes.row(v);
    ownOf.set(row[0]!, row[at]!);
  }
  const distinct = new Set(ownOf.values());
  if (distinct.size < nodes.rowCount || distinct.has('')) return graph;
  const end = (id: string): string => ownOf.get(id) ?? id;
  return {
    nodes: {
      ...nodes,
      attributes: nodes.attributes.filter((name) => name !== 'id'),
      row(v) {
        const row = nodes.row(v);
        return [row[at]!, ...row.slice(1, at), ...row.slice(at + 1)];
      },
    },
    edges: {
      ...edges,
      row(e) {
        const [from, to, ...rest] = edges.row(e);
        return [end(from!), end(to!), ...rest];
      },
    },
    document,
  };
}

/** Cells, empty ones included, beyond which a table is a trap: a few bytes of a file can stand for ten thousand of them. */
export const MOST_CELLS = 30_000_000;

/** Whether all rows of a graph, each with all columns, are more than any honest file has. */
export function isOversized({ nodes, edges }: GraphFile): boolean {
  const cells = ({ structural, attributes, rowCount }: GraphTable): number =>
    rowCount * (structural.length + attributes.length);
  return cells(nodes) + cells(edges) > MOST_CELLS;
}

/** Rows between two pauses. */
const SLICE = 2_000;

/** The tables `file#nodes` and `file#edges`, with the header as row 1. */
export function graphSourceTables(
  file: string,
  graph: GraphFile,
  format: SourceFormat,
): readonly SourceTable[] {
  return (['nodes', 'edges'] as const).map((part) => {
    const { structural, attributes, rowCount, row } = graph[part];
    const taken = new Set(structural.map((column) => column.toLowerCase()));
    // an attribute may be called "source", as the end of an edge is
    const own = attributes.map((name) => (taken.has(name.toLowerCase()) ? `${name} (attribute)` : name));
    return {
      name: `${file}#${part}`,
      file,
      format,
      records: () => batches([...structural, ...own], rowCount, row),
    };
  });
}

/** Rows that are in memory, as batches with the header first. */
export function* batches(
  header: readonly string[],
  rowCount: number,
  row: (r: number) => readonly string[],
): RecordBatches {
  yield { records: [{ cells: header, row: 1 }], fraction: 0 };
  for (let from = 0; from < rowCount; from += SLICE) {
    const records: CsvRecord[] = [];
    const to = Math.min(rowCount, from + SLICE);
    for (let r = from; r < to; r++) records.push({ cells: row(r), row: r + 2 });
    yield { records, fraction: to / rowCount };
  }
}

/** Collects the rows of a graph table whose columns are not all known before its last row is read. */
export function graphTableBuilder(needed: readonly string[], optional: readonly string[]) {
  const columns = [...needed, ...optional];
  const used = new Set<number>(needed.keys());
  const attributes: string[] = [];
  const positionOf = new Map<string, number>();
  const defaults: string[] = [];
  /** Only what a file gives: a row has holes where it gives nothing. */
  const rows: (string | undefined)[][] = [];
  let row: (string | undefined)[] = [];
  return {
    /** Names an attribute that a file calls `key`; `standard` is the value of rows that do not give one. */
    declare(key: string, name: string, standard = ''): void {
      if (positionOf.has(key)) return;
      positionOf.set(key, columns.length + attributes.length);
      attributes.push(name);
      defaults.push(standard);
    },
    isDeclared: (key: string): boolean => positionOf.has(key),
    /** Begins a row with the texts of the columns that the format has; undefined where one is not given. */
    begin(texts: readonly (string | undefined)[]): void {
      row = [];
      texts.forEach((text, c) => {
        if (text === undefined) return;
        used.add(c);
        row[c] = text;
      });
      rows.push(row);
    },
    /** Writes into a structural column of the row. */
    structural(column: string, text: string): void {
      const c = columns.indexOf(column);
      used.add(c);
      row[c] = text;
    },
    set(key: string, text: string): void {
      const at = positionOf.get(key);
      if (at !== undefined) row[at] = text;
    },
    get current(): readonly (string | undefined)[] {
      return row;
    },
    /** Goes back to a row whose nested rows have ended. */
    resume(earlier: readonly (string | undefined)[]): void {
      row = earlier as (string | undefined)[];
    },
    /** The table without the columns that no row has. */
    finish(): GraphTable {
      const kept = columns.flatMap((_, c) => (used.has(c) ? [c] : []));
      return {
        structural: kept.map((c) => columns[c]!),
        attributes,
        rowCount: rows.length,
        row(r) {
          const full = rows[r]!;
          return [
            ...kept.map((c) => full[c] ?? ''),
            ...defaults.map((standard, c) => full[columns.length + c] ?? standard),
          ];
        },
      };
    },
  };
}

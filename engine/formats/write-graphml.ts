/** A System -> GraphML (graphml.graphdrawing.org): entities as nodes, dependencies as edges to suppliers. */
import type { System } from '../model/system.ts';
import { graphLosses } from './graph-losses.ts';
import { dependencyColumns, entityColumns, type NativeColumn } from './native-columns.ts';
import { DOCUMENT } from './read-graphml.ts';
import type { GraphWritten } from './write-gexf.ts';
import { partsOfWork, rowPieces } from './write-rows.ts';
import { xmlText } from './xml-text.ts';

const TYPES = { text: 'string', number: 'double', whole: 'int' } as const;

/**
 * Writes the file in pieces. All columns are typed attributes, and what the dataset says of itself is an attribute
 * of the graph. Yields the fraction done; O(cells).
 */
export function* writeGraphml(system: System): Generator<number, GraphWritten> {
  const { entities, dependencies, about } = system;
  const xml = xmlText();
  const { id } = entities;
  const nodeColumns = entityColumns(system).filter(({ header }) => header !== 'id');
  const edgeColumns = dependencyColumns(system).filter(
    ({ header }) => header !== 'dependent' && header !== 'supplier',
  );
  const data = (prefix: string, columns: readonly NativeColumn[], row: number): string => {
    let values = '';
    for (const [c, { cell }] of columns.entries()) {
      const value = cell(row);
      if (value !== '') values += `<data key="${prefix}${c}">${xml.escape(value)}</data>`;
    }
    return values;
  };
  const keys = (of: 'node' | 'edge', prefix: string, columns: readonly NativeColumn[]): string =>
    columns
      .map(
        ({ header, type }, c) =>
          `<key id="${prefix}${c}" for="${of}" attr.name="${xml.escape(header)}" attr.type="${TYPES[type]}"/>\n`,
      )
      .join('');
  const [ofEntities, ofDependencies] = partsOfWork(entities.count, dependencies.count);
  const nodes = yield* rowPieces(
    entities.count,
    (v) => `<node id="${xml.escape(id[v]!)}">${data('n', nodeColumns, v)}</node>\n`,
    ofEntities,
  );
  const edges = yield* rowPieces(
    dependencies.count,
    (e) =>
      `<edge source="${xml.escape(id[dependencies.dependent[e]!]!)}" target="${xml.escape(id[dependencies.supplier[e]!]!)}">${data('e', edgeColumns, e)}</edge>\n`,
    ofDependencies,
  );
  const hasDocument = about.document !== '';
  const pieces = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
    hasDocument ? `<key id="g0" for="graph" attr.name="${DOCUMENT}" attr.type="string"/>\n` : '',
    keys('node', 'n', nodeColumns),
    keys('edge', 'e', edgeColumns),
    '<graph id="system" edgedefault="directed">\n',
    hasDocument ? `<data key="g0">${xml.escape(about.document)}</data>\n` : '',
    ...nodes,
    ...edges,
    '</graph>\n</graphml>\n',
  ];
  return { pieces, cannotCarry: graphLosses(system, xml.changedCount) };
}

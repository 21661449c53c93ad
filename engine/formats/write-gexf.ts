/** A System -> GEXF 1.2 (gexf.net), which more programs read than 1.3: entities as nodes, dependencies as edges from dependent to supplier. */
import type { System } from '../model/system.ts';
import { graphLosses } from './graph-losses.ts';
import { dependencyColumns, entityColumns, type NativeColumn } from './native-columns.ts';
import { partsOfWork, rowPieces } from './write-rows.ts';
import { xmlText } from './xml-text.ts';

export interface GraphWritten {
  readonly pieces: readonly string[];
  /** What the format cannot carry, each in one sentence. */
  readonly cannotCarry: readonly string[];
}

const TYPES = { text: 'string', number: 'double', whole: 'integer' } as const;

/**
 * Writes the file in pieces. All columns are typed attributes; the name is the label, and what the dataset says of
 * itself is the description. Yields the fraction done; O(cells).
 */
export function* writeGexf(system: System): Generator<number, GraphWritten> {
  const { entities, dependencies, about } = system;
  const xml = xmlText();
  const [id, name] = [entities.id, entities.name];
  const nodeColumns = entityColumns(system).filter(({ header }) => header !== 'id' && header !== 'name');
  const edgeColumns = dependencyColumns(system).filter(
    ({ header }) => header !== 'dependent' && header !== 'supplier',
  );
  const attvalues = (columns: readonly NativeColumn[], row: number): string => {
    let values = '';
    for (const [c, { cell }] of columns.entries()) {
      const value = cell(row);
      if (value !== '') values += `<attvalue for="${c}" value="${xml.escape(value)}"/>`;
    }
    return values === '' ? '' : `<attvalues>${values}</attvalues>`;
  };
  const declarations = (of: 'node' | 'edge', columns: readonly NativeColumn[]): string =>
    `<attributes class="${of}" mode="static">\n${columns
      .map(
        ({ header, type }, c) =>
          `<attribute id="${c}" title="${xml.escape(header)}" type="${TYPES[type]}"/>\n`,
      )
      .join('')}</attributes>\n`;
  const [ofEntities, ofDependencies] = partsOfWork(entities.count, dependencies.count);
  const nodes = yield* rowPieces(
    entities.count,
    (v) =>
      `<node id="${xml.escape(id[v]!)}" label="${xml.escape(name[v]!)}">${attvalues(nodeColumns, v)}</node>\n`,
    ofEntities,
  );
  const edges = yield* rowPieces(
    dependencies.count,
    (e) =>
      `<edge id="${e}" source="${xml.escape(id[dependencies.dependent[e]!]!)}" target="${xml.escape(id[dependencies.supplier[e]!]!)}">${attvalues(edgeColumns, e)}</edge>\n`,
    ofDependencies,
  );
  const description = about.document === '' ? '' : `<description>${xml.escape(about.document)}</description>`;
  const pieces = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n',
    `<meta><creator>Linchpin</creator>${description}</meta>\n`,
    '<graph mode="static" defaultedgetype="directed">\n',
    declarations('node', nodeColumns),
    declarations('edge', edgeColumns),
    '<nodes>\n',
    ...nodes,
    '</nodes>\n<edges>\n',
    ...edges,
    '</edges>\n</graph>\n</gexf>\n',
  ];
  return { pieces, cannotCarry: graphLosses(system, xml.changedCount) };
}

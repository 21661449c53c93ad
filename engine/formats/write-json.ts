/** A System -> one JSON file (docs/formats.md); reading it back gives the same System. */
import type { System } from '../model/system.ts';
import { dependencyColumns, entityColumns, type NativeColumn } from './native-columns.ts';
import { JSON_FORMAT, JSON_VERSION } from './read-json.ts';
import { partsOfWork, rowPieces } from './write-rows.ts';

/** Writes the file in pieces: an object for each row, without the cells that are not given. O(cells). */
export function* writeJson(system: System): Generator<number, readonly string[]> {
  const { entities, dependencies, about } = system;
  const [ofEntities, ofDependencies] = partsOfWork(entities.count, dependencies.count);
  const tables = { entities: entityColumns(system), dependencies: dependencyColumns(system) };
  const headers = (columns: readonly NativeColumn[]): readonly string[] =>
    columns.map(({ header }) => header);
  const head = {
    format: JSON_FORMAT,
    schemaVersion: JSON_VERSION,
    ...documentOf(about.document),
    columns: { entities: headers(tables.entities), dependencies: headers(tables.dependencies) },
  };
  return [
    JSON.stringify(head, null, 2).replace(/\n\}$/, ',\n'),
    '  "entities": [',
    ...(yield* rowPieces(entities.count, objectOf(tables.entities), ofEntities)),
    '\n  ],\n  "dependencies": [',
    ...(yield* rowPieces(dependencies.count, objectOf(tables.dependencies), ofDependencies)),
    '\n  ]\n}\n',
  ];
}

/** dataset.json as an object, and as the text that it was where that reads otherwise. */
function documentOf(document: string): { readonly dataset?: unknown; readonly document?: string } {
  if (document === '') return {};
  const dataset: unknown = JSON.parse(document);
  return `${JSON.stringify(dataset, null, 2)}\n` === document ? { dataset } : { dataset, document };
}

/** Writes a row as an object on a line of its own. */
function objectOf(columns: readonly NativeColumn[]): (row: number) => string {
  const keys = columns.map(({ header }) => JSON.stringify(header));
  return (row) => {
    const members: string[] = [];
    for (const [c, { type, cell }] of columns.entries()) {
      const value = cell(row);
      if (value !== '') members.push(`${keys[c]}: ${type === 'text' ? JSON.stringify(value) : value}`);
    }
    return `${row === 0 ? '' : ','}\n    { ${members.join(', ')} }`;
  };
}

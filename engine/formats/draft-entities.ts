/** Entities while the rows of several tables are read: rows that name the same one unite. */
import { entitiesBuilder, type WeightDeclaration } from '../model/build-entities.ts';
import { kindIndex } from '../model/kinds.ts';
import type { Problem } from '../model/problem.ts';
import { type Origin, rowReader } from '../model/row-reader.ts';
import type { EntityTable, Weight } from '../model/system.ts';
import type { BoundText } from './row-cells.ts';

/** Entities between two pauses, a few milliseconds of work. */
const SLICE = 4096;

/** One field of all entities: the text, empty where no row has given one, and where it was read. */
export interface DraftField {
  readonly header: string;
  readonly texts: string[];
  readonly rows: number[];
  readonly from: (BoundText | undefined)[];
}

export interface EntityDrafts {
  /** The field of this name; the same whatever its case. */
  field(header: string): DraftField;
  /** Index of the entity with this id, which is new where no row has named it. */
  entity(id: string, from: BoundText, row: number): number;
  /** Notes what a row says of an entity; reports a contradiction and keeps what came first. */
  say(v: number, field: DraftField, text: string, from: BoundText, row: number): void;
  /** Notes a kind that counts only where no row says another; of several assumptions the lowest in the tower is kept. */
  assumeKind(v: number, text: string, from: BoundText, row: number): void;
  /** Checks and builds them as if they stood in entities.csv; problems name the cells that were read. */
  finish(weights: readonly WeightDeclaration[]): Generator<
    number,
    {
      readonly entities: EntityTable;
      readonly weights: readonly Weight[];
      readonly indexOf: ReadonlyMap<string, number>;
    }
  >;
}

/** Where a text was read; a text that is the same for all rows stands in the mapping. */
export function placeOf(
  from: BoundText,
  row: number,
  field: { readonly header: string; readonly mappingFile: string },
): ReturnType<Origin['place']> {
  return from.columnCount > 0
    ? { file: from.file, row, column: from.column }
    : { file: field.mappingFile, row: 0, column: field.header };
}

/** No entities; O(1) for each thing that a row says. */
export function entityDrafts(mappingFile: string, problems: Problem[]): EntityDrafts {
  const indexOf = new Map<string, number>();
  const fields = new Map<string, DraftField>();

  const field: EntityDrafts['field'] = (header) => {
    const key = header.toLowerCase();
    let found = fields.get(key);
    if (found === undefined) {
      const { size } = indexOf;
      found = {
        header,
        texts: new Array<string>(size).fill(''),
        rows: new Array<number>(size).fill(0),
        from: new Array<BoundText | undefined>(size).fill(undefined),
      };
      fields.set(key, found);
    }
    return found;
  };
  const ids = field('id');
  // required by the model, and reported there where no row gives it
  const kinds = field('kind');
  const isAssumed: boolean[] = [];

  const origin: Origin = {
    place(v, column) {
      const { from, rows, header } = fields.get(column.toLowerCase()) ?? ids;
      if (from[v] !== undefined) return placeOf(from[v], rows[v]!, { header, mappingFile });
      return placeOf(ids.from[v]!, ids.rows[v]!, { header: 'id', mappingFile });
    },
    name: (v) => `row ${ids.rows[v]} of ${ids.from[v]!.file}`,
  };

  const note = (v: number, { texts, rows, from }: DraftField, said: [string, BoundText, number]): void => {
    [texts[v], from[v], rows[v]] = said;
  };

  return {
    field,
    entity(id, from, row) {
      const known = indexOf.get(id);
      if (known !== undefined) return known;
      const v = indexOf.size;
      indexOf.set(id, v);
      for (const each of fields.values()) {
        each.texts.push('');
        each.rows.push(0);
        each.from.push(undefined);
      }
      note(v, ids, [id, from, row]);
      return v;
    },
    say(v, said, text, from, row) {
      const before = said.texts[v]!;
      if (text === '') return;
      const isOpen = before === '' || (said === kinds && isAssumed[v] === true);
      if (said === kinds) isAssumed[v] = false;
      if (isOpen) return note(v, said, [text, from, row]);
      if (text === before) return;
      problems.push({
        severity: 'error',
        file: from.file,
        row,
        column: from.column || said.header,
        value: text,
        message: `'${text}' as ${said.header} of '${ids.texts[v]}' contradicts '${before}' in row ${said.rows[v]} of ${said.from[v]!.file}, which is kept.`,
      });
    },
    assumeKind(v, text, from, row) {
      const before = kinds.texts[v]!;
      if (text === '' || (before !== '' && isAssumed[v] !== true)) return;
      if (before !== '' && kindIndex(text) <= kindIndex(before)) return;
      note(v, kinds, [text, from, row]);
      isAssumed[v] = true;
    },
    *finish(weights) {
      const columns = [...fields.values()];
      const reader = rowReader(
        origin,
        columns.map(({ header }) => header),
        problems,
      );
      const builder = entitiesBuilder(reader, weights);
      for (let v = 0; v < indexOf.size; v++) {
        if (v % SLICE === SLICE - 1) yield v / indexOf.size;
        const cells = columns.map(({ texts }) => texts[v]!);
        if (reader.open(cells, v)) builder.add();
      }
      return builder.finish();
    },
  };
}

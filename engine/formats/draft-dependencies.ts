/** Dependencies while the rows of several tables are read; formed once every entity is known. */
import { dependenciesBuilder } from '../model/build-dependencies.ts';
import { intColumnBuilder, type TextColumnBuilder, textColumnBuilder } from '../model/columns.ts';
import type { Problem } from '../model/problem.ts';
import { rowReader } from '../model/row-reader.ts';
import type { DependencyTable, EntityTable, RequirementTable, TextColumn } from '../model/system.ts';
import { placeOf } from './draft-entities.ts';
import type { BoundText } from './row-cells.ts';

/** Dependencies between two pauses, a few milliseconds of work. */
const SLICE = 4096;

/** The texts that a case of the mapping writes, by header; `dependent` and `supplier` are among them. */
export interface BoundFields {
  readonly texts: ReadonlyMap<string, BoundText>;
  /** Number of the case among all that were bound. */
  readonly code: number;
}

export interface DependencyDrafts {
  bind(texts: ReadonlyMap<string, BoundText>): BoundFields;
  /** Adds what a row gives for the texts of a case, in their order. */
  add(row: number, bound: BoundFields, given: readonly string[]): void;
  /** Checks and builds them as if they stood in dependencies.csv; problems name the cells that were read. */
  finish(
    entities: EntityTable,
    indexOf: ReadonlyMap<string, number>,
  ): Generator<number, { readonly dependencies: DependencyTable; readonly requirements: RequirementTable }>;
}

interface DraftColumn {
  readonly header: string;
  readonly texts: TextColumnBuilder;
  /** What the row at hand gives. */
  next: string;
}

/** No dependencies; O(fields) for each that is added. */
export function dependencyDrafts(mappingFile: string, problems: Problem[]): DependencyDrafts {
  const columns: DraftColumn[] = [];
  const bounds: { readonly texts: ReadonlyMap<string, BoundText>; readonly columns: DraftColumn[] }[] = [];
  const codes = intColumnBuilder();
  const rows = intColumnBuilder();

  const column = (header: string): DraftColumn => {
    const known = columns.find((each) => each.header.toLowerCase() === header.toLowerCase());
    if (known !== undefined) return known;
    const added = { header, texts: textColumnBuilder(), next: '' };
    // dependencies of tables before this one do not have it
    for (let e = 0; e < rows.length; e++) added.texts.push('');
    columns.push(added);
    return added;
  };
  const dependent = column('dependent');
  const supplier = column('supplier');
  const group = column('group');
  const loss = column('loss');
  const lossAlone = column('lossAlone');
  const sourceOf = (e: number): BoundText => bounds[codes.at(e)]!.texts.get('supplier')!;

  return {
    bind(texts) {
      bounds.push({
        texts: new Map(Array.from(texts, ([header, text]) => [header.toLowerCase(), text])),
        columns: Array.from(texts.keys(), column),
      });
      return { texts, code: bounds.length - 1 };
    },
    add(row, { code }, given) {
      bounds[code]!.columns.forEach((each, i) => {
        each.next = given[i]!;
      });
      for (const each of columns) {
        each.texts.push(each.next);
        each.next = '';
      }
      codes.push(code);
      rows.push(row);
    },
    *finish(entities, indexOf) {
      const written = columns.filter((each) => each !== lossAlone);
      const reader = rowReader(
        {
          place(e, header) {
            const from = bounds[codes.at(e)]!.texts.get(header.toLowerCase()) ?? sourceOf(e);
            return placeOf(from, rows.at(e), { header, mappingFile });
          },
          name: (e) => `row ${rows.at(e)} of ${sourceOf(e).file}`,
        },
        written.map(({ header }) => header),
        problems,
      );
      const builder = dependenciesBuilder(reader, entities, indexOf);
      const lossAt = written.indexOf(loss);
      const isAlone = yield* loneRows(
        dependent.texts.finish(),
        supplier.texts.finish(),
        group.texts.finish(),
      );
      for (let e = 0; e < rows.length; e++) {
        if (e % SLICE === SLICE - 1) yield e / (2 * rows.length);
        const cells = written.map(({ texts }) => texts.at(e));
        const alone = lossAlone.texts.at(e);
        if (alone !== '' && isAlone[e] === 1) cells[lossAt] = alone;
        if (reader.open(cells, e)) builder.add();
      }
      const forming = builder.finish();
      let formed = forming.next();
      for (; !formed.done; formed = forming.next()) yield (1 + formed.value) / 2;
      return formed.value;
    },
  };
}

/** 1 for each row that has no group, or whose group has no other supplier. */
function* loneRows(
  dependent: TextColumn,
  supplier: TextColumn,
  group: TextColumn,
): Generator<number, Uint8Array> {
  const SEVERAL = -1;
  const rowCount = group.codes.length;
  const keyOf = (e: number): number => dependent.codes[e]! * group.labels.length + group.codes[e]!;
  const onlySupplier = new Map<number, number>();
  for (let e = 0; e < rowCount; e++) {
    if (e % SLICE === SLICE - 1) yield 0;
    if (group.codes[e] === 0) continue;
    const known = onlySupplier.get(keyOf(e));
    const isOnly = known === undefined || known === supplier.codes[e];
    onlySupplier.set(keyOf(e), isOnly ? supplier.codes[e]! : SEVERAL);
  }
  return Uint8Array.from({ length: rowCount }, (_, e) => (onlySupplier.get(keyOf(e)) === SEVERAL ? 0 : 1));
}

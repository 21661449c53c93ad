/** Rows of dependencies.csv -> dependencies and requirements, with every problem reported (model.md, section 2). */
import { floatColumnBuilder, intColumnBuilder, textColumnBuilder } from './columns.ts';
import { formRequirements, OF_REQUIREMENT } from './form-requirements.ts';
import { KINDS } from './kinds.ts';
import { FRACTION, NOT_NEGATIVE, type RowReader } from './row-reader.ts';

import {
  type DependencyTable,
  type EntityTable,
  EVIDENCE,
  PHASES,
  type RequirementTable,
  RUN,
} from './system.ts';

/** Columns that the model reads; all others are kept unread. */
export const DEPENDENCY_COLUMNS = [
  'dependent',
  'supplier',
  'role',
  'group',
  'need',
  'loss',
  'grace_hours',
  'failover_hours',
  'failover_probability',
  'phase',
  'share',
  'confidence',
  'source',
  'as_of',
  'evidence',
  'basis',
] as const;

export interface DependenciesBuilder {
  /** Reads the row that the reader has open. */
  add(): void;
  /** Forms the requirements of all rows; yields the fraction done every few milliseconds. */
  finish(): Generator<
    number,
    { readonly dependencies: DependencyTable; readonly requirements: RequirementTable }
  >;
}

/**
 * Builds dependencies row by row, O(1) per row; `finish` forms the requirements. The reader's table
 * must have the columns dependent and supplier.
 */
export function dependenciesBuilder(
  reader: RowReader,
  entities: EntityTable,
  indexOf: ReadonlyMap<string, number>,
): DependenciesBuilder {
  const rows = intColumnBuilder();
  const dependent = intColumnBuilder();
  const supplier = intColumnBuilder();
  const role = textColumnBuilder();
  const group = textColumnBuilder();
  const phase = intColumnBuilder();
  const ofRequirement = OF_REQUIREMENT.map(() => floatColumnBuilder());
  const graceHours = floatColumnBuilder();
  const share = floatColumnBuilder();
  const confidence = floatColumnBuilder();
  const source = textColumnBuilder();
  const asOf = textColumnBuilder();
  const evidence = textColumnBuilder();
  const basis = textColumnBuilder();
  const extra = reader
    .unknownColumns(new Set(DEPENDENCY_COLUMNS))
    .map((column) => ({ ...column, values: textColumnBuilder() }));

  const readEntity = (column: string): number => {
    const id = reader.text(column);
    const found = indexOf.get(id);
    if (found !== undefined) return found;
    const what = id === '' ? `The ${column} is empty` : `There is no entity '${id}'`;
    reader.report('error', column, id, `${what}; the row is left out.`);
    return -1;
  };

  return {
    add() {
      const v = readEntity('dependent');
      const w = readEntity('supplier');
      if (v < 0 || w < 0) return;
      if (v === w)
        reader.report(
          'warning',
          'supplier',
          reader.text('supplier'),
          'The entity depends on itself; the row is kept and decides nothing.',
        );
      rows.push(reader.row);
      dependent.push(v);
      supplier.push(w);
      role.push(reader.text('role') || KINDS[entities.kind[w]!]!);
      group.push(reader.text('group'));
      phase.push(reader.choice('phase', PHASES, RUN));
      OF_REQUIREMENT.forEach(({ column, range }, i) => {
        ofRequirement[i]!.push(reader.number(column, range));
      });
      graceHours.push(reader.number('grace_hours', NOT_NEGATIVE));
      share.push(reader.number('share', FRACTION));
      confidence.push(reader.number('confidence', FRACTION));
      source.push(reader.text('source'));
      asOf.push(reader.year('as_of'));
      evidence.push(EVIDENCE[reader.choice('evidence', EVIDENCE, EVIDENCE.length - 1)]!);
      basis.push(reader.text('basis'));
      for (const column of extra) column.values.push(reader.raw(column.at));
    },
    *finish() {
      const formed = yield* formRequirements(reader, {
        ids: entities.id,
        rows: rows.finish(),
        dependent: dependent.finish(),
        supplier: supplier.finish(),
        role: role.finish(),
        group: group.finish(),
        phase: phase.finish(),
        ofRequirement: ofRequirement.map((column) => column.finish()),
      });
      // most tables keep every row, and then columns are copied whole
      const keep = formed.keep.includes(0) ? formed.keep : undefined;
      yield 1;
      return {
        dependencies: {
          count: formed.requirement.length,
          dependent: dependent.finish(keep),
          supplier: supplier.finish(keep),
          role: role.finish(keep),
          requirement: formed.requirement,
          phase: formed.phase,
          graceHours: graceHours.finish(keep),
          share: share.finish(keep),
          confidence: confidence.finish(keep),
          source: source.finish(keep),
          asOf: asOf.finish(keep),
          evidence: evidence.finish(keep),
          basis: basis.finish(keep),
          extra: new Map(extra.map((column) => [column.header, column.values.finish(keep)])),
        },
        requirements: formed.requirements,
      };
    },
  };
}

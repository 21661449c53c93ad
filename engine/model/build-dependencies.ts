/** Rows of dependencies.csv -> dependencies and requirements, with every problem reported (model.md, section 2). */
import { floatColumnBuilder, intColumnBuilder, textColumnBuilder } from './columns.ts';
import { KINDS } from './kinds.ts';
import { FRACTION, NOT_NEGATIVE, POSITIVE_WHOLE, type RowReader } from './row-reader.ts';
import {
  type DependencyTable,
  type EntityTable,
  EVIDENCE,
  FAILOVER,
  PHASES,
  type RequirementTable,
  RUN,
  type TextColumn,
  textAt,
} from './system.ts';

const KNOWN: ReadonlySet<string> = new Set([
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
]);

/** Numbers that belong to the requirement and must agree on all rows of a group, with their defaults. */
const OF_REQUIREMENT = [
  { column: 'need', fallback: 1, range: POSITIVE_WHOLE },
  { column: 'loss', fallback: 1, range: FRACTION },
  { column: 'failover_hours', fallback: 0, range: NOT_NEGATIVE },
  { column: 'failover_probability', fallback: 1, range: FRACTION },
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

/** Rows between two pauses while requirements are formed. */
const SLICE = 4096;

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
  const extra = reader.unknownColumns(KNOWN).map((column) => ({ ...column, values: textColumnBuilder() }));

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
      const { keep } = formed;
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

interface ReadRows {
  readonly ids: readonly string[];
  /** Row in the file of each row read. */
  readonly rows: Int32Array;
  readonly dependent: Int32Array;
  readonly supplier: Int32Array;
  readonly role: TextColumn;
  readonly group: TextColumn;
  /** Brought in line with the group where a row disagrees. */
  readonly phase: Int32Array;
  /** One column per entry of `OF_REQUIREMENT`, `NaN` for "not given". */
  readonly ofRequirement: readonly Float64Array[];
}

/** A requirement while its rows are collected. */
interface Draft {
  readonly dependent: number;
  readonly group: number;
  readonly phase: number;
  /** Row of the file that stands first, for problems of the whole group. */
  readonly row: number;
  readonly suppliers: Map<number, number>;
  /** Suppliers that are needed only to switch. */
  readonly switches: Map<number, number>;
  /** As `OF_REQUIREMENT`, `NaN` until a row gives the number. */
  readonly values: number[];
}

interface Formed {
  /** 0 where a row was merged into another or left out. */
  readonly keep: Uint8Array;
  /** The requirement of each row that is kept. */
  readonly requirement: Int32Array;
  /** The phase of each row that is kept. */
  readonly phase: Uint8Array;
  readonly requirements: RequirementTable;
}

function* formRequirements(reader: RowReader, read: ReadRows): Generator<number, Formed> {
  const rowCount = read.rows.length;
  const keep = new Uint8Array(rowCount).fill(1);
  const draftOf = new Int32Array(rowCount).fill(-1);
  const drafts: Draft[] = [];
  const draftOfGroup = new Map<string, number>();
  const alone = new Map<string, number>();

  for (let i = 0; i < rowCount; i++) {
    if (i % SLICE === SLICE - 1) yield i / rowCount;
    if (read.phase[i] === FAILOVER) continue;
    const key = groupKey(read, i);
    let d = key === '' ? undefined : draftOfGroup.get(key);
    if (d === undefined) {
      d = drafts.length;
      drafts.push({
        dependent: read.dependent[i]!,
        group: read.group.codes[i]!,
        phase: read.phase[i]!,
        row: read.rows[i]!,
        suppliers: new Map(),
        switches: new Map(),
        values: OF_REQUIREMENT.map(() => Number.NaN),
      });
      if (key !== '') draftOfGroup.set(key, d);
      else noteRepetition(reader, read, i, alone);
    }
    draftOf[i] = d;
    join(reader, read, i, drafts[d]!, keep);
  }
  // failover rows last: the group that they help to switch may stand further down the file
  for (let i = 0; i < rowCount; i++) {
    if (read.phase[i] !== FAILOVER) continue;
    const d = draftOfGroup.get(groupKey(read, i));
    if (d !== undefined) {
      draftOf[i] = d;
      join(reader, read, i, drafts[d]!, keep);
      continue;
    }
    keep[i] = 0;
    reader.report(
      'error',
      'phase',
      'failover',
      'A failover row needs a group whose other rows are alternatives to switch between; there is none, so the row is left out.',
      read.rows[i],
    );
  }
  yield 1;
  for (const draft of drafts) limitNeed(reader, draft);
  yield 1;
  return {
    keep,
    requirement: draftOf.filter((_, i) => keep[i] === 1),
    phase: Uint8Array.from(read.phase.filter((_, i) => keep[i] === 1)),
    requirements: {
      count: drafts.length,
      dependent: Int32Array.from(drafts, (draft) => draft.dependent),
      group: { labels: read.group.labels, codes: Int32Array.from(drafts, (draft) => draft.group) },
      need: Int32Array.from(drafts, (draft) => agreedValue(draft, 0)),
      loss: Float64Array.from(drafts, (draft) => agreedValue(draft, 1)),
      phase: Uint8Array.from(drafts, (draft) => draft.phase),
      failoverHours: Float64Array.from(drafts, (draft) => agreedValue(draft, 2)),
      failoverProbability: Float64Array.from(drafts, (draft) => agreedValue(draft, 3)),
    },
  };
}

/** Same text for the rows of one group; empty for a row without a group. */
function groupKey(read: ReadRows, i: number): string {
  const code = read.group.codes[i]!;
  return code === 0 ? '' : `${read.dependent[i]} ${code}`;
}

function agreedValue(draft: Draft, i: number): number {
  const value = draft.values[i]!;
  return Number.isNaN(value) ? OF_REQUIREMENT[i]!.fallback : value;
}

/** Adds row i to its requirement: merges a repeated supplier, reports what disagrees with the rows before. */
function join(reader: RowReader, read: ReadRows, i: number, draft: Draft, keep: Uint8Array): void {
  const row = read.rows[i]!;
  const supplier = read.supplier[i]!;
  const isSwitch = read.phase[i] === FAILOVER;
  const known = isSwitch ? draft.switches : draft.suppliers;
  const first = known.get(supplier);
  if (first !== undefined) {
    keep[i] = 0;
    const id = read.ids[supplier]!;
    reader.report(
      'warning',
      'supplier',
      id,
      `'${id}' already stands in this group in row ${first}; this row is merged into that one.`,
      row,
    );
  } else known.set(supplier, row);
  if (!isSwitch && read.phase[i] !== draft.phase) {
    reader.report(
      'error',
      'phase',
      PHASES[read.phase[i]!]!,
      `Row ${draft.row} of this group has phase ${PHASES[draft.phase]}; this row is read as ${PHASES[draft.phase]} too.`,
      row,
    );
    read.phase[i] = draft.phase;
  }
  OF_REQUIREMENT.forEach(({ column }, c) => {
    const value = read.ofRequirement[c]![i]!;
    const agreed = draft.values[c]!;
    if (Number.isNaN(value) || value === agreed) return;
    if (Number.isNaN(agreed)) draft.values[c] = value;
    else
      reader.report(
        'error',
        column,
        String(value),
        `All rows of a group have one ${column}; the group has ${agreed} already, which is kept.`,
        row,
      );
  });
}

/** A dependency that stands twice without a group is legal, and most often a slip. */
function noteRepetition(reader: RowReader, read: ReadRows, i: number, alone: Map<string, number>): void {
  const key = `${read.dependent[i]} ${read.supplier[i]} ${read.role.codes[i]} ${read.phase[i]}`;
  const first = alone.get(key);
  if (first === undefined) {
    alone.set(key, read.rows[i]!);
    return;
  }
  const id = read.ids[read.supplier[i]!]!;
  reader.report(
    'warning',
    'supplier',
    id,
    `The same dependency on '${id}' for ${textAt(read.role, i)} stands in row ${first}; both are kept.`,
    read.rows[i],
  );
}

function limitNeed(reader: RowReader, draft: Draft): void {
  const need = agreedValue(draft, 0);
  const size = draft.suppliers.size;
  if (need <= size) return;
  const group = size === 1 ? 'only 1 supplier' : `only ${size} suppliers`;
  reader.report(
    'error',
    'need',
    String(need),
    `The requirement needs ${need} but has ${group}; it is read as ${size}.`,
    draft.row,
  );
  draft.values[0] = size;
}

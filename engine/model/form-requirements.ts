/**
 * Rows of dependencies.csv -> requirements: rows of one dependent with one group label are alternatives
 * (model.md, sections 1 and 2). Faults of a whole group are reported here.
 */
import { FRACTION, NOT_NEGATIVE, POSITIVE_WHOLE, type RowReader } from './row-reader.ts';
import { FAILOVER, PHASES, type RequirementTable, type TextColumn, textAt } from './system.ts';

/** Numbers that belong to the requirement and must agree on all rows of a group, with their defaults. */
export const OF_REQUIREMENT = [
  { column: 'need', fallback: 1, range: POSITIVE_WHOLE },
  { column: 'loss', fallback: 1, range: FRACTION },
  { column: 'failover_hours', fallback: 0, range: NOT_NEGATIVE },
  { column: 'failover_probability', fallback: 1, range: FRACTION },
] as const;

/** Rows between two pauses, a few milliseconds of work. */
const SLICE = 4096;

/** The rows of the table that name an existing dependent and supplier, as columns. */
export interface ReadRows {
  readonly ids: readonly string[];
  /** Row in the file. */
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

export interface Formed {
  /** 0 where a row was merged into another or left out. */
  readonly keep: Uint8Array;
  /** The requirement of each row that is kept. */
  readonly requirement: Int32Array;
  /** The phase of each row that is kept. */
  readonly phase: Uint8Array;
  readonly requirements: RequirementTable;
}

/** Requirements while their rows are collected: columns of which the first `count` places are in use. */
interface Drafts {
  count: number;
  readonly dependent: Int32Array;
  readonly group: Int32Array;
  readonly phase: Uint8Array;
  readonly memberCount: Int32Array;
  /** Row of the file that stands first, for problems of the whole group. */
  readonly row: Int32Array;
  /** As `OF_REQUIREMENT`, `NaN` until a row gives the number. */
  readonly values: readonly Float64Array[];
  /** Requirement of a group, by dependent and label. */
  readonly ofGroup: Map<number, number>;
  /** Row of the file in which a group names a supplier, by requirement, supplier and whether it is for failover. */
  readonly memberRow: Map<number, number>;
}

/**
 * Forms requirements in the order in which they first occur, and brings rows of a group that disagree in
 * line with its first row. Yields the fraction done every few milliseconds; O(rows).
 */
export function* formRequirements(reader: RowReader, read: ReadRows): Generator<number, Formed> {
  const rowCount = read.rows.length;
  const keep = new Uint8Array(rowCount).fill(1);
  const draftOf = new Int32Array(rowCount).fill(-1);
  // there are at most as many requirements as rows
  const drafts: Drafts = {
    count: 0,
    dependent: new Int32Array(rowCount),
    group: new Int32Array(rowCount),
    phase: new Uint8Array(rowCount),
    memberCount: new Int32Array(rowCount),
    row: new Int32Array(rowCount),
    values: OF_REQUIREMENT.map(() => new Float64Array(rowCount).fill(Number.NaN)),
    ofGroup: new Map(),
    memberRow: new Map(),
  };
  const alone = new Map<number, number>();

  for (let i = 0; i < rowCount; i++) {
    if (i % SLICE === SLICE - 1) yield i / rowCount;
    if (read.phase[i] === FAILOVER) continue;
    const isGrouped = read.group.codes[i] !== 0;
    let d = isGrouped ? drafts.ofGroup.get(groupKey(read, i)) : undefined;
    if (d === undefined) {
      d = drafts.count++;
      drafts.dependent[d] = read.dependent[i]!;
      drafts.group[d] = read.group.codes[i]!;
      drafts.phase[d] = read.phase[i]!;
      drafts.row[d] = read.rows[i]!;
      if (isGrouped) drafts.ofGroup.set(groupKey(read, i), d);
      else noteRepetition(reader, read, i, alone);
    }
    draftOf[i] = d;
    if (!isGrouped || isNewMember(reader, read, drafts, i, d)) drafts.memberCount[d]!++;
    else keep[i] = 0;
    alignPhase(reader, read, drafts, i, d);
    agreeOnValues(reader, read, drafts, i, d);
  }
  // failover rows last: the group that they help to switch may stand further down the file
  for (let i = 0; i < rowCount; i++) {
    if (read.phase[i] !== FAILOVER) continue;
    const d = drafts.ofGroup.get(groupKey(read, i));
    if (d === undefined) {
      keep[i] = 0;
      reader.report(
        'error',
        'phase',
        'failover',
        'A failover row needs a group whose other rows are alternatives to switch between; there is none, so the row is left out.',
        read.rows[i],
      );
      continue;
    }
    draftOf[i] = d;
    if (!isNewMember(reader, read, drafts, i, d)) keep[i] = 0;
    agreeOnValues(reader, read, drafts, i, d);
  }
  yield 1;
  return {
    keep,
    requirement: draftOf.filter((_, i) => keep[i] === 1),
    phase: Uint8Array.from(read.phase.filter((_, i) => keep[i] === 1)),
    requirements: finished(reader, read, drafts),
  };
}

/** One number for the rows of one group. Row counts keep it far below 2^53. */
function groupKey(read: ReadRows, i: number): number {
  return read.dependent[i]! * read.group.labels.length + read.group.codes[i]!;
}

/** Whether row i names a supplier that its group does not have yet; reports a repetition. */
function isNewMember(reader: RowReader, read: ReadRows, drafts: Drafts, i: number, d: number): boolean {
  const supplier = read.supplier[i]!;
  const isSwitch = read.phase[i] === FAILOVER ? 1 : 0;
  const key = 2 * (d * read.ids.length + supplier) + isSwitch;
  const first = drafts.memberRow.get(key);
  if (first === undefined) {
    drafts.memberRow.set(key, read.rows[i]!);
    return true;
  }
  const id = read.ids[supplier]!;
  reader.report(
    'warning',
    'supplier',
    id,
    `'${id}' already stands in this group in ${reader.rowName(first)}; this row is merged into that one.`,
    read.rows[i],
  );
  return false;
}

function alignPhase(reader: RowReader, read: ReadRows, drafts: Drafts, i: number, d: number): void {
  const phase = drafts.phase[d]!;
  if (read.phase[i] === phase) return;
  reader.report(
    'error',
    'phase',
    PHASES[read.phase[i]!]!,
    `This group has phase ${PHASES[phase]} in ${reader.rowName(drafts.row[d]!)}; this row is read as ${PHASES[phase]} too.`,
    read.rows[i],
  );
  read.phase[i] = phase;
}

function agreeOnValues(reader: RowReader, read: ReadRows, drafts: Drafts, i: number, d: number): void {
  for (let c = 0; c < OF_REQUIREMENT.length; c++) {
    const value = read.ofRequirement[c]![i]!;
    const agreed = drafts.values[c]![d]!;
    if (Number.isNaN(value) || value === agreed) continue;
    if (Number.isNaN(agreed)) {
      drafts.values[c]![d] = value;
      continue;
    }
    const { column } = OF_REQUIREMENT[c]!;
    reader.report(
      'error',
      column,
      String(value),
      `All rows of a group have one ${column}; the group has ${agreed} already, which is kept.`,
      read.rows[i],
    );
  }
}

/** A dependency that stands twice without a group is legal, and most often a slip. */
function noteRepetition(reader: RowReader, read: ReadRows, i: number, alone: Map<number, number>): void {
  const pair = read.dependent[i]! * read.ids.length + read.supplier[i]!;
  const key = (pair * read.role.labels.length + read.role.codes[i]!) * PHASES.length + read.phase[i]!;
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
    `The same dependency on '${id}' for ${textAt(read.role, i)} stands in ${reader.rowName(first)}; both are kept.`,
    read.rows[i],
  );
}

/** Fills in defaults and limits every need to the size of its group. */
function finished(reader: RowReader, read: ReadRows, drafts: Drafts): RequirementTable {
  const { count } = drafts;
  const [need, loss, failoverHours, failoverProbability] = drafts.values.map((column, c) => {
    const values = column.slice(0, count);
    for (let d = 0; d < count; d++) if (Number.isNaN(values[d])) values[d] = OF_REQUIREMENT[c]!.fallback;
    return values;
  }) as [Float64Array, Float64Array, Float64Array, Float64Array];
  for (let d = 0; d < count; d++) {
    const size = drafts.memberCount[d]!;
    if (need[d]! <= size) continue;
    reader.report(
      'error',
      'need',
      String(need[d]),
      `The requirement needs ${need[d]} but has ${size === 1 ? 'only 1 supplier' : `only ${size} suppliers`}; it is read as ${size}.`,
      drafts.row[d],
    );
    need[d] = size;
  }
  return {
    count,
    dependent: drafts.dependent.slice(0, count),
    group: { labels: read.group.labels, codes: drafts.group.slice(0, count) },
    need: Int32Array.from(need),
    loss,
    phase: drafts.phase.slice(0, count),
    failoverHours,
    failoverProbability,
  };
}

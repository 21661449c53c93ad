/**
 * What each entity needs to be up, as records of whole numbers that entities share when they are always down
 * together: those that cannot do without each other, those that cannot fail by themselves and need the same, and
 * who needs one supplier alone and that supplier. Of a hundred thousand sites on a few thousand providers little is left.
 */
import type { Network } from '../model/network.ts';

/** A network of Boolean requirements and what may happen in it. */
export interface LaneRecordsInput {
  /** Requirements that are met or not: every loss is 1. */
  readonly network: Network;
  /** Entities that cannot do without each other, by class: class k is `member[start[k]] .. member[start[k + 1] - 1]`. */
  readonly classes: Grouping;
  /** All classes in the order of dependence, by component, a cycle or one class: suppliers before dependents. */
  readonly order: Grouping;
  /** Whether an entity can be down: by itself, or because of others. */
  readonly canBeDown: (v: number) => boolean;
  /** Whether it can fail by itself. */
  readonly canFail: (v: number) => boolean;
}

export interface Grouping {
  readonly start: Int32Array;
  readonly member: Int32Array;
}

export interface LaneRecords {
  /** Row of each entity; entities of one row are down in the same worlds; -1 for one that is never down. */
  readonly row: Int32Array;
  readonly count: number;
  /**
   * The record of row i is `code[start[i]] .. code[start[i + 1] - 1]`: how many suppliers take it down alone, and
   * these; how many groups, and for each how many of its members must be down to take it down, how many
   * members, and these. Suppliers and members are given by their rows; in a group some may stand twice.
   */
  readonly start: Int32Array;
  readonly code: Int32Array;
  /** Component c is the rows `component[c] .. component[c + 1] - 1`: a cycle, or one row. Suppliers come first. */
  readonly component: Int32Array;
}

/** Components between two yields. */
const STEP = 4096;

/** Writes the records; yields 0; O(entities + dependencies); 4 bytes each and 28 more per entity. */
export function* buildLaneRecords(input: LaneRecordsInput): Generator<number, LaneRecords> {
  const { network, classes, order, canBeDown, canFail } = input;
  const { entityCount, requirementStart, requirement, need, memberStart, member } = network;
  const row = new Int32Array(entityCount).fill(-1);
  const start = new Int32Array(entityCount + 1);
  const code = new Int32Array(2 * entityCount + member.length + 2 * requirement.length);
  const component = new Int32Array(entityCount + 1);
  // the class that has named a row last
  const lastUser = new Int32Array(entityCount).fill(-1);
  const known = new Map<number, number[]>();
  let count = 0;
  let componentCount = 0;
  let end = 0;

  const isFatalAlone = (r: number): boolean => need[r] === memberStart[r + 1]! - memberStart[r]!;

  /** Calls `visit` with the requirements of class `k`, those that every member of is needed for or the others. */
  const eachRequirement = (k: number, alone: boolean, visit: (r: number) => void): void => {
    for (let at = classes.start[k]!; at < classes.start[k + 1]!; at++) {
      const v = classes.member[at]!;
      for (let i = requirementStart[v]!; i < requirementStart[v + 1]!; i++)
        if (isFatalAlone(requirement[i]!) === alone) visit(requirement[i]!);
    }
  };

  /** Writes the record of class `k`, row `own`, at `end`. What is never down decides nothing, and what it delivers to itself neither. */
  const write = (k: number, own: number): void => {
    const hardCount = end++;
    eachRequirement(k, true, (r) => {
      for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) {
        const w = row[member[m]!]!;
        if (w < 0 || w === own || lastUser[w] === k) continue;
        lastUser[w] = k;
        code[end++] = w;
      }
    });
    code[hardCount] = end - hardCount - 1;
    const groupCount = end++;
    code[groupCount] = 0;
    eachRequirement(k, false, (r) => {
      const here = end;
      end += 2;
      for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) {
        const w = row[member[m]!]!;
        if (w >= 0 && w !== own) code[end++] = w;
      }
      const size = end - here - 2;
      const fatal = memberStart[r + 1]! - memberStart[r]! - need[r]! + 1;
      code[here] = fatal;
      code[here + 1] = size;
      if (size < fatal) end = here;
      else code[groupCount]!++;
    });
  };

  const assign = (k: number, to: number): void => {
    for (let at = classes.start[k]!; at < classes.start[k + 1]!; at++) row[classes.member[at]!] = to;
  };
  const some = (k: number, is: (v: number) => boolean): boolean => {
    for (let at = classes.start[k]!; at < classes.start[k + 1]!; at++)
      if (is(classes.member[at]!)) return true;
    return false;
  };

  /** The row of another with the record from `from` to `end`, whatever the order of suppliers, or -1. */
  const sameAs = (from: number): number => {
    const hardEnd = from + 1 + code[from]!;
    if (code[from] === 1 && code[hardEnd] === 0) return code[from + 1]!;
    code.subarray(from + 1, hardEnd).sort();
    for (let here = hardEnd + 1; here < end; here += 2 + code[here + 1]!)
      code.subarray(here + 2, here + 2 + code[here + 1]!).sort();
    let hash = 0;
    for (let i = from; i < end; i++) hash = (Math.imul(hash, 0x9e3779b1) + code[i]!) | 0;
    const candidates = known.get(hash);
    if (candidates === undefined) known.set(hash, [count]);
    else {
      for (const other of candidates) if (isEqual(code, start[other]!, from, end - from)) return other;
      candidates.push(count);
    }
    return -1;
  };

  for (let c = 0; c + 1 < order.start.length; c++) {
    if (c % STEP === 0) yield 0;
    const first = count;
    const those = order.member.subarray(order.start[c]!, order.start[c + 1]!);
    if (those.length === 1) {
      const k = those[0]!;
      if (!some(k, canBeDown)) continue;
      const from = end;
      // its own row before it is written, so that it is known as its own supplier
      assign(k, count);
      write(k, count);
      const other = some(k, canFail) ? -1 : sameAs(from);
      if (other < 0) start[count++] = from;
      else {
        assign(k, other);
        end = from;
      }
    } else {
      // rows first, for the members name each other
      for (const k of those) if (some(k, canBeDown)) assign(k, count++);
      for (const k of those) {
        const own = row[classes.member[classes.start[k]!]!]!;
        if (own < 0) continue;
        start[own] = end;
        write(k, own);
      }
    }
    if (count > first) component[++componentCount] = count;
  }
  start[count] = end;
  return {
    row,
    count,
    start: start.slice(0, count + 1),
    code: code.slice(0, end),
    component: component.slice(0, componentCount + 1),
  };
}

function isEqual(code: Int32Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (code[a + i] !== code[b + i]) return false;
  return true;
}

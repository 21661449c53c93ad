/**
 * A network of Boolean requirements as one flat program for 512 worlds at a time: for each entity that can be
 * down at all what it needs, suppliers before dependents, the members of a cycle side by side, and those that
 * nobody needs last, for nobody reads whether they are down.
 */
import { compress, type Network } from '../model/network.ts';

/** Entities in the program are known by their place; columns have one value per place. */
export interface LaneProgram {
  readonly count: number;
  /** Places from here on are needed by none. */
  readonly readCount: number;
  /** The entity at each place. */
  readonly entity: Int32Array;
  /**
   * The record of place v is `code[start[v]] ..`: how many suppliers take it down alone, and these; how many
   * groups, and for each how many of its members must be down to take it down, how many members, and these.
   * Suppliers and members are given by their places.
   */
  readonly start: Int32Array;
  readonly code: Int32Array;
  /** Component c is the places `component[c] .. component[c + 1] - 1`: a cycle, or one place. */
  readonly component: Int32Array;
  readonly componentOf: Int32Array;
  /** Components that place v can take down or help to: `use[useStart[v]] ..`, some repeated. */
  readonly useStart: Int32Array;
  readonly use: Int32Array;
  /** How much the place counts in a loss, a whole number whose sums are exact. */
  readonly weight: Float64Array;
}

export interface LaneProgramInput {
  /** Requirements that are met or not: every loss is 1. */
  readonly network: Network;
  /** All entities in the order of dependence: suppliers before dependents, unneeded ones last. */
  readonly order: Int32Array;
  /** Component c is `order[orderStart[c]] .. order[orderStart[c + 1] - 1]`. */
  readonly orderStart: Int32Array;
  /** Whether an entity can be down: by itself, or because of others. */
  readonly canBeDown: (v: number) => boolean;
  /** Whole numbers, one per entity. */
  readonly weight: Float64Array;
}

/** Writes the program; O(entities + dependencies); 8 bytes each and 24 more per entity. */
export function buildLaneProgram({
  network,
  order,
  orderStart,
  canBeDown,
  weight,
}: LaneProgramInput): LaneProgram {
  const { entityCount, requirementStart, requirement, need, memberStart, member, useStart } = network;
  const place = new Int32Array(entityCount).fill(-1);
  const entity: number[] = [];
  const component: number[] = [0];
  let readCount = 0;
  for (let c = 0; c + 1 < orderStart.length; c++) {
    for (let at = orderStart[c]!; at < orderStart[c + 1]!; at++) {
      const v = order[at]!;
      if (!canBeDown(v)) continue;
      place[v] = entity.length;
      entity.push(v);
      if (useStart[v]! < useStart[v + 1]!) readCount = entity.length;
    }
    if (entity.length > component.at(-1)!) component.push(entity.length);
  }

  const start = new Int32Array(entity.length);
  const code = new Int32Array(2 * entity.length + member.length + 2 * network.requirement.length);
  const lastUser = new Int32Array(entityCount).fill(-1);
  // a supplier that counts: what an entity delivers to itself decides nothing, and what is never down neither
  const counts = (w: number, v: number): boolean => w !== v && place[w]! >= 0;
  const isFatalAlone = (r: number): boolean => need[r] === memberStart[r + 1]! - memberStart[r]!;
  let end = 0;
  for (let at = 0; at < entity.length; at++) {
    const v = entity[at]!;
    const hardCount = end++;
    start[at] = hardCount;
    for (let i = requirementStart[v]!; i < requirementStart[v + 1]!; i++) {
      const r = requirement[i]!;
      if (!isFatalAlone(r)) continue;
      for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) {
        const w = member[m]!;
        if (!counts(w, v) || lastUser[w] === v) continue;
        lastUser[w] = v;
        code[end++] = place[w]!;
      }
    }
    code[hardCount] = end - hardCount - 1;
    const groupCount = end++;
    // what was written for a group that turned out not to count
    code[groupCount] = 0;
    for (let i = requirementStart[v]!; i < requirementStart[v + 1]!; i++) {
      const r = requirement[i]!;
      if (isFatalAlone(r)) continue;
      const here = end;
      end += 2;
      for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++)
        if (counts(member[m]!, v)) code[end++] = place[member[m]!]!;
      const fatal = memberStart[r + 1]! - memberStart[r]! - need[r]! + 1;
      code[here] = fatal;
      code[here + 1] = end - here - 2;
      if (end - here - 2 < fatal) end = here;
      else code[groupCount]!++;
    }
  }
  const componentOf = new Int32Array(entity.length);
  for (let c = 0; c + 1 < component.length; c++) componentOf.fill(c, component[c]!, component[c + 1]!);
  const uses = usesOf(code.subarray(0, end), start, componentOf);
  return {
    count: entity.length,
    readCount,
    entity: Int32Array.from(entity),
    start,
    code: code.subarray(0, end),
    component: Int32Array.from(component),
    componentOf,
    useStart: uses.start,
    use: uses.value,
    weight: Float64Array.from(entity, (v) => weight[v]!),
  };
}

/** Who reads each place, by component; those in its own component are left out. */
function usesOf(
  code: Int32Array,
  start: Int32Array,
  componentOf: Int32Array,
): { readonly start: Int32Array; readonly value: Int32Array } {
  const read = new Int32Array(code.length);
  const reader = new Int32Array(code.length);
  let count = 0;
  for (let v = 0; v < start.length; v++) {
    const note = (from: number, to: number): void => {
      for (let i = from; i < to; i++) {
        if (componentOf[code[i]!] === componentOf[v]) continue;
        read[count] = code[i]!;
        reader[count++] = componentOf[v]!;
      }
    };
    const hardEnd = start[v]! + 1 + code[start[v]!]!;
    note(start[v]! + 1, hardEnd);
    for (let group = code[hardEnd]!, here = hardEnd + 1; group > 0; group--) {
      const groupEnd = here + 2 + code[here + 1]!;
      note(here + 2, groupEnd);
      here = groupEnd;
    }
  }
  return compress(start.length, read.subarray(0, count), reader.subarray(0, count));
}

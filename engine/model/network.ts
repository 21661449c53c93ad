/**
 * A Network is what kernels run on: a System's requirements as integers in typed arrays
 * (compressed sparse rows). Entity and requirement indices are those of the System.
 */
import { FAILOVER, RUN, type System } from './system.ts';

export interface Network {
  readonly entityCount: number;
  readonly requirementCount: number;
  /** Dependent, need and loss of requirement r, as in the System. */
  readonly dependent: Int32Array;
  readonly need: Int32Array;
  readonly loss: Float64Array;
  /** Members of requirement r: `member[memberStart[r]] .. member[memberStart[r + 1] - 1]`, each once. */
  readonly memberStart: Int32Array;
  readonly member: Int32Array;
  /** Requirements of entity v: `requirement[requirementStart[v]] ..`, ascending. */
  readonly requirementStart: Int32Array;
  readonly requirement: Int32Array;
  /** Requirements that entity v is a member of: `use[useStart[v]] ..`, ascending. */
  readonly useStart: Int32Array;
  readonly use: Int32Array;
}

/**
 * The network of what is needed to go on running (`run`), or of that and what is needed to start
 * again (`run+start`). Requirements outside the choice keep their index and have no members.
 * O(entities + dependencies); 4 bytes x (2 E + 2 R + 3 D) beyond the System's own columns.
 */
export function buildNetwork(system: System, needed: 'run' | 'run+start'): Network {
  const { dependencies, requirements } = system;
  const entityCount = system.entities.count;
  const takes = (e: number): boolean =>
    dependencies.phase[e] !== FAILOVER &&
    (needed === 'run+start' || requirements.phase[dependencies.requirement[e]!] === RUN);
  const taken = new Int32Array(dependencies.count);
  let memberCount = 0;
  for (let e = 0; e < dependencies.count; e++) if (takes(e)) taken[memberCount++] = e;
  const rows = new Int32Array(memberCount);
  const suppliers = new Int32Array(memberCount);
  for (let m = 0; m < memberCount; m++) {
    rows[m] = dependencies.requirement[taken[m]!]!;
    suppliers[m] = dependencies.supplier[taken[m]!]!;
  }
  const members = compress(requirements.count, rows, suppliers);
  const used = new Int32Array(memberCount);
  const present = new Int32Array(requirements.count);
  const owners = new Int32Array(requirements.count);
  let presentCount = 0;
  for (let r = 0; r < requirements.count; r++) {
    for (let m = members.start[r]!; m < members.start[r + 1]!; m++) used[m] = r;
    if (members.start[r] === members.start[r + 1]) continue;
    owners[presentCount] = requirements.dependent[r]!;
    present[presentCount++] = r;
  }
  const owned = compress(entityCount, owners.subarray(0, presentCount), present.subarray(0, presentCount));
  const uses = compress(entityCount, members.value, used);
  return {
    entityCount,
    requirementCount: requirements.count,
    dependent: requirements.dependent,
    need: requirements.need,
    loss: requirements.loss,
    memberStart: members.start,
    member: members.value,
    requirementStart: owned.start,
    requirement: owned.value,
    useStart: uses.start,
    use: uses.value,
  };
}

/** Values grouped by row, in the given order within each row: a counting sort, O(rows + values). */
export function compress(
  rowCount: number,
  rows: Int32Array,
  values: Int32Array,
): { readonly start: Int32Array; readonly value: Int32Array } {
  const start = new Int32Array(rowCount + 1);
  for (let i = 0; i < rows.length; i++) start[rows[i]! + 1]!++;
  for (let r = 0; r < rowCount; r++) start[r + 1]! += start[r]!;
  const next = start.slice(0, rowCount);
  const value = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) value[next[rows[i]!]!++] = values[i]!;
  return { start, value };
}

/**
 * Every way in which a network breaks its invariants, in words; empty for a sound one.
 * For tests and for anyone who builds a network by hand. O(entities + dependencies).
 */
export function networkFaults(network: Network): readonly string[] {
  const faults: string[] = [];
  const { entityCount, requirementCount, memberStart, member, use, useStart } = network;
  const check = (sound: boolean, fault: string): void => {
    if (!sound) faults.push(fault);
  };
  const checkRows = (what: string, start: Int32Array, rowCount: number, value: Int32Array, limit: number) => {
    check(start.length === rowCount + 1, `${what}: one start per row and the end`);
    check(start[0] === 0 && start[rowCount] === value.length, `${what}: starts at 0, ends at its length`);
    for (let r = 0; r < rowCount; r++)
      check(start[r]! <= start[r + 1]!, `${what}: row ${r} ends before it starts`);
    for (const x of value) check(x >= 0 && x < limit, `${what}: ${x} is out of range`);
  };
  checkRows('members', memberStart, requirementCount, member, entityCount);
  checkRows('requirements', network.requirementStart, entityCount, network.requirement, requirementCount);
  checkRows('uses', useStart, entityCount, use, requirementCount);
  check(use.length === member.length, 'each membership is one use');
  const present = Array.from({ length: requirementCount }, (_, r) => r).filter(
    (r) => memberStart[r]! < memberStart[r + 1]!,
  );
  check(network.requirement.length === present.length, 'each requirement with members is listed once');
  const usePairs = pairs(useStart, use, requirementCount);
  const ownedPairs = pairs(network.requirementStart, network.requirement, requirementCount);
  for (let r = 0; r < requirementCount; r++) {
    const members = member.subarray(memberStart[r], memberStart[r + 1]);
    if (members.length === 0) continue;
    const v = network.dependent[r]!;
    check(new Set(members).size === members.length, `requirement ${r}: a supplier stands twice`);
    check(network.need[r]! >= 1 && network.need[r]! <= members.length, `requirement ${r}: need out of range`);
    check(network.loss[r]! >= 0 && network.loss[r]! <= 1, `requirement ${r}: loss out of range`);
    check(v >= 0 && v < entityCount, `requirement ${r}: dependent out of range`);
    check(ownedPairs.has(v * requirementCount + r), `requirement ${r}: not listed with its dependent`);
    for (const w of members)
      check(usePairs.has(w * requirementCount + r), `requirement ${r}: not listed with its member ${w}`);
  }
  return faults;
}

/** Every (row, value) of a grouping as one number, row x limit + value. */
function pairs(start: Int32Array, value: Int32Array, limit: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let row = 0; row + 1 < start.length; row++)
    for (let i = start[row]!; i < start[row + 1]!; i++) found.add(row * limit + value[i]!);
  return found;
}

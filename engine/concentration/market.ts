/**
 * The market of one role: who supplies it to whom, and how the users' weight is shared among suppliers.
 * Dependencies that are needed only to switch (phase failover) are no part of it.
 */
import { compress } from '../model/network.ts';
import { topmostOperators } from '../model/operators.ts';
import { FAILOVER, type System } from '../model/system.ts';
import type { Users } from './users.ts';

export interface Market {
  /** Index of the role into the labels of the role column. */
  readonly role: number;
  /** Suppliers of the role, or those who operate them in the end; ascending. */
  readonly supplier: Int32Array;
  /** What fails with supplier s: entities `member[memberStart[s]] ..`, ascending; s alone unless rolled up. */
  readonly memberStart: Int32Array;
  readonly member: Int32Array;
  /** Fraction of the weight that uses the role, per supplier; sums to 1, all 0 when no user uses it. */
  readonly share: Float64Array;
  readonly userCount: number;
  readonly userWeight: number;
  /** Sum of squared shares if every user had a supplier of its own. */
  readonly decentralized: number;
  /** Dependencies of users for the role, those without a given share, and users whose shares were scaled to 1. */
  readonly dependencyCount: number;
  readonly missingShares: number;
  readonly scaledUsers: number;
}

/** Shares that are this close to 1 in sum are taken as meant. */
const ROUNDING = 1e-9;

/**
 * The market of a role. Everybody's suppliers are listed, those of users share the weight: each user's
 * weight is split over its dependencies for the role by their `share`, scaled to sum 1; a share that is
 * not given counts as 1/n of the n dependencies before scaling, and if all are 0 the split is even.
 * With `by-operator` suppliers of one topmost operator are one. O(entities + dependencies).
 */
export function marketOf(
  { entities, dependencies }: System,
  users: Users,
  choice: { readonly role: number; readonly suppliers: 'each' | 'by-operator' },
): Market {
  const { dependent, supplier, share, phase } = dependencies;
  const owner = choice.suppliers === 'each' ? undefined : topmostOperators(entities.operator);
  const ownerOf = (w: number): number => (owner === undefined ? w : owner[w]!);

  // what supplies, and whose it is; of the dependencies only those of users are kept
  const supplies = new Uint8Array(entities.count);
  const owns = new Uint8Array(entities.count);
  const rowCount = new Int32Array(entities.count);
  const rows = new Int32Array(dependencies.count);
  let used = 0;
  for (let e = 0; e < dependencies.count; e++) {
    if (dependencies.role.codes[e] !== choice.role || phase[e] === FAILOVER) continue;
    supplies[supplier[e]!] = 1;
    owns[ownerOf(supplier[e]!)] = 1;
    if (users.weight[dependent[e]!] === 0) continue;
    rowCount[dependent[e]!]!++;
    rows[used++] = e;
  }
  const suppliers = indicesOfOnes(owns);
  const placeOf = new Int32Array(entities.count);
  for (let s = 0; s < suppliers.length; s++) placeOf[suppliers[s]!] = s;
  const supplying = indicesOfOnes(supplies);
  const members = compress(
    suppliers.length,
    supplying.map((w) => placeOf[ownerOf(w)]!),
    supplying,
  );

  const partSum = new Float64Array(entities.count);
  const partOf = (e: number): number => (Number.isNaN(share[e]!) ? 1 / rowCount[dependent[e]!]! : share[e]!);
  let missingShares = 0;
  for (let k = 0; k < used; k++) {
    partSum[dependent[rows[k]!]!]! += partOf(rows[k]!);
    if (Number.isNaN(share[rows[k]!]!)) missingShares++;
  }
  let userCount = 0;
  let userWeight = 0;
  let squares = 0;
  let scaledUsers = 0;
  for (let v = 0; v < entities.count; v++) {
    if (rowCount[v] === 0) continue;
    userCount++;
    userWeight += users.weight[v]!;
    squares += (users.weight[v]! / users.total) ** 2;
    if (Math.abs(partSum[v]! - 1) > ROUNDING) scaledUsers++;
  }
  const suppliedWeight = new Float64Array(suppliers.length);
  for (let k = 0; k < used; k++) {
    const e = rows[k]!;
    const v = dependent[e]!;
    const part = partSum[v]! > 0 ? partOf(e) / partSum[v]! : 1 / rowCount[v]!;
    suppliedWeight[placeOf[ownerOf(supplier[e]!)]!]! += users.weight[v]! * part;
  }
  return {
    role: choice.role,
    supplier: suppliers,
    memberStart: members.start,
    member: members.value,
    share: suppliedWeight.map((weight) => (userWeight > 0 ? weight / userWeight : 0)),
    userCount,
    userWeight,
    decentralized: userWeight > 0 ? squares / (userWeight / users.total) ** 2 : 0,
    dependencyCount: used,
    missingShares,
    scaledUsers,
  };
}

/** Where a column of zeros and ones has ones, ascending. */
function indicesOfOnes(flags: Uint8Array): Int32Array {
  const indices: number[] = [];
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) indices.push(i);
  return Int32Array.from(indices);
}

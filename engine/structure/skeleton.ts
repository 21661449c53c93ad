/**
 * The critical skeleton of a network: every requirement is met or not, and what takes less than half of its
 * dependent is left out (model.md, section 3). Analyses with two states, up and down, run on it.
 */
import { compress, type Network } from '../model/network.ts';

/** The least loss of a requirement that counts as taking its dependent down. */
export const CRITICAL_LOSS = 0.5;

/**
 * The network of the requirements with a loss of at least `CRITICAL_LOSS`, each with loss 1. Requirements that
 * are left out keep their index and have no members. O(entities + dependencies).
 */
export function criticalSkeleton(network: Network): Network {
  const { entityCount, requirementCount, dependent, need, memberStart } = network;
  const rows = new Int32Array(network.member.length);
  const members = new Int32Array(network.member.length);
  const owners = new Int32Array(requirementCount);
  const kept = new Int32Array(requirementCount);
  let memberCount = 0;
  let keptCount = 0;
  for (let r = 0; r < requirementCount; r++) {
    if (memberStart[r] === memberStart[r + 1] || network.loss[r]! < CRITICAL_LOSS) continue;
    owners[keptCount] = dependent[r]!;
    kept[keptCount++] = r;
    for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) {
      rows[memberCount] = r;
      members[memberCount++] = network.member[m]!;
    }
  }
  const row = rows.subarray(0, memberCount);
  const value = members.subarray(0, memberCount);
  const grouped = compress(requirementCount, row, value);
  const owned = compress(entityCount, owners.subarray(0, keptCount), kept.subarray(0, keptCount));
  const uses = compress(entityCount, value, row);
  return {
    entityCount,
    requirementCount,
    dependent,
    need,
    loss: new Float64Array(requirementCount).fill(1),
    memberStart: grouped.start,
    member: grouped.value,
    requirementStart: owned.start,
    requirement: owned.value,
    useStart: uses.start,
    use: uses.value,
  };
}

/** Direct impact: the weight of others that is lost in one step when one entity fails alone. */
import type { Network } from '../model/network.ts';

/** Requirements looked at between two reports of progress: a few milliseconds of work. */
const SLICE = 100_000;

/**
 * Weight of other entities that is lost, in units of the weight, when an entity fails and everything else is
 * up: sum of w_j times the largest loss of those requirements of j that need every one of their members and
 * have the entity among them. Yields the fraction done; O(entities + memberships).
 */
export function* directImpacts(network: Network, weight: Float64Array): Generator<number, Float64Array> {
  const { entityCount, dependent, need, loss, memberStart, useStart, use } = network;
  const impact = new Float64Array(entityCount);
  // loss of each dependent by the entity in hand; 0 between two of them
  const lost = new Float64Array(entityCount);
  let touched = 0;
  for (let v = 0; v < entityCount; v++) {
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      const i = dependent[r]!;
      const canSpare = need[r]! < memberStart[r + 1]! - memberStart[r]!;
      if (canSpare || i === v || loss[r]! <= lost[i]!) continue;
      impact[v]! += weight[i]! * (loss[r]! - lost[i]!);
      lost[i] = loss[r]!;
    }
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) lost[dependent[use[u]!]!] = 0;
    touched += 1 + useStart[v + 1]! - useStart[v]!;
    if (touched >= SLICE) {
      touched = 0;
      yield (v + 1) / entityCount;
    }
  }
  return impact;
}

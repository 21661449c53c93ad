/** Who is most likely to be down at a random moment. */
import type { AvailabilityResult } from './types.ts';

export interface LikelyDown {
  readonly entity: number;
  readonly probability: number;
  readonly standardError: number;
}

/** Those who were down at all, the likeliest first; ties by entity index. O(n log n). */
export function likeliestDown({
  downCount,
  probabilityDown,
  standardErrors,
}: Pick<AvailabilityResult, 'downCount' | 'probabilityDown' | 'standardErrors'>): readonly LikelyDown[] {
  return Array.from(downCount.keys())
    .filter((v) => downCount[v]! > 0)
    .sort((v, w) => downCount[w]! - downCount[v]! || v - w)
    .map((entity) => ({
      entity,
      probability: probabilityDown[entity]!,
      standardError: standardErrors[entity]!,
    }));
}

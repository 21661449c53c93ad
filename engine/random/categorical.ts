/** One of several, by their weights. */

/**
 * The index that the uniform number `u` in [0, 1) stands for, each with a probability in proportion to its
 * weight >= 0; -1 when no weight is above 0. Never one without weight. O(weights).
 */
export function categorical(u: number, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let rest = u * total;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! > 0)) continue;
    last = i;
    if (rest < weights[i]!) return i;
    rest -= weights[i]!;
  }
  // where rounding has left a rest, it belongs to the last
  return last;
}

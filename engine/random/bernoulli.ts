/** Whether something happens that has a probability. */

/** Whether the uniform number `u` in [0, 1) makes it happen; never for `pTrue` 0, always for 1. */
export function bernoulli(u: number, pTrue: number): boolean {
  return u < pTrue;
}

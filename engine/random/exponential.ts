/** The exponential distribution: the time until something happens that can happen at any moment. */

/**
 * The value that the uniform number `u` in [0, 1) stands for, >= 0 and finite; `mean` is its unit, and 0
 * gives 0. By inversion, so it rises with `u` and with `mean`.
 */
export function exponential(u: number, mean: number): number {
  return mean * -Math.log1p(-u);
}

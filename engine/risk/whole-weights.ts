/** Weights as whole numbers, so that their sums are exact and the order of adding decides nothing. */

/** The total is at most this: as far below 2^53 as it takes for all rounding to go up. */
const LARGEST_TOTAL = 2 ** 50;

export interface WholeWeights {
  /** Whole numbers >= 0, one per entity. */
  readonly values: Float64Array;
  readonly total: number;
}

/**
 * Weights times a power of two, rounded: those with few digits, such as counts, are exact, and any is within
 * 2^-50 of the total. All 0 for weights without a finite total.
 */
export function wholeWeights(weight: Float64Array): WholeWeights {
  // by size, for a sum must not depend on the order of the entities
  const sum = weight.toSorted().reduce((total, each) => total + each, 0);
  if (!(sum > 0 && Number.isFinite(sum))) return { values: new Float64Array(weight.length), total: 0 };
  let scale = 1;
  while (sum * scale > LARGEST_TOTAL) scale /= 2;
  // a total below 1e-286 is rounded to nothing
  while (sum * scale * 2 <= LARGEST_TOTAL && scale < 2 ** 1000) scale *= 2;
  const values = weight.map((each) => Math.round(each * scale));
  return { values, total: values.reduce((total, each) => total + each, 0) };
}

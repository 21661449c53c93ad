/** What many replicates of a random moment say: mean, spread, quantiles and probabilities, each with its error. */

/** Quantiles that are reported. */
const QUANTILES = [0.5, 0.9, 0.95, 0.99, 0.995, 0.999] as const;

export interface WeightDownSummary {
  readonly mean: number;
  /** Of the mean; 0 for fewer than two replicates, which say nothing of it. */
  readonly standardError: number;
  /** The least value that at least the part `at` of the replicates does not exceed. */
  readonly quantiles: readonly { readonly at: number; readonly weightDown: number }[];
}

/** Sums up the weight down of at least one replicate, in their order; O(n log n). */
export function summariseWeightDown(weightDown: Float64Array): WeightDownSummary {
  const count = weightDown.length;
  const mean = compensatedSum(weightDown) / count;
  const squares = weightDown.map((value) => (value - mean) ** 2);
  const variance = count > 1 ? compensatedSum(squares) / (count - 1) : 0;
  const sorted = weightDown.slice().sort();
  return {
    mean,
    standardError: Math.sqrt(variance / count),
    quantiles: QUANTILES.map((at) => ({ at, weightDown: sorted[Math.ceil(at * count) - 1]! })),
  };
}

/**
 * Standard error of a probability of which `k` of `n` replicates are the estimate: half of the width of the
 * Wilson interval at one standard deviation (E. B. Wilson, JASA 22, 1927), so that never having been seen is not
 * the same as impossible.
 */
export function wilsonError(k: number, n: number): number {
  return Math.sqrt((k * (n - k)) / n + 0.25) / (n + 1);
}

/** A sum without the rounding of its steps (A. Neumaier, ZAMM 54, 1974). */
function compensatedSum(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

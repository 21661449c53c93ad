/** Indices of concentration over market shares (model.md, section 6). */

/** A published scale that puts words to an HHI. */
export interface BandScale {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** Bands from low to high; a band holds what is above its `from` (0..10,000), up to the `from` of the next. */
  readonly bands: readonly { readonly from: number; readonly label: string }[];
}

export interface Indices {
  /** Herfindahl-Hirschman index, 0..10,000. */
  readonly hhi: number;
  /** 1 / sum of squared shares. */
  readonly effectiveNumber: number;
  readonly cr1: number;
  readonly cr3: number;
  readonly cr5: number;
  /** Shannon entropy in bits. */
  readonly shannon: number;
  /** exp of the entropy: the number of equal suppliers with the same entropy. */
  readonly expShannon: number;
  readonly gini: number;
  /** Distance from full decentralisation: sum of squared shares minus that of one supplier per user. */
  readonly centralization: number;
  /** Fewest suppliers that together have at least 25, 50, 75, 90 and 99 % of the shares. */
  readonly cover: Readonly<Record<'25' | '50' | '75' | '90' | '99', number>>;
}

/** Sums of shares carry rounding errors far below this. */
const ROUNDING = 1e-9;

/**
 * The indices of market shares that sum to 1; suppliers with share 0 do not count, at least one must be
 * above 0. `decentralized` is the sum of squared shares if every user had a supplier of its own, which is
 * what centralization is measured from: with equal users it is Akiwate and others' sum (a/C)^2 - 1/C
 * (arXiv:2406.19569), with unequal ones a large user is no concentration of the market. Centralization
 * is below 0 where users spread over more suppliers than there are users. O(n log n).
 */
export function indicesOf(shares: Float64Array, decentralized: number): Indices {
  const rising = shares.filter((share) => share > 0).sort();
  const n = rising.length;
  const covered = new Float64Array(n + 1);
  let squares = 0;
  let shannon = 0;
  let spread = 0;
  for (let k = 0; k < n; k++) {
    const share = rising[n - 1 - k]!;
    covered[k + 1] = covered[k]! + share;
    squares += share * share;
    shannon -= share * Math.log2(share);
    spread += (n - 1 - 2 * k) * share;
  }
  const largest = (k: number): number => {
    const sum = covered[Math.min(k, n)]!;
    return sum > 1 - ROUNDING ? 1 : sum;
  };
  const cover = (fraction: number): number => covered.findIndex((sum) => sum >= fraction - ROUNDING);
  const centralization = squares - decentralized;
  return {
    hhi: 10_000 * squares,
    effectiveNumber: 1 / squares,
    cr1: largest(1),
    cr3: largest(3),
    cr5: largest(5),
    shannon: Math.max(0, shannon),
    expShannon: 2 ** Math.max(0, shannon),
    gini: Math.max(0, spread / n),
    centralization: Math.abs(centralization) < ROUNDING ? 0 : centralization,
    cover: { 25: cover(0.25), 50: cover(0.5), 75: cover(0.75), 90: cover(0.9), 99: cover(0.99) },
  };
}

/**
 * The Lorenz curve: cumulative shares of the 0, 1, 2, ... smallest of the values above 0, from 0 to 1
 * (M. O. Lorenz, 1905). Only the point 0 where no value is above 0. O(n log n).
 */
export function lorenzCurve(values: Float64Array): Float64Array {
  const rising = values.filter((value) => value > 0).sort();
  const curve = new Float64Array(rising.length + 1);
  for (let k = 0; k < rising.length; k++) curve[k + 1] = curve[k]! + rising[k]!;
  const total = curve[rising.length]!;
  return total > 0 ? curve.map((sum) => sum / total) : curve;
}

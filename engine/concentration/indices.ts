/** Indices of concentration over market shares (model.md, section 6). */

/** A published scale that puts words to an HHI. */
export interface BandScale {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** Bands from low to high; a band begins at `from` (0..10,000) and ends where the next begins. */
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

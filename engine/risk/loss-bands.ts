/** Where values lie over worlds. */

/** 5th percentile, median, 95th. */
export interface Band {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Percentiles at places 0 .. n - 1 of the sorted values, straight between them; at least one value. O(n log n). */
export function bandOf(values: Float64Array): Band {
  const sorted = values.slice().sort();
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    const above = sorted[Math.ceil(place)]!;
    // not below + part x difference where they are equal: that may round
    return below === above ? below : below + (place % 1) * (above - below);
  };
  return { low: at(0.05), median: at(0.5), high: at(0.95) };
}

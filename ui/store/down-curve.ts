/** How likely at least so much is down at a random moment, at levels that are evenly spread on a log scale. */

export interface DownPoint {
  /** Fraction of the total weight. */
  readonly weightDown: number;
  /** In how many of the moments at least that much was down. */
  readonly count: number;
}

const PER_DECADE = 40;
const DECADES = 6;

/**
 * Points from the smallest loss that occurs to the largest, of which each level has at least one moment. Only moments
 * in which anything is down are in it. O(moments).
 */
export function downCurve(weightDown: Float64Array): readonly DownPoint[] {
  const counts = new Uint32Array(PER_DECADE * DECADES + 1);
  for (const share of weightDown) {
    if (!(share > 0)) continue;
    // rounding must not take a loss of everything below the level of everything
    const step = Math.floor(PER_DECADE * (Math.log10(share) + DECADES) + 1e-9);
    counts[Math.max(0, Math.min(counts.length - 1, step))]!++;
  }
  const points: DownPoint[] = [];
  let count = 0;
  for (let step = counts.length - 1; step >= 0; step--) {
    if (counts[step] === 0 && count === 0) continue;
    count += counts[step]!;
    points.push({ weightDown: 10 ** (step / PER_DECADE - DECADES), count });
  }
  return points.reverse();
}

/** How far the ranking of drivers holds when the evidence is redrawn. */
import { type Band, bandOf } from './loss-bands.ts';
import type { WorldLosses } from './world-losses.ts';

/** A driver as given, and over the worlds. */
export interface DriverBand {
  readonly entity: number;
  /** 0..1. */
  readonly share: number;
  readonly shareBand: Band;
  /** 1 for the first; drivers with the same loss have the same rank. */
  readonly rankBand: Band;
  /** Part of the worlds in which it has the same rank. */
  readonly holdsRank: number;
}

/** Of how many drivers is told what happens to them. */
const MOST_DRIVERS = 1000;

/**
 * Drivers by their loss as given, then by the sum of their losses in the worlds, ties by entity index: the first
 * thousand of those with a loss anywhere. At least one world. Yields now and then.
 * O(worlds x drivers log drivers).
 */
export function* rankBands(
  given: WorldLosses,
  worlds: readonly WorldLosses[],
): Generator<void, readonly DriverBand[]> {
  const known = sharesOf(given);
  const sums = new Map<number, number>();
  for (const { driver, driverLoss } of worlds) {
    for (const [i, v] of driver.entries()) sums.set(v, (sums.get(v) ?? 0) + driverLoss[i]!);
    yield;
  }
  const drivers = [...new Set([...known.shareOf.keys(), ...sums.keys()])]
    .sort((v, w) => known.share(w) - known.share(v) || (sums.get(w) ?? 0) - (sums.get(v) ?? 0) || v - w)
    .slice(0, MOST_DRIVERS);
  const shares = drivers.map(() => new Float64Array(worlds.length));
  const ranks = drivers.map(() => new Float64Array(worlds.length));
  for (const [k, world] of worlds.entries()) {
    yield;
    const here = sharesOf(world);
    for (const [i, v] of drivers.entries()) {
      shares[i]![k] = here.share(v);
      ranks[i]![k] = here.rank(v);
    }
  }
  yield;
  return drivers.map((entity, i) => {
    const rank = known.rank(entity);
    return {
      entity,
      share: known.share(entity),
      shareBand: bandOf(shares[i]!),
      rankBand: bandOf(ranks[i]!),
      holdsRank: ranks[i]!.reduce((count, each) => count + (each === rank ? 1 : 0), 0) / worlds.length,
    };
  });
}

/** Shares of a world's loss, and how many drivers have more than a share. */
function sharesOf({ driver, driverLoss }: WorldLosses) {
  const whole = driverLoss.reduce((sum, each) => sum + each, 0);
  const shareOf = new Map(Array.from(driver, (v, i) => [v, driverLoss[i]! / whole]));
  const ascending = Float64Array.from(shareOf.values()).sort();
  const share = (v: number): number => shareOf.get(v) ?? 0;
  return {
    shareOf,
    share,
    rank(v: number): number {
      const value = share(v);
      let low = 0;
      let high = ascending.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ascending[middle]! > value) high = middle;
        else low = middle + 1;
      }
      return 1 + ascending.length - low;
    },
  };
}

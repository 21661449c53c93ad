/** Who, in which role and by what nature the loss goes back to, as shares of the whole that add up to 1. */
import { LEAST_UNITS, RESAMPLES, resampledCounts, spreadOf } from './bootstrap.ts';
import { driverLosses } from './driver-losses.ts';
import type { YearRecords } from './year-records.ts';

/** A share 0..1, with what redrawing blocks of years does to it; nothing of that with too few blocks. */
export interface Share {
  readonly share: number;
  readonly standardError?: number;
}

export interface DriverShare extends Share {
  readonly entity: number;
  /** Part of the resamples in which it has the same rank; known of the first hundred. */
  readonly holdsRank?: number;
}

export interface LossShares {
  /** Largest first; ties by entity index. Only those that something goes back to. */
  readonly drivers: readonly DriverShare[];
  /** Per role, the last for what the roots lost themselves. */
  readonly roles: readonly Share[];
  /** Per nature. */
  readonly natures: readonly Share[];
}

/** Of how many drivers is told how often they hold their rank. */
const RANKED = 100;

/**
 * The shares of records, whose blocks are drawn again whole; all 0 where nothing is lost. Yields now and then.
 * O(rows + resamples x blocks x (100 + roles)).
 */
export function* lossShares(
  records: YearRecords,
  { seed, natureCount }: { readonly seed: number; readonly natureCount: number },
): Generator<void, LossShares> {
  const { driverStart, driver, driverLoss, roleCount, roleLoss, natureLoss } = records;
  const blocks = driverStart.length - 1;
  const ordered = [...driverLosses(records)]
    .filter(([, loss]) => loss > 0)
    .sort(([v, a], [w, b]) => b - a || v - w);
  const ranked = ordered.slice(0, RANKED).map(([v]) => v);
  yield;
  const columnOf = new Map(ranked.map((v, i) => [v, i]));
  const ofDriver = new Float64Array(blocks * ranked.length);
  const total = new Float64Array(blocks);
  for (let b = 0; b < blocks; b++)
    for (let i = driverStart[b]!; i < driverStart[b + 1]!; i++) {
      const column = columnOf.get(driver[i]!);
      total[b]! += driverLoss[i]!;
      if (column !== undefined) ofDriver[b * ranked.length + column]! += driverLoss[i]!;
    }
  const drivers = createShares(ofDriver, ranked.length, total);
  const roles = createShares(roleLoss, roleCount, total);
  const natures = createShares(natureLoss, natureCount, total);
  const holds = new Int32Array(ranked.length);
  if (blocks >= LEAST_UNITS)
    for (let resample = 0; resample < RESAMPLES; resample++) {
      const countOf = resampledCounts(blocks, { seed, purpose: 'bootstrap of blocks', resample });
      const shares = drivers.draw(countOf);
      roles.draw(countOf);
      natures.draw(countOf);
      const places = Array.from(ranked.keys()).sort((a, b) => shares[b]! - shares[a]! || a - b);
      for (const [place, i] of places.entries()) if (place === i) holds[i]!++;
      yield;
    }
  const whole = total.reduce((sum, each) => sum + each, 0);
  const known = drivers.shares();
  return {
    drivers: ordered.map(([entity, loss], i) => ({
      entity,
      share: loss / whole,
      ...(known[i]?.standardError === undefined
        ? {}
        : { standardError: known[i].standardError, holdsRank: holds[i]! / RESAMPLES }),
    })),
    roles: roles.shares(),
    natures: natures.shares(),
  };
}

/** Shares of a total that stand in `width` columns for each block, and how they move. */
function createShares(losses: Float64Array, width: number, total: Float64Array) {
  const drawn: Float64Array[] = [];
  const sharesFor = (countOf: (block: number) => number): Float64Array => {
    const sums = new Float64Array(width);
    let whole = 0;
    for (const [b, all] of total.entries()) {
      const count = countOf(b);
      if (count === 0) continue;
      whole += count * all;
      for (let i = 0; i < width; i++) sums[i]! += count * losses[b * width + i]!;
    }
    return whole > 0 ? sums.map((sum) => sum / whole) : sums;
  };
  return {
    draw(countOf: Int32Array): Float64Array {
      const shares = sharesFor((block) => countOf[block]!);
      drawn.push(shares);
      return shares;
    },
    shares: (): readonly Share[] =>
      Array.from(
        sharesFor(() => 1),
        (share, i) => ({
          share,
          ...(drawn.length > 0
            ? { standardError: spreadOf(Float64Array.from(drawn, (each) => each[i]!)) }
            : {}),
        }),
      ),
  };
}

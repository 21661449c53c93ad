/** Those who can fail by themselves, in columns with all that drawing needs to know of them. */
import { compress } from '../model/network.ts';

/** Who can fail by themselves, in any order; columns with one value each. */
export interface LaneOdds {
  /** Where it stands in the program; several may share a place. */
  readonly place: Int32Array;
  /** Above 0, at most 1. */
  readonly pFail: Float64Array;
  /** 64 bits that stand for the entity, in two columns. */
  readonly keyLow: Int32Array;
  readonly keyHigh: Int32Array;
  /** The key of Philox: the seed, and what is drawn. */
  readonly seed: readonly [number, number];
}

/** One row per source, by ascending place. */
export interface LaneSources extends LaneOdds {
  readonly count: number;
  /** The smaller of `pFail` and its complement, and its odds. */
  readonly rarer: Float64Array;
  readonly odds: Float64Array;
  /** Probability of failing in at least one of 2048. */
  readonly some: Float64Array;
  /** Probability of the rarer in none of 2048; times 2^1200 where `rarer` is above `SCALED_FROM`, for else it would be 0. */
  readonly none: Float64Array;
}

export const SCALED_FROM = 0.25;

/** Sorts by place, of which there are `placeCount`, and works out what draws need; O(sources + places). */
export function laneSources(odds: LaneOdds, placeCount: number): LaneSources {
  const order = compress(placeCount, odds.place, Int32Array.from(odds.place.keys())).value;
  const pFail = Float64Array.from(order, (i) => odds.pFail[i]!);
  const rarer = pFail.map((p) => Math.min(p, 1 - p));
  return {
    count: order.length,
    place: order.map((i) => odds.place[i]!),
    pFail,
    keyLow: order.map((i) => odds.keyLow[i]!),
    keyHigh: order.map((i) => odds.keyHigh[i]!),
    seed: odds.seed,
    rarer,
    odds: rarer.map((p) => p / (1 - p)),
    some: pFail.map(failsAtAll),
    none: rarer.map(failsNever),
  };
}

/** 1 - (1 - p)^2048 by doubling, without cancellation. */
function failsAtAll(p: number): number {
  let some = p;
  for (let n = 1; n < 2048; n *= 2) some *= 2 - some;
  return some;
}

function failsNever(p: number): number {
  let none = 1 - p;
  for (let n = 1; n < 512; n *= 2) none *= none;
  if (p > SCALED_FROM) none *= 2 ** 300;
  none *= none;
  return none * none;
}

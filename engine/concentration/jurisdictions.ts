/** What falls if everything in one country fails: where things stand, and who controls them. */
import type { Network } from '../model/network.ts';
import { topmostOperators } from '../model/operators.ts';
import type { EntityTable } from '../model/system.ts';
import { createCascade, weightDown } from '../structure/cascade.ts';
import type { Users } from './users.ts';

/** Weight of users down when entities of one country fail, in units of the weight. */
export interface Exposure {
  /** Index into the labels of the country column. */
  readonly country: number;
  /** When those located there fail. */
  readonly located: number;
  /** When those fail whose topmost operator is of the country; who has no operator is its own. */
  readonly controlled: number;
  /** When both fail. */
  readonly either: number;
  /** The part of `either` that is made up of the failed entities themselves. */
  readonly own: number;
}

/** Entities touched between two reports of progress: a few milliseconds of work. */
const SLICE = 20_000;

/**
 * The exposure to every country that an entity or a topmost operator is of, in the order of the labels.
 * Yields the fraction done; O(countries x entities + sum of what each failure touches).
 */
export function* exposures(
  entities: EntityTable,
  network: Network,
  users: Users,
): Generator<number, readonly Exposure[]> {
  const { codes, labels } = entities.country;
  const controller = topmostOperators(entities.operator).map((top) => codes[top]!);
  const cascade = createCascade(network);
  const all = Int32Array.from({ length: entities.count }, (_, v) => v);
  const found: Exposure[] = [];
  let touched = 0;
  for (let country = 1; country < labels.length; country++) {
    const fail = (isHit: (v: number) => boolean): { readonly down: number; readonly own: number } => {
      const failed = all.filter(isHit);
      cascade.run(failed);
      touched += entities.count + cascade.count;
      return {
        down: weightDown(cascade, users.weight),
        own: failed.reduce((sum, v) => sum + users.weight[v]!, 0),
      };
    };
    const located = fail((v) => codes[v] === country);
    const controlled = fail((v) => controller[v] === country);
    const either = fail((v) => codes[v] === country || controller[v] === country);
    // a label of which no entity is left has nothing to fail
    if (cascade.count > 0)
      found.push({
        country,
        located: located.down,
        controlled: controlled.down,
        either: either.down,
        own: either.own,
      });
    if (touched >= SLICE) {
      touched = 0;
      yield country / labels.length;
    }
  }
  return found;
}

/** Chances of failure to measure random moments with, where the data have none. */
import { compress, type Network } from '../engine/model/network.ts';
import type { System } from '../engine/model/system.ts';
import { type Draws, uniform } from '../engine/random/draw.ts';
import { lognormal } from '../engine/random/lognormal.ts';
import { unavailabilities } from '../engine/risk/unavailability.ts';
import { layeredGraph } from './graphs.ts';

const DRAWS: Draws = { seed: 2, replicate: 0, purpose: 'moments of the benchmark' };

/** A network with what random moments need to know of its entities. */
export interface Moments {
  readonly network: Network;
  readonly key: readonly string[];
  readonly pFail: Float64Array;
  readonly weight: Float64Array;
}

/** The part of those with dependents that has alternatives, and how likely they are to be out: drawn evenly in the logarithm. */
const ALTERNATIVES = 0.45;
const LEAST = 5e-4;
const MOST = 5e-3;

/** The layered graph with some suppliers as alternatives, all able to fail, weights on those that nobody needs. */
export function layeredMoments(entityCount: number, mostSuppliers: number): Moments {
  const { out, outStart, intoStart } = layeredGraph(entityCount, mostSuppliers);
  const key = Array.from({ length: entityCount }, (_, v) => `entity ${v}`);
  const dependent: number[] = [];
  const need: number[] = [];
  const row = new Int32Array(out.length);
  for (let v = 0; v < entityCount; v++)
    for (let at = outStart[v]!; at < outStart[v + 1]!; ) {
      const u = uniform(DRAWS, key[v]!, at - outStart[v]!);
      const size = u < ALTERNATIVES ? Math.min(u < ALTERNATIVES / 2 ? 2 : 3, outStart[v + 1]! - at) : 1;
      row.fill(need.length, at, at + size);
      dependent.push(v);
      // a few of three need two
      need.push(size === 3 && u > 0.9 * ALTERNATIVES ? 2 : 1);
      at += size;
    }
  const requirement = Int32Array.from(need.keys());
  const members = compress(need.length, row, out);
  const owned = compress(entityCount, Int32Array.from(dependent), requirement);
  const uses = compress(entityCount, out, row);
  return {
    key,
    pFail: Float64Array.from(key, (name) => LEAST * (MOST / LEAST) ** uniform(DRAWS, `chance of ${name}`)),
    weight: Float64Array.from(key, (name, v) =>
      intoStart[v] === intoStart[v + 1]
        ? lognormal(uniform(DRAWS, `weight of ${name}`), { p50: 7, p95: 135 })
        : 0,
    ),
    network: {
      entityCount,
      requirementCount: need.length,
      dependent: Int32Array.from(dependent),
      need: Int32Array.from(need),
      loss: new Float64Array(need.length).fill(1),
      memberStart: members.start,
      member: members.value,
      requirementStart: owned.start,
      requirement: owned.value,
      useStart: uses.start,
      use: uses.value,
    },
  };
}

/** A dataset's moments; where it has no rates, everybody with dependents is out in one of a thousand. */
export function momentsOf({ entities, weights }: System, network: Network): Moments {
  const given = unavailabilities(entities);
  const { useStart } = network;
  return {
    network,
    key: entities.id,
    pFail: given.some((p) => p > 0)
      ? given
      : given.map((_, v) => (useStart[v]! < useStart[v + 1]! ? 0.001 : 0)),
    weight: weights[0]!.values,
  };
}

/** Blast radius: the weight that is down when one entity fails alone (model.md, section 3). */
import type { Network } from '../model/network.ts';
import { createCascade, weightDown } from './cascade.ts';

/** Entities touched between two reports of progress: a few milliseconds of work. */
const SLICE = 20_000;

/**
 * Weight down, in units of the weight, for the failure of every single entity. Yields the fraction
 * done; O(sum of what each failure touches), nothing for an entity that nobody needs.
 */
export function* blastRadii(network: Network, weight: Float64Array): Generator<number, Float64Array> {
  const { entityCount, useStart } = network;
  const cascade = createCascade(network);
  const radii = new Float64Array(entityCount);
  let touched = 0;
  for (let v = 0; v < entityCount; v++) {
    touched++;
    if (useStart[v] === useStart[v + 1]) radii[v] = weight[v]!;
    else {
      cascade.run([v]);
      radii[v] = weightDown(cascade, weight);
      touched += cascade.count;
    }
    if (touched >= SLICE) {
      touched = 0;
      yield (v + 1) / entityCount;
    }
  }
  return radii;
}

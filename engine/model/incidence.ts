/** Which dependencies meet at an entity, whatever their phase: the plain graph under a System. */
import { compress } from './network.ts';
import type { DependencyTable } from './system.ts';

export interface Incidence {
  /** Dependencies in which entity v is the dependent: `down[downStart[v]] ..`, ascending. */
  readonly downStart: Int32Array;
  readonly down: Int32Array;
  /** Dependencies in which entity v is the supplier: `up[upStart[v]] ..`, ascending. */
  readonly upStart: Int32Array;
  readonly up: Int32Array;
}

/** Groups dependencies by both ends; O(entities + dependencies). */
export function buildIncidence(entityCount: number, dependencies: DependencyTable): Incidence {
  const all = new Int32Array(dependencies.count);
  for (let e = 0; e < all.length; e++) all[e] = e;
  const down = compress(entityCount, dependencies.dependent, all);
  const up = compress(entityCount, dependencies.supplier, all);
  return { downStart: down.start, down: down.value, upStart: up.start, up: up.value };
}

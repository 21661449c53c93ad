/** A graph to measure on, of the shape of a digital economy, in any size. */
import { graphOfArcs, type SimpleGraph } from '../engine/projection/simple-graph.ts';
import { type Draws, uniform } from '../engine/random/draw.ts';

const DRAWS: Draws = { seed: 1, replicate: 0, purpose: 'graph of the benchmark' };

/** Layers from the ground up, with the part of all entities that each holds. */
const CORE = { share: 0.001, least: 12 };
const PROVIDERS = 0.01;
const SERVICES = 0.14;
const ORGANISATIONS = 0.25;

/**
 * Organisations need applications, these services, these providers, and these a small core; few are popular.
 * Everyone has three suppliers or more; there are cycles in the core and few elsewhere; ids are shuffled.
 */
export function layeredGraph(entityCount: number, mostSuppliers: number): SimpleGraph {
  const core = Math.max(CORE.least, Math.round(CORE.share * entityCount));
  const services = core + Math.round(PROVIDERS * entityCount);
  const applications = services + Math.round(SERVICES * entityCount);
  const organisations = entityCount - Math.round(ORGANISATIONS * entityCount);
  const id = shuffled(entityCount);
  const tail: number[] = [];
  const head: number[] = [];
  for (let v = 0; v < entityCount; v++) {
    let n = 0;
    const draw = (): number => uniform(DRAWS, `entity ${v}`, n++);
    // the k-th of a layer is drawn about 1 / k times as often as the first
    const popular = (from: number, to: number): number => from + Math.floor((to - from + 1) ** draw()) - 1;
    const supplier = (): number => {
      const u = draw();
      if (v < core) return popular(0, core);
      if (v < services) {
        if (u < 0.45 || v < core + 3) return popular(0, core);
        return u < 0.97 ? popular(core, v) : popular(services, applications);
      }
      if (v < applications) {
        if (u < 0.45 || v < services + 3) return popular(core, services);
        return u < 0.6 ? popular(0, core) : popular(services, v);
      }
      if (v < organisations) {
        if (u < 0.65) return popular(services, applications);
        return u < 0.9 ? popular(core, services) : popular(0, core);
      }
      if (u < 0.35) return popular(applications, organisations);
      if (u < 0.55) return applications + Math.floor((organisations - applications) * draw());
      return u < 0.85 ? popular(services, applications) : popular(core, services);
    };
    for (let left = 3 + Math.floor((mostSuppliers - 2) * draw()); left > 0; left--) {
      tail.push(id[v]!);
      head.push(id[supplier()]!);
    }
  }
  return graphOfArcs(entityCount, Int32Array.from(tail), Int32Array.from(head));
}

function shuffled(count: number): number[] {
  const draws = Array.from({ length: count }, (_, v) => uniform(DRAWS, `place ${v}`));
  return [...draws.keys()].sort((v, w) => draws[v]! - draws[w]!);
}

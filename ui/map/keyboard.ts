/** Where the arrow keys lead. Pure. */
import type { Scene } from './scene.ts';

export type Direction = 'supplier' | 'dependent' | 'left' | 'right';

/**
 * The entity to go to: down to a supplier, up to a dependent, or along the band in reading order. Null
 * when there is none. From nowhere, every direction leads to the most important entity.
 */
export function step(scene: Scene, direction: Direction): number | null {
  const { selected, links, order } = scene;
  if (selected === null || !scene.visible[selected]) return order[0] ?? null;
  if (direction === 'supplier') return best(scene, links.suppliersOf(selected));
  if (direction === 'dependent') return best(scene, links.dependentsOf(selected));
  const band = scene.view.layer[selected]!;
  const siblings = order.filter((v) => scene.view.layer[v] === band);
  siblings.sort((a, b) => scene.y[b]! - scene.y[a]! || scene.x[a]! - scene.x[b]! || a - b);
  const at = siblings.indexOf(selected);
  return siblings[direction === 'left' ? at - 1 : at + 1] ?? null;
}

/** Along the chain first, then to what is worst off, then to what is heaviest. */
function best(scene: Scene, entities: Int32Array): number | null {
  let found: number | null = null;
  let highest = -1;
  for (const v of entities) {
    if (!scene.visible[v]) continue;
    const score = (scene.step.has(v) ? 1000 : 0) + scene.state[v]! * 100 + scene.radius[v]!;
    if (score > highest) {
      highest = score;
      found = v;
    }
  }
  return found;
}

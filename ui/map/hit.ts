/** Which mark is under the pointer. Pure. */
import type { Transform } from './labels.ts';
import type { Scene } from './scene.ts';

/** Pixels around a mark that belong to it, so that a finger can hit small ones. */
const LEAST_MARGIN = 1;
const MOST_MARGIN = 4;
/** Corners reach this far, in radii. */
const CORNER = 1.1;

export interface HitTask {
  readonly scene: Pick<Scene, 'x' | 'y' | 'visible' | 'radius'>;
  readonly transform: Transform;
  /** Pixels per unit of `scene.radius`. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The visible mark whose middle is nearest among those that the point hits, or null. O(entities). */
export function markAt({ scene, transform, scale, x, y }: HitTask): number | null {
  const { scaleX, shiftX, scaleY, shiftY } = transform;
  let found: number | null = null;
  let nearest = Infinity;
  for (let v = 0; v < scene.x.length; v++) {
    if (!scene.visible[v]) continue;
    const dx = scene.x[v]! * scaleX + shiftX - x;
    const dy = scene.y[v]! * scaleY + shiftY - y;
    const radius = scene.radius[v]! * scale;
    const reach = radius * CORNER + Math.min(MOST_MARGIN, Math.max(LEAST_MARGIN, radius));
    const distance = dx * dx + dy * dy;
    if (distance > reach * reach || distance >= nearest) continue;
    nearest = distance;
    found = v;
  }
  return found;
}

/** How the tower fills the area that it has. Pure. */
import type { Transform } from './labels.ts';
import type { Scene } from './scene.ts';

/** Below this width the bands' names stand above the rows. */
export const NARROW = 600;
/** Pixels beside the rows: at the left for the bands' names, at the right for the last labels and the buttons. */
const LEFT = 156;
const RIGHT = 96;
/** Where the layout keeps room for the bands' names above the rows. */
const LEFT_OF_TALL = 24;
const RIGHT_OF_TALL = 36;
/** A tower that begins further left than this part of its width has its names above the rows. */
const TALL = 0.08;
/** A few entities in the middle stay in the middle. */
const WIDEST = 1.7;

/**
 * From map units to pixels, so that the tower fills the area. Marks and labels are measured in pixels,
 * so x and y can be scaled apart, and a panel that opens neither leaves blank strips nor moves anything
 * up or down.
 */
export function fitTower({ x, bands }: Pick<Scene, 'x' | 'bands'>, width: number, height: number): Transform {
  const bottom = bands.at(-1)?.bottom ?? 0;
  const top = bands[0]?.top ?? 1000;
  const scaleY = -height / Math.max(1, top - bottom);
  let [first, last] = [Infinity, -Infinity];
  for (const place of x) {
    first = Math.min(first, place);
    last = Math.max(last, place);
  }
  if (x.length === 0) [first, last] = [0, 0];
  const isTall = width < NARROW || first < TALL * last;
  const left = isTall ? LEFT_OF_TALL : LEFT;
  const room = Math.max(1, width - left - (isTall ? RIGHT_OF_TALL : RIGHT));
  const scaleX = Math.min(room / Math.max(1, last - first), -scaleY * WIDEST);
  const shiftX = left + (room - (last - first) * scaleX) / 2 - first * scaleX;
  return { scaleX, shiftX, scaleY, shiftY: -top * scaleY };
}

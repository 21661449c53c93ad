/** How a picture fills the area that it has. Pure. */
import type { Transform } from './labels.ts';
import type { Scene } from './scene.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the map over which a panel lies: at its right edge, or at its lower one. */
export interface Covered {
  readonly right: number;
  readonly bottom: number;
}

export const NOT_COVERED: Covered = { right: 0, bottom: 0 };

/** Less free room than this is none: a sheet pulled up all the way leaves the picture as it is. */
const LEAST_FREE = 120;

/** The part of the map that is free, from its upper left corner. */
export function freeSize({ width, height }: Size, covered: Covered): Size {
  const [right, bottom] = [width - covered.right, height - covered.bottom];
  return {
    width: Math.max(1, right < LEAST_FREE ? width : right),
    height: Math.max(1, bottom < LEAST_FREE ? height : bottom),
  };
}

/** What a panel covers of the map when both are at these places of the screen. */
export function coveredBy(map: DOMRectReadOnly, panel: DOMRectReadOnly): Covered {
  const width = Math.min(map.right, panel.right) - Math.max(map.left, panel.left);
  const height = Math.min(map.bottom, panel.bottom) - Math.max(map.top, panel.top);
  if (width <= 0 || height <= 0) return NOT_COVERED;
  const isBeside = width < map.width - 1;
  return { right: isBeside ? width : 0, bottom: isBeside ? 0 : height };
}

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

/** Pixels left and right of a picture without bands, for the names of its marks. */
const ROOM_FOR_NAMES = 60;
const ROOM_ABOVE = 24;

/** The transform that shows a picture without bands whole and undistorted. */
export function fitPlain({ x, y }: Pick<Scene, 'x' | 'y'>, width: number, height: number): Transform {
  const range = (values: Float32Array): readonly [number, number] =>
    values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [
      Infinity,
      -Infinity,
    ] as readonly [number, number]);
  if (x.length === 0) return { scaleX: 1, shiftX: width / 2, scaleY: -1, shiftY: height / 2 };
  const [left, right] = range(x);
  const [bottom, top] = range(y);
  const scale = Math.min(
    (width - 2 * ROOM_FOR_NAMES) / Math.max(1, right - left),
    (height - 2 * ROOM_ABOVE) / Math.max(1, top - bottom),
  );
  return {
    scaleX: scale,
    shiftX: width / 2 - (scale * (left + right)) / 2,
    scaleY: -scale,
    shiftY: height / 2 + (scale * (bottom + top)) / 2,
  };
}

/** Part of its size by which a picture without bands stands off the edges. */
const MARGIN = 0.04;

export interface Framing {
  /** From map units to what Sigma sees: it scales x and y alike, and the tower wants to fill its area. */
  readonly stretch: { readonly factor: number; readonly shift: number };
  /** The part of what Sigma sees that fills the whole canvas. */
  readonly x: readonly [left: number, right: number];
  readonly y: readonly [bottom: number, top: number];
}

/** How to look at a scene so that all of it stands in the free part of a canvas. */
export function framingOf(scene: Pick<Scene, 'x' | 'y' | 'bands'>, canvas: Size, free: Size): Framing {
  if (scene.bands.length > 0) {
    const { scaleX, shiftX, scaleY } = fitTower(scene, free.width, free.height);
    const top = scene.bands[0]!.top;
    return {
      stretch: { factor: -scaleX / scaleY, shift: -shiftX / scaleY },
      x: [0, -canvas.width / scaleY],
      y: [top + canvas.height / scaleY, top],
    };
  }
  const [left, right, bottom, top] = extent(scene.x, scene.y);
  const margin = 2 * MARGIN * Math.max(right - left, top - bottom, 1);
  const scale = Math.min(free.width / (right - left + margin), free.height / (top - bottom + margin));
  const from = (left + right - free.width / scale) / 2;
  const upTo = (bottom + top + free.height / scale) / 2;
  return {
    stretch: { factor: 1, shift: 0 },
    x: [from, from + canvas.width / scale],
    y: [upTo - canvas.height / scale, upTo],
  };
}

function extent(x: Float32Array, y: Float32Array): [number, number, number, number] {
  if (x.length === 0) return [0, 1, 0, 1];
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let v = 0; v < x.length; v++) {
    left = Math.min(left, x[v]!);
    right = Math.max(right, x[v]!);
    bottom = Math.min(bottom, y[v]!);
    top = Math.max(top, y[v]!);
  }
  return [left, right, bottom, top];
}

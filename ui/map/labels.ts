/**
 * Places labels so that they cover neither each other nor a mark: important ones first, each under its
 * mark, else beside it, else above it, else not at all. Labels of large marks may cover small ones.
 * Pure; the caller measures and draws.
 */

/** From map units to pixels of the map area: `x * scaleX + shiftX`. */
export interface Transform {
  readonly scaleX: number;
  readonly shiftX: number;
  readonly scaleY: number;
  readonly shiftY: number;
}

interface Spot {
  /** Left edge of the text. */
  readonly left: number;
  /** Upper edge of the text. */
  readonly top: number;
}

export interface PlacedLabel extends Spot {
  readonly entity: number;
}

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

export interface LabelTask {
  /** Entities that may have a label, the most important first. */
  readonly order: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly transform: Transform;
  readonly width: number;
  readonly height: number;
  /** Radius of a mark in pixels as drawn. */
  readonly radiusOf: (entity: number) => number;
  /** Width of an entity's label in pixels. */
  readonly widthOf: (entity: number) => number;
  /** From this radius in pixels a mark rather covers small ones than go without a name; 8 unless told. */
  readonly large?: number;
  /** Entities whose label may cover marks, though never other labels, rather than be missing. */
  readonly forced: (entity: number) => boolean;
  /** Boxes that belong to something else. */
  readonly taken: readonly Box[];
  /** No more labels than this are placed, which bounds the cost of drawing them. */
  readonly most: number;
}

export const LABEL_HEIGHT = 13;
/** Cells of the grid of what is taken. Text is wide and low, so cells are too. */
const CELL_X = 4;
const CELL_Y = 2;
/** After so many that find no room, the rest (lighter ones) are not tried. */
const MOST_MISSES = 1500;

/** What takes a cell. */
const SMALL_MARK = 1;
const LARGE_MARK = 2;
const TEXT = 4;

/** From this radius in pixels a mark is large, where the task does not say. */
export const LARGE = 8;

/** The grid of what is taken, one byte per cell. */
class Taken {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cells: Uint8Array;

  constructor(width: number, height: number) {
    this.#columns = Math.ceil(width / CELL_X) + 1;
    this.#rows = Math.ceil(height / CELL_Y) + 1;
    this.#cells = new Uint8Array(this.#columns * this.#rows);
  }

  take([left, top, right, bottom]: Box, what: typeof SMALL_MARK | typeof LARGE_MARK | typeof TEXT): void {
    const [c0, c1, r0, r1] = this.#range(left, top, right, bottom);
    for (let r = r0; r < r1; r++) {
      for (let i = r * this.#columns + c0; i < r * this.#columns + c1; i++) this.#cells[i]! |= what;
    }
  }

  /** Whether nothing of `what` (one or more of the kinds) is in the box. */
  free([left, top, right, bottom]: Box, what: number): boolean {
    const [c0, c1, r0, r1] = this.#range(left, top, right, bottom);
    for (let r = r0; r < r1; r++) {
      for (let i = r * this.#columns + c0; i < r * this.#columns + c1; i++)
        if (this.#cells[i]! & what) return false;
    }
    return true;
  }

  #range(left: number, top: number, right: number, bottom: number): [number, number, number, number] {
    const c0 = Math.max(0, Math.round(left / CELL_X));
    const r0 = Math.max(0, Math.round(top / CELL_Y));
    const c1 = Math.min(this.#columns, Math.max(c0 + 1, Math.round(right / CELL_X)));
    const r1 = Math.min(this.#rows, Math.max(r0 + 1, Math.round(bottom / CELL_Y)));
    return [c0, c1, r0, r1];
  }
}

/** Places as many labels as fit. O(visible marks + tried labels). */
export function placeLabels(task: LabelTask): PlacedLabel[] {
  const { order, x, y, transform, width, height, large = LARGE } = task;
  const taken = new Taken(width, height);
  for (const box of task.taken) taken.take(box, TEXT);
  const shown: number[] = [];
  for (const v of order) {
    const px = x[v]! * transform.scaleX + transform.shiftX;
    const py = y[v]! * transform.scaleY + transform.shiftY;
    if (px < 0 || py < 0 || px > width || py > height) continue;
    shown.push(v);
    const r = task.radiusOf(v);
    taken.take([px - r, py - r, px + r, py + r], r < large ? SMALL_MARK : LARGE_MARK);
  }
  const placed: PlacedLabel[] = [];
  let misses = 0;
  for (const v of shown) {
    if (placed.length >= task.most || misses > MOST_MISSES) break;
    const px = x[v]! * transform.scaleX + transform.shiftX;
    const py = y[v]! * transform.scaleY + transform.shiftY;
    const r = task.radiusOf(v);
    const w = task.widthOf(v);
    const boxAt = ({ left, top }: Spot): Box => [left - 2, top, left + w + 2, top + LABEL_HEIGHT];
    const fits = (spot: Spot, what: number) =>
      spot.left >= 2 &&
      spot.left + w <= width - 2 &&
      spot.top >= 0 &&
      spot.top + LABEL_HEIGHT <= height &&
      taken.free(boxAt(spot), what);
    const spots: readonly Spot[] = [
      { left: px - w / 2, top: py + r + 3 },
      { left: px + r + 4, top: py - LABEL_HEIGHT / 2 },
      { left: px - w / 2, top: py - r - 3 - LABEL_HEIGHT },
    ];
    const spot =
      spots.find((s) => fits(s, SMALL_MARK | LARGE_MARK | TEXT)) ??
      (r >= large ? spots.find((s) => fits(s, LARGE_MARK | TEXT)) : undefined) ??
      (task.forced(v) ? spots.find((s) => fits(s, TEXT)) : undefined);
    if (!spot) {
      misses++;
      continue;
    }
    taken.take(boxAt(spot), TEXT);
    placed.push({ entity: v, ...spot });
  }
  return placed;
}

/** A name short enough for the map; the inspector shows the whole. */
export function shortName(name: string): string {
  return name.length <= 28 ? name : `${name.slice(0, 26).trimEnd()}…`;
}

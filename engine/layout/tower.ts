/**
 * The dependency tower: one band per layer, organisations on top and causes at the bottom, and in a
 * band an order that keeps dependencies short. The order comes from barycentre sweeps (Sugiyama,
 * Tagawa and Toda 1981): an entity moves to the mean place of what it is connected to, band by band,
 * down and up again; of all sweeps the one with the shortest dependencies is kept.
 *
 * The result is a function of the dependencies, the layers, the operators and the first part of the
 * ids (`aws` of `aws/us-east-1`), which keeps the parts of one provider together. Other spelling of
 * ids, names and weights do not move anything. Ties go to the lower index.
 */
import { LAYERS, layerOfKind } from '../model/kinds.ts';
import type { System } from '../model/system.ts';

/** What is laid out: a system, or marks that stand for many. */
export interface Stacked {
  readonly entities: Pick<System['entities'], 'count' | 'kind' | 'id' | 'operator'>;
  readonly dependencies: Pick<System['dependencies'], 'count' | 'dependent' | 'supplier'>;
}

/** Places in map units, y upward. The picture fills 0 .. 1000 * aspect by 0 .. 1000. */
export interface TowerLayout {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Bands from top to bottom; they touch, do not overlap and fill the height. */
  readonly bands: readonly {
    readonly layer: number;
    readonly top: number;
    readonly bottom: number;
    readonly count: number;
  }[];
}

const HEIGHT = 1000;
/** Down and up count as two; later ones change little. */
const SWEEPS = 8;
/** How strongly parts of one provider are drawn to each other, against their own dependencies. */
const COHESION = 0.3;
/** Larger families, such as generated `site/12345`, say nothing about who belongs together. */
const LARGEST_FAMILY = 64;
/** A dependency inside a band pulls less: it is drawn short anyway. */
const OWN_BAND = 0.6;

/** Width to height of the place that an entity wants: a label is wide. */
const LABEL_RATIO = 2.2;
/**
 * Lower rows have no strip between their marks for labels to stand in (28 pixels where the map is 750
 * high), so before rows get lower, places get narrower: every second label is better than none.
 */
const LABEL_ROW = 37;

/** No band is lower, however few it holds: its name must find room, and its marks must be hit. */
const LOWEST_BAND = 50;

interface Frame {
  readonly left: number;
  readonly width: number;
  readonly columns: number;
  readonly rowHeight: number;
  /** Height above the first row of a band, for the band's name. */
  readonly head: number;
  /** Height below the last row of a band, for labels. */
  readonly foot: number;
}

/**
 * Places every entity. `aspect` is width / height of the area that the map has.
 * O(sweeps * (dependencies + entities log entities)) time, O(entities + dependencies) memory.
 */
export function towerLayout(system: Stacked, aspect: number): TowerLayout {
  if (!(aspect > 0 && aspect < Infinity)) throw new RangeError(`aspect must be positive, not ${aspect}`);
  const { count, kind } = system.entities;
  const layer = Uint8Array.from({ length: count }, (_, v) => layerOfKind(kind[v]!));
  const members = membersByLayer(layer);
  const used = members.map((_, l) => l).filter((l) => members[l]!.length > 0);
  const rank = new Float64Array(count);
  const desired = orderBands(system, layer, members, rank);

  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const counts = used.map((l) => members[l]!.length);
  const frame = fitFrame(counts, aspect);
  const shapes = bandShapes(counts, frame);
  const bands: TowerLayout['bands'][number][] = [];
  let top = HEIGHT;
  for (const [b, l] of used.entries()) {
    const band = members[l]!;
    const { rowCount, rowHeight, head, height } = shapes[b]!;
    // The last band ends exactly at 0, whatever the rounding of the ones above.
    const bottom = b === used.length - 1 ? 0 : top - height;
    const firstRow = top - head - rowHeight / 2;
    if (rowCount === 1) placeRow(band, desired, frame, firstRow, x, y);
    else placeRows(band, kind, { rowCount, rowHeight, firstRow }, frame, x, y);
    bands.push({ layer: l, top, bottom, count: band.length });
    top = bottom;
  }
  return { x, y, bands };
}

function membersByLayer(layer: Uint8Array): Int32Array[] {
  const counts = new Int32Array(LAYERS.length);
  for (const l of layer) counts[l]!++;
  const members = Array.from(counts, (n) => new Int32Array(n));
  counts.fill(0);
  for (let v = 0; v < layer.length; v++) members[layer[v]!]![counts[layer[v]!]!++] = v;
  return members;
}

/**
 * Both ends of every dependency and of every operation, as compressed rows: neighbours of v are at
 * start[v] .. start[v + 1]. Operators count, because many organisations have no other tie.
 */
function neighbourRows(system: Stacked): { start: Int32Array; neighbour: Int32Array } {
  const { dependent, supplier, count } = system.dependencies;
  const { operator, count: entityCount } = system.entities;
  const start = new Int32Array(entityCount + 1);
  const eachTie = (visit: (v: number, w: number) => void) => {
    for (let e = 0; e < count; e++) visit(dependent[e]!, supplier[e]!);
    for (let v = 0; v < entityCount; v++) if (operator[v]! >= 0) visit(v, operator[v]!);
  };
  eachTie((v, w) => {
    start[v + 1]!++;
    start[w + 1]!++;
  });
  for (let v = 0; v < entityCount; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, -1);
  const neighbour = new Int32Array(start[entityCount]!);
  eachTie((v, w) => {
    neighbour[next[v]!++] = w;
    neighbour[next[w]!++] = v;
  });
  return { start, neighbour };
}

/**
 * Sorts every band in place by the best of the sweeps and leaves in `place` where each entity stands
 * in its band (0..1). Returns where each would like to stand, for bands with room to spare.
 */
function orderBands(
  system: Stacked,
  layer: Uint8Array,
  members: Int32Array[],
  place: Float64Array,
): Float64Array {
  const rows = neighbourRows(system);
  const family = families(system, layer);
  const wish = new Float64Array(place.length);
  // Families first, in the order in which they appear: what belongs together starts together.
  for (const band of members) {
    for (const v of band) wish[v] = family.first[family.of[v]!]! / Math.max(1, place.length);
    sortBand(band, wish, place);
  }
  let best = place.slice();
  let bestWish = place.slice();
  let shortest = totalLength(system, place);
  for (let sweep = 0; sweep < SWEEPS && rows.neighbour.length > 0; sweep++) {
    for (let i = 0; i < members.length; i++) {
      const l = sweep % 2 === 0 ? i : members.length - 1 - i;
      barycentres(members[l]!, layer, rows, place, wish);
      drawTogether(members[l]!, family, wish);
      sortBand(members[l]!, wish, place);
    }
    const length = totalLength(system, place);
    if (length < shortest) {
      shortest = length;
      best = place.slice();
      bestWish = wish.slice();
    }
  }
  place.set(best);
  for (const band of members) sortBand(band, best, place);
  return bestWish;
}

function totalLength(system: Stacked, place: Float64Array): number {
  const { dependent, supplier, count } = system.dependencies;
  let sum = 0;
  for (let e = 0; e < count; e++) sum += Math.abs(place[dependent[e]!]! - place[supplier[e]!]!);
  return sum;
}

function barycentres(
  band: Int32Array,
  layer: Uint8Array,
  { start, neighbour }: { start: Int32Array; neighbour: Int32Array },
  place: Float64Array,
  wish: Float64Array,
): void {
  for (let i = 0; i < band.length; i++) {
    const v = band[i]!;
    let sum = 0;
    let weight = 0;
    for (let k = start[v]!; k < start[v + 1]!; k++) {
      const w = neighbour[k]!;
      const pull = layer[w] === layer[v] ? OWN_BAND : 1;
      sum += pull * place[w]!;
      weight += pull;
    }
    wish[v] = weight > 0 ? sum / weight : place[v]!;
  }
}

interface Families {
  readonly of: Int32Array;
  /** The lowest entity of each family. */
  readonly first: Int32Array;
  /** Families too large to mean anything are left alone. */
  readonly counts: Int32Array;
}

/** Families inside a layer: entities with the same operator, or else the same first part of the id. */
function families(system: Stacked, layer: Uint8Array): Families {
  const { id, operator, count } = system.entities;
  const known = new Map<string, number>();
  const of = new Int32Array(count);
  const first: number[] = [];
  const counts: number[] = [];
  for (let v = 0; v < count; v++) {
    let root = v;
    while (operator[root]! >= 0) root = operator[root]!;
    const name = id[root]!;
    const slash = name.indexOf('/');
    const key = `${layer[v]} ${slash < 0 ? name : name.slice(0, slash)}`;
    let f = known.get(key);
    if (f === undefined) {
      f = first.length;
      known.set(key, f);
      first.push(v);
      counts.push(0);
    }
    of[v] = f;
    counts[f]!++;
  }
  return { of, first: Int32Array.from(first), counts: Int32Array.from(counts) };
}

function drawTogether(band: Int32Array, { of, counts }: Families, wish: Float64Array): void {
  const sum = new Float64Array(counts.length);
  for (const v of band) sum[of[v]!]! += wish[v]!;
  for (const v of band) {
    const n = counts[of[v]!]!;
    if (n > 1 && n <= LARGEST_FAMILY) wish[v]! += COHESION * (sum[of[v]!]! / n - wish[v]!);
  }
}

/**
 * Sorts a band by `wish` (0..1), ties by index, and spreads it evenly over 0..1. The wish and the index
 * are packed into one number (30 and 22 bits of 53), because typed arrays sort numbers much faster
 * than a comparator sorts indices. So up to 4 million entities keep their exact order.
 */
function sortBand(band: Int32Array, wish: Float64Array, place: Float64Array): void {
  const INDEX = 2 ** 22;
  const keys = new Float64Array(band.length);
  for (let i = 0; i < band.length; i++) keys[i] = Math.round(wish[band[i]!]! * 2 ** 30) * INDEX + band[i]!;
  keys.sort();
  for (let i = 0; i < band.length; i++) {
    const v = keys[i]! % INDEX;
    band[i] = v;
    place[v] = (i + 0.5) / band.length;
  }
}

/** How many columns and how high rows must be, so that all bands together fill the area. */
function fitFrame(counts: readonly number[], aspect: number): Frame {
  const total = HEIGHT * aspect;
  // Wide maps keep the bands' names beside the rows, narrow ones above them.
  const narrow = aspect < 0.9;
  const left = narrow ? 0.03 * total : Math.min(0.13 * total, 160);
  const width = total - left - (narrow ? 0.03 * total : Math.min(0.06 * total, 64));
  const entityCount = counts.reduce((a, b) => a + b, 0);
  const shape = (columns: number) => {
    const rowCount = counts.reduce((sum, n) => sum + Math.ceil(n / columns), 0);
    const head = narrow ? Math.min(44, (0.3 * HEIGHT) / Math.max(1, counts.length)) : 0;
    const rowHeight = (HEIGHT - counts.length * head) / Math.max(1, rowCount + 0.5 * counts.length);
    return { head: head + 0.1 * rowHeight, rowHeight, foot: 0.4 * rowHeight };
  };
  let low = 1;
  let high = Math.max(1, entityCount);
  while (low < high) {
    const columns = Math.ceil((low + high) / 2);
    const { rowHeight } = shape(columns);
    const ratio = width / columns / rowHeight;
    if (ratio >= LABEL_RATIO || (rowHeight < LABEL_ROW && ratio >= 1)) low = columns;
    else high = columns - 1;
  }
  return { left, width, columns: low, ...shape(low) };
}

interface BandShape {
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly head: number;
  readonly height: number;
}

/** Heights by rows; a band that would be too low is raised, at the cost of the others, and gets rows to fit. */
function bandShapes(counts: readonly number[], frame: Frame): BandShape[] {
  const padding = frame.head + frame.foot;
  const natural = counts.map((n) => padding + Math.ceil(n / frame.columns) * frame.rowHeight);
  const lowest = Math.min(LOWEST_BAND, HEIGHT / (2 * Math.max(1, counts.length)));
  const low = natural.filter((h) => h < lowest);
  const share = (HEIGHT - low.length * lowest) / (HEIGHT - low.reduce((a, b) => a + b, 0) || 1);
  return counts.map((n, b) => {
    if (natural[b]! >= lowest) {
      const rowCount = Math.ceil(n / frame.columns);
      return {
        rowCount,
        rowHeight: frame.rowHeight * share,
        head: frame.head * share,
        height: natural[b]! * share,
      };
    }
    const fitting = Math.floor(Math.sqrt((n * lowest) / (2 * frame.width)));
    const rowCount = Math.max(Math.ceil(n / frame.columns), fitting);
    const rowHeight = (0.9 * lowest) / (rowCount + 0.5);
    return { rowCount, rowHeight, head: 0.1 * lowest + 0.1 * rowHeight, height: lowest };
  });
}

/** Several rows like bricks. A column holds neighbours of the order; the higher kind stands higher. */
function placeRows(
  band: Int32Array,
  kind: Uint8Array,
  {
    rowCount,
    rowHeight,
    firstRow,
  }: { readonly rowCount: number; readonly rowHeight: number; readonly firstRow: number },
  frame: Frame,
  x: Float32Array,
  y: Float32Array,
): void {
  const columnCount = Math.ceil(band.length / rowCount);
  const step = frame.width / columnCount;
  for (let c = 0; c < columnCount; c++) {
    const from = Math.floor((c * band.length) / columnCount);
    const to = Math.floor(((c + 1) * band.length) / columnCount);
    const column = Array.from(band.subarray(from, to), (v, i) => ({ v, i }));
    column.sort((a, b) => kind[a.v]! - kind[b.v]! || a.i - b.i);
    for (const [row, { v }] of column.entries()) {
      x[v] = frame.left + (c + (row % 2 === 0 ? 0.25 : 0.75)) * step;
      y[v] = firstRow - row * rowHeight;
    }
  }
}

/**
 * One row with room to spare: everyone where they wish to stand, but at least one column apart.
 * Pushing from the left alone would lean everything to the right, so the mean of a push from the left
 * and one from the right is taken; the mean keeps the distance, since both do.
 */
function placeRow(
  band: Int32Array,
  wish: Float64Array,
  frame: Frame,
  row: number,
  x: Float32Array,
  y: Float32Array,
): void {
  const n = band.length;
  const step = frame.width / Math.max(n, frame.columns);
  const first = frame.left + step / 2;
  const last = frame.left + frame.width - step / 2;
  const want = (i: number) => first + (last - first) * wish[band[i]!]!;
  const fromLeft = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const room = last - (n - 1 - i) * step;
    fromLeft[i] = Math.min(room, Math.max(i > 0 ? fromLeft[i - 1]! + step : first, want(i)));
  }
  let right = last + step;
  for (let i = n - 1; i >= 0; i--) {
    right = Math.max(first + i * step, Math.min(right - step, want(i)));
    x[band[i]!] = (fromLeft[i]! + right) / 2;
    y[band[i]!] = row;
  }
}

/**
 * Everything that a picture of the map is made from, as columns by entity: what WebGL, SVG and the
 * keyboard share. Pure.
 */

import { radiusColumn, STATES, UP } from '../parts/marks.ts';
import type { MapView } from '../store/map-picture.ts';
import type { ChainStep, TowerLayout } from '../store/types.ts';
import type { Token } from '../theme/palette.ts';
import type { Links } from './links.ts';

/** A numbered step from a root to the selected entity: who, and which suppliers brought it there. */
export type ChainLink = Pick<ChainStep, 'entity' | 'suppliers'>;

export interface Scene {
  readonly view: MapView;
  readonly links: Links;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Empty for layouts without bands. */
  readonly bands: TowerLayout['bands'];
  readonly visible: Uint8Array;
  /** Radius of the mark in pixels at fit zoom of an uncrowded map. */
  readonly radius: Float32Array;
  /** Index into `STATES`. */
  readonly state: Uint8Array;
  /** Tone by entity in place of the layer's hue; null for the hues. */
  readonly tones: Uint8Array | null;
  readonly selected: number | null;
  /** 1 for what stays opaque while something is selected; null when nothing is. */
  readonly near: Uint8Array | null;
  /** Number of the step in the chain, counted from 1, by entity. */
  readonly step: ReadonlyMap<number, number>;
  /** The links of the chain, each from a supplier to the entity that it brings down. */
  readonly chainLinks: readonly { readonly supplier: number; readonly dependent: number }[];
  /** Visible entities, the most important first: those whose labels win. */
  readonly order: Int32Array;
}

export interface SceneInput {
  readonly view: MapView;
  readonly links: Links;
  readonly place: {
    readonly x: Float32Array;
    readonly y: Float32Array;
    readonly bands: TowerLayout['bands'];
  };
  readonly visible: Uint8Array;
  readonly weight: number;
  readonly sizes: Float64Array | null;
  readonly tones: Uint8Array | null;
  readonly selected: number | null;
  readonly state: Uint8Array;
  readonly chain: readonly ChainLink[];
}

/** Works out the columns of a picture. O(entities log entities + dependencies). */
export function sceneOf(input: SceneInput): Scene {
  const { view, links, place, visible, state, tones, selected, chain } = input;
  const radius = radiusColumn(view, input.weight, input.sizes);
  const step = new Map(chain.map((link, i) => [link.entity, i + 1]));
  const near = nearColumn(links, selected, step, view.entityCount);
  return {
    view,
    links,
    x: place.x,
    y: place.y,
    bands: place.bands,
    visible,
    radius,
    state,
    tones,
    selected,
    near,
    step,
    chainLinks: chainLinks(chain),
    order: labelOrder({ visible, radius, state, selected, near, step }),
  };
}

/** The colour that a supplier's state gives to a link, or null: it matters to a dependent that is touched as well. */
export function tokenOfLink({ state }: Scene, supplier: number, dependent: number): Token | null {
  if (state[supplier] === UP || state[dependent] === UP) return null;
  const name = STATES[state[supplier]!]!;
  return name === 'degraded' || name === 'recovering' ? name : 'down';
}

function nearColumn(
  links: Links,
  selected: number | null,
  step: ReadonlyMap<number, number>,
  entityCount: number,
): Uint8Array | null {
  if (selected === null) return null;
  const near = new Uint8Array(entityCount);
  near[selected] = 1;
  for (const v of links.suppliersOf(selected)) near[v] = 1;
  for (const v of links.dependentsOf(selected)) near[v] = 1;
  for (const v of step.keys()) near[v] = 1;
  return near;
}

/** A link without a supplier in the chain hangs on the step before it, so that the chain never breaks. */
function chainLinks(chain: readonly ChainLink[]): Scene['chainLinks'] {
  const links: { supplier: number; dependent: number }[] = [];
  const before = new Set<number>();
  for (const [i, { entity, suppliers }] of chain.entries()) {
    const known = suppliers.filter((v) => before.has(v));
    const previous = chain[i - 1]?.entity;
    if (known.length > 0) for (const supplier of known) links.push({ supplier, dependent: entity });
    else if (suppliers.length > 0 && previous !== undefined)
      links.push({ supplier: previous, dependent: entity });
    before.add(entity);
  }
  return links;
}

function labelOrder(
  scene: Pick<Scene, 'visible' | 'radius' | 'state' | 'selected' | 'near' | 'step'>,
): Int32Array {
  const { visible, radius, state, selected, near, step } = scene;
  // One number per entity, sorted as numbers: classes first, then weight; ties go to the lower index.
  const INDEX = 2 ** 22;
  const keys = new Float64Array(visible.length);
  let count = 0;
  for (let v = 0; v < visible.length; v++) {
    if (!visible[v]) continue;
    const standing =
      v === selected
        ? 5
        : step.has(v)
          ? 4
          : (near?.[v] ? 2 : 0) + (state[v] !== UP && (!near || near[v]) ? 1 : 0);
    keys[count++] = ((5 - standing) * 1024 + Math.round(1000 - radius[v]! * 50)) * INDEX + v;
  }
  return Int32Array.from(keys.subarray(0, count).sort(), (key) => key % INDEX);
}

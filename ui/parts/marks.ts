/**
 * What a mark says: shape and hue for the layer, form and colour for the state, size for the weight.
 * Decided here once, for the WebGL map, the SVG map and the small marks in lists. Pure functions.
 */
import type { Frame } from '../store/film.ts';
import type { MapView } from '../store/map-picture.ts';
import type { CascadeResult } from '../store/types.ts';
import type { Token } from '../theme/palette.ts';

/** Families of layers that share a hue. */
export type Hue = 'demand' | 'provider' | 'foundation' | 'cause';

export type Shape = 'circle' | 'square' | 'hexagon' | 'diamond';

/** States in the order of their codes; `failed` is down by choice, not as a consequence. */
export const STATES = ['up', 'degraded', 'down', 'failed', 'recovering'] as const;

export type MarkState = (typeof STATES)[number];

/** Codes into `STATES` for columns. */
export const UP = 0;
export const DEGRADED = 1;
export const DOWN = 2;
export const FAILED = 3;

/** Shapes in the order of their codes in the shader. */
export const SHAPES: readonly Shape[] = ['circle', 'square', 'hexagon', 'diamond'];

const HUE_OF_LAYER: Readonly<Record<string, Hue>> = {
  organisations: 'demand',
  applications: 'demand',
  providers: 'provider',
  foundations: 'foundation',
  causes: 'cause',
};

const SHAPE_OF_HUE: Readonly<Record<Hue, Shape>> = {
  demand: 'circle',
  provider: 'square',
  foundation: 'hexagon',
  cause: 'diamond',
};

const NAME_OF_LAYER: Readonly<Record<string, string>> = {
  organisations: 'Organisations',
  applications: 'Applications',
  providers: 'Providers',
  foundations: 'Shared foundations',
  causes: 'Causes',
};

/** Radii in pixels of the lightest and the heaviest mark. */
const SMALLEST = 5;
const LARGEST = 13;
/** Rounding in the engine must not make a working entity look degraded. */
const TOLERANCE = 1e-9;

/** The hue of a layer, by the layer's name. */
export function hueOfLayer(layer: string): Hue {
  return HUE_OF_LAYER[layer] ?? 'demand';
}

/** The shape of a layer, by the layer's name. */
export function shapeOfLayer(layer: string): Shape {
  return SHAPE_OF_HUE[hueOfLayer(layer)];
}

/** The shape of a hue. */
export function shapeOfHue(hue: Hue): Shape {
  return SHAPE_OF_HUE[hue];
}

/** A layer's name for people. */
export function layerTitle(layer: string): string {
  return NAME_OF_LAYER[layer] ?? layer;
}

/** The state that a level of service means: 1 is up, 0 is down, between is degraded. */
export function stateOfLevel(level: number): MarkState {
  if (level >= 1 - TOLERANCE) return 'up';
  return level <= TOLERANCE ? 'down' : 'degraded';
}

/** The state code of every entity; all up while nothing fails. */
export function stateColumn(cascade: CascadeResult | null, entityCount: number): Uint8Array {
  const states = new Uint8Array(entityCount);
  if (!cascade) return states;
  for (let v = 0; v < entityCount; v++) {
    const level = cascade.level[v]!;
    states[v] = level >= 1 - TOLERANCE ? UP : level <= TOLERANCE ? DOWN : DEGRADED;
  }
  for (const v of cascade.failed) states[v] = FAILED;
  return states;
}

/** The state of an entity at a moment of an outage. */
export function stateInFrame(frame: Frame, v: number): MarkState {
  if (frame.recovering[v] === 1) return 'recovering';
  const state = stateOfLevel(frame.level[v]!);
  return state === 'down' && frame.failing[v] === 1 ? 'failed' : state;
}

/** The state code of every entity at a moment of an outage; all up without one. */
export function frameColumn(frame: Frame | null, entityCount: number): Uint8Array {
  const states = new Uint8Array(entityCount);
  if (frame) for (let v = 0; v < entityCount; v++) states[v] = STATES.indexOf(stateInFrame(frame, v));
  return states;
}

const TONES = ['surface', 'shade-1', 'shade-2', 'shade-3', 'shade-4', 'shade-5'] as const;

/**
 * The two colours of a mark. What each is used for depends on the state's form. A tone, 0 to 5, takes the
 * place of the hue while the mark is up: what has fallen must not be overlooked.
 */
export function paintOf(
  hue: Hue,
  state: MarkState,
  tone: number | null = null,
): { readonly fill: Token; readonly stroke: Token } {
  switch (state) {
    case 'up':
      if (tone !== null)
        return { fill: TONES[tone] ?? 'shade-5', stroke: TONES[Math.max(1, tone)] ?? 'shade-5' };
      return { fill: `${hue}-soft`, stroke: hue };
    case 'degraded':
      return { fill: 'surface', stroke: 'degraded' };
    case 'recovering':
      return { fill: 'surface', stroke: 'recovering' };
    case 'down':
    case 'failed':
      return { fill: 'down', stroke: 'surface' };
  }
}

/**
 * Radius in pixels of every mark: area grows with the measure, if one is given. Else with the weight, and
 * for a supplier that has no weight of its own with the number of its dependencies.
 */
export function radiusColumn(
  view: MapView,
  weight: number,
  measure: Float64Array | null = null,
): Float32Array {
  if (measure) {
    const largest = measure.reduce((a, b) => Math.max(a, b), 0);
    return Float32Array.from(measure, (value) => radiusOf(largest > 0 ? value / largest : 0));
  }
  const values = view.weights[weight]?.values;
  const dependents = new Float64Array(view.entityCount);
  for (const [e, w] of view.supplier.entries()) dependents[w]! += view.uses?.[e] ?? 1;
  const heaviest = values ? values.reduce((a, b) => Math.max(a, b), 0) : 0;
  const busiest = dependents.reduce((a, b) => Math.max(a, b), 0);
  return Float32Array.from({ length: view.entityCount }, (_, v) => {
    const own = values && heaviest > 0 ? values[v]! / heaviest : 0;
    const part = own > 0 ? own : busiest > 0 ? dependents[v]! / busiest : 0;
    return radiusOf(part);
  });
}

/** Radius of a mark whose value is this part of the largest. */
function radiusOf(part: number): number {
  return SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, part));
}

/** How much fainter each line must be, 0..1, so that many of them do not make one dark field. */
export function quietness(lineCount: number): number {
  return Math.min(1, Math.max(0.12, Math.sqrt(300 / Math.max(1, lineCount))));
}

/** The outline of a shape around 0,0 as an SVG path. */
export function shapePath(shape: Shape, radius: number): string {
  const r = (factor: number) => round(radius * factor);
  switch (shape) {
    case 'circle':
      return `M${r(-1)} 0A${r(1)} ${r(1)} 0 1 1 ${r(1)} 0A${r(1)} ${r(1)} 0 1 1 ${r(-1)} 0Z`;
    case 'square': {
      const c = r(0.28);
      const straight = round(radius * 1.84 - 2 * radius * 0.28);
      const arc = (dx: number, dy: number) => `a${c} ${c} 0 0 1 ${dx} ${dy}`;
      return (
        `M${round(radius * -0.92 + radius * 0.28)} ${r(-0.92)}h${straight}${arc(c, c)}v${straight}` +
        `${arc(-c, c)}h${-straight}${arc(-c, -c)}v${-straight}${arc(c, -c)}Z`
      );
    }
    case 'hexagon':
      return (
        `M${r(-1.12)} 0L${r(-0.56)} ${r(-0.95)}L${r(0.56)} ${r(-0.95)}` +
        `L${r(1.12)} 0L${r(0.56)} ${r(0.95)}L${r(-0.56)} ${r(0.95)}Z`
      );
    case 'diamond':
      return `M0 ${r(-1.2)}L${r(1.2)} 0L0 ${r(1.2)}L${r(-1.2)} 0Z`;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

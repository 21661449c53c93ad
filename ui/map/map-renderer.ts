/** Owns Sigma and the canvases around it: draws scenes, moves the camera, reports what was hit. */
import Sigma from 'sigma';
import type { Settings } from 'sigma/settings';
import type { EdgeDisplayData, NodeDisplayData } from 'sigma/types';
import { hueOfLayer, paintOf, quietness, SHAPES, STATES, shapeOfLayer, UP } from '../parts/marks.ts';
import { type Palette, premultiplied, withAlpha } from '../theme/palette.ts';
import { type CurveDisplay, CurveProgram, LineProgram } from './curve-program.ts';
import { type DisplayGraph, type EdgeData, type NodeData, replacePairs } from './display-graph.ts';
import { fitTower } from './fit.ts';
import { LARGE, type Transform } from './labels.ts';
import { type MarkDisplay, MarkProgram, PointMarkProgram } from './mark-program.ts';
import { NoProgram } from './no-program.ts';
import { drawGrounds, drawLabels, drawStrong, LabelWidths, type Stage } from './overlay.ts';
import type { Scene } from './scene.ts';

export interface Picture {
  readonly scene: Scene;
  readonly palette: Palette;
  /** The pairs that the graph has as edges. */
  readonly pairs: Int32Array;
}

export interface MapEvents {
  readonly onSelect: (entity: number | null) => void;
  readonly onToggleFailure: (entity: number) => void;
  /** The graphics card took its context away; the map must be drawn without it. */
  readonly onLost: () => void;
}

/** `light` draws straight lines and hides them while moving, for systems that are too large for more. */
export type Detail = 'full' | 'light';

/** More curves than this look like felt, and lines are cheaper. */
const MOST_CURVES = 3000;
/** Pixels of the map per entity below which marks shrink, so that they do not cover each other. */
const ROOM = 1200;
const FADED = 0.3;
const ZOOM_STEP = 1.5;

/** The WebGL map. Make one per system, show pictures, and kill it. */
export class MapRenderer {
  readonly #sigma: Sigma<NodeData, EdgeData>;
  readonly #graph: DisplayGraph;
  readonly #container: HTMLElement;
  readonly #detail: Detail;
  readonly #contexts: {
    grounds: CanvasRenderingContext2D;
    strong: CanvasRenderingContext2D;
    names: CanvasRenderingContext2D;
  };
  readonly #widths: LabelWidths;
  readonly #released = new AbortController();
  #picture: Picture;
  #hovered: number | null = null;
  #crowd = 1;
  /** Many faint lines make one dark field, so each is fainter the more there are. */
  #quiet = 1;
  /** From map units to what Sigma sees: it scales x and y alike, and the tower wants to fill its area. */
  #stretch = { factor: 1, shift: 0 };
  /** What the graph's places were made from. */
  #placed: { x: Float32Array; y: Float32Array; factor: number; shift: number } | null = null;

  constructor(
    container: HTMLElement,
    graph: DisplayGraph,
    picture: Picture,
    detail: Detail,
    events: MapEvents,
  ) {
    this.#container = container;
    this.#graph = graph;
    this.#picture = picture;
    this.#detail = detail;
    // Sigma draws in its constructor. It starts with nothing, so that the first real drawing finds the
    // canvases and listeners in place.
    const curves = picture.pairs.length <= MOST_CURVES;
    this.#sigma = new Sigma<NodeData, EdgeData>(this.#graph.nullCopy(), container, {
      allowInvalidContainer: true,
      renderLabels: false,
      enableCameraRotation: false,
      hideEdgesOnMove: detail === 'light',
      zIndex: detail === 'full',
      stagePadding: 0,
      minCameraRatio: 0.002,
      maxCameraRatio: 2,
      defaultNodeType: 'mark',
      defaultEdgeType: 'link',
      nodeProgramClasses: { mark: detail === 'light' ? PointMarkProgram : MarkProgram, circle: NoProgram },
      nodeHoverProgramClasses: { mark: NoProgram, circle: NoProgram },
      edgeProgramClasses: { link: curves ? CurveProgram : LineProgram, arrow: NoProgram, line: NoProgram },
      defaultDrawNodeHover: () => undefined,
      zoomToSizeRatioFunction: (ratio: number) => Math.max(Math.sqrt(ratio) / this.#crowd, 0.55),
      nodeReducer: (_: string, data: NodeData) => this.#nodeStyle(data.entity, data.x, data.y),
      edgeReducer: (_: string, data: EdgeData) => this.#edgeStyle(data.dependent, data.supplier),
      // The programs take what the reducers return, which is more than Sigma's types know.
    } as unknown as Partial<Settings<NodeData, EdgeData>>);
    this.#contexts = {
      grounds: this.#layer('grounds', { beforeLayer: 'edges' }),
      strong: this.#layer('strong', { beforeLayer: 'nodes' }),
      names: this.#layer('names', { afterLayer: 'nodes' }),
    };
    this.#widths = new LabelWidths(this.#contexts.names);
    this.#sigma.resize(true);
    this.#fitToPlaces();
    this.#listen(events);
  }

  /** Draws for the first time. Apart from the constructor, so that a page can breathe between the two. */
  start(): void {
    this.#sigma.setGraph(this.#graph);
  }

  /** Draws a scene; marks move only when their places have changed. */
  show(picture: Picture): void {
    const before = this.#picture;
    this.#picture = picture;
    if (before.pairs !== picture.pairs) replacePairs(this.#graph, picture.scene.links, picture.pairs);
    this.#fitToPlaces();
    this.#sigma.refresh({ skipIndexation: true, schedule: true });
  }

  /** Zooms by one step, around the middle. */
  zoom(direction: 'in' | 'out'): void {
    const camera = this.#sigma.getCamera();
    const options = { duration: this.#duration(), factor: ZOOM_STEP };
    void (direction === 'in' ? camera.animatedZoom(options) : camera.animatedUnzoom(options));
  }

  /** Shows the whole map. */
  fit(): void {
    void this.#sigma.getCamera().animatedReset({ duration: this.#duration() });
  }

  /** Moves the camera only when an entity is out of sight. */
  reveal(entity: number): void {
    const { x, y } = this.#picture.scene;
    const { factor, shift } = this.#stretch;
    const at = this.#sigma.graphToViewport({ x: x[entity]! * factor + shift, y: y[entity]! });
    const { width, height } = this.#sigma.getDimensions();
    if (at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height) return;
    const target = this.#sigma.viewportToFramedGraph(at);
    void this.#sigma.getCamera().animate(target, { duration: this.#duration() });
  }

  /** Releases the graphics card. */
  kill(): void {
    this.#released.abort();
    this.#sigma.kill();
  }

  #layer(id: string, where: { beforeLayer: string } | { afterLayer: string }): CanvasRenderingContext2D {
    // Sigma takes the place among its layers; its types have forgotten it.
    this.#sigma.createCanvasContext(id, where as { style?: Partial<CSSStyleDeclaration> });
    return this.#sigma.getCanvases()[id]!.getContext('2d')!;
  }

  #listen(events: MapEvents): void {
    const sigma = this.#sigma;
    const { signal } = this.#released;
    sigma.on('afterRender', () => this.#drawOverlays());
    sigma.on('clickNode', ({ node }) => events.onSelect(Number(node)));
    sigma.on('clickStage', () => events.onSelect(null));
    sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      events.onToggleFailure(Number(node));
    });
    sigma.on('enterNode', ({ node }) => this.#hover(Number(node)));
    sigma.on('leaveNode', () => this.#hover(null));
    for (const canvas of Object.values(sigma.getCanvases())) {
      canvas.addEventListener('webglcontextlost', () => events.onLost(), { signal });
    }
    const observer = new ResizeObserver(() => {
      this.#fitToPlaces();
      sigma.refresh({ skipIndexation: true, schedule: true });
    });
    observer.observe(this.#container);
    signal.addEventListener('abort', () => observer.disconnect());
    const typefaceArrived = () => {
      this.#widths.clear();
      if (!signal.aborted) sigma.scheduleRender();
    };
    document.fonts.addEventListener('loadingdone', typefaceArrived, { signal });
  }

  #hover(entity: number | null): void {
    this.#hovered = entity;
    this.#container.style.cursor = entity === null ? '' : 'pointer';
    this.#drawOverlays();
  }

  /** The part of map space that "fit" shows. */
  #fitToPlaces(): void {
    const { scene } = this.#picture;
    const width = Math.max(1, this.#container.offsetWidth);
    const height = Math.max(1, this.#container.offsetHeight);
    const entityCount = Math.max(1, scene.x.length);
    this.#quiet = quietness(this.#picture.pairs.length);
    this.#crowd = Math.min(1, Math.max(0.12, Math.sqrt((width * height) / entityCount / ROOM)));
    let [left, right, bottom, top] = extent(scene.x, scene.y);
    if (scene.bands.length > 0) {
      const { scaleX, shiftX, scaleY } = fitTower(scene, width, height);
      this.#stretch = { factor: -scaleX / scaleY, shift: -shiftX / scaleY };
      [left, right, bottom, top] = [0, -width / scaleY, scene.bands.at(-1)!.bottom, scene.bands[0]!.top];
    } else {
      this.#stretch = { factor: 1, shift: 0 };
      const margin = 0.04 * Math.max(right - left, top - bottom, 1);
      [left, right, bottom, top] = [left - margin, right + margin, bottom - margin, top + margin];
    }
    this.#placeMarks();
    const before = this.#sigma.getCustomBBox();
    if (before?.x[0] === left && before.x[1] === right && before.y[0] === bottom && before.y[1] === top)
      return;
    this.#sigma.setCustomBBox({ x: [left, right], y: [bottom, top] });
  }

  /** Gives the graph its places, when they or the stretch have changed. */
  #placeMarks(): void {
    const { x, y } = this.#picture.scene;
    const { factor, shift } = this.#stretch;
    const before = this.#placed;
    if (before?.x === x && before.y === y && before.factor === factor && before.shift === shift) return;
    this.#placed = { x, y, factor, shift };
    this.#graph.updateEachNodeAttributes(
      (_, data) => {
        data.x = x[data.entity]! * factor + shift;
        data.y = y[data.entity]!;
        return data;
      },
      { attributes: ['x', 'y'] },
    );
  }

  #transform(): Transform {
    const { factor, shift } = this.#stretch;
    const origin = this.#sigma.graphToViewport({ x: 0, y: 0 });
    const far = this.#sigma.graphToViewport({ x: 1000, y: 1000 });
    const scaleX = (far.x - origin.x) / 1000;
    return {
      scaleX: scaleX * factor,
      shiftX: origin.x + scaleX * shift,
      scaleY: (far.y - origin.y) / 1000,
      shiftY: origin.y,
    };
  }

  #drawOverlays(): void {
    const { scene, palette } = this.#picture;
    const { grounds, strong, names } = this.#contexts;
    const { width, height } = this.#sigma.getDimensions();
    const scale = this.#sigma.scaleSize(1);
    const stage: Stage = {
      width,
      height,
      palette,
      transform: this.#transform(),
      radiusOf: (v) => scene.radius[v]! * scale,
      large: LARGE * Math.min(1, scale),
      zoomed: this.#sigma.getCamera().ratio < 0.99,
      bend: scene.bands.length > 0 ? 'upright' : 'arc',
    };
    drawGrounds(grounds, scene, stage);
    drawStrong(strong, scene, stage, this.#detail === 'light' ? 'thinned' : 'complete');
    drawLabels(names, scene, stage, this.#widths, this.#hovered);
  }

  #nodeStyle(v: number, x: number, y: number): Partial<NodeDisplayData> & MarkDisplay {
    const { scene, palette } = this.#picture;
    const layer = scene.view.layers[scene.view.layer[v]!]!;
    const state = scene.state[v]!;
    const paint = paintOf(hueOfLayer(layer), STATES[state]!);
    const alpha = scene.near && !scene.near[v] ? FADED : 1;
    return {
      x,
      y,
      label: null,
      size: scene.radius[v]!,
      color: withAlpha(palette[paint.fill], alpha),
      stroke: withAlpha(palette[paint.stroke], alpha),
      shape: SHAPES.indexOf(shapeOfLayer(layer)),
      state,
      hidden: !scene.visible[v],
      zIndex: v === scene.selected ? 2 : state === UP ? 0 : 1,
    };
  }

  #edgeStyle(dependent: number, supplier: number): Partial<EdgeDisplayData> & CurveDisplay {
    const { scene, palette } = this.#picture;
    const { state, selected } = scene;
    // The state of a supplier matters to a dependent that is touched by it.
    const carries = state[supplier] !== UP && state[dependent] !== UP;
    const touchesSelected = selected === dependent || selected === supplier;
    const colour = carries
      ? palette[STATES[state[supplier]!] === 'degraded' ? 'degraded' : 'down']
      : palette[touchesSelected ? 'edge-strong' : 'edge'];
    const alpha = touchesSelected ? 0.8 : (selected !== null ? 0.2 : carries ? 0.75 : 0.55) * this.#quiet;
    return {
      color: premultiplied(colour, alpha),
      size: touchesSelected ? 1.25 : 1,
      hidden: false,
      zIndex: (carries ? 1 : 0) + (touchesSelected ? 2 : 0),
      bend: scene.bands.length > 0 ? 'upright' : 'arc',
    };
  }

  #duration(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 160;
  }
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

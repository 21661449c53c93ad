/** Owns Sigma and the canvases around it: draws scenes, moves the camera, reports what was hit. */
import type { Settings } from 'sigma/settings';
import type { EdgeDisplayData, NodeDisplayData } from 'sigma/types';
import { hueOfLayer, paintOf, quietness, SHAPES, STATES, shapeOfLayer, UP } from '../parts/marks.ts';
import { type Palette, premultiplied, withAlpha } from '../theme/palette.ts';
import { type CurveDisplay, CurveProgram, LineProgram } from './curve-program.ts';
import { type DisplayGraph, type EdgeData, type NodeData, replacePairs } from './display-graph.ts';
import { type Covered, type Framing, framingOf, freeSize, type Size } from './fit.ts';
import { markAt } from './hit.ts';
import { LARGE, type Transform } from './labels.ts';
import { type MarkDisplay, MarkProgram, PointMarkProgram } from './mark-program.ts';
import { NoProgram } from './no-program.ts';
import { drawGrounds, drawLabels, drawStrong, LabelWidths, type Stage } from './overlay.ts';
import { QuietSigma } from './quiet-sigma.ts';
import { type Scene, tokenOfLink } from './scene.ts';
import type { StrongLinks } from './strong-links.ts';

export interface Picture {
  readonly scene: Scene;
  readonly palette: Palette;
  /** The pairs that the graph has as edges. */
  readonly pairs: Int32Array;
  /** Links to draw although they may be missing among the edges. */
  readonly strong: StrongLinks;
  readonly covered: Covered;
}

export interface MapEvents {
  readonly onSelect: (entity: number | null) => void;
  readonly onToggleFailure: (entity: number) => void;
  /** The graphics card took its context away; the map must be drawn without it. */
  readonly onLost: () => void;
}

interface Next {
  picture: Picture | null;
  reveals: boolean;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** `light` draws straight lines and hides them while moving, for systems that are too large for more. */
export type Detail = 'full' | 'light';

/** More curves than this look like felt, and lines are cheaper. */
const MOST_CURVES = 3000;
/** Pixels of the map per entity below which marks shrink, so that they do not cover each other. */
const ROOM = 1200;
const FADED = 0.3;
const ZOOM_STEP = 1.5;
/** Pixels around what is revealed: half a label. */
const REVEAL_MARGIN = 48;

/** The WebGL map in a container with canvases. Make one per system, show pictures, and kill it. */
export class MapRenderer {
  readonly #sigma: QuietSigma;
  readonly #graph: DisplayGraph;
  readonly #container: HTMLElement;
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
  #stretch: Framing['stretch'] = { factor: 1, shift: 0 };
  /** What the graph's places were made from. */
  #placed: { x: Float32Array; y: Float32Array; factor: number; shift: number } | null = null;
  /** What is shown next, and whether the camera then goes to the selection. */
  #next: Next | null = null;

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
    // Sigma draws in its constructor. It starts with nothing, so that the first real drawing finds the
    // canvases and listeners in place.
    const curves = picture.pairs.length <= MOST_CURVES;
    const settings = {
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
    } as unknown as Partial<Settings<NodeData, EdgeData>>;
    this.#sigma = new QuietSigma(this.#graph.nullCopy(), container, settings, (x, y) => this.#markAt(x, y));
    this.#contexts = {
      grounds: this.#layer('grounds', { beforeLayer: 'edges' }),
      strong: this.#layer('strong', { beforeLayer: 'nodes' }),
      names: this.#layer('names', { afterLayer: 'nodes' }),
    };
    this.#widths = new LabelWidths(this.#contexts.names);
    this.#sigma.resize(true);
    this.#frame();
    this.#listen(events);
  }

  /** Draws the marks for the first time. Apart from the constructor, so that a page can breathe between the two. */
  start(): void {
    this.#sigma.setGraph(this.#graph);
  }

  /** Draws what is below and above the marks, from now on whenever they are drawn. */
  complete(): void {
    this.#drawOverlays();
    this.#sigma.on('afterRender', () => this.#drawOverlays());
  }

  /** Draws a scene in a task of its own; marks move only when their places have changed. */
  show(picture: Picture): void {
    this.#later().picture = picture;
  }

  /** Moves the camera when the selection or its chain is out of sight or under a panel; zooms out if it must. */
  reveal(): void {
    this.#later().reveals = true;
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

  /** Releases the graphics card. */
  kill(): void {
    this.#released.abort();
    if (this.#next) clearTimeout(this.#next.timer);
    this.#sigma.kill();
  }

  #later(): Next {
    this.#next ??= { picture: null, reveals: false, timer: setTimeout(() => this.#draw()) };
    return this.#next;
  }

  #draw(): void {
    const next = this.#next;
    this.#next = null;
    if (next?.picture) {
      const before = this.#picture;
      this.#picture = next.picture;
      if (before.pairs !== next.picture.pairs)
        replacePairs(this.#graph, next.picture.scene.links, next.picture.pairs);
      this.#frame();
      this.#sigma.refresh({ skipIndexation: true, schedule: true });
    }
    if (next?.reveals) this.#reveal();
  }

  #reveal(): void {
    const { scene } = this.#picture;
    if (scene.selected === null) return;
    const { scaleX, shiftX, scaleY, shiftY } = this.#transform();
    const entities = [scene.selected, ...scene.step.keys()];
    const x = entities.map((v) => scene.x[v]! * scaleX + shiftX);
    const y = entities.map((v) => scene.y[v]! * scaleY + shiftY);
    const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
    const { width, height } = this.#free();
    if (left >= 0 && top >= 0 && right <= width && bottom <= height) return;
    const camera = this.#sigma.getCamera();
    const tooLarge = Math.max(
      (right - left + 2 * REVEAL_MARGIN) / width,
      (bottom - top + 2 * REVEAL_MARGIN) / height,
      1,
    );
    const ratio = camera.ratio * tooLarge;
    // on the whole map everything is in sight
    if (ratio >= 1) {
      this.fit();
      return;
    }
    const cameraState = { ...camera.getState(), ratio };
    const canvas = this.#canvas();
    const framed = (px: number, py: number) =>
      this.#sigma.viewportToFramedGraph({ x: px, y: py }, { cameraState });
    const target = this.#sigma.viewportToFramedGraph({ x: (left + right) / 2, y: (top + bottom) / 2 });
    const middle = framed(canvas.width / 2, canvas.height / 2);
    const free = framed(width / 2, height / 2);
    const state = { x: target.x + middle.x - free.x, y: target.y + middle.y - free.y, ratio };
    void camera.animate(state, { duration: this.#duration() });
  }

  #layer(id: string, where: { beforeLayer: string } | { afterLayer: string }): CanvasRenderingContext2D {
    // Sigma takes the place among its layers; its types have forgotten it.
    this.#sigma.createCanvasContext(id, where as { style?: Partial<CSSStyleDeclaration> });
    return this.#sigma.getCanvases()[id]!.getContext('2d')!;
  }

  #listen(events: MapEvents): void {
    const sigma = this.#sigma;
    const { signal } = this.#released;
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
      this.#frame();
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

  #canvas(): Size {
    return {
      width: Math.max(1, this.#container.offsetWidth),
      height: Math.max(1, this.#container.offsetHeight),
    };
  }

  #free(): Size {
    return freeSize(this.#canvas(), this.#picture.covered);
  }

  /** Makes "fit" show everything in the free part of the map. */
  #frame(): void {
    const { scene } = this.#picture;
    const free = this.#free();
    const entityCount = Math.max(1, scene.x.length);
    this.#quiet = quietness(this.#picture.pairs.length);
    this.#crowd = Math.min(1, Math.max(0.12, Math.sqrt((free.width * free.height) / entityCount / ROOM)));
    const { stretch, x, y } = framingOf(scene, this.#canvas(), free);
    this.#stretch = stretch;
    this.#placeMarks();
    const before = this.#sigma.getCustomBBox();
    if (before?.x[0] === x[0] && before.x[1] === x[1] && before.y[0] === y[0] && before.y[1] === y[1]) return;
    this.#sigma.setCustomBBox({ x: [...x], y: [...y] });
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
    const scale = this.#sigma.scaleSize(1);
    const stage: Stage = {
      ...this.#free(),
      canvas: this.#canvas(),
      palette,
      transform: this.#transform(),
      radiusOf: (v) => scene.radius[v]! * scale,
      large: LARGE * Math.min(1, scale),
      zoomed: this.#sigma.getCamera().ratio < 0.99,
      bend: scene.bands.length > 0 ? 'upright' : 'arc',
    };
    drawGrounds(grounds, scene, stage);
    drawStrong(strong, scene, stage, this.#picture.strong);
    drawLabels(names, scene, stage, this.#widths, this.#hovered);
  }

  #markAt(x: number, y: number): number | null {
    const { scene } = this.#picture;
    return markAt({ scene, transform: this.#transform(), scale: this.#sigma.scaleSize(1), x, y });
  }

  #nodeStyle(v: number, x: number, y: number): Partial<NodeDisplayData> & MarkDisplay {
    const { scene, palette } = this.#picture;
    const layer = scene.view.layers[scene.view.layer[v]!]!;
    const state = scene.state[v]!;
    const paint = paintOf(hueOfLayer(layer), STATES[state]!, scene.tones?.[v] ?? null);
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
    const { selected } = scene;
    const carried = tokenOfLink(scene, supplier, dependent);
    const carries = carried !== null;
    const touchesSelected = selected === dependent || selected === supplier;
    const alpha = touchesSelected ? 0.8 : (selected !== null ? 0.2 : carries ? 0.75 : 0.55) * this.#quiet;
    return {
      color: premultiplied(palette[carried ?? (touchesSelected ? 'edge-strong' : 'edge')], alpha),
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

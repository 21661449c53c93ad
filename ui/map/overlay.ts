/** What is drawn on plain canvases below, between and above Sigma's layers. */

import { FAILED, layerTitle, UP } from '../parts/marks.ts';
import { type Palette, withAlpha } from '../theme/palette.ts';
import { NARROW } from './fit.ts';
import { type Box, type LabelTask, placeLabels, shortName, type Transform } from './labels.ts';
import type { Scene } from './scene.ts';
import type { StrongLinks } from './strong-links.ts';

export interface Stage {
  /** The part of the canvas that nothing lies over, from its upper left corner. */
  readonly width: number;
  readonly height: number;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly transform: Transform;
  readonly palette: Palette;
  /** Radius of a mark in pixels as drawn. */
  readonly radiusOf: (entity: number) => number;
  /** From this radius in pixels a mark is large. */
  readonly large: number;
  readonly bend: 'upright' | 'arc';
  /** Whether marks may stand where the bands' names do. */
  readonly zoomed: boolean;
}

const FADED = 0.3;

function at(scene: Scene, stage: Stage, v: number): readonly [number, number] {
  const { scaleX, shiftX, scaleY, shiftY } = stage.transform;
  return [scene.x[v]! * scaleX + shiftX, scene.y[v]! * scaleY + shiftY];
}

/** The alternate grounds of the bands, across the whole width. */
export function drawGrounds(context: CanvasRenderingContext2D, scene: Scene, stage: Stage): void {
  const { transform, palette } = stage;
  const { width, height } = stage.canvas;
  context.clearRect(0, 0, width, height);
  context.fillStyle = palette.bg;
  context.fillRect(0, 0, width, height);
  for (const [i, band] of scene.bands.entries()) {
    const top = band.top * transform.scaleY + transform.shiftY;
    const bottom = band.bottom * transform.scaleY + transform.shiftY;
    if (i % 2 === 1) {
      context.fillStyle = withAlpha(palette.surface, 0.75);
      context.fillRect(0, top, width, bottom - top);
    }
    if (i > 0) {
      context.fillStyle = palette.line;
      context.fillRect(0, Math.round(top), width, 1);
    }
  }
}

/** Draws one dependency as the curve program does. */
function trace(
  context: CanvasRenderingContext2D,
  scene: Scene,
  stage: Stage,
  supplier: number,
  dependent: number,
) {
  const [x0, y0] = at(scene, stage, dependent);
  const [x1, y1] = at(scene, stage, supplier);
  context.moveTo(x0, y0);
  if (stage.bend === 'arc') {
    const [ax, ay] = [-(y1 - y0) * -0.14, (x1 - x0) * -0.14];
    const [dx, dy] = [(x1 - x0) / 3, (y1 - y0) / 3];
    context.bezierCurveTo(x0 + dx + ax, y0 + dy + ay, x0 + 2 * dx + ax, y0 + 2 * dy + ay, x1, y1);
  } else if (Math.abs(y1 - y0) < 4) {
    const sag = y0 + Math.min(0.3 * Math.abs(x1 - x0), 36);
    context.bezierCurveTo(x0 + (x1 - x0) * 0.25, sag, x0 + (x1 - x0) * 0.75, sag, x1, y1);
  } else {
    const middle = (y0 + y1) / 2;
    context.bezierCurveTo(x0, middle, x1, middle, x1, y1);
  }
}

/** Between lines and marks: links that Sigma does not draw, the chain, and the ring of the selection. */
export function drawStrong(
  context: CanvasRenderingContext2D,
  scene: Scene,
  stage: Stage,
  { lines }: StrongLinks,
): void {
  const { palette } = stage;
  const { selected, visible } = scene;
  context.clearRect(0, 0, stage.canvas.width, stage.canvas.height);
  if (lines.length > 0) {
    context.beginPath();
    for (const [supplier, dependent] of lines) trace(context, scene, stage, supplier, dependent);
    context.lineWidth = 1;
    context.strokeStyle =
      selected === null ? withAlpha(palette.down, 0.35) : withAlpha(palette['edge-strong'], 0.7);
    context.stroke();
  }
  if (scene.chainLinks.length > 0) {
    context.beginPath();
    for (const { supplier, dependent } of scene.chainLinks) trace(context, scene, stage, supplier, dependent);
    context.lineWidth = 5;
    context.strokeStyle = palette.bg;
    context.stroke();
    context.lineWidth = 2;
    context.strokeStyle = palette.ink;
    context.stroke();
  }
  if (selected !== null && visible[selected]) {
    const [x, y] = at(scene, stage, selected);
    context.beginPath();
    context.arc(
      x,
      y,
      stage.radiusOf(selected) * 1.1 + (scene.state[selected] === FAILED ? 8 : 4.5),
      0,
      2 * Math.PI,
    );
    context.fillStyle = palette.surface;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = palette.focus;
    context.stroke();
  }
}

/** Widths of labels, summed from those of their characters; forgotten when the typeface arrives. */
export class LabelWidths {
  readonly #context: CanvasRenderingContext2D;
  /** By font, then by character. */
  readonly #known = new Map<string, Map<string, number>>();

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** Width of a text in the font given, in pixels; without kerning, which is less than a pixel or two. */
  of(text: string, font: string): number {
    const known = this.#known.get(font) ?? new Map<string, number>();
    this.#known.set(font, known);
    let sum = 0;
    for (const character of text) {
      let width = known.get(character);
      if (width === undefined) {
        this.#context.font = font;
        width = this.#context.measureText(character).width;
        known.set(character, width);
      }
      sum += width;
    }
    return sum;
  }

  /** Forgets all widths. */
  clear(): void {
    this.#known.clear();
  }
}

/** Above the marks: names of bands, labels and the numbers of the chain. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  scene: Scene,
  stage: Stage,
  widths: LabelWidths,
  hovered: number | null,
): void {
  const { width, height, palette } = stage;
  const { state, near, step, selected } = scene;
  context.clearRect(0, 0, stage.canvas.width, stage.canvas.height);
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  const strong = `600 12px ${palette.font}`;
  const regular = `400 12px ${palette.font}`;
  const isStrong = (v: number) => v === selected || step.has(v) || state[v] !== UP;
  const fontOf = (v: number) => (isStrong(v) ? strong : regular);
  const taken = drawBandNames(context, scene, stage, widths);
  // The buttons of the map stand there.
  taken.push([width - 56, 0, width, 116]);
  for (const v of step.keys()) {
    const [x, y] = stepPlace(scene, stage, v);
    taken.push([x - 9, y - 9, x + 9, y + 9]);
  }
  const task: LabelTask = {
    order:
      hovered === null
        ? scene.order
        : Int32Array.from([hovered, ...scene.order.filter((v) => v !== hovered)]),
    x: scene.x,
    y: scene.y,
    transform: stage.transform,
    width,
    height,
    radiusOf: stage.radiusOf,
    large: stage.large,
    widthOf: (v) => widths.of(shortName(scene.view.name[v]!), fontOf(v)),
    taken,
    forced: (v) => v === selected || v === hovered || step.has(v) || state[v] === FAILED,
    most: 450,
  };
  context.textAlign = 'left';
  context.strokeStyle = palette.bg;
  for (const { entity, left, top } of placeLabels(task)) {
    const bright = isStrong(entity) || entity === hovered || (near?.[entity] ?? 0) === 1;
    context.globalAlpha = near && !near[entity] && entity !== hovered ? FADED : 1;
    context.font = fontOf(entity);
    context.fillStyle = bright ? palette.text : palette['text-3'];
    const text = shortName(scene.view.name[entity]!);
    context.strokeText(text, left, top + 10.5);
    context.fillText(text, left, top + 10.5);
  }
  context.globalAlpha = 1;
  drawSteps(context, scene, stage);
}

function stepPlace(scene: Scene, stage: Stage, v: number): readonly [number, number] {
  const [x, y] = at(scene, stage, v);
  const r = stage.radiusOf(v);
  return [x - r - 5, y - r - 3];
}

function drawSteps(context: CanvasRenderingContext2D, scene: Scene, stage: Stage): void {
  const { palette } = stage;
  context.textAlign = 'center';
  for (const [v, number] of scene.step) {
    if (!scene.visible[v]) continue;
    const [x, y] = stepPlace(scene, stage, v);
    context.beginPath();
    context.arc(x, y, 7.5, 0, 2 * Math.PI);
    context.fillStyle = palette.surface;
    context.fill();
    context.lineWidth = 1.3;
    context.strokeStyle = palette.ink;
    context.stroke();
    context.fillStyle = palette.text;
    context.font = `600 11px ${palette.font}`;
    context.fillText(String(number), x, y + 4);
  }
}

/** Names stay at the left edge and, when a band is cut off above, at its upper visible end. */
function drawBandNames(
  context: CanvasRenderingContext2D,
  scene: Scene,
  stage: Stage,
  widths: LabelWidths,
): Box[] {
  const { width, height, transform, palette } = stage;
  const narrow = width < NARROW;
  const boxes: Box[] = [];
  const shown = new Int32Array(scene.view.layers.length);
  for (const v of scene.order) shown[scene.view.layer[v]!]!++;
  context.textAlign = 'left';
  context.strokeStyle = palette.bg;
  for (const band of scene.bands) {
    const top = Math.max(0, band.top * transform.scaleY + transform.shiftY);
    const bottom = Math.min(height, band.bottom * transform.scaleY + transform.shiftY);
    if (bottom - top < 18) continue;
    const title = layerTitle(scene.view.layers[band.layer]!);
    const some = shown[band.layer]!;
    // marks of groups are no part of the entities that a band counts
    const count =
      some === band.count || scene.view.uses
        ? band.count.toLocaleString('en')
        : `${some.toLocaleString('en')} of ${band.count.toLocaleString('en')}`;
    const left = narrow ? 12 : 16;
    const strong = `600 12px ${palette.font}`;
    const regular = `400 12px ${palette.font}`;
    const titleWidth = widths.of(title, strong);
    const countWidth = widths.of(count, regular);
    // Two lines where there is room for them beside the rows, else one.
    const oneLine = narrow || bottom - top < 40;
    const right = left + (oneLine ? titleWidth + 6 + countWidth : Math.max(titleWidth, countWidth));
    // On the whole map nothing stands there; when zoomed, marks may.
    if (stage.zoomed) {
      context.fillStyle = withAlpha(palette.bg, 0.8);
      context.fillRect(left - 4, top + 3, right - left + 8, oneLine ? 18 : 36);
    }
    const write = (text: string, font: string, colour: string, x: number, y: number) => {
      context.font = font;
      context.fillStyle = colour;
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    };
    write(title, strong, narrow ? palette['text-2'] : palette.text, left, top + (narrow ? 14 : 18));
    if (oneLine) write(count, regular, palette['text-3'], left + titleWidth + 6, top + (narrow ? 14 : 18));
    else write(count, regular, palette['text-3'], left, top + 34);
    boxes.push([left - 4, top + 2, right + 4, top + (oneLine ? 20 : 38)]);
  }
  return boxes;
}

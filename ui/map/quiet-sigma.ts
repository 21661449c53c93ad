/**
 * Sigma without what makes a page wait: it draws on canvases that were made one by one beforehand, has no
 * context for hovered marks, and finds the mark under the mouse by arithmetic instead of reading pixels.
 */
import type Graph from 'graphology';
import Sigma from 'sigma';
import type { Settings } from 'sigma/settings';
import type { EdgeData, NodeData } from './display-graph.ts';
import { graphicsIdle } from './graphics.ts';

/** The layers that need WebGL, the lower first. */
const LAYERS = ['edges', 'nodes'] as const;

/** As Sigma asks for them, for a canvas has one context and keeps the first. */
const ATTRIBUTES = { preserveDrawingBuffer: false, antialias: false };

/** Sigma's own books, which its types do not show. */
interface Inside {
  readonly elements: Record<string, HTMLCanvasElement>;
  readonly webGLContexts: Record<string, WebGL2RenderingContext>;
}

/** Puts the canvases of the WebGL layers into the container, each in a task of its own; false without WebGL. */
export async function makeCanvases(container: HTMLElement, signal: AbortSignal): Promise<boolean> {
  for (const layer of LAYERS) {
    await graphicsIdle();
    signal.throwIfAborted();
    const canvas = document.createElement('canvas');
    canvas.dataset.layer = layer;
    canvas.width = container.offsetWidth * devicePixelRatio;
    canvas.height = container.offsetHeight * devicePixelRatio;
    canvas.style.position = 'absolute';
    if (!contextOf(canvas)) return false;
    container.append(canvas);
  }
  return true;
}

function contextOf(canvas: HTMLCanvasElement): WebGL2RenderingContext | null {
  try {
    return canvas.getContext('webgl2', ATTRIBUTES) as WebGL2RenderingContext | null;
  } catch {
    // some privacy extensions throw in place of answering null
    return null;
  }
}

/** Sigma in a container that `makeCanvases` has prepared. */
export class QuietSigma extends Sigma<NodeData, EdgeData> {
  constructor(
    graph: Graph<NodeData, EdgeData>,
    container: HTMLElement,
    settings: Partial<Settings<NodeData, EdgeData>>,
    markAt: (x: number, y: number) => number | null,
  ) {
    super(graph, container, settings);
    // private in Sigma's types, and called for every move of the mouse
    Object.assign(this, {
      getNodeAtPosition({ x, y }: { x: number; y: number }) {
        const mark = markAt(x, y);
        return mark === null ? null : String(mark);
      },
    });
  }

  /** Called by Sigma's constructor, before anything of this class is there. */
  override createWebGLContext(layer: string): WebGLRenderingContext {
    const { elements, webGLContexts } = this as unknown as Inside;
    const canvas = this.getContainer().querySelector<HTMLCanvasElement>(`[data-layer="${layer}"]`);
    if (canvas) {
      elements[layer] = canvas;
      this.getContainer().append(canvas);
      return super.createWebGLContext(layer, { ...ATTRIBUTES, canvas });
    }
    // Sigma clears the layer of hovered marks, on which nothing is drawn here; hidden, so that it sizes no canvas
    const nothing = { clear: () => undefined } as unknown as WebGL2RenderingContext;
    Object.defineProperty(webGLContexts, layer, { value: nothing, configurable: true });
    return nothing;
  }
}

import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { type Palette, readPalette, samePalette } from '../theme/palette.ts';
import { buildGraph, nextTask } from './display-graph.ts';
import { drawnPairs, linksOf } from './links.ts';
import styles from './map.module.css';
import { MapFrame } from './map-frame.tsx';
import { type Detail, MapRenderer, type Picture } from './map-renderer.ts';
import type { MapProps } from './props.ts';
import { sceneOf } from './scene.ts';
import { SvgMap } from './svg-map.tsx';
import { useForceLayout } from './use-force-layout.ts';

/** From here on the map is drawn with straight lines, and with no more than this many of them. */
const LARGE_ENTITIES = 5000;
const MOST_LINES = 20_000;

let webglWorks: boolean | null = null;

/** Asks once: every answer costs one of the few contexts that a page may have. */
function probeWebgl(): boolean {
  if (webglWorks === null) {
    try {
      const context = document.createElement('canvas').getContext('webgl2');
      webglWorks = context !== null;
      context?.getExtension('WEBGL_lose_context')?.loseContext();
    } catch {
      // some privacy extensions throw in place of answering null
      webglWorks = false;
    }
  }
  return webglWorks;
}

/**
 * The map of a system: WebGL where the browser has it, else (refused, or taken away later) a static SVG
 * that can still be clicked and walked with the keyboard.
 */
export function SystemMap(props: MapProps): ReactElement {
  const [without, setWithout] = useState<'refused' | 'lost' | null>(() => (probeWebgl() ? null : 'refused'));
  if (without) return <SvgMap {...props} because={without} />;
  return <WebglMap {...props} onLost={setWithout} />;
}

function WebglMap(
  props: MapProps & { readonly onLost: (because: 'refused' | 'lost') => void },
): ReactElement {
  const { view, layout, tower, visible, weight, selected, cascade, chain, scheme } = props;
  const links = useMemo(() => linksOf(view), [view]);
  const force = useForceLayout(view, links, tower, layout);
  const place = layout === 'force' && force.place ? force.place : tower;
  const palette = usePalette(scheme);
  const detail: Detail = view.entityCount > LARGE_ENTITIES || links.count > MOST_LINES ? 'light' : 'full';
  // A complete map keeps all its edges, and filters hide them; a thinned one is thinned anew.
  const everyone = useMemo(() => new Uint8Array(view.entityCount).fill(1), [view]);
  const among = detail === 'full' ? everyone : visible;
  const drawn = useMemo(() => drawnPairs(links, among, MOST_LINES), [links, among]);
  const scene = useMemo(
    () => sceneOf({ view, links, place, visible, weight, selected, cascade, chain }),
    [view, links, place, visible, weight, selected, cascade, chain],
  );
  const picture = useMemo<Picture>(() => ({ scene, palette, pairs: drawn.pairs }), [scene, palette, drawn]);

  const canvases = useRef<HTMLDivElement>(null);
  const renderer = useRef<MapRenderer | null>(null);
  // The renderer outlives many renders; it always calls the newest handlers and starts with the newest picture.
  const latest = useRef({ picture, props });
  latest.current = { picture, props };
  const [drawnView, setDrawnView] = useState<typeof view | null>(null);

  useEffect(() => {
    const stopped = new AbortController();
    const first = latest.current.picture;
    const open = async () => {
      const graph = await buildGraph(links, first.pairs, first.scene, stopped.signal);
      await nextTask();
      if (stopped.signal.aborted || !canvases.current) return;
      const made = new MapRenderer(canvases.current, graph, first, detail, {
        onSelect: (entity) => latest.current.props.onSelect(entity),
        onToggleFailure: (entity) => latest.current.props.onToggleFailure(entity),
        onLost: () => latest.current.props.onLost('lost'),
      });
      renderer.current = made;
      await nextTask();
      if (stopped.signal.aborted) return;
      made.start();
      if (latest.current.picture !== first) made.show(latest.current.picture);
      performance.mark('linchpin:map-drawn');
      setDrawnView(view);
    };
    open().catch((error: unknown) => {
      if (stopped.signal.aborted) return;
      // A driver that offers WebGL and then refuses a shader must not cost anybody the map.
      console.warn('The map is drawn without WebGL:', error);
      latest.current.props.onLost('refused');
    });
    return () => {
      stopped.abort();
      renderer.current?.kill();
      renderer.current = null;
    };
  }, [view, links, detail]);

  useEffect(() => renderer.current?.show(picture), [picture]);
  useEffect(() => {
    if (selected !== null) renderer.current?.reveal(selected);
  }, [selected]);

  return (
    <MapFrame
      scene={scene}
      drawn={drawnView === view}
      camera={{
        zoomIn: () => renderer.current?.zoom('in'),
        zoomOut: () => renderer.current?.zoom('out'),
        fit: () => renderer.current?.fit(),
      }}
      note={noteOf(drawn.pairs.length, drawn.total, layout === 'force' && force.running ? force.stop : null)}
      onSelect={props.onSelect}
      onToggleFailure={props.onToggleFailure}
    >
      <div ref={canvases} className={styles.canvases} aria-hidden="true" />
    </MapFrame>
  );
}

/** Never thin silently, and never compute without a way to stop. */
function noteOf(shown: number, total: number, stop: (() => void) | null): ReactElement | null {
  if (shown === total && !stop) return null;
  return (
    <>
      {shown < total && (
        <span>
          Showing {shown.toLocaleString('en')} of {total.toLocaleString('en')} dependencies
        </span>
      )}
      {stop && (
        <>
          <span>Arranging</span>
          <button type="button" onClick={stop}>
            Stop
          </button>
        </>
      )}
    </>
  );
}

/** The palette of the scheme; the page may switch its attributes a moment after it tells us. */
function usePalette(scheme: MapProps['scheme']): Palette {
  const [palette, setPalette] = useState(readPalette);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens are read from the page, which changes them with the scheme
  useEffect(() => {
    const read = () => setPalette((before) => (samePalette(before, readPalette()) ? before : readPalette()));
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true });
    return () => observer.disconnect();
  }, [scheme]);
  return palette;
}

import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { type Palette, readPalette, samePalette } from '../theme/palette.ts';
import { buildGraph, nextTask } from './display-graph.ts';
import { graphicsIdle } from './graphics.ts';
import { drawnPairs, linksOf } from './links.ts';
import styles from './map.module.css';
import { MapFrame } from './map-frame.tsx';
import { type Detail, MapRenderer, type Picture } from './map-renderer.ts';
import type { MapProps } from './props.ts';
import { makeCanvases } from './quiet-sigma.ts';
import { sceneOf } from './scene.ts';
import { NO_LINKS, type StrongLinks, strongLinks } from './strong-links.ts';
import { SvgMap } from './svg-map.tsx';
import { useForceLayout } from './use-force-layout.ts';

/** From here on the map is drawn with straight lines, and with no more than this many of them. */
const LARGE_ENTITIES = 5000;
const MOST_LINES = 20_000;

/**
 * The map of a system: WebGL where the browser has it, else (refused, or taken away later) a static SVG
 * that can still be clicked and walked with the keyboard.
 */
export function SystemMap(props: MapProps): ReactElement {
  const [without, setWithout] = useState<'refused' | 'lost' | null>(null);
  if (without) return <SvgMap {...props} because={without} />;
  return <WebglMap {...props} onLost={setWithout} />;
}

function WebglMap(
  props: MapProps & { readonly onLost: (because: 'refused' | 'lost') => void },
): ReactElement {
  const { view, layout, tower, visible, weight, sizes, tones, selected, state, chain, covered, isShown } =
    props;
  const links = useMemo(() => linksOf(view), [view]);
  const force = useForceLayout(view, links, tower, layout);
  const place = layout === 'force' && force.place ? force.place : tower;
  const palette = usePalette(props.scheme);
  const detail: Detail = view.entityCount > LARGE_ENTITIES || links.count > MOST_LINES ? 'light' : 'full';
  // A complete map keeps all its edges, and filters hide them; a thinned one is thinned anew.
  const everyone = useMemo(() => new Uint8Array(view.entityCount).fill(1), [view]);
  const among = detail === 'full' ? everyone : visible;
  const drawn = useMemo(() => drawnPairs(links, among, MOST_LINES), [links, among]);
  const scene = useMemo(
    () => sceneOf({ view, links, place, visible, weight, sizes, tones, selected, state, chain }),
    [view, links, place, visible, weight, sizes, tones, selected, state, chain],
  );
  const strong = useMemo(() => (detail === 'light' ? strongLinks(scene) : NO_LINKS), [scene, detail]);
  const picture = useMemo<Picture>(
    () => ({ scene, palette, pairs: drawn.pairs, strong, covered }),
    [scene, palette, drawn, strong, covered],
  );

  const canvases = useRef<HTMLDivElement>(null);
  const renderer = useRef<MapRenderer | null>(null);
  // The renderer outlives many renders; it always calls the newest handlers and starts with the newest picture.
  const latest = useRef({ picture, props });
  latest.current = { picture, props };
  const [drawnView, setDrawnView] = useState<typeof view | null>(null);

  useEffect(() => {
    const stopped = new AbortController();
    const first = latest.current.picture;
    const container = canvases.current;
    const open = async () => {
      const graph = await buildGraph(links, first.pairs, first.scene, stopped.signal);
      if (!container) return;
      if (!(await makeCanvases(container, stopped.signal))) return latest.current.props.onLost('refused');
      await graphicsIdle();
      stopped.signal.throwIfAborted();
      const made = new MapRenderer(container, graph, first, detail, {
        onSelect: (entity) => latest.current.props.onSelect(entity),
        onToggleFailure: (entity) => latest.current.props.onToggleFailure(entity),
        onLost: () => latest.current.props.onLost('lost'),
      });
      renderer.current = made;
      await nextTask();
      stopped.signal.throwIfAborted();
      made.start();
      await nextTask();
      stopped.signal.throwIfAborted();
      made.complete();
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
      container?.replaceChildren();
    };
  }, [view, links, detail]);

  useEffect(() => {
    if (isShown) renderer.current?.show(picture);
  }, [picture, isShown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is their change that may put something out of sight
  useEffect(() => {
    if (isShown) renderer.current?.reveal();
  }, [selected, chain, covered, isShown]);

  return (
    <MapFrame
      scene={scene}
      drawn={drawnView === view}
      camera={{
        zoomIn: () => renderer.current?.zoom('in'),
        zoomOut: () => renderer.current?.zoom('out'),
        fit: () => renderer.current?.fit(),
      }}
      covered={covered}
      note={
        <Note
          shown={drawn.pairs.length}
          total={drawn.total}
          strong={strong}
          stop={layout === 'force' && force.running ? force.stop : null}
        />
      }
      onSelect={props.onSelect}
      tools={props.tools}
      onToggleFailure={props.onToggleFailure}
    >
      <div ref={canvases} className={styles.canvases} aria-hidden="true" />
    </MapFrame>
  );
}

interface NoteProps {
  readonly shown: number;
  readonly total: number;
  readonly strong: StrongLinks;
  readonly stop: (() => void) | null;
}

/** Never thin silently, and never compute without a way to stop. */
function Note({ shown, total, strong, stop }: NoteProps): ReactElement | null {
  const drawn = strong.lines.length;
  if (shown === total && !stop) return null;
  return (
    <div className={styles.note}>
      {shown < total && (
        <span>
          Showing {shown.toLocaleString('en')} of {total.toLocaleString('en')} dependencies
          {drawn < strong.total &&
            `, ${drawn.toLocaleString('en')} of the ${strong.total.toLocaleString('en')} that stand out`}
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
    </div>
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

/** What the WebGL map and the SVG map have around them: the keyboard, the buttons and the notes. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useId } from 'react';
import type { Covered } from './fit.ts';
import { step } from './keyboard.ts';
import styles from './map.module.css';
import type { MapProps } from './props.ts';
import type { Scene } from './scene.ts';

export interface Camera {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
}

interface MapFrameProps {
  readonly scene: Scene;
  /** Null where there is nothing to zoom. */
  readonly camera: Camera | null;
  readonly drawn: boolean;
  readonly covered: Covered;
  readonly note: ReactNode;
  readonly children: ReactNode;
  readonly tools: MapProps['tools'];
  readonly onSelect: MapProps['onSelect'];
  readonly onToggleFailure: MapProps['onToggleFailure'];
}

const INSTRUCTIONS =
  'Arrow down goes to a supplier, arrow up to a dependent, left and right along the layer. ' +
  'Enter opens, f fails or repairs, Escape clears, plus, minus and 0 zoom.';

/** The frame of a map. The map itself is one stop of the Tab key; the page announces what is selected. */
export function MapFrame(props: MapFrameProps): ReactElement {
  const { scene, camera, drawn, covered, note, tools, children } = props;
  const instructions = useId();
  const { selected } = scene;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (act(event.key, props)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <div className={styles.map}>
      {/* An application, because the arrow keys walk along dependencies and must reach the map. */}
      <div
        className={styles.stage}
        role="application"
        aria-roledescription="map"
        aria-label={`Dependency map, ${scene.order.length.toLocaleString('en')} ${
          scene.view.uses ? 'entities and groups' : 'entities'
        }${selected === null ? '' : `, ${scene.view.name[selected]!} selected`}`}
        aria-describedby={instructions}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is operated with the keyboard
        tabIndex={0}
        data-drawn={drawn}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
      <span id={instructions} className={styles.hidden}>
        {INSTRUCTIONS}
      </span>
      <div className={styles.free} style={{ right: covered.right, bottom: covered.bottom }}>
        {(camera || tools) && (
          <div className={styles.tools}>
            {camera && <CameraTools camera={camera} />}
            {/* what a tool is made of need not travel before the picture */}
            {drawn && tools?.(scene)}
          </div>
        )}
        {note}
      </div>
    </div>
  );
}

function CameraTools({ camera }: { readonly camera: Camera }): ReactElement {
  return (
    <>
      <Tool label="Zoom in" path="M8 3.5v9M3.5 8h9" onClick={camera.zoomIn} />
      <Tool label="Zoom out" path="M3.5 8h9" onClick={camera.zoomOut} />
      <Tool label="Show the whole map" path="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" onClick={camera.fit} />
    </>
  );
}

/** Does what a key asks for; false when the key is not for the map. */
function act(key: string, { scene, camera, onSelect, onToggleFailure }: MapFrameProps): boolean {
  const { selected } = scene;
  const go = (direction: Parameters<typeof step>[1]) => {
    const next = step(scene, direction);
    if (next !== null) onSelect(next);
    return true;
  };
  switch (key) {
    case 'ArrowDown':
      return go('supplier');
    case 'ArrowUp':
      return go('dependent');
    case 'ArrowLeft':
      return go('left');
    case 'ArrowRight':
      return go('right');
    case 'Enter':
      if (selected === null) return go('supplier');
      onSelect(selected);
      return true;
    case 'f':
    case 'F':
      if (selected === null) return false;
      onToggleFailure(selected);
      return true;
    case 'Escape':
      if (selected === null) return false;
      onSelect(null);
      return true;
    case '+':
    case '=':
      camera?.zoomIn();
      return camera !== null;
    case '-':
      camera?.zoomOut();
      return camera !== null;
    case '0':
      camera?.fit();
      return camera !== null;
    default:
      return false;
  }
}

interface ToolProps {
  readonly label: string;
  readonly path: string;
  readonly onClick: () => void;
}

function Tool({ label, path, onClick }: ToolProps): ReactElement {
  return (
    <button type="button" className={styles.tool} aria-label={label} title={label} onClick={onClick}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
        <path d={path} strokeWidth="1.5" strokeLinecap="round" />
      </svg>
    </button>
  );
}

import { type MouseEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { freeSize } from './fit.ts';
import { linksOf } from './links.ts';
import styles from './map.module.css';
import { MapFrame } from './map-frame.tsx';
import { MapPicture, partOf } from './map-picture.tsx';
import type { MapProps } from './props.ts';
import { sceneOf } from './scene.ts';

interface SvgMapProps extends MapProps {
  /** Why there is no WebGL. */
  readonly because: 'refused' | 'lost';
}

const MESSAGES = {
  refused: 'This browser draws no WebGL, so the map stands still.',
  lost: 'The graphics card stopped drawing, so the map stands still. Reload the page to try again.',
};

/** The tower as a static SVG, with the same marks; it can be clicked and walked with the keyboard. */
export function SvgMap(props: SvgMapProps): ReactElement {
  const { view, tower, visible, weight, sizes, tones, selected, state, chain, covered } = props;
  const { onSelect, onToggleFailure } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  const links = useMemo(() => linksOf(view), [view]);
  const scene = useMemo(
    () => sceneOf({ view, links, place: tower, visible, weight, sizes, tones, selected, state, chain }),
    [view, links, tower, visible, weight, sizes, tones, selected, state, chain],
  );
  const { shown, pairs, leftOut } = useMemo(() => partOf(scene), [scene]);
  const hit = (event: MouseEvent): number | null => {
    const mark = (event.target as Element).closest('[data-entity]');
    return mark ? Number(mark.getAttribute('data-entity')) : null;
  };
  return (
    <MapFrame
      scene={scene}
      drawn={size !== null}
      camera={null}
      covered={covered}
      note={
        <div className={styles.note}>
          {MESSAGES[props.because]}
          {leftOut}
        </div>
      }
      onSelect={onSelect}
      tools={props.tools}
      onToggleFailure={onToggleFailure}
    >
      <div ref={frame} className={`${styles.canvases} ${styles.aboveNote}`}>
        {size && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the frame around it handles the keys
          <svg
            className={styles.svg}
            role="img"
            aria-label="Dependency tower"
            onClick={(event) => onSelect(hit(event))}
            onDoubleClick={(event) => {
              const entity = hit(event);
              if (entity !== null) onToggleFailure(entity);
            }}
          >
            <MapPicture scene={scene} shown={shown} pairs={pairs} {...freeSize(size, covered)} />
          </svg>
        )}
      </div>
    </MapFrame>
  );
}

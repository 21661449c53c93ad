/** The line that stands at the clock's hour, and the veil over what is still ahead of it. */
import { useRef } from 'react';
import type { DockFrame } from './dock-frame.ts';
import styles from './timeline.module.css';
import { useEachHour } from './use-each-hour.ts';

/** Makes pale what is ahead of the clock. */
export function Veil({ frame }: { readonly frame: DockFrame }) {
  const veil = useRef<SVGRectElement>(null);
  const { x, width, chartBottom } = frame;
  useEachHour((hour) => {
    const from = x(hour);
    veil.current?.setAttribute('x', String(from));
    veil.current?.setAttribute('width', String(Math.max(0, width - from)));
  });
  return <rect ref={veil} y={0} height={chartBottom} className={styles.veil} />;
}

/** The line with its grip. */
export function Playhead({ frame }: { readonly frame: DockFrame }) {
  const head = useRef<SVGGElement>(null);
  const { x, chartBottom } = frame;
  useEachHour((hour) => head.current?.setAttribute('transform', `translate(${x(hour)} 0)`));
  return (
    <g ref={head} className={styles.playhead}>
      <path d={`M0 0V${chartBottom + 2}`} />
      <rect x={-6} y={-6} width={12} height={12} rx={3} />
      <path d="M-2 -3v6M2 -3v6" className={styles.grip} />
    </g>
  );
}

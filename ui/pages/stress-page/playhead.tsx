/**
 * The line that stands at the clock's hour, and the veil over what is still ahead of it. They are layers of their
 * own that move by `transform` alone, so that the picture below them is not painted anew while the film plays.
 */
import { useRef } from 'react';
import { type DockFrame, GRIP } from './dock-frame.ts';
import styles from './timeline.module.css';
import { useEachHour } from './use-each-hour.ts';

/** Makes pale what is ahead of the clock. */
export function Veil({ frame }: { readonly frame: DockFrame }) {
  const veil = useRef<SVGSVGElement>(null);
  const { x, left, width, chartBottom } = frame;
  const length = width - left;
  useEachHour((hour) => {
    const ahead = (width - Math.round(x(hour))) / length;
    veil.current?.style.setProperty('transform', `scaleX(${ahead})`);
  });
  return (
    <svg
      ref={veil}
      className={styles.veil}
      style={{ left, top: GRIP }}
      width={length}
      height={chartBottom}
      aria-hidden="true"
    >
      <rect width="100%" height="100%" />
    </svg>
  );
}

/** The line with its grip. */
export function Playhead({ frame }: { readonly frame: DockFrame }) {
  const head = useRef<SVGSVGElement>(null);
  const { x, chartBottom } = frame;
  // a whole pixel keeps the line sharp
  useEachHour((hour) => {
    head.current?.style.setProperty('transform', `translateX(${Math.round(x(hour)) - GRIP}px)`);
  });
  return (
    <svg
      ref={head}
      className={styles.playhead}
      width={2 * GRIP}
      height={GRIP + chartBottom + 2}
      aria-hidden="true"
    >
      <g transform={`translate(${GRIP} ${GRIP})`}>
        <path d={`M0 0V${chartBottom + 2}`} />
        <rect x={-GRIP} y={-GRIP} width={2 * GRIP} height={2 * GRIP} rx={3} />
        <path d="M-2 -3v6M2 -3v6" className={styles.grip} />
      </g>
    </svg>
  );
}

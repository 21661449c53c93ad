/** Bars and areas over one axis of time, crossed by the playhead. */
import { memo } from 'react';
import marks from '../../charts/marks.module.css';
import { TimeAxis } from '../../charts/time-axis.tsx';
import type { Film } from '../../store/film.ts';
import { type DockFrame, GRIP } from './dock-frame.ts';
import { FilmAreas, FilmLines } from './film-chart.tsx';
import { PhaseBars, PhaseTexts } from './phase-bars.tsx';
import type { PhaseRow } from './phase-rows.ts';
import { Playhead, Veil } from './playhead.tsx';
import { Scrubber } from './scrubber.tsx';
import styles from './timeline.module.css';

interface TimelineProps {
  readonly film: Film;
  readonly against: Film | null;
  readonly rows: readonly PhaseRow[];
  /** The moment of hour 0 of a real outage, else null. */
  readonly start: string | null;
  readonly frame: DockFrame;
}

/** The picture, in layers: nothing moves while the film plays but those of playhead and veil. */
export const Timeline = memo(function Timeline({ film, against, rows, start, frame }: TimelineProps) {
  const { width, height, left, right, chartBottom, isNarrow, endHour, x } = frame;
  const hasWeight = film.result.totalWeight > 0;
  const layer = { className: `${marks.picture} ${styles.layer}`, width, height };
  return (
    <Scrubber film={film} start={start} frame={frame}>
      <div data-picture="" className={styles.picture} style={{ height: height + GRIP }}>
        <svg {...layer} aria-hidden="true">
          <PhaseBars rows={rows} frame={frame} />
          {hasWeight && <FilmAreas film={film} against={against} frame={frame} />}
        </svg>
        <Veil frame={frame} />
        <svg {...layer} aria-hidden="true">
          {!isNarrow && <PhaseTexts rows={rows} frame={frame} start={start} />}
          {hasWeight && <FilmLines film={film} against={against} frame={frame} />}
          <TimeAxis x={x} y={chartBottom} endHour={endHour} length={right - left} start={start} />
        </svg>
        <Playhead frame={frame} />
      </div>
    </Scrubber>
  );
});

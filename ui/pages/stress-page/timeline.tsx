/** Bars and areas over one axis of time, crossed by the playhead. */
import { memo } from 'react';
import marks from '../../charts/marks.module.css';
import { TimeAxis } from '../../charts/time-axis.tsx';
import type { Film } from '../../store/film.ts';
import type { DockFrame } from './dock-frame.ts';
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

/** The picture. Nothing in it is drawn anew while the film plays but playhead and veil. */
export const Timeline = memo(function Timeline({ film, against, rows, start, frame }: TimelineProps) {
  const { width, height, left, right, chartBottom, isNarrow, endHour, x } = frame;
  const hasWeight = film.result.totalWeight > 0;
  return (
    <Scrubber film={film} start={start} frame={frame}>
      <svg
        data-picture=""
        className={`${marks.picture} ${styles.picture}`}
        width={width}
        height={height}
        aria-hidden="true"
      >
        <PhaseBars rows={rows} frame={frame} />
        {hasWeight && <FilmAreas film={film} against={against} frame={frame} />}
        <Veil frame={frame} />
        {!isNarrow && <PhaseTexts rows={rows} frame={frame} start={start} />}
        {hasWeight && <FilmLines film={film} against={against} frame={frame} />}
        <TimeAxis x={x} y={chartBottom} endHour={endHour} length={right - left} start={start} />
        <Playhead frame={frame} />
      </svg>
    </Scrubber>
  );
});

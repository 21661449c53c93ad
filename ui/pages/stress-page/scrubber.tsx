/** The timeline as a slider: a hand drags anywhere on it, keys and screen readers have its role. */
import { type PointerEvent, type ReactNode, useState } from 'react';
import { useApp, useClock } from '../../parts/use-app.tsx';
import type { Film } from '../../store/film.ts';
import { sharesAt, stateRowAt } from '../../store/film-steps.ts';
import { hourText } from '../../store/stress-words.ts';
import { shareText } from '../../store/words.ts';
import type { DockFrame } from './dock-frame.ts';
import styles from './timeline.module.css';

interface ScrubberProps {
  readonly film: Film;
  readonly start: string | null;
  readonly frame: DockFrame;
  readonly children: ReactNode;
}

/** Pixels before the timeline in which a hand still means its start. */
const NEAR = 8;

/** The slider around the picture. */
export function Scrubber({ film, start, frame, children }: ScrubberProps) {
  const app = useApp();
  const [isDragging, setDragging] = useState(false);
  const isPlaying = useClock((clock) => clock.isPlaying);
  // a film that plays would talk without end
  const rest = useClock((clock) => (clock.isPlaying ? null : clock.hour));
  const hour = rest ?? app.clock.store.getState().hour;

  const hourOf = (event: PointerEvent<HTMLElement>) =>
    frame.hourAt(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const grab = (event: PointerEvent<HTMLElement>) => {
    const isInGutter = event.clientX - event.currentTarget.getBoundingClientRect().left < frame.left - NEAR;
    if (event.button !== 0 || isInGutter) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
    app.clock.drag(hourOf(event));
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (isDragging) app.clock.drag(hourOf(event));
  };
  const release = () => {
    if (!isDragging) return;
    setDragging(false);
    app.clock.seek(app.clock.store.getState().hour);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.scrubber}
      style={{ height: frame.height }}
      aria-label="Moment of the film"
      aria-valuemin={0}
      aria-valuemax={film.endHour}
      aria-valuenow={hour}
      aria-valuetext={`${isPlaying ? 'Playing from ' : ''}${momentWords(film, hour, start)}`}
      onPointerDown={grab}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
    >
      {children}
    </div>
  );
}

/** "13:20 UTC: down 18 %, degraded 21 %, recovering 6 %". */
export function momentWords({ result }: Film, hour: number, start: string | null): string {
  const moment = `${hourText(hour, start)}${start === null ? '' : ' UTC'}`;
  if (result.totalWeight === 0) return moment;
  const { down, degraded, recovering } = sharesAt(result, stateRowAt(result, hour));
  return `${moment}: down ${shareText(down)}, degraded ${shareText(degraded)}, recovering ${shareText(recovering)}`;
}

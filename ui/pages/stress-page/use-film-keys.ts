/** What the film's buttons and keys do. */
import type { KeyboardEvent } from 'react';
import { useApp } from '../../parts/use-app.tsx';
import type { Film } from '../../store/film.ts';
import { hourAfter, hourBefore } from '../../store/film-steps.ts';
import { momentWords } from './scrubber.tsx';

export interface FilmKeys {
  readonly toggle: () => void;
  readonly back: () => void;
  readonly on: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Commands on the clock for a film; without one they do nothing. */
export function useFilmKeys(film: Film | null, start: string | null): FilmKeys {
  const { clock, announce } = useApp();
  const hour = () => clock.store.getState().hour;
  const stop = (at: number) => {
    if (!film) return;
    clock.drag(at);
    clock.seek(at);
    announce(momentWords(film, at, start));
  };
  const toggle = () => (clock.store.getState().isPlaying ? clock.pause() : clock.play());
  const back = () => film && stop(hourBefore(film, hour()));
  const on = () => film && stop(hourAfter(film, hour()));
  const onSlider: Readonly<Record<string, () => void>> = { ArrowUp: on, ArrowDown: back };
  const anywhere: Readonly<Record<string, () => void>> = {
    ArrowRight: on,
    ArrowLeft: back,
    Home: () => stop(0),
    End: () => film && stop(film.endHour),
  };
  return {
    toggle,
    back,
    on,
    onKeyDown(event) {
      const { target, currentTarget } = event;
      // what is opened from here stands elsewhere on the page, and has its own keys
      const isHere = target instanceof Element && currentTarget.contains(target);
      if (!isHere || event.altKey || event.ctrlKey || event.metaKey || target.closest('select')) return;
      const isButton = target.closest('button') !== null;
      const act =
        event.key === ' '
          ? isButton
            ? undefined
            : toggle
          : (anywhere[event.key] ?? (target.role === 'slider' ? onSlider[event.key] : undefined));
      if (!act) return;
      act();
      event.preventDefault();
    },
  };
}

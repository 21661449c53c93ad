/** Lets something else fail and shows it from the start. */
import type { FilmClock } from './clock.ts';
import type { StressStore } from './stress.ts';

interface Stage {
  readonly stress: StressStore;
  readonly clock: Pick<FilmClock, 'seek' | 'play'>;
}

/** Makes the change, and lets the clock run from hour 0 as soon as its film is there. */
export function playFromStart(app: Stage, change: () => void): void {
  const before = app.stress.getState().film.value;
  const stop = app.stress.subscribe(({ film }) => {
    if (film.value !== null && film.value !== before) {
      stop();
      app.clock.play();
    } else if (film.failure !== '') stop();
  });
  app.clock.seek(0);
  change();
  const { film } = app.stress.getState();
  // the same outage as before: its film is already here
  if (film.value === before && film.progress === null) {
    stop();
    app.clock.play();
  }
}

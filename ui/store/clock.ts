/** The film's clock: it runs, stands, and can be put to any hour. */
import { createStore } from 'zustand/vanilla';

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

export interface Clock {
  readonly hour: number;
  readonly isPlaying: boolean;
  /** One of `SPEEDS`. */
  readonly speed: number;
}

/** Seconds that a whole film takes at speed 1. */
const FILM_SECONDS = 24;
/** A page that was not drawn for longer goes on where it was, and does not jump. */
const LONGEST_FRAME_MS = 100;

/** A clock at hour 0. `endHour` tells where the film ends; `onRest` hears where the clock came to rest. */
export function createClock(endHour: () => number, onRest: (hour: number) => void) {
  const store = createStore<Clock>()(() => ({ hour: 0, isPlaying: false, speed: 1 }));
  let frame = 0;
  let before = 0;

  function tick(now: number): void {
    const { hour, speed } = store.getState();
    const end = endHour();
    // a frame that was begun before `play` was called tells an earlier time
    const passed = Math.min(LONGEST_FRAME_MS, Math.max(0, now - before)) / 1000;
    before = now;
    const next = hour + (passed * speed * end) / FILM_SECONDS;
    if (next >= end) rest(end);
    else {
      store.setState({ hour: next });
      frame = requestAnimationFrame(tick);
    }
  }

  function rest(hour: number): void {
    cancelAnimationFrame(frame);
    store.setState({ hour, isPlaying: false });
    onRest(hour);
  }

  function play(): void {
    const end = endHour();
    if (end <= 0 || store.getState().isPlaying) return;
    store.setState(({ hour }) => ({ isPlaying: true, hour: hour >= end ? 0 : hour }));
    before = performance.now();
    frame = requestAnimationFrame(tick);
  }

  function pause(): void {
    if (store.getState().isPlaying) rest(store.getState().hour);
  }

  return {
    store,
    play,
    pause,
    /** Puts the clock to an hour; one that runs goes on from there. */
    seek(hour: number): void {
      const to = Math.min(Math.max(0, hour), endHour());
      if (store.getState().isPlaying) store.setState({ hour: to });
      else rest(to);
    },
    /** Follows a hand on the slider, without telling anybody yet. */
    drag(hour: number): void {
      cancelAnimationFrame(frame);
      store.setState({ hour: Math.min(Math.max(0, hour), endHour()), isPlaying: false });
    },
    setSpeed(speed: number): void {
      store.setState({ speed });
    },
  };
}

export type FilmClock = ReturnType<typeof createClock>;

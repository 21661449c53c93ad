import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClock } from '../../ui/store/clock.ts';

/** Frames of the screen, drawn by hand. */
let queue: ((now: number) => void)[] = [];
let now = 0;

function draw(milliseconds: number): void {
  now += milliseconds;
  const due = queue;
  queue = [];
  for (const frame of due) frame(now);
}

beforeEach(() => {
  queue = [];
  now = 0;
  vi.stubGlobal('requestAnimationFrame', (frame: (now: number) => void) => queue.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => {
    queue = [];
  });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function clockOf(end: number) {
  const rested: number[] = [];
  return {
    ...createClock(
      () => end,
      (hour) => rested.push(hour),
    ),
    rested,
  };
}

describe('the clock of a film', () => {
  test('runs through the whole film in 24 seconds, and rests at its end', () => {
    const clock = clockOf(12);
    clock.play();
    for (let i = 0; i < 120; i++) draw(100);
    expect(clock.store.getState().hour).toBeCloseTo(6, 9);
    for (let i = 0; i < 121; i++) draw(100);
    expect(clock.store.getState()).toMatchObject({ hour: 12, isPlaying: false });
    expect(clock.rested).toEqual([12]);
  });

  test('runs twice as fast at speed 2, also when that is chosen on the way', () => {
    const clock = clockOf(24);
    clock.play();
    draw(100);
    clock.setSpeed(2);
    draw(100);
    expect(clock.store.getState().hour).toBeCloseTo(0.3, 9);
  });

  test('starts from the beginning when it stands at the end', () => {
    const clock = clockOf(10);
    clock.seek(10);
    clock.play();
    expect(clock.store.getState()).toMatchObject({ hour: 0, isPlaying: true });
  });

  test('does not jump after a time in which nothing was drawn', () => {
    const clock = clockOf(24);
    clock.play();
    draw(60_000);
    expect(clock.store.getState().hour).toBeCloseTo(0.1, 9);
  });

  test('does not go back when the first frame was begun before it was started', () => {
    const clock = clockOf(24);
    clock.seek(5);
    now = 1000;
    clock.play();
    draw(-80);
    expect(clock.store.getState().hour).toBe(5);
    draw(100);
    expect(clock.store.getState().hour).toBeCloseTo(5.1, 9);
  });

  test('stays within the film wherever it is put', () => {
    const clock = clockOf(10);
    clock.seek(99);
    clock.seek(-1);
    expect(clock.rested).toEqual([10, 0]);
  });

  test('tells nobody while a hand moves it, and stops running', () => {
    const clock = clockOf(10);
    clock.play();
    clock.drag(4);
    draw(100);
    expect(clock.store.getState()).toMatchObject({ hour: 4, isPlaying: false });
    expect(clock.rested).toEqual([]);
  });

  test('does not run where there is no film', () => {
    const clock = clockOf(0);
    clock.play();
    expect(clock.store.getState().isPlaying).toBe(false);
  });
});

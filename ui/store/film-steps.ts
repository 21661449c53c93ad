/** Where a film can be stopped, and how much is in which state there. Pure. */
import { type Film, instantAt } from './film.ts';
import type { TimelineResult } from './types.ts';

/** The hour of the next change after an hour, or the film's end. O(log instants). */
export function hourAfter(film: Film, hour: number): number {
  return film.instants[instantAt(film, hour) + 1] ?? film.endHour;
}

/** The hour of the last change before an hour, or the film's start. O(log instants). */
export function hourBefore(film: Film, hour: number): number {
  const i = instantAt(film, hour);
  if (film.instants[i] !== hour) return film.instants[i] ?? 0;
  return film.instants[i - 1] ?? 0;
}

/** The row of the columns `state...` that holds at an hour; -1 before the first. O(log rows). */
export function stateRowAt({ stateHour }: TimelineResult, hour: number): number {
  let low = 0;
  let high = stateHour.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stateHour[middle]! <= hour) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface Shares {
  readonly down: number;
  readonly degraded: number;
  readonly recovering: number;
  readonly up: number;
}

/** The parts of the whole weight in each state, fractions that add up to 1; all up in a system without weight. */
export function sharesAt(result: TimelineResult, row: number): Shares {
  const part = (column: Float64Array) =>
    result.totalWeight > 0 ? (column[row] ?? 0) / result.totalWeight : 0;
  const down = part(result.stateDown);
  const degraded = part(result.stateDegraded);
  const recovering = part(result.stateRecovering);
  return { down, degraded, recovering, up: Math.max(0, 1 - down - degraded - recovering) };
}

/** An outage as a film: what everything looks like at any hour. Pure; forwards and backwards cost what changes. */
import type { TimelineResult } from './types.ts';

export interface Film {
  readonly result: TimelineResult;
  /** Hours at which anything changes, ascending, each once. */
  readonly instants: Float64Array;
  /** Where the film ends: a little after the last change. */
  readonly endHour: number;
  /** Changes up to and with each instant: rows `0 .. rowsUntil[i] - 1` of the timeline. */
  readonly rowsUntil: Uint32Array;
}

/** How everything is at an instant; valid until another one is asked for. */
export interface Frame {
  /** Level of service 0..1, by entity. */
  readonly level: Float64Array;
  /** 1 where an entity could already serve more and only its own recovery is waited for. */
  readonly recovering: Uint8Array;
  /** 1 where a failure that was chosen is under way. */
  readonly failing: Uint8Array;
  /** The last row of the timeline that concerns the entity, or -1. */
  readonly row: Int32Array;
}

/** Part of the film's length that it goes on after the last change, to let it be seen. */
const TAIL = 0.04;
const SHORTEST_HOURS = 1;

/** The film of a timeline. O(changes log changes). */
export function filmOf(result: TimelineResult): Film {
  const hours = new Set<number>([...result.time, ...result.recoveringFrom, ...result.recoveringUntil]);
  for (const { start, duration } of result.failures) hours.add(start).add(start + duration);
  const instants = Float64Array.from(hours)
    .filter((hour) => hour < result.endHour)
    .sort();
  const rowsUntil = new Uint32Array(instants.length);
  let row = 0;
  for (const [i, hour] of instants.entries()) {
    while (row < result.time.length && result.time[row]! <= hour) row++;
    rowsUntil[i] = row;
  }
  const last = instants.at(-1) ?? 0;
  return { result, instants, rowsUntil, endHour: Math.max(SHORTEST_HOURS, last * (1 + TAIL)) };
}

/** The last instant at or before an hour; -1 before the first. O(log instants). */
export function instantAt({ instants }: Film, hour: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instants[middle]! <= hour) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Moves through a film. Columns are kept, and changed where something changes between two frames. */
export function createProjector({ result, instants, rowsUntil }: Film, entityCount: number) {
  const level = new Float64Array(entityCount).fill(1);
  const recovering = new Uint8Array(entityCount);
  const failing = new Uint8Array(entityCount);
  const row = new Int32Array(entityCount).fill(-1);
  let rows = 0;

  return {
    /** The frame of an instant, or of the time before everything for -1. */
    frame(instant: number): Frame {
      const until = instant < 0 ? 0 : rowsUntil[instant]!;
      for (; rows < until; rows++) {
        const v = result.entity[rows]!;
        level[v] = result.level[rows]!;
        row[v] = rows;
      }
      while (rows > until) {
        rows--;
        const v = result.entity[rows]!;
        const before = result.previous[rows]!;
        level[v] = before < 0 ? 1 : result.level[before]!;
        row[v] = before;
      }
      const hour = instant < 0 ? Number.NEGATIVE_INFINITY : instants[instant]!;
      recovering.fill(0);
      for (let i = 0; i < result.recoveringEntity.length && result.recoveringFrom[i]! <= hour; i++)
        if (hour < result.recoveringUntil[i]!) recovering[result.recoveringEntity[i]!] = 1;
      failing.fill(0);
      for (const { entity, start, duration } of result.failures)
        if (start <= hour && hour < start + duration) failing[entity] = 1;
      return { level, recovering, failing, row };
    },
  };
}

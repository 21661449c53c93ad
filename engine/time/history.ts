/** What a level of each entity was, change by change and why, and its best and worst within a span of time. */

/** A change of level, and what it is due to. */
export interface Change {
  entity: number;
  /** In ticks. */
  time: number;
  /** 0..1 from then on. */
  level: number;
  /** A requirement, or -1. */
  because: number;
  /** A member of it, or -1. */
  via: number;
  /** Index into `CAUSES`. */
  cause: number;
}

/** Changes in the order of time, as columns of which the first `count` places are valid; they move when they grow. */
export interface History {
  readonly count: number;
  readonly entity: Int32Array;
  readonly time: Float64Array;
  readonly level: Float64Array;
  readonly because: Int32Array;
  readonly via: Int32Array;
  readonly cause: Uint8Array;
  /** The row before, of the same entity; -1 for its first. */
  readonly previous: Int32Array;
  /** The last row of an entity at or before a time (the very last without); -1 where its level is 1 and always was. */
  last(v: number, time?: number): number;
  /** The level from a row on; 1 for the row -1. */
  levelAt(row: number): number;
  push(change: Readonly<Change>): void;
  /** The highest level in force at any time after `since` until the last change; O(changes after `since`). */
  bestAfter(since: number, v: number): number;
  /** The lowest, likewise. */
  worstAfter(since: number, v: number): number;
  /** Forgets everything; `entities` are those that have rows. */
  clear(entities: readonly number[]): void;
}

/** An empty history; 4 bytes per entity, and 33 per change at the fullest. */
export function createHistory(entityCount: number): History {
  const head = new Int32Array(entityCount).fill(-1);
  let count = 0;
  let columns = allocate(64);

  const last = (v: number, time = Number.POSITIVE_INFINITY): number => {
    let row = head[v]!;
    while (row >= 0 && columns.time[row]! > time) row = columns.previous[row]!;
    return row;
  };
  const levelAt = (row: number): number => (row < 0 ? 1 : columns.level[row]!);

  return {
    get count() {
      return count;
    },
    get entity() {
      return columns.entity;
    },
    get time() {
      return columns.time;
    },
    get level() {
      return columns.level;
    },
    get because() {
      return columns.because;
    },
    get via() {
      return columns.via;
    },
    get cause() {
      return columns.cause;
    },
    get previous() {
      return columns.previous;
    },
    last,
    levelAt,
    push(change) {
      if (count === columns.time.length) columns = grown(columns);
      columns.entity[count] = change.entity;
      columns.time[count] = change.time;
      columns.level[count] = change.level;
      columns.because[count] = change.because;
      columns.via[count] = change.via;
      columns.cause[count] = change.cause;
      columns.previous[count] = head[change.entity]!;
      head[change.entity] = count++;
    },
    bestAfter(since, v) {
      let row = head[v]!;
      let best = levelAt(row);
      while (row >= 0 && columns.time[row]! > since && best < 1) {
        row = columns.previous[row]!;
        best = Math.max(best, levelAt(row));
      }
      return best;
    },
    worstAfter(since, v) {
      let row = head[v]!;
      let worst = levelAt(row);
      while (row >= 0 && columns.time[row]! > since && worst > 0) {
        row = columns.previous[row]!;
        worst = Math.min(worst, levelAt(row));
      }
      return worst;
    },
    clear(entities) {
      for (const v of entities) head[v] = -1;
      count = 0;
    },
  };
}

function allocate(length: number) {
  return {
    entity: new Int32Array(length),
    time: new Float64Array(length),
    level: new Float64Array(length),
    because: new Int32Array(length),
    via: new Int32Array(length),
    cause: new Uint8Array(length),
    previous: new Int32Array(length),
  };
}

function grown(columns: ReturnType<typeof allocate>): ReturnType<typeof allocate> {
  const larger = allocate(2 * columns.time.length);
  larger.entity.set(columns.entity);
  larger.time.set(columns.time);
  larger.level.set(columns.level);
  larger.because.set(columns.because);
  larger.via.set(columns.via);
  larger.cause.set(columns.cause);
  larger.previous.set(columns.previous);
  return larger;
}

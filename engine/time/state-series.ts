/** The weight in each state over time, and when entities only wait for their own recovery. */
import type { History } from './history.ts';
import { toHours } from './ticks.ts';
import type { TimedCascade } from './timed-cascade.ts';

/** Columns of hours and weights; see `TimelineResult`. */
export interface StateSeries {
  readonly recoveringEntity: Int32Array;
  readonly recoveringFrom: Float64Array;
  readonly recoveringUntil: Float64Array;
  readonly stateHour: Float64Array;
  readonly stateDown: Float64Array;
  readonly stateDegraded: Float64Array;
  readonly stateRecovering: Float64Array;
  readonly stateLost: Float64Array;
}

/** An entity could serve more when it is by more than what comes of rounding: levels come to rest within 1e-9. */
const MORE = 1e-9;

const FULL = -1;
const DOWN = 0;
const DEGRADED = 1;
const RECOVERING = 2;

/**
 * Reads off a run that has ended how much weight is in which state: recovering, else down, else serving in
 * part, each entity with its whole weight, and what is lost of it. Entities that could serve more than they
 * do recover; a span ends at the end of the run at the latest. Hours and spans ascend, spans of one hour by
 * entity index. `weight` per entity, >= 0. O(entities + changes + spans log spans).
 */
export function stateSeries(
  { timeline, possible, endHour }: TimedCascade,
  weight: Float64Array,
): StateSeries {
  const level = new Float64Array(weight.length).fill(1);
  // stays 0 for those that take no time to recover, for they never serve less than they could
  const able = new Float64Array(weight.length);
  const state = new Int8Array(weight.length).fill(FULL);
  const openSpan = new Int32Array(weight.length).fill(-1);
  const spans: { readonly v: number; readonly from: number; until: number }[] = [];
  const inState = [DOWN, DEGRADED, RECOVERING].map(createTally);
  const lost = createTally();
  const tallies = [...inState, lost];
  const rows: number[][] = [];
  // an entity may stand in it twice: the second time nothing is new
  const moved: number[] = [];

  const update = (v: number, hour: number): void => {
    const isRecovering = able[v]! - level[v]! > MORE;
    const to = isRecovering ? RECOVERING : level[v] === 0 ? DOWN : level[v]! < 1 ? DEGRADED : FULL;
    const from = state[v]!;
    if (to === from) return;
    state[v] = to;
    if (from !== FULL) inState[from]!.take(weight[v]!);
    if (to !== FULL) inState[to]!.put(weight[v]!);
    if (from === RECOVERING) spans[openSpan[v]!]!.until = hour;
    if (to === RECOVERING) openSpan[v] = spans.push({ v, from: hour, until: endHour }) - 1;
  };

  const changes = columnsOf(timeline);
  const abilities = columnsOf(possible);
  for (let row = 0, other = 0; row < changes.count || other < abilities.count; ) {
    const now = Math.min(timeAt(changes, row), timeAt(abilities, other));
    moved.length = 0;
    for (; timeAt(abilities, other) === now; other++) {
      able[abilities.entity[other]!] = abilities.level[other]!;
      moved.push(abilities.entity[other]!);
    }
    for (; timeAt(changes, row) === now; row++) {
      const v = changes.entity[row]!;
      if (level[v]! < 1) lost.take(weight[v]! * (1 - level[v]!));
      level[v] = changes.level[row]!;
      if (level[v]! < 1) lost.put(weight[v]! * (1 - level[v]!));
      moved.push(v);
    }
    for (const v of moved) update(v, toHours(now));
    const next = [toHours(now), ...tallies.map((tally) => tally.sum())];
    const last = rows.at(-1) ?? [0, 0, 0, 0, 0];
    if (next.some((value, i) => i > 0 && value !== last[i])) rows.push(next);
  }
  spans.sort((a, b) => a.from - b.from || a.v - b.v);
  const column = (i: number): Float64Array => Float64Array.from(rows, (each) => each[i]!);
  return {
    recoveringEntity: Int32Array.from(spans, ({ v }) => v),
    recoveringFrom: Float64Array.from(spans, ({ from }) => from),
    recoveringUntil: Float64Array.from(spans, ({ until }) => until),
    stateHour: column(0),
    stateDown: column(1),
    stateDegraded: column(2),
    stateRecovering: column(3),
    stateLost: column(4),
  };
}

/** The columns of a history, which stay where they are once it grows no more. */
function columnsOf({ count, time, entity, level }: History) {
  return { count, time, entity, level };
}

function timeAt({ count, time }: ReturnType<typeof columnsOf>, row: number): number {
  return row < count ? time[row]! : Number.POSITIVE_INFINITY;
}

/** A sum that things are put into and taken out of: exactly 0 once all are out, and without drift before (Neumaier 1974). */
function createTally() {
  let count = 0;
  let rough = 0;
  let rest = 0;
  const add = (value: number): void => {
    const next = rough + value;
    rest += Math.abs(rough) >= Math.abs(value) ? rough - next + value : value - next + rough;
    rough = next;
  };
  return {
    put(value: number): void {
      count++;
      add(value);
    },
    take(value: number): void {
      count--;
      add(-value);
      if (count === 0) {
        rough = 0;
        rest = 0;
      }
    },
    /** Infinite when the sum is beyond what a number can hold. */
    sum: (): number => (Number.isFinite(rest) ? Math.max(0, rough + rest) : rough),
  };
}

import { type Film, filmOf } from '../../ui/store/film.ts';
import type { TimelineResult } from '../../ui/store/types.ts';

/** A change of level: hour, entity, level, the supplier it is due to (none unless given). */
export type ChangeOfTest = readonly [hour: number, entity: number, level: number, via?: number];

/** A film of these changes; what the page reads follows from them. */
export function filmOfTest(changes: readonly ChangeOfTest[], patch: Partial<TimelineResult> = {}): Film {
  const entity = Int32Array.from(changes, ([, v]) => v);
  const touched = [...new Set(entity)].sort((a, b) => a - b);
  return filmOf({
    engine: '0.0.0',
    failures: [],
    time: Float64Array.from(changes, ([hour]) => hour),
    entity,
    level: Float64Array.from(changes, ([, , level]) => level),
    because: new Int32Array(changes.length).fill(-1),
    via: Int32Array.from(changes, ([, , , via]) => via ?? -1),
    cause: new Uint8Array(changes.length),
    causes: ['failure'],
    previous: Int32Array.from(changes, ([, v], row) => entity.slice(0, row).lastIndexOf(v)),
    recoveringEntity: new Int32Array(),
    recoveringFrom: new Float64Array(),
    recoveringUntil: new Float64Array(),
    stateHour: new Float64Array(),
    stateDown: new Float64Array(),
    stateDegraded: new Float64Array(),
    stateRecovering: new Float64Array(),
    stateLost: new Float64Array(),
    requirements: [],
    touched: Int32Array.from(touched),
    hoursLost: new Float64Array(touched.length),
    weightHours: 0,
    totalWeight: 40,
    peakWeightDown: 0,
    peakHour: 0,
    deadlocks: [],
    endHour: 8760,
    isComplete: true,
    assumptions: [],
    ...patch,
  });
}

import type { TimelineResult } from '../../ui/store/types.ts';

interface Told {
  readonly changes: readonly { readonly time: number; readonly entity: number; readonly level: number }[];
  readonly recoveries?: readonly {
    readonly entity: number;
    readonly from: number;
    readonly length: number;
  }[];
  readonly failures: TimelineResult['failures'];
}

/** A timeline of these changes, all of them failures; what concerns weights is left at nothing. */
export function timelineOf({ changes, recoveries = [], failures }: Told): TimelineResult {
  const rows = [...changes].sort((a, b) => a.time - b.time);
  const spans = [...recoveries].sort((a, b) => a.from - b.from);
  const lastOf = new Map<number, number>();
  const previous = rows.map(({ entity }, row) => {
    const before = lastOf.get(entity) ?? -1;
    lastOf.set(entity, row);
    return before;
  });
  const none = new Float64Array(0);
  return {
    engine: '0.0.0',
    failures,
    time: Float64Array.from(rows, ({ time }) => time),
    entity: Int32Array.from(rows, ({ entity }) => entity),
    level: Float64Array.from(rows, ({ level }) => level),
    because: new Int32Array(rows.length).fill(-1),
    via: new Int32Array(rows.length).fill(-1),
    cause: new Uint8Array(rows.length),
    causes: ['failure'],
    previous: Int32Array.from(previous),
    recoveringEntity: Int32Array.from(spans, ({ entity }) => entity),
    recoveringFrom: Float64Array.from(spans, ({ from }) => from),
    recoveringUntil: Float64Array.from(spans, ({ from, length }) => from + length),
    stateHour: none,
    stateDown: none,
    stateDegraded: none,
    stateRecovering: none,
    stateLost: none,
    requirements: [],
    touched: new Int32Array(0),
    hoursLost: none,
    weightHours: 0,
    totalWeight: 0,
    peakWeightDown: 0,
    peakHour: 0,
    deadlocks: [],
    endHour: 8766,
    isComplete: true,
    assumptions: [],
  };
}

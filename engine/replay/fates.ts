/** How each entity fared in a timeline: whether it fell, when, and when it was back for good. */

/** How an entity fared in a replay. Hours are null when it never fell, or was not back at the end. */
export interface Fate {
  readonly state: 'down' | 'degraded' | 'unaffected';
  readonly fellHour: number | null;
  readonly backHour: number | null;
  readonly hoursLost: number;
}

/** The columns of a timeline that tell it; times are hours, rows in the order of time. */
interface Changes {
  readonly time: Float64Array;
  readonly entity: Int32Array;
  readonly level: Float64Array;
  readonly touched: Int32Array;
  readonly hoursLost: Float64Array;
}

/** Levels up to this are no service. */
const NOTHING = 1e-9;

export const UNAFFECTED: Fate = { state: 'unaffected', fellHour: null, backHour: null, hoursLost: 0 };

/** The fate of every entity that was below full service; O(changes). */
export function fatesOf({ time, entity, level, touched, hoursLost }: Changes): ReadonlyMap<number, Fate> {
  const fates = new Map<number, Fate>();
  for (let row = 0; row < time.length; row++) {
    const hour = time[row]!;
    const { state, fellHour } = fates.get(entity[row]!) ?? UNAFFECTED;
    fates.set(entity[row]!, {
      state: state === 'down' || level[row]! <= NOTHING ? 'down' : 'degraded',
      fellHour: fellHour ?? hour,
      backHour: level[row] === 1 ? hour : null,
      hoursLost: 0,
    });
  }
  touched.forEach((v, i) => {
    const fate = fates.get(v);
    if (fate !== undefined) fates.set(v, { ...fate, hoursLost: hoursLost[i]! });
  });
  return fates;
}

/** Restart deadlocks: entities that are still down at the end of a run because they wait for each other. */
import { FAILURE, NEVER, SWITCH } from './levels.ts';
import type { TimedCascade } from './timed-cascade.ts';

/**
 * The circles in which each entity waits for the next, and the last for the first; each starts at its lowest
 * index. Empty when all that are down wait for a failure to end. O(entities touched).
 */
export function waitingCircles({ levels }: TimedCascade): readonly (readonly number[])[] {
  const { level, available, cause, because, via } = levels;
  const isWaiting = (v: number): boolean =>
    // one that could serve is on its way back; one whose switch works waits for no member
    available[v]! < 1 &&
    level[v]! < 1 &&
    cause[v] !== FAILURE &&
    via[v]! >= 0 &&
    (cause[v] !== SWITCH || levels.modeOf(because[v]!) === NEVER);
  const walkOf = new Map<number, number>();
  const circles: number[][] = [];
  for (const start of levels.touched) {
    const path: number[] = [];
    let v = start;
    for (; isWaiting(v) && !walkOf.has(v); v = via[v]!) {
      walkOf.set(v, start);
      path.push(v);
    }
    if (!isWaiting(v) || walkOf.get(v) !== start || path.length === 0) continue;
    const circle = path.slice(path.indexOf(v));
    const first = circle.indexOf(Math.min(...circle));
    circles.push([...circle.slice(first), ...circle.slice(0, first)]);
  }
  return circles.sort((a, b) => a[0]! - b[0]!);
}

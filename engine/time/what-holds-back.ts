/** What keeps an entity below full service at a moment, whatever it was that changed last. */
import type { History } from './history.ts';
import { TOLERANCE } from './levels.ts';
import type { TimedNetwork } from './timed-network.ts';

export interface Hold {
  /** The requirement to run that leaves least, and the member that decides what it delivers. */
  readonly because: number;
  readonly via: number;
}

interface Done {
  readonly timed: TimedNetwork;
  readonly timeline: History;
}

/**
 * The requirement that leaves `v` no more than the level that it has at `at` (ticks); undefined where none does:
 * it is up, fails itself, recovers, switches or carries too much. Of several the first. O(members and their
 * histories).
 */
export function whatHoldsBack({ timed, timeline }: Done, v: number, at: number): Hold | undefined {
  const { network, grace, isStart } = timed;
  const { requirementStart, requirement, memberStart, member, need, loss } = network;
  const level = timeline.levelAt(timeline.last(v, at));
  let hold: Hold | undefined;
  let least = 1 - TOLERANCE;
  for (let i = requirementStart[v]!; i < requirementStart[v + 1]!; i++) {
    const r = requirement[i]!;
    if (isStart[r] === 1) continue;
    const seen = Array.from(member.subarray(memberStart[r], memberStart[r + 1]), (w, k) => ({
      w,
      best: bestWithin(timeline, w, { since: at - grace[memberStart[r]! + k]!, at }),
    })).sort((a, b) => b.best - a.best);
    const decisive = seen[need[r]! - 1];
    if (decisive === undefined || decisive.w === v) continue;
    const left = 1 - loss[r]! * (1 - decisive.best);
    if (left >= least) continue;
    least = left;
    hold = { because: r, via: decisive.w };
  }
  return least <= level + TOLERANCE ? hold : undefined;
}

/** The highest level in force at any time after `since` until `at`. */
function bestWithin(
  { last, levelAt, time, previous }: History,
  w: number,
  { since, at }: { readonly since: number; readonly at: number },
): number {
  let row = last(w, at);
  let best = levelAt(row);
  while (row >= 0 && time[row]! > since && best < 1) {
    row = previous[row]!;
    best = Math.max(best, levelAt(row));
  }
  return best;
}

/** Who stands where at an instant of a film, and how two films differ. Pure; lists are made once for each film. */
import type { Film, Frame } from './film.ts';
import type { ShownFrame } from './stress.ts';
import type { ReplayRow, SystemView, TimelineResult } from './types.ts';

const fallsOf = new WeakMap<Film, Int32Array>();
const sparedOf = new WeakMap<Film, Int32Array>();

/** The row of the first fall of every entity that falls, in the order of falling. O(changes), once for each film. */
export function fallRows(film: Film): Int32Array {
  let falls = fallsOf.get(film);
  if (!falls) {
    const { previous } = film.result;
    falls = Int32Array.from(previous.keys()).filter((row) => previous[row]! < 0);
    fallsOf.set(film, falls);
  }
  return falls;
}

/** Everybody who never falls, by name. O(entities log entities), once for each film. */
export function sparedIn(film: Film, view: SystemView): Int32Array {
  let spared = sparedOf.get(film);
  if (!spared) {
    const hasFallen = new Uint8Array(view.entityCount);
    for (const v of film.result.entity) hasFallen[v] = 1;
    // a collator would take seconds for 100,000 names
    const names = view.name.map((name) => name.toLowerCase());
    const order = (v: number, w: number) => (names[v]! < names[w]! ? -1 : names[v]! > names[w]! ? 1 : v - w);
    spared = Int32Array.from(hasFallen.keys())
      .filter((v) => hasFallen[v] === 0)
      .sort(order);
    sparedOf.set(film, spared);
  }
  return spared;
}

/** How many of `falls` have happened by an instant; 0 before the first. O(log falls). */
export function fallenBy(film: Film, falls: Int32Array, instant: number): number {
  const until = instant < 0 ? 0 : film.rowsUntil[instant]!;
  let low = 0;
  let high = falls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (falls[middle]! < until) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Spans of recovery that an instant lies in, as indices into the columns `recovering...`, the next to be back first. */
export function recoveringAt({ result, instants }: Film, instant: number): readonly number[] {
  if (instant < 0) return [];
  const hour = instants[instant]!;
  const { recoveringFrom, recoveringUntil } = result;
  const spans: number[] = [];
  for (let i = 0; i < recoveringFrom.length && recoveringFrom[i]! <= hour; i++)
    if (hour < recoveringUntil[i]!) spans.push(i);
  return spans.sort((a, b) => recoveringUntil[a]! - recoveringUntil[b]! || a - b);
}

/** Hour since which an entity is in the state that it has at an instant: down, degraded, recovering, or back. */
export function stateSince(
  { result, instants }: Film,
  { instant, frame }: ShownFrame,
  v: number,
): number | null {
  const row = frame.row[v]!;
  if (row < 0) return null;
  const hour = instants[instant]!;
  if (frame.recovering[v] === 1) {
    const { recoveringEntity, recoveringFrom, recoveringUntil } = result;
    const span = recoveringEntity.findLastIndex(
      (w, i) => w === v && recoveringFrom[i]! <= hour && hour < recoveringUntil[i]!,
    );
    return recoveringFrom[span] ?? null;
  }
  const kind = (each: number) => Math.sign(result.level[each]!) + (result.level[each]! < 1 ? 0 : 1);
  let first = row;
  while (result.previous[first]! >= 0 && kind(result.previous[first]!) === kind(row))
    first = result.previous[first]!;
  return result.time[first]!;
}

/** Hour of an entity's next change after `hour`, if it came by the frame's moment; else null. */
export function changedAgain({ result }: Film, frame: Frame, v: number, hour: number): number | null {
  let next: number | null = null;
  for (let row = frame.row[v]!; row >= 0 && result.time[row]! > hour; row = result.previous[row]!)
    next = result.time[row]!;
  return next;
}

export interface Overlap {
  /** Affected by the first outage only, by the second only, and by both; ascending. */
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
  readonly both: readonly number[];
}

/** Who is hit by which of two outages. O(affected). */
export function overlapOf(a: TimelineResult, b: TimelineResult): Overlap {
  const ofA = new Set(a.touched);
  const ofB = new Set(b.touched);
  return {
    onlyA: [...a.touched].filter((v) => !ofB.has(v)),
    onlyB: [...b.touched].filter((v) => !ofA.has(v)),
    both: [...a.touched].filter((v) => ofB.has(v)),
  };
}

/** How a replay and a report go together, in the order in which they are listed. */
export const AGREEMENTS = ['missed', 'false-alarm', 'agrees', 'not-reported', 'inside', 'absent'] as const;

export type Agreement = (typeof AGREEMENTS)[number];

/** How the replay of an entity goes together with what was reported of it. */
export function agreementOf({ entity, isImposed, isInside, reported, simulated }: ReplayRow): Agreement {
  if (entity < 0) return 'absent';
  if (isImposed || isInside) return 'inside';
  if (reported === 'not-reported') return 'not-reported';
  const hasFallen = simulated.state !== 'unaffected';
  if ((reported !== 'unaffected') === hasFallen) return 'agrees';
  return hasFallen ? 'false-alarm' : 'missed';
}

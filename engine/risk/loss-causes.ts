/**
 * What the losses of an event go back to, each stretch of lost service of each entity: its root, that is the
 * failure at the end of the chain of what took the entity down; the role in which the first link of the chain
 * depends on the root; and its nature (loss-nature.ts).
 *
 * A stretch belongs to the root that took the entity down. Where it comes back in part, and when the failure of
 * its root ends, what is left goes to another failure that holds the entity down still, and if there is none it
 * is the recovery of the first. Where losses below 1 go round a circle within an instant the way out of it is not
 * known; such a loss goes to the failure that began last.
 */
import type { System } from '../model/system.ts';
import { TOLERANCE } from '../time/levels.ts';
import { toHours, toTicks } from '../time/ticks.ts';
import type { TimedCascade } from '../time/timed-cascade.ts';
import type { TimedNetwork } from '../time/timed-network.ts';
import { type Hold, whatHoldsBack } from '../time/what-holds-back.ts';
import { CASCADING, COMMON_CAUSE, INDEPENDENT, RECOVERY } from './loss-nature.ts';
import type { OutageEvent } from './outage-events.ts';

/** A part of a loss, with where it goes back to. */
export interface LossPart {
  entity: number;
  /** The entity whose failure it goes back to. */
  root: number;
  /** Code of a role, or `ownRole` for what the root loses itself. */
  role: number;
  /** Index into `NATURES`. */
  nature: number;
  /** Hours of full service. */
  hours: number;
}

export interface LossCauses {
  /** The code that stands beside the roles for losses of the root itself. */
  readonly ownRole: number;
  /** Hands the losses of those with a weight to `take`, part by part; the part is valid during the call. */
  read(event: OutageEvent, take: (part: Readonly<LossPart>) => void): void;
}

/** Where a level goes back to. */
interface Origin {
  readonly root: number;
  readonly role: number;
}

const UNKNOWN = -1;
const ON_THE_WAY = -2;
const NO_LINK: Hold = { because: -1, via: -1 };

/** `isCause` and `weight` per entity. Reading an event costs its changes, and more where failures overlap. */
export function createLossCauses(
  { dependencies: { role } }: System,
  { timed, cascade }: { readonly timed: TimedNetwork; readonly cascade: TimedCascade },
  { isCause, weight }: { readonly isCause: Uint8Array; readonly weight: Float64Array },
): LossCauses {
  const { timeline, failures, levels } = cascade;
  const { memberStart, member } = timed.network;
  const ownRole = role.labels.length;
  // where each row of the timeline goes back to
  let rootOf = new Int32Array(64);
  let roleOf = new Int32Array(64);
  // when failures of an entity begin and end, ascending
  const changesOf = new Map<number, number[]>();
  let latest: OutageEvent['failures'] = [];
  let isAlone = true;
  const part: LossPart = { entity: 0, root: 0, role: 0, nature: 0, hours: 0 };

  const membership = (r: number, w: number): number => {
    let m = memberStart[r]!;
    while (m < memberStart[r + 1]! && member[m] !== w) m++;
    return m;
  };

  const roleOfLink = (r: number, w: number): number => {
    const m = r < 0 ? -1 : membership(r, w);
    return r < 0 || m === memberStart[r + 1] ? ownRole : role.codes[timed.dependencyOf[m]!]!;
  };

  /** A link further: where its supplier is the root, the link gives the role. */
  const linked = ({ because, via }: Hold, from: Origin): Origin =>
    from.role === ownRole ? { root: from.root, role: roleOfLink(because, via) } : from;

  const originAt = (row: number): Origin => ({ root: rootOf[row]!, role: roleOf[row]! });

  /** Whether a failure of its own leaves an entity no more than it serves. */
  const failsItself = (v: number, at: number): boolean => {
    const left = failures.leftAt(at, v);
    return left < 1 && left <= timeline.levelAt(timeline.last(v, at)) + TOLERANCE;
  };

  /** Where a chain goes back to whose links have got lost in a circle: the failure that began last. */
  const likelyOrigin = (now: number, hold: Hold): Origin => {
    let root = latest[0]!.entity;
    for (const { entity, start } of latest) if (toTicks(start) <= now) root = entity;
    return { root, role: roleOfLink(hold.because, hold.via) };
  };

  /** The row of the timeline that made the level of a row fall, and the link between them. */
  const sourceOf = (row: number): { readonly row: number; readonly hold: Hold } => {
    const v = timeline.entity[row]!;
    const now = timeline.time[row]!;
    const isFall = timeline.level[row]! < timeline.levelAt(timeline.previous[row]!);
    let hold: Hold | undefined;
    let since = now;
    if (isFall) {
      hold = { because: timeline.because[row]!, via: timeline.via[row]! };
      const m = hold.because < 0 ? -1 : membership(hold.because, hold.via);
      if (m >= 0 && m < memberStart[hold.because + 1]!) since = now - timed.grace[m]!;
    } else hold = whatHoldsBack({ timed, timeline }, v, now);
    if (hold === undefined) return { row: timeline.previous[row]!, hold: NO_LINK };
    if (hold.via < 0) return { row: -1, hold };
    let source = timeline.last(hold.via, since);
    if (timeline.levelAt(source) === 1) source = timeline.last(hold.via, now);
    return { row: timeline.levelAt(source) < 1 ? source : -1, hold };
  };

  /** Finds out where the level of a row goes back to, and those on the way to it. */
  const trace = (from: number): void => {
    const path: { readonly row: number; readonly hold: Hold }[] = [];
    let origin: Origin | undefined;
    let row = from;
    while (origin === undefined) {
      if (rootOf[row] === ON_THE_WAY) origin = likelyOrigin(timeline.time[row]!, path.at(-1)!.hold);
      else if (rootOf[row] !== UNKNOWN) origin = originAt(row);
      else if (failsItself(timeline.entity[row]!, timeline.time[row]!)) {
        rootOf[row] = timeline.entity[row]!;
        roleOf[row] = ownRole;
      } else {
        rootOf[row] = ON_THE_WAY;
        const source = sourceOf(row);
        path.push({ row, hold: source.hold });
        if (source.row < 0) origin = likelyOrigin(timeline.time[row]!, source.hold);
        else row = source.row;
      }
    }
    for (const step of path.reverse()) {
      if (step.hold !== NO_LINK) origin = linked(step.hold, origin);
      rootOf[step.row] = origin.root;
      roleOf[step.row] = origin.role;
    }
  };

  /** Where the level of an entity goes back to at a moment at which something else has ended; undefined when nothing holds it. */
  const holderAt = (v: number, at: number): Origin | undefined => {
    const seen = new Set<number>();
    const links: Hold[] = [];
    let origin: Origin | undefined;
    for (let w = v; !seen.has(w); ) {
      seen.add(w);
      if (failsItself(w, at)) {
        origin = { root: w, role: ownRole };
        break;
      }
      const hold = whatHoldsBack({ timed, timeline }, w, at);
      if (hold === undefined) {
        if (w !== v) origin = originAt(timeline.last(w, at));
        break;
      }
      links.push(hold);
      w = hold.via;
    }
    for (const link of links.reverse()) if (origin !== undefined) origin = linked(link, origin);
    return origin;
  };

  const natureAt = (at: number, v: number, root: number): number => {
    if (failures.leftAt(at, root) === 1) return RECOVERY;
    if (isCause[root] === 1) return COMMON_CAUSE;
    return v === root ? INDEPENDENT : CASCADING;
  };

  /** Hands on a stretch of one level, cut where failures of its root begin and end. */
  const readStretch = (row: number, until: number, take: (part: Readonly<LossPart>) => void): void => {
    const v = timeline.entity[row]!;
    const lost = 1 - timeline.level[row]!;
    let origin = originAt(row);
    for (let at = timeline.time[row]!; at < until; ) {
      const next = changesOf.get(origin.root)?.find((change) => change > at) ?? until;
      const end = Math.min(next, until);
      part.entity = v;
      part.root = origin.root;
      part.role = origin.role;
      part.nature = natureAt(at, v, origin.root);
      part.hours = lost * toHours(end - at);
      take(part);
      at = end;
      if (at < until && !isAlone && failures.leftAt(at, origin.root) === 1)
        origin = holderAt(v, at) ?? origin;
    }
  };

  return {
    ownRole,
    read(event, take) {
      const { count } = timeline;
      if (count > rootOf.length) {
        rootOf = new Int32Array(2 * count);
        roleOf = new Int32Array(2 * count);
      }
      changesOf.clear();
      for (const { entity, start, duration } of event.failures) {
        const from = toTicks(start);
        const changes = changesOf.get(entity) ?? [];
        changes.push(from, from + toTicks(duration));
        changesOf.set(entity, changes);
      }
      latest = event.failures;
      isAlone = latest.length === 1;
      if (!isAlone) for (const changes of changesOf.values()) changes.sort((a, b) => a - b);
      rootOf.fill(UNKNOWN, 0, count);
      for (let row = 0; row < count; row++)
        if (rootOf[row] === UNKNOWN && timeline.level[row]! < 1) trace(row);
      const end = toTicks(cascade.endHour);
      for (const v of levels.touched) {
        if (weight[v] === 0) continue;
        for (let row = timeline.last(v), until = end; row >= 0; row = timeline.previous[row]!) {
          if (timeline.level[row]! < 1) readStretch(row, until, take);
          until = timeline.time[row]!;
        }
      }
    },
  };
}

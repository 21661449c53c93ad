/**
 * The rules of timed-cascade.ts worked out the slow and obvious way: a clock that ticks once an hour, levels
 * of all hours kept in a table, each hour's levels by going round until nothing changes. For plans whose
 * times are whole hours.
 */
import type { TimedFailure } from '../../engine/time/timed-cascade.ts';
import type { TimedPlan, TimedRequirement } from './timed-systems.ts';

export interface ClockOptions {
  readonly hours: number;
  /** Whether the switch of requirement r works. */
  readonly works: (r: number) => boolean;
  readonly hasCrowding?: boolean;
}

/** Going round on graded cycles, a level that tends to 1 gets this close. */
const FULL = 1 - 1e-9;

/** By hour and entity. */
export interface Ticked {
  readonly served: readonly number[][];
  /** What could be served without the time to recover. */
  readonly possible: readonly number[][];
}

export function tickThrough(
  plan: TimedPlan,
  failures: readonly TimedFailure[],
  options: ClockOptions,
): Ticked {
  const { entities, requirements } = plan;
  const served: number[][] = [];
  const possible: number[][] = [];
  const stopped = entities.map(() => false);
  // per requirement and place in it: not left, and the hour at which the loss was first seen
  const tied = requirements.map(({ suppliers }) => suppliers.map(() => true));
  const limits = entities.map(() => 1);
  const lostAt = requirements.map(({ suppliers }) => suppliers.map(() => Number.NaN));

  for (let hour = 0; hour < options.hours; hour++) {
    const leftOf = (v: number): number =>
      Math.min(
        1,
        ...failures
          .filter(({ entity, start, duration }) => entity === v && start <= hour && hour < start + duration)
          .map(({ level = 0 }) => level),
      );
    const past = (v: number, back: number): number => served[hour - back]?.[v] ?? 1;
    const held = entities.map(({ recovery }, v) => {
      let least = 1;
      for (let back = 1; back <= recovery; back++) least = Math.min(least, possible[hour - back]?.[v] ?? 1);
      return least;
    });
    const startSight = entities.map((_, v) => past(v, 1));
    let able: number[] = [];
    let level: number[] = [];

    const sees = (r: number, place: number, now: readonly number[]): number => {
      const { dependent, suppliers, phase } = requirements[r]!;
      const { entity, grace } = suppliers[place]!;
      if (entity === dependent) return 1;
      if (phase === 'start') return Math.min(startSight[entity]!, now[entity]!);
      let best = now[entity]!;
      for (let back = 1; back <= grace; back++) best = Math.max(best, past(entity, back));
      return best;
    };
    const isSlow = ({ failoverHours, switchers }: TimedRequirement, r: number): boolean =>
      !options.works(r) || failoverHours > 0 || switchers.length > 0;
    const delivers = (r: number, now: readonly number[]): number => {
      const { suppliers, need } = requirements[r]!;
      const seen = suppliers.map((_, place) => sees(r, place, now));
      const ranked = [...seen].sort((a, b) => b - a)[need - 1]!;
      if (suppliers.length === 1 || !isSlow(requirements[r]!, r)) return ranked;
      return Math.min(ranked, ...seen.filter((_, place) => tied[r]![place]));
    };
    const settle = (): void => {
      level = held.map((most, v) => Math.min(most, leftOf(v)));
      for (let round = 0; round < 200_000; round++) {
        able = entities.map((_, v) => {
          const left = requirements.map(({ dependent, phase, loss }, r) => {
            if (dependent !== v) return 1;
            const most = 1 - loss * (1 - delivers(r, level));
            return phase === 'run' ? most : stopped[v] && most === 0 ? 0 : 1;
          });
          return Math.min(leftOf(v), limits[v]!, ...left);
        });
        const next = able.map((most, v) => Math.min(most, held[v]!));
        const change = Math.max(...next.map((value, v) => Math.abs(value - level[v]!)));
        level = next;
        if (change === 0) return;
      }
      throw new Error('The hour does not come to rest.');
    };

    for (let isMoving = true; isMoving; ) {
      settle();
      isMoving = false;
      entities.forEach((_, v) => {
        if (level[v]! > startSight[v]! + 1e-13) isMoving = true;
        startSight[v] = level[v]!;
      });
      requirements.forEach((requirement, r) => {
        const { suppliers, failoverHours, switchers } = requirement;
        if (suppliers.length === 1 || !options.works(r) || !isSlow(requirement, r)) return;
        suppliers.forEach((_, place) => {
          if (!tied[r]![place] || sees(r, place, level) >= FULL) return;
          const since = Number.isNaN(lostAt[r]![place]) ? hour : lostAt[r]![place]!;
          if (since + failoverHours > hour || switchers.some((x) => level[x]! < 0.5)) return;
          tied[r]![place] = false;
          isMoving = true;
        });
      });
      if (options.hasCrowding !== true) continue;
      const hasLeft = (r: number, place: number): boolean =>
        sees(r, place, level) === 0 && (!tied[r]![place] || !isSlow(requirements[r]!, r));
      entities.forEach(({ capacity }, v) => {
        if (Number.isNaN(capacity)) return;
        let usual = 0;
        let load = 0;
        requirements.forEach(({ suppliers, dependent, phase }, r) => {
          const own = suppliers.findIndex(({ entity }) => entity === v);
          if (own < 0 || phase === 'start') return;
          const { weight } = entities[dependent]!;
          usual += weight / suppliers.length;
          load += weight / suppliers.filter((_, place) => place === own || !hasLeft(r, place)).length;
        });
        const most = load > 0 ? Math.min(1, Math.max(capacity, usual) / load) : 1;
        if (Math.abs(most - limits[v]!) < 1e-12) return;
        limits[v] = most;
        isMoving = true;
      });
    }

    served.push(level);
    possible.push(able);
    requirements.forEach(({ suppliers }, r) => {
      suppliers.forEach((_, place) => {
        if (sees(r, place, level) >= FULL) {
          tied[r]![place] = true;
          lostAt[r]![place] = Number.NaN;
        } else if (Number.isNaN(lostAt[r]![place])) lostAt[r]![place] = hour;
      });
    });
    entities.forEach((_, v) => {
      stopped[v] = level[v] === 0;
    });
  }
  return { served, possible };
}

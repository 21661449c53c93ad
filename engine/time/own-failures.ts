/** What the failures under way leave an entity: the least of them, and all of its service without any. */

/** A failure with its times in ticks, the end not included. */
export interface FailureSpan {
  readonly entity: number;
  readonly from: number;
  readonly until: number;
  /** The most that is left meanwhile, 0..1. */
  readonly level: number;
}

export interface OwnFailures {
  clear(): void;
  add(failure: FailureSpan): void;
  /** The most that `v` can serve at an instant, in ticks; O(failures of `v`). */
  leftAt(time: number, v: number): number;
}

/** No failures; 4 bytes per entity. */
export function createOwnFailures(entityCount: number): OwnFailures {
  // the last failure of each entity, and for each failure the one before it of the same entity; -1 for none
  const head = new Int32Array(entityCount).fill(-1);
  const previous: number[] = [];
  const failures: FailureSpan[] = [];

  return {
    clear() {
      for (const { entity } of failures) head[entity] = -1;
      failures.length = 0;
      previous.length = 0;
    },
    add(failure) {
      previous.push(head[failure.entity]!);
      head[failure.entity] = failures.length;
      failures.push(failure);
    },
    leftAt(time, v) {
      let left = 1;
      for (let f = head[v]!; f >= 0; f = previous[f]!) {
        const { from, until, level } = failures[f]!;
        if (from <= time && time < until) left = Math.min(left, level);
      }
      return left;
    },
  };
}

/** The first few of many, kept without keeping all. */

export interface WorstList<T> {
  add(item: T): void;
  /** What is kept, in order. */
  items(): readonly T[];
}

/** Keeps the `top` that come first in an order; an addition costs O(log top) on average, memory is 2 `top`. */
export function createWorstList<T>(top: number, order: (a: T, b: T) => number): WorstList<T> {
  const kept: T[] = [];
  // nothing that comes after it can be among the first
  let bar: T | undefined;
  const prune = (): void => {
    kept.sort(order);
    if (kept.length < top) return;
    kept.length = top;
    bar = kept[top - 1];
  };
  return {
    add(item) {
      if (bar !== undefined && order(item, bar) >= 0) return;
      kept.push(item);
      if (kept.length >= 2 * top) prune();
    },
    items() {
      prune();
      return [...kept];
    },
  };
}

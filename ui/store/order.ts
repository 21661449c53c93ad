/**
 * Sorting a permutation of rows without holding the page up: a bottom-up merge sort that can stop
 * after any run of comparisons. Stable; O(n log n) comparisons; two arrays of n words.
 */

export type Compare = (a: number, b: number) => number;

const COMPARISONS_PER_STEP = 2_000;

/** Sorts `order` in place by `compare`, yielding every few thousand comparisons. */
export function* sortSteps(order: Uint32Array, compare: Compare): Generator<void, Uint32Array> {
  const count = order.length;
  let from: Uint32Array = order;
  let to: Uint32Array = new Uint32Array(count);
  let comparisons = 0;
  for (let width = 1; width < count; width *= 2) {
    for (let left = 0; left < count; left += 2 * width) {
      const middle = Math.min(left + width, count);
      const right = Math.min(left + 2 * width, count);
      let i = left;
      let j = middle;
      for (let k = left; k < right; k++) {
        if (i < middle && (j >= right || compare(from[i]!, from[j]!) <= 0)) to[k] = from[i++]!;
        else to[k] = from[j++]!;
        if (++comparisons % COMPARISONS_PER_STEP === 0) yield;
      }
    }
    [from, to] = [to, from];
  }
  if (from !== order) order.set(from);
  return order;
}

const SLICE_MS = 12;

/** Runs the sort in slices of some 12 ms with breaks between; resolves to null when aborted. */
export async function sortInSlices(
  order: Uint32Array,
  compare: Compare,
  signal: AbortSignal,
): Promise<Uint32Array | null> {
  const steps = sortSteps(order, compare);
  for (;;) {
    const end = performance.now() + SLICE_MS;
    do {
      if (signal.aborted) return null;
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await new Promise((resume) => setTimeout(resume, 0));
  }
}

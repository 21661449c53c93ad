/** Who an entity belongs to in the end. */

/**
 * The topmost operator of every entity: `operator` (an entity or -1) followed up to its end, which is the
 * entity itself where it has no operator. `operator` must have no cycle. O(entities).
 */
export function topmostOperators(operator: Int32Array): Int32Array {
  const topmost = new Int32Array(operator.length).fill(-1);
  const chain: number[] = [];
  for (let v = 0; v < operator.length; v++) {
    let w = v;
    while (topmost[w] === -1 && operator[w] !== -1) {
      chain.push(w);
      w = operator[w]!;
    }
    if (topmost[w] === -1) topmost[w] = w;
    const top = topmost[w]!;
    for (const below of chain) topmost[below] = top;
    chain.length = 0;
  }
  return topmost;
}

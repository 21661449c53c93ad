/** Rows of a System as pieces of text, a slice at a time. */

/** Rows between two reports of progress. */
const SLICE = 2_000;

/** The texts of `rowCount` rows, some thousand in each piece. Yields the fraction done; O(rows). */
export function* rowPieces(
  rowCount: number,
  textOf: (row: number) => string,
  [from, to]: readonly [number, number],
): Generator<number, readonly string[]> {
  const pieces: string[] = [];
  for (let first = 0; first < rowCount; first += SLICE) {
    const rows: string[] = [];
    for (let row = first; row < Math.min(rowCount, first + SLICE); row++) rows.push(textOf(row));
    pieces.push(rows.join(''));
    yield from + (first / rowCount) * (to - from);
  }
  return pieces;
}

/** The shares of the work that are the entities and the dependencies. */
export function partsOfWork(
  entityCount: number,
  dependencyCount: number,
): readonly [readonly [number, number], readonly [number, number]] {
  const split = entityCount / Math.max(1, entityCount + dependencyCount);
  return [
    [0, split],
    [split, 1],
  ];
}

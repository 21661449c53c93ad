/**
 * The links that a thinned map must not lose: those of the selected entity, else those along which
 * something falls. Pure.
 */
import { UP } from '../parts/marks.ts';
import type { Scene } from './scene.ts';

/** More lines than this are too slow for a canvas that is painted again on every move. */
const MOST_LINES = 2500;

export interface StrongLinks {
  /** Supplier and dependent of each line that is drawn. */
  readonly lines: readonly (readonly [supplier: number, dependent: number])[];
  /** How many there are, drawn or not. */
  readonly total: number;
}

export const NO_LINKS: StrongLinks = { lines: [], total: 0 };

/** The first 2,500 of these links, with their number. O(links). */
export function strongLinks(scene: Scene): StrongLinks {
  const lines: (readonly [number, number])[] = [];
  let total = 0;
  for (const line of candidates(scene)) {
    if (!scene.visible[line[0]] || !scene.visible[line[1]]) continue;
    if (total++ < MOST_LINES) lines.push(line);
  }
  return { lines, total };
}

function* candidates({ links, selected, state }: Scene): Generator<readonly [number, number]> {
  if (selected !== null) {
    for (const v of links.suppliersOf(selected)) yield [v, selected];
    for (const v of links.dependentsOf(selected)) yield [selected, v];
    return;
  }
  if (state.every((s) => s === UP)) return;
  for (let p = 0; p < links.count; p++) {
    const v = links.dependent[p]!;
    const w = links.supplier[p]!;
    if (state[v] !== UP && state[w] !== UP) yield [w, v];
  }
}

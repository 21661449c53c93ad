/** A part of a set, chosen so that larger parts contain smaller ones. */
import { type Draws, uniform } from './draw.ts';

/**
 * The indices of a fraction 0..1 of the members, ascending: exactly `Math.round(fraction * keys.length)` of
 * them. Every member has a draw by its stable key, and the lowest draws are chosen, ties by key. So the
 * members chosen for 0.2 are among those chosen for 0.5, the order of the members decides nothing, and one
 * member more changes the choice of at most one other. Keys differ. O(members log members).
 */
export function nestedFraction(draws: Draws, keys: readonly string[], fraction: number): Int32Array {
  const drawn = keys.map((key) => uniform(draws, key));
  const ranked = Int32Array.from(keys.keys()).sort(
    (i, j) => drawn[i]! - drawn[j]! || (keys[i]! < keys[j]! ? -1 : 1),
  );
  return ranked.slice(0, Math.round(fraction * keys.length)).sort();
}

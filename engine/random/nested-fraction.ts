/** A part of a set, chosen so that larger parts contain smaller ones. */
import { type Draws, uniform } from './draw.ts';

/**
 * The indices of the members in the order of their draws, each drawn by its stable key, ties by key: whatever
 * takes members from the front takes a part of what takes more. Keys differ. O(members log members).
 */
export function drawOrder(draws: Draws, keys: readonly string[]): Int32Array {
  const drawn = keys.map((key) => uniform(draws, key));
  return Int32Array.from(keys.keys()).sort((i, j) => drawn[i]! - drawn[j]! || (keys[i]! < keys[j]! ? -1 : 1));
}

/**
 * The indices of a fraction 0..1 of the members, ascending: exactly `Math.round(fraction * keys.length)` of
 * them, the first in the order of their draws. So the members chosen for 0.2 are among those chosen for 0.5,
 * the order of the members decides nothing, and one member more changes the choice of at most one other.
 * Keys differ. O(members log members).
 */
export function nestedFraction(draws: Draws, keys: readonly string[], fraction: number): Int32Array {
  return drawOrder(draws, keys)
    .slice(0, Math.round(fraction * keys.length))
    .sort();
}

/** The Poisson distribution: how often something happens that can happen at any moment. */
import { type Draws, uniform } from './draw.ts';

/** Means above this are drawn in parts, for exp(-mean) has to stay far from the smallest number there is. */
const PART = 256;

/**
 * How often in the world of `draws`: a whole number >= 0, for a `mean` >= 0 of any size. A sum of
 * independent parts, each by inversion of one draw, hence exact but for rounding; a larger mean never gives
 * a smaller number in the same world. O(mean).
 */
export function poisson(draws: Draws, key: string, mean: number): number {
  let count = 0;
  for (let part = 0; part * PART < mean; part++)
    count += inverted(uniform(draws, key, part), Math.min(PART, mean - part * PART));
  return count;
}

/** The least count of which at most `u` lies below, by adding up probabilities from 0. */
function inverted(u: number, mean: number): number {
  let count = 0;
  let probability = Math.exp(-mean);
  let below = probability;
  while (u >= below) {
    count++;
    probability *= mean / count;
    const next = below + probability;
    // rounding can keep the sum below the largest numbers that are drawn
    if (next === below && count > mean) break;
    below = next;
  }
  return count;
}

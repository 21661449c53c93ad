/**
 * The outages of 64 years at a time, as a function of seed, block and the id of whoever is out.
 *
 * One draw says how many outages an entity has in the block (Poisson); a draw for each says when in the block
 * it starts (uniform) and how long it lasts (lognormal). So a year has a Poisson number of them, and a lower
 * rate leaves out those with the highest numbers and changes nothing else.
 */
import { uniformPair } from '../random/draw.ts';
import { lognormal } from '../random/lognormal.ts';
import { poisson } from '../random/poisson.ts';
import type { OutageSource } from './outage-sources.ts';

/** Hours in a year of 365.25 days. */
export const YEAR_HOURS = 8766;

/** Years that are drawn, counted and kept together. */
export const BLOCK_YEARS = 64;

export interface Outage {
  readonly entity: number;
  /** Hours from the beginning of the year; below 8766. */
  readonly start: number;
  /** Hours, above 0. */
  readonly duration: number;
}

/** Sources looked at, and outages drawn, between two reports of progress: a few milliseconds of work. */
const SLICE = 1_000;

/**
 * The outages of each year of a block, in the order of their start. Yields now and then.
 * O(sources + rates x years + outages log outages).
 */
export function* drawOutages(
  sources: readonly OutageSource[],
  { seed, block }: { readonly seed: number; readonly block: number },
): Generator<void, readonly (readonly Outage[])[]> {
  const years: Outage[][] = Array.from({ length: BLOCK_YEARS }, () => []);
  const numbers = { seed, replicate: block, purpose: 'outages of a block' };
  const times = { seed, replicate: block, purpose: 'outage of a block' };
  let steps = 0;
  for (const { entity, id, key, perYear, duration } of sources) {
    if (++steps % SLICE === 0) yield;
    const count = poisson(numbers, id, perYear * BLOCK_YEARS);
    for (let n = 0; n < count; n++) {
      if (++steps % SLICE === 0) yield;
      const [when, howLong] = uniformPair(times, key, n);
      const year = Math.floor(when * BLOCK_YEARS);
      years[year]!.push({
        entity,
        start: (when * BLOCK_YEARS - year) * YEAR_HOURS,
        duration: lognormal(howLong, duration),
      });
    }
  }
  for (const outages of years) {
    outages.sort((a, b) => a.start - b.start || a.entity - b.entity);
    yield;
  }
  return years;
}

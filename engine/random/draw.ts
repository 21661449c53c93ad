/**
 * Random numbers as a function, not a stream (model.md, section 5): `u(seed, replicate, purpose, key, n)`.
 * Keyed by stable ids, so that a draw does not depend on the order or number of other draws.
 */
import { philox, type Words2, type Words4 } from './philox.ts';

/** Where a family of draws comes from. */
export interface Draws {
  readonly seed: number;
  /** Which of the simulated worlds, 0, 1, 2, ... */
  readonly replicate: number;
  /** What is drawn, in a word: draws for different purposes are independent. */
  readonly purpose: string;
}

/**
 * The n-th uniform number in [0, 1), with 53 random bits, of what is named by `key`. Seed and replicate are
 * whole numbers from 0 to 2^32 - 1.
 */
export function uniform({ seed, replicate, purpose }: Draws, key: string, n = 0): number {
  const [purposeWord] = digest(purpose);
  const [low, high] = digest(key);
  const [a, b] = philox([n, replicate, low, high], [seed, purposeWord]);
  return fraction(a, b);
}

/** Two independent uniform numbers for one draw; the key is given by its digest, the first is `uniform`'s. */
export function uniformPair(
  { seed, replicate, purpose }: Draws,
  [low, high]: Words2,
  n: number,
): readonly [number, number] {
  const [purposeWord] = digest(purpose);
  const [a, b, c, d] = philox([n, replicate, low, high], [seed, purposeWord]);
  return [fraction(a, b), fraction(c, d)];
}

function fraction(a: number, b: number): number {
  return ((a >>> 5) * 0x4000000 + (b >>> 6)) / 0x20000000000000;
}

/** A text as 64 bits: blocks of eight characters go through Philox, each keyed by what came before. */
export function digest(text: string): Words2 {
  let state: Words2 = [text.length, 0];
  for (let at = 0; at < text.length; at += 8) {
    const word = (i: number): number => pair(text, at + 2 * i);
    const block: Words4 = [word(0), word(1), word(2), word(3)];
    const [a, b] = philox(block, state);
    // the block again, so that a step cannot be run backwards
    state = [(a ^ block[0]) >>> 0, (b ^ block[1]) >>> 0];
  }
  return state;
}

/** Two characters as one word; 0 where the text has ended. */
function pair(text: string, at: number): number {
  const unit = (i: number): number => (i < text.length ? text.charCodeAt(i) : 0);
  return ((unit(at) << 16) | unit(at + 1)) >>> 0;
}

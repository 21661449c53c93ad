/** Uniform numbers for millions of members: those of `random/draw.ts`, without an object for each. */
import { philoxWords } from '../kernels/philox-words.ts';
import { digest } from '../random/draw.ts';

/** A workspace; every draw overwrites the numbers of the last. */
export interface MemberDraws {
  /** Two independent numbers in [0, 1). */
  readonly u: number;
  readonly v: number;
  /** Draws the pair that `uniformPair` has for the digest of a key, given by its two words. */
  draw(low: number, high: number, n: number): void;
}

/** Draws of one purpose. `seed` is a whole number from 0 to 2^32 - 1. */
export function createMemberDraws(seed: number, purpose: string): MemberDraws {
  const [purposeWord] = digest(purpose);
  const words = new Int32Array(6);
  let u = 0;
  let v = 0;
  return {
    get u() {
      return u;
    },
    get v() {
      return v;
    },
    draw(low, high, n) {
      words[0] = n;
      words[1] = 0;
      words[2] = low;
      words[3] = high;
      words[4] = seed;
      words[5] = purposeWord;
      philoxWords(words);
      u = fraction(words[0]!, words[1]!);
      v = fraction(words[2]!, words[3]!);
    },
  };
}

/** 53 bits of two words. */
function fraction(a: number, b: number): number {
  return ((a >>> 5) * 0x4000000 + (b >>> 6)) / 0x20000000000000;
}

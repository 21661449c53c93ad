/**
 * Philox 4x32-10: a counter-based random function. The same counter and key give the same four words on
 * every machine, in any order, on any number of threads (Salmon, Moraes, Dror and Shaw, Parallel random
 * numbers: as easy as 1, 2, 3, SC 2011).
 */

export type Words4 = readonly [number, number, number, number];
export type Words2 = readonly [number, number];

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Four random words (unsigned 32-bit) for a counter of four and a key of two. */
export function philox(counter: Words4, key: Words2): Words4 {
  let [a, b, c, d] = counter;
  let [k, l] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const highA = highWord(MULTIPLIER_0, a);
    const lowA = Math.imul(MULTIPLIER_0, a);
    const highC = highWord(MULTIPLIER_1, c);
    const lowC = Math.imul(MULTIPLIER_1, c);
    a = highC ^ b ^ k;
    b = lowC;
    c = highA ^ d ^ l;
    d = lowA;
    k = (k + WEYL_0) | 0;
    l = (l + WEYL_1) | 0;
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

/** The upper 32 bits of the 64-bit product of two words, from four products of half words. */
function highWord(x: number, y: number): number {
  const x1 = x >>> 16;
  const x0 = x & 0xffff;
  const y1 = y >>> 16;
  const y0 = y & 0xffff;
  // neither sum exceeds a word
  const cross = (Math.imul(x1, y0) + (Math.imul(x0, y0) >>> 16)) | 0;
  const middle = ((cross & 0xffff) + Math.imul(x0, y1)) | 0;
  return (Math.imul(x1, y1) + (cross >>> 16) + (middle >>> 16)) | 0;
}

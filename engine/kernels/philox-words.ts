/**
 * Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011) for kernels: the function of `random/philox.ts`
 * on words in place, for a kernel calls it for every entity and may not allocate.
 */

const ROUNDS = 10;
const MULTIPLIER_0_HIGH = 0xd251;
const MULTIPLIER_0_LOW = 0x1f53;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1_HIGH = 0xcd9e;
const MULTIPLIER_1_LOW = 0x8d57;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Puts four random words in place of the counter, `words[0] .. words[3]`; the key is `words[4]` and `words[5]`. */
export function philoxWords(words: Int32Array): void {
  let a = words[0]!;
  let b = words[1]!;
  let c = words[2]!;
  let d = words[3]!;
  let k = words[4]!;
  let l = words[5]!;
  for (let round = 0; round < ROUNDS; round++) {
    // upper words of the 64-bit products, from products of half words whose sums never exceed a word
    const a1 = a >>> 16;
    const a0 = a & 0xffff;
    const crossA = (Math.imul(MULTIPLIER_0_HIGH, a0) + (Math.imul(MULTIPLIER_0_LOW, a0) >>> 16)) | 0;
    const middleA = ((crossA & 0xffff) + Math.imul(MULTIPLIER_0_LOW, a1)) | 0;
    const highA = (Math.imul(MULTIPLIER_0_HIGH, a1) + (crossA >>> 16) + (middleA >>> 16)) | 0;
    const c1 = c >>> 16;
    const c0 = c & 0xffff;
    const crossC = (Math.imul(MULTIPLIER_1_HIGH, c0) + (Math.imul(MULTIPLIER_1_LOW, c0) >>> 16)) | 0;
    const middleC = ((crossC & 0xffff) + Math.imul(MULTIPLIER_1_LOW, c1)) | 0;
    const highC = (Math.imul(MULTIPLIER_1_HIGH, c1) + (crossC >>> 16) + (middleC >>> 16)) | 0;
    const lowA = Math.imul(MULTIPLIER_0, a);
    a = highC ^ b ^ k;
    b = Math.imul(MULTIPLIER_1, c);
    c = highA ^ d ^ l;
    d = lowA;
    k = (k + WEYL_0) | 0;
    l = (l + WEYL_1) | 0;
  }
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = d;
}

/** Own failures of 2048 worlds at a time: lane-draws.ts, with four sources side by side. */
import {
  sourcePlace,
  keyLow,
  keyHigh,
  highest,
  pFail,
  rarer,
  odds,
  some,
  none,
  words,
  takenBy,
  failures,
  cursor,
  room,
  seed0,
  seed1,
} from './columns';

export const LANES: i32 = 512;
const DRAWN: i32 = 2048;

const MULTIPLIER_0: u64 = 0xd2511f53;
const MULTIPLIER_1: u64 = 0xcd9e8d57;
const WEYL_0: u32 = 0x9e3779b9;
const WEYL_1: u32 = 0xbb67ae85;

let group: u32 = 0;
let turn: u32 = 0;

@inline function upper(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 1, 3, 5, 7);
}

@inline function lower(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 0, 2, 4, 6);
}

/** Philox of four sources from `i` at once: word w of the k-th at `words + 16 w + 4 k`. */
function philoxOfFour(i: i32): void {
  const multiplier0 = i32x4.splat(<i32>MULTIPLIER_0);
  const multiplier1 = i32x4.splat(<i32>MULTIPLIER_1);
  let a = i32x4.splat(0);
  let b = i32x4.splat(group);
  let c = v128.load(keyLow + (<usize>i << 2));
  let d = v128.load(keyHigh + (<usize>i << 2));
  let k = seed0;
  let l = seed1;
  for (let round = 0; round < 10; round++) {
    const a0 = i64x2.extmul_low_i32x4_u(a, multiplier0);
    const a1 = i64x2.extmul_high_i32x4_u(a, multiplier0);
    const c0 = i64x2.extmul_low_i32x4_u(c, multiplier1);
    const c1 = i64x2.extmul_high_i32x4_u(c, multiplier1);
    a = v128.xor(v128.xor(upper(c0, c1), b), i32x4.splat(k));
    b = lower(c0, c1);
    c = v128.xor(v128.xor(upper(a0, a1), d), i32x4.splat(l));
    d = lower(a0, a1);
    k += WEYL_0;
    l += WEYL_1;
  }
  v128.store(words, a);
  v128.store(words, b, 16);
  v128.store(words, c, 32);
  v128.store(words, d, 48);
}

/** The n-th call for source `i`: its words at `words + 64`. */
function philoxOfOne(n: u32, i: i32): void {
  let a = n;
  let b = group;
  let c = load<u32>(keyLow + (<usize>i << 2));
  let d = load<u32>(keyHigh + (<usize>i << 2));
  let k = seed0;
  let l = seed1;
  for (let round = 0; round < 10; round++) {
    const pa = MULTIPLIER_0 * <u64>a;
    const pc = MULTIPLIER_1 * <u64>c;
    a = <u32>(pc >> 32) ^ b ^ k;
    b = <u32>pc;
    c = <u32>(pa >> 32) ^ d ^ l;
    d = <u32>pa;
    k += WEYL_0;
    l += WEYL_1;
  }
  store<u32>(words, a, 64);
  store<u32>(words, b, 68);
  store<u32>(words, c, 72);
  store<u32>(words, d, 76);
}

/** As `binomialQuantile` of lane-draws.ts: the same operations in the same order. */
function binomialQuantile(i: i32, u: f64): i32 {
  const at = <usize>i << 3;
  const p = load<f64>(rarer + at);
  const ratio = load<f64>(odds + at);
  const scale: f64 = reinterpret<f64>(<u64>(1023 + 600) << 52);
  let isScaled = p > 0.25;
  let probability = load<f64>(none + at);
  let upTo = probability;
  let k: i32 = 0;
  while (k < DRAWN && (isScaled || upTo <= u)) {
    k++;
    probability *= (ratio * <f64>(DRAWN + 1 - k)) / <f64>k;
    if (<f64>k > <f64>DRAWN * p && upTo + probability == upTo) break;
    upTo += probability;
    if (isScaled && probability > scale) {
      probability = probability / scale / scale;
      upTo = upTo / scale / scale;
      isScaled = false;
    }
  }
  return k;
}

/**
 * As `drawFailures` of lane-draws.ts, with the words of the first call of source `i` at `at`, 16 bytes apart: adds what it
 * fails in to the lists of the four blocks, as lanes beyond `base`.
 */
function drawFailures(i: i32, at: usize, base: u32): void {
  const v = (<f64>load<u32>(at) * 2097152.0 + <f64>(load<u32>(at, 16) >> 11)) / 9007199254740992.0;
  if (v >= load<f64>(some + (<usize>i << 3))) return;
  const count =
    load<f64>(pFail + (<usize>i << 3)) <= 0.5
      ? max(1, binomialQuantile(i, 1.0 - v))
      : DRAWN - binomialQuantile(i, v);
  turn++;
  if (turn == 0) {
    memory.fill(takenBy, 0, DRAWN << 2);
    turn = 1;
  }
  if (count == DRAWN) {
    for (let lane = 0; lane < DRAWN; lane++) take(lane, base);
    return;
  }
  store<u32>(words, load<u32>(at, 32), 72);
  store<u32>(words, load<u32>(at, 48), 76);
  let from = words + 72;
  let n: u32 = 0;
  for (let left = count; left > 0; ) {
    if (from == words + 80) {
      philoxOfOne(++n, i);
      from = words + 64;
    }
    const word = load<u32>(from);
    from += 4;
    left -= take(word & 2047, base);
    if (left > 0) left -= take((word >> 11) & 2047, base);
  }
}

/** Puts a lane at the end of the list of its block; 0 where the order has had it before. */
@inline function take(lane: u32, base: u32): i32 {
  const at = takenBy + (<usize>lane << 2);
  const isNew = i32(load<u32>(at) != turn);
  store<u32>(at, turn);
  const list = cursor + (<usize>(lane >> 9) << 2);
  const end = load<u32>(list);
  store<u32>(end, base + (lane & 511));
  store<u32>(list, end + (isNew << 2));
  return isNew;
}

/** Empties the list of each block. */
function emptyLists(): void {
  for (let b: usize = 0; b < 4; b++) store<u32>(cursor + (b << 2), <u32>listOf(b));
}

/** The list of a block, 0..3. */
@inline export function listOf(b: usize): usize {
  return failures + ((b * <usize>(room + 1)) << 2);
}

/** Starts on a group of four blocks. */
export function beginGroup(number: u32): void {
  group = number;
  emptyLists();
  endLists();
}

/** Puts the end at the end of each list. */
function endLists(): void {
  for (let b: usize = 0; b < 4; b++) store<i32>(load<u32>(cursor + (b << 2)), -1);
}

/** As `prepare` of lane-draws.ts; `from` is a multiple of four. */
export function prepare(from: i32, to: i32): bool {
  for (let i = from; i < to; i += 4) {
    // room for all that four sources can fail in
    for (let b: usize = 0; b < 4; b++)
      if (load<u32>(cursor + (b << 2)) + ((4 * LANES) << 2) > <u32>listOf(b + 1)) return false;
    philoxOfFour(i);
    let candidates = i32x4.bitmask(i32x4.le_u(v128.load(words), v128.load(highest + (<usize>i << 2))));
    if (i + 4 > to) candidates &= (1 << (to - i)) - 1;
    for (; candidates != 0; candidates &= candidates - 1) {
      const k = ctz(candidates);
      drawFailures(i + k, words + (<usize>k << 2), load<i32>(sourcePlace + (<usize>(i + k) << 2)) << 9);
    }
  }
  endLists();
  return true;
}

/** Draws source `i` by itself: the list of each block has the lanes in which it fails, beyond `base`, up to its `cursor`. */
export function drawAlone(i: i32, base: u32): void {
  emptyLists();
  philoxOfOne(0, i);
  for (let w: usize = 0; w < 4; w++) store<u32>(words + (w << 4), load<u32>(words + 64 + (w << 2)));
  drawFailures(i, words, base);
}

/** Rows of 512 worlds, four vectors each: what takes a place down, and what that adds to the losses. */
import {
  start,
  code,
  parentRow,
  weightBelow,
  downBeyond,
  loss,
  counted,
  state,
  queue,
  planes,
} from './columns';

let queueEnd: usize = 0;

@inline export function rowOf(place: i32): usize {
  return state + (<usize>place << 6);
}

/** Adds what the suppliers of place `v` take down to the row at `row`. */
@inline export function settle(v: i32, row: usize): void {
  const rows = state;
  let a = v128.load(row);
  let b = v128.load(row, 16);
  let c = v128.load(row, 32);
  let d = v128.load(row, 48);
  let at = code + (<usize>load<u32>(start + (<usize>v << 2)) << 2);
  let end = at + 4 + (<usize>load<u32>(at) << 2);
  for (at += 4; at < end; at += 4) {
    const supplier = rows + (<usize>load<u32>(at) << 6);
    a = v128.or(a, v128.load(supplier));
    b = v128.or(b, v128.load(supplier, 16));
    c = v128.or(c, v128.load(supplier, 32));
    d = v128.or(d, v128.load(supplier, 48));
  }
  let groups = load<i32>(at);
  for (at += 4; groups > 0; groups--) {
    const fatal = load<i32>(at);
    const size = load<i32>(at, 4);
    at += 8;
    end = at + (<usize>size << 2);
    if (fatal == size) {
      let member = rows + (<usize>load<u32>(at) << 6);
      let e = v128.load(member);
      let f = v128.load(member, 16);
      let g = v128.load(member, 32);
      let h = v128.load(member, 48);
      for (at += 4; at < end; at += 4) {
        member = rows + (<usize>load<u32>(at) << 6);
        e = v128.and(e, v128.load(member));
        f = v128.and(f, v128.load(member, 16));
        g = v128.and(g, v128.load(member, 32));
        h = v128.and(h, v128.load(member, 48));
      }
      a = v128.or(a, e);
      b = v128.or(b, f);
      c = v128.or(c, g);
      d = v128.or(d, h);
    } else if (fatal == 2) {
      let e = i64x2.splat(0);
      let f = e;
      let g = e;
      let h = e;
      for (; at < end; at += 4) {
        const member = rows + (<usize>load<u32>(at) << 6);
        const m0 = v128.load(member);
        const m1 = v128.load(member, 16);
        const m2 = v128.load(member, 32);
        const m3 = v128.load(member, 48);
        a = v128.or(a, v128.and(e, m0));
        b = v128.or(b, v128.and(f, m1));
        c = v128.or(c, v128.and(g, m2));
        d = v128.or(d, v128.and(h, m3));
        e = v128.or(e, m0);
        f = v128.or(f, m1);
        g = v128.or(g, m2);
        h = v128.or(h, m3);
      }
    } else {
      a = v128.or(a, countOf(at, end, fatal, 0));
      b = v128.or(b, countOf(at, end, fatal, 16));
      c = v128.or(c, countOf(at, end, fatal, 32));
      d = v128.or(d, countOf(at, end, fatal, 48));
      at = end;
    }
  }
  v128.store(row, a);
  v128.store(row, b, 16);
  v128.store(row, c, 32);
  v128.store(row, d, 48);
}

/** In which worlds `fatal` members or more are down, in one vector of the row: as `countOf` of lanes.ts. */
function countOf(from: usize, end: usize, fatal: i32, part: usize): v128 {
  const planeCount = 32 - clz(fatal - 1);
  const lead = (1 << planeCount) - fatal;
  for (let p = 0; p < planeCount; p++) v128.store(planes + (<usize>p << 4), i32x4.splat(-((lead >> p) & 1)));
  let down = i64x2.splat(0);
  for (let at = from; at < end; at += 4) {
    let carry = v128.load(rowOf(load<i32>(at)) + part);
    for (let p = 0; p < planeCount && v128.any_true(carry); p++) {
      const plane = planes + (<usize>p << 4);
      const bits = v128.load(plane);
      v128.store(plane, v128.xor(bits, carry));
      carry = v128.and(carry, bits);
    }
    down = v128.or(down, carry);
  }
  return down;
}

/**
 * Counts the worlds in which `v` is down and its parent is not, and notes them in the queue as lanes beyond `tag`. A
 * loop over the bits of each word would end when the processor does not expect it; so two are always written, and
 * what was written beyond the last is written over.
 */
@inline export function tally(v: i32, row: usize, tag: u32): void {
  const above = rowOf(load<i32>(parentRow + (<usize>v << 2)));
  const a = v128.and(v128.andnot(v128.load(row), v128.load(above)), v128.load(counted));
  const b = v128.and(v128.andnot(v128.load(row, 16), v128.load(above, 16)), v128.load(counted, 16));
  const c = v128.and(v128.andnot(v128.load(row, 32), v128.load(above, 32)), v128.load(counted, 32));
  const d = v128.and(v128.andnot(v128.load(row, 48), v128.load(above, 48)), v128.load(counted, 48));
  if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) return;
  const count = downBeyond + (<usize>v << 2);
  if (load<f64>(weightBelow + (<usize>v << 3)) == 0) {
    store<u32>(count, load<u32>(count) + <u32>(ones(a) + ones(b) + ones(c) + ones(d)));
    return;
  }
  const from = queueEnd;
  let end = enqueue(from, i64x2.extract_lane(a, 0), tag);
  end = enqueue(end, i64x2.extract_lane(a, 1), tag + 64);
  end = enqueue(end, i64x2.extract_lane(b, 0), tag + 128);
  end = enqueue(end, i64x2.extract_lane(b, 1), tag + 192);
  end = enqueue(end, i64x2.extract_lane(c, 0), tag + 256);
  end = enqueue(end, i64x2.extract_lane(c, 1), tag + 320);
  end = enqueue(end, i64x2.extract_lane(d, 0), tag + 384);
  end = enqueue(end, i64x2.extract_lane(d, 1), tag + 448);
  store<u32>(count, load<u32>(count) + <u32>((end - from) >> 2));
  queueEnd = end;
}

@inline function ones(bits: v128): i64 {
  return popcnt(i64x2.extract_lane(bits, 0)) + popcnt(i64x2.extract_lane(bits, 1));
}

@inline function enqueue(end: usize, bits: u64, tag: u32): usize {
  const next = end + (<usize>popcnt(bits) << 2);
  store<u32>(end, tag + <u32>ctz(bits));
  bits &= bits - 1;
  store<u32>(end, tag + <u32>ctz(bits), 4);
  for (let at = end + 8; at < next; at += 4) {
    bits &= bits - 1;
    store<u32>(at, tag + <u32>ctz(bits));
  }
  return next;
}

export function emptyQueue(): void {
  queueEnd = queue;
}

/** Adds the weights of what is in the queue, tagged by place less `base`, to the losses, and empties it. */
export function addLosses(base: i32): void {
  const weight = weightBelow + (<usize>base << 3);
  for (let at = queue; at < queueEnd; at += 4) {
    const entry = <usize>load<u32>(at);
    const lane = loss + ((entry & 511) << 3);
    store<f64>(lane, load<f64>(lane) + load<f64>(weight + ((entry >> 9) << 3)));
  }
  queueEnd = queue;
}

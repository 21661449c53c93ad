/**
 * The kernel of `lanes.ts` and `lane-draws.ts` in AssemblyScript, with the same results bit for bit. A row of 512 worlds
 * is four vectors, and whole rows are read and written. Compiled by test/tools/lanes-wasm.mjs; lanes-wasm.ts lays out the memory,
 * in the order of columns.ts.
 */
import {
  sourcePlace,
  component,
  componentOf,
  useStart,
  use,
  loss,
  scratch,
  cursor,
  pending,
  filled,
  sourceCount,
  readCount,
} from './columns';
import { LANES, drawAlone, listOf } from './draws';
import { addLosses, emptyQueue, rowOf, settle, tally } from './rows';

export { attach } from './columns';
export { beginGroup, prepare } from './draws';

/** Rows that are settled at a time; those of places that nobody needs share as many. */
const ROWS_AT_ONCE: i32 = 64;

let block: i32 = 0;
let isAhead: bool = false;
let next: usize = 0;
let nextSource: i32 = 0;
let filledCount: i32 = 0;

/** Starts block 0..3 of the group, whose failures are in the lists or not. */
export function beginBlock(number: i32, drawnAhead: bool): void {
  block = number;
  isAhead = drawnAhead;
  next = listOf(number);
  nextSource = 0;
  memory.fill(loss, 0, LANES << 3);
  emptyQueue();
}

/** Puts the failures of places `from` .. `to - 1` themselves into their rows, which are empty and start at `rows`. */
function placeFailures(from: i32, to: i32, rows: usize): void {
  const base: u32 = <u32>from << 9;
  if (isAhead) {
    // the end of the list is above all places
    for (let f = load<u32>(next); f >> 9 < <u32>to; f = load<u32>(next)) {
      setBit(rows, f - base);
      next += 4;
    }
    return;
  }
  for (; nextSource < sourceCount; nextSource++) {
    const v = load<i32>(sourcePlace + (<usize>nextSource << 2));
    if (v >= to) return;
    drawAlone(nextSource, <u32>(v - from) << 9);
    const end = load<u32>(cursor + (<usize>block << 2));
    for (let at = <u32>listOf(block); at < end; at += 4) setBit(rows, load<u32>(at));
  }
}

@inline function setBit(rows: usize, bit: u32): void {
  const at = rows + (<usize>(bit >> 6) << 3);
  store<u64>(at, load<u64>(at) | ((<u64>1) << (bit & 63)));
}

/** Settles places `first` .. `last - 1`, none of them in a cycle, whatever fails. */
export function settleRun(first: i32, last: i32): void {
  for (let from = first; from < last; ) {
    let to = min(from + ROWS_AT_ONCE, last);
    if (from < readCount && to > readCount) to = readCount;
    const rows = from < readCount ? rowOf(from) : scratch;
    memory.fill(rows, 0, <usize>(to - from) << 6);
    placeFailures(from, to, rows);
    for (let v = from, row = rows, tag: u32 = 0; v < to; v++, row += 64, tag += 512) {
      settle(v, row);
      tally(v, row, tag);
    }
    addLosses(from);
    from = to;
  }
}

/** Settles the cycle of places `first` .. `last - 1`. */
export function settleCycle(first: i32, last: i32): void {
  memory.fill(rowOf(first), 0, <usize>(last - first) << 6);
  placeFailures(first, last, rowOf(first));
  goRound(first, last);
}

/** Settles members of a cycle until nothing more falls, from the failures in their rows. */
function goRound(first: i32, last: i32): void {
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (let v = first; v < last; v++) {
      const row = rowOf(v);
      const a = v128.load(row);
      const b = v128.load(row, 16);
      const c = v128.load(row, 32);
      const d = v128.load(row, 48);
      settle(v, row);
      const added = v128.or(
        v128.or(v128.xor(a, v128.load(row)), v128.xor(b, v128.load(row, 16))),
        v128.or(v128.xor(c, v128.load(row, 32)), v128.xor(d, v128.load(row, 48))),
      );
      if (v128.any_true(added)) isChanged = true;
    }
  }
  for (let v = first; v < last; v++) {
    tally(v, rowOf(v), 0);
    addLosses(v);
  }
}

/** Empties the rows of the last block, and notes the components with failures in this one: all where they are not known. */
export function beginTouched(componentCount: i32): void {
  const none = i64x2.splat(0);
  for (let i = 0; i < filledCount; i++) {
    const row = rowOf(load<i32>(filled + (<usize>i << 2)));
    v128.store(row, none);
    v128.store(row, none, 16);
    v128.store(row, none, 32);
    v128.store(row, none, 48);
  }
  filledCount = 0;
  if (!isAhead) {
    memory.fill(pending, 0xff, <usize>((componentCount >> 5) + 1) << 2);
    return;
  }
  for (let at = next; load<i32>(at) != -1; at += 4)
    notePending(load<i32>(componentOf + (<usize>(load<u32>(at) >> 9) << 2)));
}

@inline function notePending(c: i32): void {
  const at = pending + (<usize>(c >> 5) << 2);
  store<u32>(at, load<u32>(at) | (1 << (c & 31)));
}

/** Settles what failures touch of components `from`, a multiple of 32, to `to - 1`. */
export function settleTouched(from: i32, to: i32): void {
  for (let at = from >> 5; at << 5 < to; at++) {
    const word = pending + (<usize>at << 2);
    for (let left = load<u32>(word); left != 0; left = load<u32>(word)) {
      store<u32>(word, left & (left - 1));
      const c = (at << 5) + ctz(left);
      if (c >= to) continue;
      const first = load<i32>(component + (<usize>c << 2));
      const last = load<i32>(component + (<usize>c << 2), 4);
      if (last == first + 1) settleOne(first);
      else {
        placeFailures(first, last, rowOf(first));
        goRound(first, last);
        for (let v = first; v < last; v++) passOn(v);
      }
    }
  }
}

function settleOne(v: i32): void {
  const row = v < readCount ? rowOf(v) : scratch;
  if (v >= readCount) memory.fill(scratch, 0, 64);
  placeFailures(v, v + 1, row);
  settle(v, row);
  tally(v, row, 0);
  addLosses(v);
  if (v < readCount) passOn(v);
}

/** Notes what place `v` may take down, and that its row is to be emptied. */
function passOn(v: i32): void {
  const row = rowOf(v);
  const any = v128.or(
    v128.or(v128.load(row), v128.load(row, 16)),
    v128.or(v128.load(row, 32), v128.load(row, 48)),
  );
  if (!v128.any_true(any)) return;
  store<i32>(filled + (<usize>filledCount << 2), v);
  filledCount++;
  const end = use + (<usize>load<u32>(useStart + (<usize>v << 2), 4) << 2);
  for (let at = use + (<usize>load<u32>(useStart + (<usize>v << 2)) << 2); at < end; at += 4)
    notePending(load<i32>(at));
}

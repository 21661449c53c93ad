/** Where everything lies in memory, which lanes-wasm.ts lays out. */

// sources, one row each; see lane-sources.ts
export let sourcePlace: usize = 0;
export let keyLow: usize = 0;
export let keyHigh: usize = 0;
export let highest: usize = 0;
export let pFail: usize = 0;
export let rarer: usize = 0;
export let odds: usize = 0;
export let some: usize = 0;
export let none: usize = 0;
// the program; see lane-program.ts and lane-plan.ts
export let start: usize = 0;
export let code: usize = 0;
export let component: usize = 0;
export let parentRow: usize = 0;
export let weightBelow: usize = 0;
// see lane-uses.ts
export let componentOf: usize = 0;
export let useStart: usize = 0;
export let use: usize = 0;
// results and workspaces
export let downBeyond: usize = 0;
export let loss: usize = 0;
export let counted: usize = 0;
export let state: usize = 0;
export let scratch: usize = 0;
export let queue: usize = 0;
export let planes: usize = 0;
export let words: usize = 0;
export let takenBy: usize = 0;
export let failures: usize = 0;
export let cursor: usize = 0;
export let pending: usize = 0;
export let filled: usize = 0;

export let sourceCount: i32 = 0;
export let readCount: i32 = 0;
export let room: i32 = 0;
export let seed0: u32 = 0;
export let seed1: u32 = 0;

/** Takes the addresses of all columns from `at`, in the order above, and then the numbers. */
export function attach(at: usize): void {
  sourcePlace = load<u32>(at, 0);
  keyLow = load<u32>(at, 4);
  keyHigh = load<u32>(at, 8);
  highest = load<u32>(at, 12);
  pFail = load<u32>(at, 16);
  rarer = load<u32>(at, 20);
  odds = load<u32>(at, 24);
  some = load<u32>(at, 28);
  none = load<u32>(at, 32);
  start = load<u32>(at, 36);
  code = load<u32>(at, 40);
  component = load<u32>(at, 44);
  parentRow = load<u32>(at, 48);
  weightBelow = load<u32>(at, 52);
  componentOf = load<u32>(at, 56);
  useStart = load<u32>(at, 60);
  use = load<u32>(at, 64);
  downBeyond = load<u32>(at, 68);
  loss = load<u32>(at, 72);
  counted = load<u32>(at, 76);
  state = load<u32>(at, 80);
  scratch = load<u32>(at, 84);
  queue = load<u32>(at, 88);
  planes = load<u32>(at, 92);
  words = load<u32>(at, 96);
  takenBy = load<u32>(at, 100);
  failures = load<u32>(at, 104);
  cursor = load<u32>(at, 108);
  pending = load<u32>(at, 112);
  filled = load<u32>(at, 116);
  sourceCount = load<i32>(at, 120);
  readCount = load<i32>(at, 124);
  room = load<i32>(at, 128);
  seed0 = load<u32>(at, 132);
  seed1 = load<u32>(at, 136);
}

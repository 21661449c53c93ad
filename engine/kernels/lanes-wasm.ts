/**
 * The lanes of `lanes.ts` in WebAssembly with vectors of 128 bits. Its memory holds a copy of the program; where
 * failures are frequent every row is settled in each block, else only what failures touch, as predicted.
 */
import { BLOCKS_AT_ONCE, DRAWN, LANES } from './lane-draws.ts';
import { type LaneKernel, slicesOf, withParents } from './lane-kernel.ts';
import type { LanePlan } from './lane-plan.ts';
import type { LaneProgram } from './lane-program.ts';
import { laneUses } from './lane-uses.ts';
import { LANES_WASM } from './lanes.generated.ts';

/** Words of records that are settled, and sources that are drawn, between two returns; sources a multiple of 4. */
const SLICE_LENGTH = 120_000;
const SLICE_DRAWS = 20_000;

/** From this part of the program on it is quicker to settle all of it than to find out what to settle. */
const TOUCHED_FOR_ALL = 0.3;

const PAGE = 65_536;
const ROW = 64;
const ROWS_AT_ONCE = 64;

/** What assembly/lanes.ts exports; the columns and workspaces below are in the order of assembly/columns.ts. */
interface Exports {
  attach(at: number): void;
  beginGroup(group: number): void;
  prepare(from: number, to: number): number;
  beginBlock(block: number, isAhead: number): void;
  settleRun(first: number, last: number): void;
  settleCycle(first: number, last: number): void;
  beginTouched(componentCount: number): void;
  settleTouched(from: number, to: number): void;
}

/** The part of WebAssembly that is needed here, and `atob`: both are there wherever JavaScript runs, mostly. */
interface Runtime {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
    readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
  };
  readonly atob: (base64: string) => string;
}

/**
 * A kernel, or undefined where there is no WebAssembly with vectors, or not the memory: 64 bytes per place that
 * somebody needs, 28 for every other, 48 per source, 16 per failure of a block, and 4 to 8 per dependency.
 */
export function createWasmLanes(plan: LanePlan): LaneKernel | undefined {
  try {
    return instantiate(plan, globalThis as unknown as Runtime);
  } catch {
    // not there, too old, forbidden by the page, or out of memory: all the same to the caller
    return undefined;
  }
}

function instantiate(plan: LanePlan, { WebAssembly, atob }: Runtime): LaneKernel {
  const { program, sources, parent, room } = plan;
  const { count, readCount, component } = program;
  const module = new WebAssembly.Module(Uint8Array.from(atob(LANES_WASM), (c) => c.charCodeAt(0)));
  const settlesAll = plan.touched > TOUCHED_FOR_ALL || room === 0;
  const uses = settlesAll ? undefined : laneUses(plan);
  // where nothing is drawn ahead the lists hold one source at a time
  const listRoom = Math.max(room, LANES);
  const none = new Int32Array(0);
  const columns = [
    sources.place,
    sources.keyLow,
    sources.keyHigh,
    // the largest upper word of V that leaves a failure possible
    Uint32Array.from(sources.some, (p) => Math.min(Math.floor(p * 2 ** 32), 2 ** 32 - 1)),
    sources.pFail,
    sources.rarer,
    sources.odds,
    sources.some,
    sources.none,
    program.start,
    program.code,
    settlesAll ? none : component,
    // an empty row stands for no parent
    parent.map((v) => (v < 0 ? readCount : v)),
    plan.weightBelow,
    uses?.componentOf ?? none,
    uses?.useStart ?? none,
    uses?.use ?? none,
  ];
  const results = [4 * count, 8 * LANES, ROW];
  const workspaces = [
    ROW * (readCount + 1),
    ROW * ROWS_AT_ONCE,
    4 * LANES * ROWS_AT_ONCE + 8,
    16 * 32,
    80,
    4 * DRAWN,
    4 * BLOCKS_AT_ONCE * (listRoom + 1),
    4 * BLOCKS_AT_ONCE,
    settlesAll ? 0 : (component.length >> 3) + 8,
    settlesAll ? 0 : 4 * readCount,
  ];
  const addresses: number[] = [];
  let end = PAGE;
  for (const size of [...columns.map(({ byteLength }) => byteLength), ...results, ...workspaces]) {
    addresses.push(end);
    // vectors are read beyond the last source
    end = Math.ceil((end + size + 16) / ROW) * ROW;
  }
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  const { buffer } = memory;
  columns.forEach((column, i) => {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    new Uint8Array(buffer, addresses[i]!, column.byteLength).set(bytes);
  });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const numbers = [...addresses, sources.count, readCount, listRoom, ...sources.seed];
  new Int32Array(buffer, ROW, numbers.length).set(numbers);
  exports.attach(ROW);
  const downBeyond = new Int32Array(buffer, addresses[columns.length], count);
  const loss = new Float64Array(buffer, addresses[columns.length + 1], LANES);
  const counted = new Int32Array(buffer, addresses[columns.length + 2], LANES / 32);

  // nothing below holds the plan, which is as large again as the memory
  const sourceCount = sources.count;
  const componentCount = component.length - 1;
  const slices = slicesOf(program, SLICE_LENGTH);
  const runs = settlesAll ? runsOf(program, slices) : [];
  let isAhead = false;
  let group = -1;
  let drawnTo = 0;
  let block = 0;
  let slice = 0;

  const drawAhead = (): boolean => {
    if (!isAhead || drawnTo === sourceCount) return true;
    const to = Math.min(drawnTo + SLICE_DRAWS, sourceCount);
    isAhead = exports.prepare(drawnTo, to) !== 0;
    drawnTo = to;
    return false;
  };

  const start = (): void => {
    exports.beginBlock(block % BLOCKS_AT_ONCE, Number(isAhead));
    if (!settlesAll) exports.beginTouched(componentCount);
  };

  const settle = (): void => {
    if (!settlesAll) exports.settleTouched(slices[slice - 1] ?? 0, slices[slice]!);
    else
      for (const { first, last, isCycle } of runs[slice]!)
        if (isCycle) exports.settleCycle(first, last);
        else exports.settleRun(first, last);
  };

  return {
    name: `lanes ${settlesAll ? 'everywhere' : 'where failures reach'} (WASM SIMD)`,
    loss,
    downCounts: () => withParents(downBeyond, parent),
    begin(nextBlock, from, to) {
      block = nextBlock;
      slice = -1;
      const nextGroup = Math.floor(block / BLOCKS_AT_ONCE);
      if (group !== nextGroup) {
        group = nextGroup;
        exports.beginGroup(group);
        isAhead = room > 0;
        drawnTo = 0;
      }
      for (let word = 0; word < counted.length; word++) {
        const low = Math.min(Math.max(from - 32 * word, 0), 32);
        const high = Math.min(Math.max(to - 32 * word, 0), 32);
        counted[word] = 2 ** high - 2 ** low;
      }
    },
    advance() {
      if (slice < 0) {
        if (!drawAhead()) return false;
        start();
      } else settle();
      slice++;
      return slice === slices.length;
    },
  };
}

interface Run {
  readonly first: number;
  readonly last: number;
  readonly isCycle: boolean;
}

/** The places of each slice, cycles by themselves. */
function runsOf({ component }: LaneProgram, slices: readonly number[]): readonly (readonly Run[])[] {
  let c = 0;
  return slices.map((end) => {
    const runs: Run[] = [];
    while (c < end) {
      const first = component[c]!;
      const isCycle = component[++c]! > first + 1;
      if (!isCycle) while (c < end && component[c + 1] === component[c]! + 1) c++;
      runs.push({ first, last: component[c]!, isCycle });
    }
    return runs;
  });
}

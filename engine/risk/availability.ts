/**
 * The system at a random moment, many times over: who is down, and with how much weight (model.md, section 5).
 * A replicate is a world in which every entity is out by itself with its own probability, independently, and
 * all that depends on those is down, on the critical skeleton.
 */
import { LANES } from '../kernels/lane-draws.ts';
import type { LaneKernel } from '../kernels/lane-kernel.ts';
import { createLanes } from '../kernels/lanes.ts';
import { createWasmLanes } from '../kernels/lanes-wasm.ts';
import { type MomentsQuestion, planMoments } from './moments-plan.ts';

export interface MomentsInput extends MomentsQuestion {
  /** What computes it, unless given WebAssembly where it is there; what comes out is the same. */
  readonly kernel?: 'wasm' | 'typescript';
}

/** The replicates `first` .. `first + count - 1`; both whole numbers, together at most 2^32. */
export interface MomentRange {
  readonly first: number;
  readonly count: number;
}

export type AvailabilityInput = MomentsInput & MomentRange;

/**
 * What the replicates of a range come to. Ranges side by side join: counts add up, losses stand one after
 * the other, and nothing differs from what one run over both would have given.
 */
export interface Availability {
  /** In how many replicates each entity was down. */
  readonly downCount: Int32Array;
  /** 1 for an entity that can be down at all. */
  readonly canBeDown: Uint8Array;
  /** Fraction of the total weight that was down, per replicate; sums are exact (`wholeWeights`). */
  readonly weightDown: Float64Array;
  /** How it was computed; what comes out does not depend on it. */
  readonly kernel: string;
}

/** What replicates of one system, weight and seed have in common: made once, used by one run at a time. */
export interface MomentStage {
  readonly kernel: LaneKernel;
  readonly placeOf: Int32Array;
  readonly canBeDown: Uint8Array;
  readonly totalWeight: number;
}

/** Runs the replicates of a range on a stage of their own; see `simulateMoments`. */
export function* simulateAvailability(input: AvailabilityInput): Generator<number, Availability> {
  return yield* simulateMoments(yield* prepareMoments(input), input);
}

/** Prepares for replicates; O(entities + dependencies), memory 64 bytes per entity that others need. Yields 0. */
export function* prepareMoments(input: MomentsInput): Generator<number, MomentStage> {
  const { plan, canBeDown, totalWeight } = yield* planMoments(input);
  const kernel = (input.kernel === 'typescript' ? undefined : createWasmLanes(plan)) ?? createLanes(plan);
  return { kernel, placeOf: plan.program.placeOf, canBeDown, totalWeight };
}

/**
 * Runs the replicates; yields the fraction done. O(replicates / 512 x (entities + dependencies)), by 16 words
 * each; memory 8 bytes per replicate. A stage whose run was not finished is of no use any more.
 */
export function* simulateMoments(
  { kernel, placeOf, canBeDown, totalWeight }: MomentStage,
  { first, count }: MomentRange,
): Generator<number, Availability> {
  const before = kernel.downCounts();
  const weightDown = new Float64Array(count);
  const end = first + count;
  for (let block = Math.floor(first / LANES); LANES * block < end; block++) {
    const start = LANES * block;
    const from = Math.max(first - start, 0);
    const to = Math.min(end - start, LANES);
    kernel.begin(block, from, to);
    while (!kernel.advance()) yield Math.max(0, (start - first) / count);
    if (totalWeight > 0)
      for (let lane = from; lane < to; lane++)
        weightDown[start + lane - first] = kernel.loss[lane]! / totalWeight;
    yield (start + to - first) / count;
  }
  const after = kernel.downCounts();
  const downCount = placeOf.map((place) => (place < 0 ? 0 : after[place]! - before[place]!));
  return { downCount, canBeDown, weightDown, kernel: kernel.name };
}

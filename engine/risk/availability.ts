/**
 * The system at a random moment, many times over: who is down, and with how much weight (model.md, section 5).
 * A replicate is a world in which every entity is out by itself with its own probability, independently, and
 * all that depends on those is down, on the critical skeleton.
 */
import { type DependencyOrder, dependencyOrder } from '../centrality/dependency-order.ts';
import { BLOCKS_AT_ONCE, createLaneDraws, LANES } from '../kernels/lane-draws.ts';
import { buildLaneProgram, type LaneProgram } from '../kernels/lane-program.ts';
import { createLaneSweep } from '../kernels/lanes.ts';
import type { Network } from '../model/network.ts';
import { graphOfArcs } from '../projection/simple-graph.ts';
import { digest } from '../random/draw.ts';
import { createCascade } from '../structure/cascade.ts';
import { criticalSkeleton } from '../structure/skeleton.ts';
import { wholeWeights } from './whole-weights.ts';

export interface AvailabilityInput {
  /** What is needed to run; brought down to its critical skeleton here. */
  readonly network: Network;
  /** What an entity is known by for good: its draws depend on it and on nothing else of the system. */
  readonly key: readonly string[];
  /** Probability 0..1 of being out by itself, per entity. */
  readonly pFail: Float64Array;
  readonly weight: Float64Array;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** The replicates `first` .. `first + count - 1`; both whole numbers, together at most 2^32. */
  readonly first: number;
  readonly count: number;
}

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

/** What computes it, for the result to state. */
const KERNEL = 'event-driven lanes (TypeScript)';

/** Steps of the kernel between two yields: dependencies that are read for 512 replicates. */
const STEP_COST = 30_000;

/** Entities whose draws are prepared between two yields. */
const STEP_DRAWS = 20_000;

/**
 * Runs the replicates; yields the fraction done. O(replicates / 512 x (entities + dependencies)), by 16 words
 * each; memory 64 bytes per entity that others need, and 8 per replicate.
 */
export function* simulateAvailability(input: AvailabilityInput): Generator<number, Availability> {
  const { network, key, pFail, seed, first, count } = input;
  const weight = wholeWeights(input.weight);
  const skeleton = criticalSkeleton(network);
  yield 0;
  const canBeDown = thoseThatCanBeDown(skeleton, pFail);
  yield 0;
  const order = orderOf(skeleton);
  yield 0;
  const program = buildLaneProgram({
    network: skeleton,
    order: order.node,
    orderStart: order.start,
    canBeDown: (v) => canBeDown[v] === 1,
    weight: weight.values,
  });
  const { entity } = program;
  const keyLow = new Int32Array(program.count);
  const keyHigh = new Int32Array(program.count);
  for (let i = 0; i < program.count; i++) {
    if (i % STEP_DRAWS === 0) yield 0;
    const v = entity[i]!;
    if (pFail[v] === 0) continue;
    const [low, high] = digest(key[v]!);
    keyLow[i] = low;
    keyHigh[i] = high;
  }
  const draws = createLaneDraws({
    count: program.count,
    pFail: Float64Array.from(entity, (v) => pFail[v]!),
    keyLow,
    keyHigh,
    seed: [seed, digest('out at a random moment')[0]],
  });
  const sweep = createLaneSweep(program, draws);
  const stops = stopsOf(program);
  const weightDown = new Float64Array(count);

  const end = first + count;
  let group = -1;
  for (let block = Math.floor(first / LANES); LANES * block < end; block++) {
    const start = LANES * block;
    const fraction = Math.max(0, (start - first) / count);
    if (group !== Math.floor(block / BLOCKS_AT_ONCE)) {
      group = Math.floor(block / BLOCKS_AT_ONCE);
      draws.begin(group);
      for (let i = 0; i < program.count; i += STEP_DRAWS) {
        draws.prepare(i, Math.min(i + STEP_DRAWS, program.count));
        yield fraction;
      }
    }
    const from = Math.max(first - start, 0);
    const to = Math.min(end - start, LANES);
    sweep.begin(block % BLOCKS_AT_ONCE, from, to);
    let c = 0;
    for (const stop of stops) {
      sweep.sweep(c, stop);
      c = stop;
      yield fraction;
    }
    if (weight.total > 0)
      for (let lane = from; lane < to; lane++)
        weightDown[start + lane - first] = sweep.loss[lane]! / weight.total;
  }
  const downCount = new Int32Array(network.entityCount);
  entity.forEach((v, at) => {
    downCount[v] = sweep.downCount[at]!;
  });
  return { downCount, canBeDown, weightDown, kernel: KERNEL };
}

/** Those that can fail, and what falls when all of them do. */
function thoseThatCanBeDown(skeleton: Network, pFail: Float64Array): Uint8Array {
  const cascade = createCascade(skeleton);
  const canFail: number[] = [];
  for (let v = 0; v < pFail.length; v++) if (pFail[v]! > 0) canFail.push(v);
  cascade.run(canFail);
  return Uint8Array.from(cascade.level, (level) => (level === 0 ? 1 : 0));
}

function orderOf({
  entityCount,
  member,
  memberStart,
  dependent,
  requirementCount,
}: Network): DependencyOrder {
  const tail = new Int32Array(member.length);
  for (let r = 0; r < requirementCount; r++) tail.fill(dependent[r]!, memberStart[r]!, memberStart[r + 1]!);
  return dependencyOrder(graphOfArcs(entityCount, tail, member));
}

/** Where to stop for a yield: the ends of runs of components of about `STEP_COST`, at multiples of 32. */
function stopsOf({ component, start, code }: LaneProgram): readonly number[] {
  const stops: number[] = [];
  const last = component.length - 1;
  let from = 0;
  for (let c = 1; c <= last; c++) {
    const here = start[component[c]!] ?? code.length;
    if (c < last && (here - from < STEP_COST || c % 32 !== 0)) continue;
    stops.push(c);
    from = here;
  }
  return stops;
}

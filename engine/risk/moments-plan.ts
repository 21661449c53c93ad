/** All that random moments need to know of a system, put down for the kernels. */
import { type DependencyOrder, dependencyOrder } from '../centrality/dependency-order.ts';
import { type LanePlan, planLanes } from '../kernels/lane-plan.ts';
import { buildLaneProgram, type LaneProgram } from '../kernels/lane-program.ts';
import { type LaneSources, laneSources } from '../kernels/lane-sources.ts';
import type { Network } from '../model/network.ts';
import { graphOfArcs } from '../projection/simple-graph.ts';
import { digest } from '../random/draw.ts';
import { createCascade } from '../structure/cascade.ts';
import { criticalSkeleton } from '../structure/skeleton.ts';
import { wholeWeights } from './whole-weights.ts';

/** What random moments are of. */
export interface MomentsQuestion {
  /** What is needed to run; brought down to its critical skeleton here. */
  readonly network: Network;
  /** What an entity is known by for good: its draws depend on it and on nothing else of the system. */
  readonly key: readonly string[];
  /** Probability 0..1 of being out by itself, per entity. */
  readonly pFail: Float64Array;
  readonly weight: Float64Array;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
}

export interface MomentsPlan {
  readonly plan: LanePlan;
  /** 1 for an entity that can be down at all. */
  readonly canBeDown: Uint8Array;
  /** Of the whole weights in the plan; see whole-weights.ts. */
  readonly totalWeight: number;
}

/** Entities whose keys are made between two yields. */
const STEP_KEYS = 20_000;

/** Plans; yields 0 between the steps; O(entities + dependencies). */
export function* planMoments(question: MomentsQuestion): Generator<number, MomentsPlan> {
  const { network, pFail } = question;
  const weight = wholeWeights(question.weight);
  const skeleton = criticalSkeleton(network);
  yield 0;
  const canBeDown = thoseThatCanBeDown(skeleton, pFail);
  yield 0;
  const classes = inseparable(skeleton);
  yield 0;
  const order = orderOf(skeleton, classes);
  yield 0;
  const program = yield* buildLaneProgram({
    network: skeleton,
    classes: { start: classes.start, member: classes.node },
    order: { start: order.start, member: order.node },
    canBeDown: (v) => canBeDown[v] === 1,
    canFail: (v) => pFail[v]! > 0,
    weight: weight.values,
  });
  yield 0;
  const plan = yield* planLanes(program, yield* sourcesOf(question, program));
  yield 0;
  return { plan, canBeDown, totalWeight: weight.total };
}

function* sourcesOf(
  { key, pFail, seed }: MomentsQuestion,
  { count, placeOf }: LaneProgram,
): Generator<number, LaneSources> {
  const those = Int32Array.from(pFail.keys()).filter((v) => pFail[v]! > 0);
  const keyLow = new Int32Array(those.length);
  const keyHigh = new Int32Array(those.length);
  for (let i = 0; i < those.length; i++) {
    if (i % STEP_KEYS === 0) yield 0;
    const [low, high] = digest(key[those[i]!]!);
    keyLow[i] = low;
    keyHigh[i] = high;
  }
  const place = those.map((v) => placeOf[v]!);
  const own = Float64Array.from(those, (v) => pFail[v]!);
  const purpose = digest('out at a random moment')[0];
  return laneSources({ place, pFail: own, keyLow, keyHigh, seed: [seed, purpose] }, count);
}

/** Those that can fail, and what falls when all of them do. */
function thoseThatCanBeDown(skeleton: Network, pFail: Float64Array): Uint8Array {
  const cascade = createCascade(skeleton);
  const canFail: number[] = [];
  for (let v = 0; v < pFail.length; v++) if (pFail[v]! > 0) canFail.push(v);
  cascade.run(canFail);
  return Uint8Array.from(cascade.level, (level) => (level === 0 ? 1 : 0));
}

/** Entities that cannot do without each other, as components: they are down together or not at all. */
function inseparable({
  entityCount,
  member,
  memberStart,
  dependent,
  need,
  requirementCount,
}: Network): DependencyOrder {
  const tail = new Int32Array(member.length);
  const head = new Int32Array(member.length);
  let count = 0;
  for (let r = 0; r < requirementCount; r++) {
    if (need[r] !== memberStart[r + 1]! - memberStart[r]!) continue;
    for (let m = memberStart[r]!; m < memberStart[r + 1]!; m++) {
      tail[count] = dependent[r]!;
      head[count++] = member[m]!;
    }
  }
  return dependencyOrder(graphOfArcs(entityCount, tail.subarray(0, count), head.subarray(0, count)));
}

/** The order of dependence of classes. */
function orderOf(
  { member, memberStart, dependent, requirementCount }: Network,
  { component, componentCount }: DependencyOrder,
): DependencyOrder {
  const tail = new Int32Array(member.length);
  for (let r = 0; r < requirementCount; r++)
    tail.fill(component[dependent[r]!]!, memberStart[r]!, memberStart[r + 1]!);
  return dependencyOrder(
    graphOfArcs(
      componentCount,
      tail,
      member.map((w) => component[w]!),
    ),
  );
}

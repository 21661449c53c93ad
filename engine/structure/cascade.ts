/**
 * The structural cascade: who falls when something falls, in a system that was running ("warm").
 *
 * Levels of service are the greatest fixpoint of (model.md, section 3)
 *
 *     R_g = the need_g-th largest of { F_j : j in g }
 *     F_i = a_i * min over requirements g of i of ( 1 - loss_g * (1 - R_g) )
 *
 * The one idea: visit entities in the order of their level, lowest first. A requirement with n members
 * is decided by the (n - need + 1)-th member visited, and what it decides is never lower than the level
 * of that member; so the first decision that reaches an entity is its level, once and for all, and each
 * entity and each membership is touched at most once. This is Knuth's generalisation of Dijkstra's
 * algorithm (Information Processing Letters 6(1), 1977). It needs no iteration to convergence, cycles
 * and self-loops need no special case, and the decisions form a forest rooted in the failed entities,
 * which is the explanation.
 *
 * Entities at level 0 need no priority queue: they are visited breadth first, which makes chains short.
 */
import FlatQueue from 'flatqueue';
import type { Network } from '../model/network.ts';

/** A workspace that runs one cascade after another; every run overwrites the results of the last. */
export interface Cascade {
  /** Level of service 0..1 per entity. */
  readonly level: Float64Array;
  /** The entities below full service, in the order of the visit; the first `count` are valid. */
  readonly order: Int32Array;
  readonly count: number;
  /** The requirement that decided the level of an entity in `order`; -1 for one that was made to fail. */
  readonly because: Int32Array;
  /** The member whose visit decided that requirement; -1 for an entity that was made to fail. */
  readonly via: Int32Array;
  /** Fails the entities given (repetitions count once); O(what falls and its dependencies). */
  run(fail: ArrayLike<number>): void;
}

/** Allocates a workspace: 20 bytes per entity and 4 per requirement; cleaning up costs only what was touched. */
export function createCascade(network: Network): Cascade {
  const { entityCount, requirementCount, dependent, need, loss, memberStart, useStart, use } = network;
  const level = new Float64Array(entityCount).fill(1);
  const order = new Int32Array(entityCount);
  const because = new Int32Array(entityCount).fill(-1);
  const via = new Int32Array(entityCount).fill(-1);
  // how many more members must be visited before the requirement is decided; > 0 between runs
  const left = new Int32Array(requirementCount);
  const queue = new FlatQueue<number>();
  const deciders: number[] = [];
  let count = 0;

  const slack = (r: number): number => memberStart[r + 1]! - memberStart[r]! - need[r]! + 1;
  for (let r = 0; r < requirementCount; r++) left[r] = slack(r);

  const clean = (): void => {
    for (let i = 0; i < count; i++) {
      const v = order[i]!;
      level[v] = 1;
      for (let u = useStart[v]!; u < useStart[v + 1]!; u++) left[use[u]!] = slack(use[u]!);
    }
    count = 0;
  };

  const settle = (v: number, to: number, r: number, w: number): void => {
    level[v] = to;
    because[v] = r;
    via[v] = w;
    order[count++] = v;
  };

  // requirements that entity v decides, being visited now
  const visit = (v: number): void => {
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      if (--left[r]! !== 0) continue;
      const i = dependent[r]!;
      if (level[i] !== 1) continue;
      const to = levelLeft(loss[r]!, level[v]!);
      if (to === 0) settle(i, 0, r, v);
      else if (to < 1) {
        queue.push(deciders.length, to);
        deciders.push(r, v);
      }
    }
  };

  return {
    level,
    order,
    because,
    via,
    get count() {
      return count;
    },
    run(fail) {
      clean();
      for (let i = 0; i < fail.length; i++) if (level[fail[i]!] === 1) settle(fail[i]!, 0, -1, -1);
      for (let visited = 0; ; ) {
        while (visited < count) visit(order[visited++]!);
        if (queue.length === 0) break;
        const to = queue.peekValue()!;
        const at = queue.pop()!;
        const i = dependent[deciders[at]!]!;
        if (level[i] === 1) settle(i, to, deciders[at]!, deciders[at + 1]!);
      }
      deciders.length = 0;
    },
  };
}

/**
 * Level of service that a requirement leaves its dependent, from its loss and what it delivers, both
 * 0..1. Never below what it delivers, in rounding neither.
 */
export function levelLeft(loss: number, delivered: number): number {
  return loss === 1 ? delivered : Math.max(delivered, 1 - loss * (1 - delivered));
}

/** Weight down after a cascade: sum of w_j (1 - F_j); O(fallen). */
export function weightDown(cascade: Cascade, weight: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < cascade.count; i++) {
    const v = cascade.order[i]!;
    sum += weight[v]! * (1 - cascade.level[v]!);
  }
  return sum;
}

/**
 * The cold start: what could come up again after a total stop, and who is locked in a restart deadlock.
 *
 * Levels are the least fixpoint of the equation in model.md, section 3, over what is needed to run and
 * to start, from 0 upward. An entity stays at 0 exactly when it failed or when a requirement with loss 1
 * lacks `need` members above 0; that part is Boolean and settled exactly by counting members as they
 * come up. The levels of the rest rise in rounds until no level moves by more than `TOLERANCE`; where
 * losses below 1 form a cycle of gain c < 1, the levels are within TOLERANCE / (1 - c) of the limit.
 */
import type { Network } from '../model/network.ts';
import { levelLeft } from './cascade.ts';

const TOLERANCE = 1e-12;

/** Level of service 0..1 of every entity after a start from a total stop, with some entities failed. */
export function coldLevels(network: Network, fail: readonly number[]): Float64Array {
  const level = new Float64Array(network.entityCount);
  const startable = startableEntities(network, fail);
  const waiting = startable.slice();
  const isWaiting = new Uint8Array(network.entityCount);
  const canStart = new Uint8Array(network.entityCount);
  for (const v of startable) {
    isWaiting[v] = 1;
    canStart[v] = 1;
  }
  for (let next = 0; next < waiting.length; next++) {
    const v = waiting[next]!;
    isWaiting[v] = 0;
    const to = levelFromRequirements(network, level, v);
    if (to - level[v]! <= TOLERANCE) continue;
    level[v] = to;
    for (let u = network.useStart[v]!; u < network.useStart[v + 1]!; u++) {
      const i = network.dependent[network.use[u]!]!;
      if (isWaiting[i] === 1 || canStart[i] === 0) continue;
      isWaiting[i] = 1;
      waiting.push(i);
    }
  }
  return level;
}

/**
 * The entities that are up in a running system and stay at 0 after a total stop, because what they need
 * to start waits for them in turn. `warm` holds the levels of the running system. O(dependencies).
 */
export function restartDeadlocks(network: Network, warm: Float64Array, fail: readonly number[]): number[] {
  const startable = new Uint8Array(network.entityCount);
  for (const v of startableEntities(network, fail)) startable[v] = 1;
  const locked: number[] = [];
  for (let v = 0; v < network.entityCount; v++) if (startable[v] === 0 && warm[v]! > 0) locked.push(v);
  return locked;
}

/** The entities with a level above 0 after a cold start, in an order in which they can be started. */
function startableEntities(network: Network, fail: readonly number[]): number[] {
  const { entityCount, requirementCount, dependent, need, loss, useStart, use } = network;
  const failed = new Uint8Array(entityCount);
  for (const v of fail) failed[v] = 1;
  const membersMissing = Int32Array.from(need);
  const requirementsMissing = new Int32Array(entityCount);
  for (let r = 0; r < requirementCount; r++)
    if (loss[r] === 1 && network.memberStart[r]! < network.memberStart[r + 1]!)
      requirementsMissing[dependent[r]!]!++;
  const started: number[] = [];
  for (let v = 0; v < entityCount; v++) if (failed[v] === 0 && requirementsMissing[v] === 0) started.push(v);
  for (let next = 0; next < started.length; next++) {
    const v = started[next]!;
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      const r = use[u]!;
      if (loss[r] !== 1 || --membersMissing[r]! !== 0) continue;
      const i = dependent[r]!;
      if (--requirementsMissing[i]! === 0 && failed[i] === 0) started.push(i);
    }
  }
  return started;
}

function levelFromRequirements(network: Network, level: Float64Array, v: number): number {
  let lowest = 1;
  for (let q = network.requirementStart[v]!; q < network.requirementStart[v + 1]!; q++) {
    const r = network.requirement[q]!;
    const delivered = Array.from(
      network.member.subarray(network.memberStart[r], network.memberStart[r + 1]),
      (w) => level[w]!,
    );
    delivered.sort((a, b) => b - a);
    lowest = Math.min(lowest, levelLeft(network.loss[r]!, delivered[network.need[r]! - 1]!));
  }
  return lowest;
}

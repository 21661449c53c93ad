/** Which uncertain dependencies are really there: `confidence` as an outer draw (model.md, section 5). */
import { dependencyKey, isUncertain } from '../model/dependency-key.ts';
import type { System } from '../model/system.ts';
import { withoutDependencies } from '../model/without-dependencies.ts';
import { digest, uniformPair } from '../random/draw.ts';

/** Dependencies between two yields: a few milliseconds of work. */
const SLICE = 2_000;

/** Draws the system of a world; the same object where everything is there. */
export type DrawEvidence = (world: {
  readonly seed: number;
  readonly world: number;
}) => Generator<void, System>;

/**
 * Prepares systems in which each dependency exists with its confidence, drawn by the ids of its two sides, its role
 * and its group, whatever else the system has. A higher confidence only adds it to more worlds. Yields now and
 * then. A world costs O(dependencies + entities).
 */
export function* prepareEvidence(system: System): Generator<void, DrawEvidence> {
  const { dependencies } = system;
  const { confidence } = dependencies;
  const uncertain = Array.from(confidence.keys()).filter((e) => isUncertain(dependencies, e));
  const keys: ReturnType<typeof digest>[] = [];
  for (const [i, e] of uncertain.entries()) {
    if (i % SLICE === SLICE - 1) yield;
    keys.push(digest(dependencyKey(system, e)));
  }
  return function* draw({ seed, world }) {
    const isLeftOut = new Uint8Array(dependencies.count);
    const draws = { seed, replicate: world, purpose: 'evidence' };
    for (const [i, e] of uncertain.entries()) {
      if (i % SLICE === SLICE - 1) yield;
      if (uniformPair(draws, keys[i]!, 0)[0] >= confidence[e]!) isLeftOut[e] = 1;
    }
    return withoutDependencies(system, isLeftOut);
  };
}

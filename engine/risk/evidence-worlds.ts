/** Which uncertain dependencies are really there: `confidence` as an outer draw (model.md, section 5). */
import { type System, textAt } from '../model/system.ts';
import { withoutDependencies } from '../model/without-dependencies.ts';
import { digest, uniformPair } from '../random/draw.ts';

/**
 * Systems in which each dependency exists with its confidence, drawn by the ids of its two sides, its role and
 * its group, whatever else the system has. A higher confidence only adds it to more worlds. A world costs
 * O(dependencies + entities).
 */
export function evidenceWorlds(
  system: System,
): (world: { readonly seed: number; readonly world: number }) => System {
  const { entities, dependencies, requirements } = system;
  const { confidence, dependent, supplier, role, requirement } = dependencies;
  const uncertain = Array.from(confidence.keys()).filter((e) => confidence[e]! < 1);
  const keys = uncertain.map((e) =>
    digest(
      JSON.stringify([
        entities.id[dependent[e]!],
        entities.id[supplier[e]!],
        textAt(role, e),
        textAt(requirements.group, requirement[e]!),
      ]),
    ),
  );
  return ({ seed, world }) => {
    const isLeftOut = new Uint8Array(dependencies.count);
    const draws = { seed, replicate: world, purpose: 'evidence' };
    for (const [i, e] of uncertain.entries())
      if (uniformPair(draws, keys[i]!, 0)[0] >= confidence[e]!) isLeftOut[e] = 1;
    return withoutDependencies(system, isLeftOut);
  };
}

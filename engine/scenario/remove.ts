/** The verb `remove`: dependencies are given up, or entities are retired. */
import type { System } from '../model/system.ts';
import { withoutDependencies } from '../model/without-dependencies.ts';
import { adopters } from './adopters.ts';
import { type Outcome, outcome, type Site } from './effect.ts';
import type { Of } from './schema.ts';
import { dependenciesWhere, entitiesWhere, membersOf } from './select.ts';

/**
 * Leaves dependencies out (decision 16). An entity that is retired keeps its place and its weight: nobody needs
 * it, it needs nobody, and it has no outages; what it counted for is served without it. O(entities + dependencies).
 */
export function remove(intervention: Of<'remove'>, { field, lottery }: Site): Outcome {
  const { where, fraction } = intervention;
  const { system } = field;
  const { dependencies } = system;
  const isLeftOut = new Uint8Array(dependencies.count);
  if ('entity' in where) {
    const among = entitiesWhere(field, where.entity);
    const chosen = adopters(field, lottery, { among, fraction });
    const isRetired = membersOf(field, chosen);
    for (let e = 0; e < dependencies.count; e++)
      if (isRetired[dependencies.dependent[e]!] === 1 || isRetired[dependencies.supplier[e]!] === 1)
        isLeftOut[e] = 1;
    const without = withoutDependencies(system, isLeftOut);
    const failing = chosen.filter((v) => system.entities.outagesPerYear[v]! > 0);
    return outcome(quieted(without, failing), {
      matched: among.length,
      reached: chosen.length,
      entitiesChanged: failing.length,
      dependenciesRemoved: dependencies.count - without.dependencies.count,
    });
  }
  const rows = dependenciesWhere(field, where);
  const among = [...new Set(rows.map((e) => dependencies.dependent[e]!))];
  const isChosen = membersOf(field, adopters(field, lottery, { among, fraction }));
  for (const e of rows) if (isChosen[dependencies.dependent[e]!] === 1) isLeftOut[e] = 1;
  const without = withoutDependencies(system, isLeftOut);
  return outcome(without, {
    matched: among.length,
    reached: among.filter((v) => isChosen[v] === 1).length,
    dependenciesRemoved: dependencies.count - without.dependencies.count,
  });
}

function quieted(system: System, entities: readonly number[]): System {
  if (entities.length === 0) return system;
  const outagesPerYear = system.entities.outagesPerYear.slice();
  for (const v of entities) outagesPerYear[v] = 0;
  return { ...system, entities: { ...system.entities, outagesPerYear } };
}

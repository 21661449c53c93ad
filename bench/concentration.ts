/** Concentration of one role, beside the version with sets: a breadth-first search and a cascade of objects per supplier. */
import { dependenceOn } from '../engine/concentration/dependence.ts';
import { marketOf } from '../engine/concentration/market.ts';
import { selectUsers } from '../engine/concentration/users.ts';
import { buildIncidence } from '../engine/model/incidence.ts';
import { buildNetwork } from '../engine/model/network.ts';
import { FAILOVER, type System } from '../engine/model/system.ts';
import { finish } from './finish.ts';
import { compare } from './measure.ts';
import { objectCascade, objectEntities } from './object-cascade.ts';

/** Hidden concentration and impact of every supplier, one after the other in one column. */
type Answer = Float64Array;

/** Times all suppliers of a role on a system; the first weight counts. */
export function benchConcentration(system: System, role: string): void {
  const network = buildNetwork(system, 'run');
  const incidence = buildIncidence(system.entities.count, system.dependencies);
  const code = system.dependencies.role.labels.indexOf(role);
  const weight = system.weights[0]!.values;

  const linchpin = (): Answer => {
    const users = selectUsers(system.entities, weight, { sectors: [], countries: [] });
    const market = marketOf(system, users, { role: code, suppliers: 'each' });
    const { hidden } = finish(
      dependenceOn({ system, network, incidence }, market, { users, depth: 'hidden' }),
    );
    return Float64Array.of(...hidden!.concentration, ...hidden!.impact);
  };

  const objects = objectEntities(system);
  const { dependent, supplier, phase, role: roles } = system.dependencies;
  const usersOf = new Map<number, Set<number>>();
  const suppliers = new Set<number>();
  for (let e = 0; e < system.dependencies.count; e++) {
    if (phase[e] === FAILOVER) continue;
    const w = supplier[e]!;
    usersOf.set(w, (usersOf.get(w) ?? new Set()).add(dependent[e]!));
    if (roles.codes[e] === code) suppliers.add(w);
  }
  const withSets = (): Answer => {
    const ascending = [...suppliers].sort((v, w) => v - w);
    const concentrations = ascending.map((failed) => {
      const reached = new Set([failed]);
      let sum = 0;
      for (const v of reached) {
        if (v !== failed) sum += weight[v]!;
        for (const user of usersOf.get(v) ?? []) reached.add(user);
      }
      return sum;
    });
    const impacts = ascending.map((failed) => {
      let sum = 0;
      for (const [{ index }, level] of objectCascade(objects, [failed]))
        if (index !== failed) sum += weight[index]! * (1 - level);
      return sum;
    });
    return Float64Array.of(...concentrations, ...impacts);
  };

  compare(
    `Direct and hidden dependence on all ${suppliers.size} suppliers of ${role}`,
    [
      { name: 'linchpin', run: linchpin },
      { name: 'sets and objects', run: withSets },
    ],
    (a, b) => a.length === b.length && a.every((value, s) => Math.abs(value - b[s]!) <= 1e-6),
    5,
  );
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coreNumber } from '../../engine/centrality/core-number.ts';
import { type ArcList, arcLists, bothWays, headsOf, valuesOf } from './graphs.ts';

/** For each k, what peeling leaves: the definition itself. */
function peeled(list: ArcList): number[] {
  const core = Array.from({ length: list.nodeCount }, () => 0);
  const near = headsOf(bothWays(list));
  const left = new Set(near.keys());
  for (let k = 1; left.size > 0; k++) {
    const isLoose = (v: number): boolean => [...near[v]!].filter((w) => left.has(w)).length < k;
    for (let loose = [...left].filter(isLoose); loose.length > 0; loose = [...left].filter(isLoose))
      for (const v of loose) left.delete(v);
    for (const v of left) core[v] = k;
  }
  return core;
}

test('the core number is the largest k for which peeling leaves the entity', () => {
  fc.assert(
    fc.property(arcLists(14), (list) => {
      expect(valuesOf(coreNumber, list)).toEqual(peeled(list));
    }),
    { numRuns: 500 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { component } from '../../engine/centrality/components.ts';
import { arcLists, headsOf, reached, valuesOf } from './graphs.ts';

test('the component of an entity is everyone whom it reaches and who reaches it', () => {
  fc.assert(
    fc.property(arcLists(14), (list) => {
      const heads = headsOf(list);
      const below = heads.map((_, v) => reached(heads, [v]));
      const expected = below.map((own, v) => [...own].filter((w) => below[w]!.has(v)).length);
      expect(valuesOf(component, list)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dependencyOrder } from '../../engine/centrality/dependency-order.ts';
import { arcLists, graphOf, headsOf, reached } from './graphs.ts';

const lists = arcLists(16);

test('the order lists every node once, components side by side', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const { node, start, component, componentCount } = dependencyOrder(graphOf(list));
      expect([...node].sort((v, w) => v - w)).toEqual([...node.keys()]);
      expect(start.length).toBe(componentCount + 1);
      const listed = Array.from({ length: componentCount }, (_, c) =>
        Array.from(node.subarray(start[c], start[c + 1]), () => c),
      );
      expect(Array.from(node, (v) => component[v])).toEqual(listed.flat());
      expect(listed.every((members) => members.length > 0)).toBe(true);
    }),
  );
});

test('two nodes share a component exactly when each leads to the other', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const { component } = dependencyOrder(graphOf(list));
      const below = headsOf(list).map((_, v) => reached(headsOf(list), [v]));
      for (const v of below.keys())
        for (const w of below.keys())
          expect(component[v] === component[w]).toBe(below[v]!.has(w) && below[w]!.has(v));
    }),
  );
});

test('suppliers come first and those whom nobody needs last', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const { node, component } = dependencyOrder(graphOf(list));
      const heads = headsOf(list);
      heads.forEach((near, v) => {
        for (const w of near) expect(component[w]).toBeLessThanOrEqual(component[v]!);
      });
      const isNeeded = Array.from(node, (v) => heads.some((near) => near.has(v)));
      expect(isNeeded.lastIndexOf(true)).toBeLessThan([...isNeeded, false].indexOf(false));
    }),
  );
});

test('a cycle of 200,000 is one component and a chain as long has as many', () => {
  const nodeCount = 200_000;
  const chain = Array.from({ length: nodeCount - 1 }, (_, v) => [v, v + 1] as const);
  expect(dependencyOrder(graphOf({ nodeCount, arcs: chain })).componentCount).toBe(nodeCount);
  const cycle = [...chain, [nodeCount - 1, 0] as const];
  expect(dependencyOrder(graphOf({ nodeCount, arcs: cycle })).componentCount).toBe(1);
});

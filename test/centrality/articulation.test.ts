import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articulation, bridges } from '../../engine/centrality/articulation.ts';
import { type Arc, arcLists, bothWays, componentCount, headsOf, valuesOf } from './graphs.ts';

test('an articulation point is who leaves more components behind than there were others', () => {
  fc.assert(
    fc.property(arcLists(14), (list) => {
      const near = headsOf(bothWays(list));
      const expected = near.map((others, v) => {
        // an isolated entity takes its own component along
        const rest = componentCount(list) - (others.size === 0 ? 1 : 0);
        return Number(componentCount(list, v) > rest);
      });
      expect(valuesOf(articulation, list)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('a bridge is a link whose removal adds a component', () => {
  fc.assert(
    fc.property(arcLists(12), (list) => {
      const whole = componentCount(list);
      const expected = headsOf(bothWays(list)).map(
        (others, v) =>
          [...others].filter((w) => {
            const arcs = list.arcs.filter(([a, b]) => !((a === v && b === w) || (a === w && b === v)));
            return componentCount({ ...list, arcs }) > whole;
          }).length,
      );
      expect(valuesOf(bridges, list)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('in a chain of 200,000 all but the ends hold it together', () => {
  const nodeCount = 200_000;
  const arcs = Array.from({ length: nodeCount - 1 }, (_, v): Arc => [v, v + 1]);
  const points = valuesOf(articulation, { nodeCount, arcs });
  expect(points.reduce((sum, value) => sum + value, 0)).toBe(nodeCount - 2);
  expect([points[0], points[1], points.at(-1)]).toEqual([0, 1, 0]);
});

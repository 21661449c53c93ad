import fc from 'fast-check';
import { UndirectedGraph } from 'graphology';
import graphologyEigenvector from 'graphology-metrics/centrality/eigenvector';
import { expect, test } from 'vitest';
import { eigenvector } from '../../engine/centrality/eigenvector.ts';
import { distance } from '../properties/systems.ts';
import { type Arc, arcLists, bothWays, componentCount, headsOf, measured, valuesOf } from './graphs.ts';

test('each value is the sum of its neighbours divided by the largest eigenvalue, and the squares sum to 1', () => {
  fc.assert(
    fc.property(arcLists(20), (list) => {
      const near = headsOf(bothWays(list));
      fc.pre(near.some((others) => others.size > 0));
      const { values, note } = measured(eigenvector, list, { rounds: 100_000 });
      expect(note).toBe('');
      expect(values.every((value) => value >= 0)).toBe(true);
      const sums = near.map((others) => [...others].reduce((sum, w) => sum + values[w]!, 0));
      const eigenvalue = sums.reduce((sum, value, v) => sum + value * values[v]!, 0);
      expect(
        distance(
          sums,
          values.map((value) => eigenvalue * value),
        ),
      ).toBeLessThan(1e-10);
      expect(values.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 10);
      // no eigenvalue of the adjacency matrix is larger than what these two bounds leave
      const degrees = near.map((others) => others.size);
      expect(eigenvalue).toBeGreaterThan(Math.sqrt(Math.max(...degrees)) - 1e-9);
      expect(eigenvalue).toBeLessThan(Math.max(...degrees) + 1e-9);
    }),
    { numRuns: 200 },
  );
});

test('graphology-metrics gives the same on connected graphs', () => {
  fc.assert(
    fc.property(arcLists(10), (list) => {
      fc.pre(list.nodeCount > 1 && componentCount(list) === 1);
      const graph = new UndirectedGraph();
      for (let v = 0; v < list.nodeCount; v++) graph.addNode(v);
      for (const [tail, head] of list.arcs) if (tail !== head) graph.mergeEdge(tail, head);
      const others = graphologyEigenvector(graph, {
        getEdgeWeight: null,
        tolerance: 1e-13,
        maxIterations: 100_000,
      });
      expect(distance(valuesOf(eigenvector, list), Object.values(others))).toBeLessThan(1e-9);
    }),
    { numRuns: 200 },
  );
});

test('the hub of a star, which is bipartite, has 1/√2, and the leaves share the rest', () => {
  const leaves = 9;
  const arcs = Array.from({ length: leaves }, (_, v): Arc => [v + 1, 0]);
  const expected = [Math.SQRT1_2, ...arcs.map(() => Math.SQRT1_2 / 3)];
  expect(distance(valuesOf(eigenvector, { nodeCount: leaves + 1, arcs }), expected)).toBeLessThan(1e-12);
});

test('components that are alike have equal values, the thinner ones and isolated entities have 0', () => {
  const triangle = (a: number): Arc[] => [
    [a, a + 1],
    [a + 1, a + 2],
    [a + 2, a],
  ];
  const list = { nodeCount: 9, arcs: [...triangle(0), ...triangle(3), [6, 7] as Arc] };
  const each = 1 / Math.sqrt(6);
  expect(distance(valuesOf(eigenvector, list), [each, each, each, each, each, each, 0, 0, 0])).toBeLessThan(
    1e-12,
  );
});

test('nobody has a value where nobody is joined', () => {
  expect(valuesOf(eigenvector, { nodeCount: 3, arcs: [[1, 1]] })).toEqual([0, 0, 0]);
  expect(valuesOf(eigenvector, { nodeCount: 0, arcs: [] })).toEqual([]);
});

test('a chain of a thousand stops at the limit of rounds, says so, and is finite', () => {
  const arcs = Array.from({ length: 999 }, (_, v): Arc => [v, v + 1]);
  const { values, note } = measured(eigenvector, { nodeCount: 1000, arcs }, { rounds: 50 });
  expect(note).toMatch(/^The values had not settled at the limit of rounds \(50\): .*residual of \d\.\de-\d/);
  expect(values.every(Number.isFinite)).toBe(true);
});

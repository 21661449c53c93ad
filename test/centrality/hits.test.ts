import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import graphologyHits from 'graphology-metrics/centrality/hits';
import { expect, test } from 'vitest';
import { hitsAuthority, hitsHub } from '../../engine/centrality/hits.ts';
import { distance } from '../properties/systems.ts';
import { type Arc, arcLists, headsOf, measured, valuesOf } from './graphs.ts';

test('hubs are the sums of their authorities, authorities those of their hubs, and each sums to 1', () => {
  fc.assert(
    fc.property(arcLists(20), (list) => {
      const heads = headsOf(list);
      fc.pre(heads.some((others) => others.size > 0));
      const hub = measured(hitsHub, list, { rounds: 100_000 });
      const authority = measured(hitsAuthority, list, { rounds: 100_000 });
      expect([hub.note, authority.note]).toEqual(['', '']);
      const fromHubs = hub.values.map((_, w) =>
        heads.reduce((sum, others, v) => sum + (others.has(w) ? hub.values[v]! : 0), 0),
      );
      const fromAuthorities = heads.map((others) =>
        [...others].reduce((sum, w) => sum + authority.values[w]!, 0),
      );
      expect(distance(authority.values, shares(fromHubs))).toBeLessThan(1e-10);
      expect(distance(hub.values, shares(fromAuthorities))).toBeLessThan(1e-9);
    }),
    { numRuns: 200 },
  );
});

test('graphology-metrics gives the same', () => {
  fc.assert(
    fc.property(arcLists(10), (list) => {
      const graph = new DirectedGraph();
      for (let v = 0; v < list.nodeCount; v++) graph.addNode(v);
      for (const [tail, head] of list.arcs) if (tail !== head) graph.mergeEdge(tail, head);
      // it divides by the largest score
      fc.pre(graph.size > 0);
      const others = graphologyHits(graph, { getEdgeWeight: null, tolerance: 1e-12, maxIterations: 100_000 });
      expect(distance(valuesOf(hitsHub, list), Object.values(others.hubs))).toBeLessThan(1e-9);
      expect(distance(valuesOf(hitsAuthority, list), Object.values(others.authorities))).toBeLessThan(1e-9);
    }),
    { numRuns: 200 },
  );
});

test('one supplier with four dependents is the only authority, and these are equal hubs', () => {
  const arcs: Arc[] = [
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
  ];
  expect(distance(valuesOf(hitsAuthority, { nodeCount: 5, arcs }), [1, 0, 0, 0, 0])).toBeLessThan(1e-12);
  expect(distance(valuesOf(hitsHub, { nodeCount: 5, arcs }), [0, 0.25, 0.25, 0.25, 0.25])).toBeLessThan(
    1e-12,
  );
});

test('100,000 pairs settle, whatever sums of as many numbers lose', () => {
  const arcs = Array.from({ length: 100_000 }, (_, v): Arc => [2 * v, 2 * v + 1]);
  const { values, note } = measured(hitsAuthority, { nodeCount: 200_000, arcs });
  expect(note).toBe('');
  expect(values[1]).toBeCloseTo(1e-5, 15);
});

test('nobody has a score where nobody depends on anybody', () => {
  for (const measure of [hitsAuthority, hitsHub]) {
    expect(valuesOf(measure, { nodeCount: 2, arcs: [[1, 1]] })).toEqual([0, 0]);
    expect(valuesOf(measure, { nodeCount: 0, arcs: [] })).toEqual([]);
  }
});

function shares(values: ArrayLike<number>): number[] {
  const total = Array.from(values).reduce((sum, value) => sum + value, 0);
  return Array.from(values, (value) => value / total);
}

import fc from 'fast-check';
import { UndirectedGraph } from 'graphology';
import louvain from 'graphology-communities-louvain';
import graphologyModularity from 'graphology-metrics/graph/modularity';
import { describe, expect, test } from 'vitest';
import { community } from '../../engine/centrality/communities.ts';
import {
  type Arc,
  type ArcList,
  arcLists,
  bothWays,
  headsOf,
  measured,
  reached,
  valuesOf,
} from './graphs.ts';

function graphologyOf({ nodeCount, arcs }: ArcList, group: readonly number[]): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (let v = 0; v < nodeCount; v++) graph.addNode(v, { community: group[v] });
  for (const [tail, head] of arcs) if (tail !== head) graph.mergeEdge(tail, head);
  return graph;
}

/** The modularity that the note gives, in thousandths. */
function toldModularity(list: ArcList): number {
  return Math.round(1000 * Number(/modularity of (-?[\d.]+);/.exec(measured(community, list).note)![1]));
}

const clique = (first: number, size: number): Arc[] =>
  Array.from({ length: size }, (_, i) =>
    Array.from({ length: i }, (__, j): Arc => [first + i, first + j]),
  ).flat();

describe('communities', () => {
  test('are numbered from 1 by size, the first in the table first among equals', () => {
    fc.assert(
      fc.property(arcLists(20), (list) => {
        const label = valuesOf(community, list);
        const count = Math.max(0, ...label);
        const members = Array.from({ length: count }, (_, c) =>
          label.flatMap((own, v) => (own === c + 1 ? [v] : [])),
        );
        const sorted = [...members].sort((a, b) => b.length - a.length || a[0]! - b[0]!);
        expect(members).toEqual(sorted);
        expect(members.every((group) => group.length > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('never hold entities that do not hang together', () => {
    fc.assert(
      fc.property(arcLists(20), (list) => {
        const label = valuesOf(community, list);
        const near = headsOf(bothWays(list));
        const component = near.map((_, v) => Math.min(...reached(near, [v])));
        for (let v = 0; v < label.length; v++)
          expect(component[label.indexOf(label[v]!)], `${v}`).toBe(component[v]);
      }),
      { numRuns: 300 },
    );
  });

  test('have the modularity that is told, by its definition as graphology-metrics has it', () => {
    fc.assert(
      fc.property(arcLists(20), (list) => {
        const graph = graphologyOf(list, valuesOf(community, list));
        const whole = graph.size === 0 ? 0 : graphologyModularity(graph, { getEdgeWeight: null });
        expect(Math.abs(toldModularity(list) - 1000 * whole)).toBeLessThan(0.5 + 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  test('cannot be improved by joining two of them', () => {
    fc.assert(
      fc.property(arcLists(12), (list) => {
        const label = valuesOf(community, list);
        const graph = graphologyOf(list, label);
        fc.pre(graph.size > 0);
        const whole = graphologyModularity(graph, { getEdgeWeight: null });
        const count = Math.max(...label);
        for (let a = 1; a <= count; a++)
          for (let b = a + 1; b <= count; b++) {
            const joined = graphologyOf(
              list,
              label.map((own) => (own === b ? a : own)),
            );
            expect(graphologyModularity(joined, { getEdgeWeight: null })).toBeLessThan(whole + 1e-12);
          }
      }),
      { numRuns: 100 },
    );
  });

  test('of cliques in a ring are the cliques, as graphology-communities-louvain finds them too', () => {
    const cliques = 8;
    const size = 5;
    const ring = Array.from(
      { length: cliques },
      (_, c): Arc => [size * c, (size * (c + 1) + 1) % (cliques * size)],
    );
    const list = {
      nodeCount: cliques * size,
      arcs: [...Array.from({ length: cliques }, (_, c) => clique(size * c, size)).flat(), ...ring],
    };
    const expected = Array.from({ length: list.nodeCount }, (_, v) => 1 + Math.floor(v / size));
    expect(valuesOf(community, list)).toEqual(expected);
    const others = louvain.detailed(graphologyOf(list, []), { getEdgeWeight: null, randomWalk: false });
    expect(toldModularity(list)).toBe(Math.round(1000 * others.modularity));
  });

  test('are single where nobody is joined', () => {
    expect(valuesOf(community, { nodeCount: 3, arcs: [[1, 1]] })).toEqual([1, 2, 3]);
    expect(valuesOf(community, { nodeCount: 0, arcs: [] })).toEqual([]);
  });
});

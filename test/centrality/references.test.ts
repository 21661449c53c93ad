/** Values that other programs and papers give, to 1e-9. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { articulation, bridges } from '../../engine/centrality/articulation.ts';
import { coreNumber } from '../../engine/centrality/core-number.ts';
import { degreeIn, degreeOut } from '../../engine/centrality/degree.ts';
import { eigenvector } from '../../engine/centrality/eigenvector.ts';
import { CENTRALITIES } from '../../engine/centrality/registry.ts';
import { distance } from '../properties/systems.ts';
import { type Arc, type ArcList, valuesOf } from './graphs.ts';
import networkx from './networkx.json' with { type: 'json' };

const folder = resolve(import.meta.dirname, '../../../shared/reference/centrality');

/** The kite of Krackhardt (1990); values by networkx 3.6.1, which igraph 1.0.0 confirms. */
const kite = {
  nodeCount: 10,
  arcs: [
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 5],
    [1, 3],
    [1, 4],
    [1, 6],
    [2, 3],
    [2, 5],
    [3, 4],
    [3, 5],
    [3, 6],
    [4, 6],
    [5, 6],
    [5, 7],
    [6, 7],
    [7, 8],
    [8, 9],
  ] as const satisfies Arc[],
  degree: [4, 4, 3, 6, 3, 5, 5, 3, 2, 1],
  eigenvector: [
    0.352209396816635, 0.352209396816635, 0.285834991390872, 0.481020858272808, 0.285834991390872,
    0.39769063647017, 0.39769063647017, 0.195860583027811, 0.048073485026282, 0.011163255309776,
  ],
  coreNumber: [3, 3, 3, 3, 3, 3, 3, 2, 1, 1],
  articulation: [0, 0, 0, 0, 0, 0, 0, 1, 1, 0],
  bridges: [0, 0, 0, 0, 0, 0, 0, 1, 2, 1],
};

/** Undirected references say nothing of directions: each link stands once, in any direction. */
function expectAsPublished(list: ArcList, published: Omit<typeof kite, 'nodeCount' | 'arcs'>): void {
  const outDegree = valuesOf(degreeOut, list);
  expect(valuesOf(degreeIn, list).map((degree, v) => degree + outDegree[v]!)).toEqual(published.degree);
  expect(distance(valuesOf(eigenvector, list), published.eigenvector)).toBeLessThan(1e-9);
  expect(valuesOf(coreNumber, list)).toEqual(published.coreNumber);
  expect(valuesOf(articulation, list)).toEqual(published.articulation);
  expect(valuesOf(bridges, list)).toEqual(published.bridges);
}

test('degree, eigenvector, core numbers, articulation points and bridges of the kite are the published ones', () => {
  expectAsPublished(kite, kite);
});

if (existsSync(folder))
  test.each(['krackhardt_kite', 'zachary_karate_unweighted'])(
    'and so they are in the reference files: %s',
    (name) => {
      const text = (ending: string): string => readFileSync(resolve(folder, `${name}.${ending}`), 'utf8');
      const expected = JSON.parse(text('expected.json'));
      const nodes = Array.from({ length: expected.n }, (_, v) => String(v));
      const arcs = text('edges.csv')
        .trimEnd()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(',').map(Number) as [number, number]);
      expectAsPublished(
        { nodeCount: expected.n, arcs },
        {
          degree: nodes.map((id) => expected.degree[id]),
          eigenvector: nodes.map((id) => expected.eigenvector_l2[id]),
          coreNumber: nodes.map((id) => expected.core_number[id]),
          articulation: nodes.map((id) => Number(expected.articulation_points.includes(id))),
          bridges: nodes.map(
            (id) => expected.bridges.filter((bridge: string) => bridge.split('|').includes(id)).length,
          ),
        },
      );
    },
  );

describe('on a graph with parallels, loops, cycles and six components, the values of networkx 3.6.1 come out', () => {
  const list: ArcList = { nodeCount: networkx.nodeCount, arcs: networkx.arcs as [number, number][] };
  test.each(Object.entries(networkx.expected))('for %s', (id, expected) => {
    const measure = CENTRALITIES.find((each) => each.id === id)!;
    expect(distance(valuesOf(measure, list), expected)).toBeLessThan(1e-9);
  });
});

/** The kernels work on many sources at once and on blocks: graphs that fill several of these. */
import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import graphologyBetweenness from 'graphology-metrics/centrality/betweenness.js';
import { expect, test } from 'vitest';
import { betweenness } from '../../engine/centrality/betweenness.ts';
import { closeness, harmonic } from '../../engine/centrality/closeness.ts';
import { pagerank } from '../../engine/centrality/pagerank.ts';
import { reachDown, reachUp } from '../../engine/centrality/reach.ts';
import { graphOfArcs } from '../../engine/projection/simple-graph.ts';
import { uniform } from '../../engine/random/draw.ts';
import { drain } from '../formats/reading.ts';
import { type Arc, type ArcList, headsOf, measured, reached, valuesOf } from './graphs.ts';

/** Everyone has a few suppliers among those with lower numbers, and some arcs lead back: cycles of any size. */
const economies = fc.integer({ min: 100, max: 200 }).chain((nodeCount) =>
  fc
    .record({
      down: fc.array(fc.tuple(fc.nat(nodeCount - 1), fc.nat(999)), {
        minLength: nodeCount,
        maxLength: 3 * nodeCount,
      }),
      back: fc.array(fc.tuple(fc.nat(nodeCount - 1), fc.nat(nodeCount - 1)), { maxLength: 5 }),
    })
    .map(
      ({ down, back }): ArcList => ({
        nodeCount,
        arcs: [...down.map(([v, part]): Arc => [v, Math.floor((v * part) / 1000)]), ...back],
      }),
    ),
);

/** Of large graphs: one that fails is not made smaller, for that takes minutes. */
const RUNS = { numRuns: 20, endOnFailure: true };

function graphologyOf(list: ArcList): DirectedGraph {
  const graph = new DirectedGraph();
  const heads = headsOf(list);
  heads.forEach((_, v) => {
    graph.addNode(v);
  });
  heads.forEach((near, v) => {
    for (const w of near) graph.addDirectedEdge(v, w);
  });
  return graph;
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, v) => {
    expect(Math.abs(actual[v]! - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
  });
}

test('betweenness of hundreds agrees with graphology-metrics', () => {
  fc.assert(
    fc.property(economies, (list) => {
      const graph = graphologyOf(list);
      // there an offset overflows when the arcs are 256 in all, and those of the last node are forgotten
      fc.pre(graph.size !== 256);
      const between = graphologyBetweenness(graph, { normalized: false });
      expectClose(
        valuesOf(betweenness, list),
        headsOf(list).map((_, v) => between[v]!),
      );
    }),
    RUNS,
  );
});

test('PageRank of hundreds is what the surfer who follows every link comes to', () => {
  fc.assert(
    fc.property(economies, (list) => {
      const heads = headsOf(list);
      const n = list.nodeCount;
      let rank = heads.map(() => 1 / n);
      for (let round = 0; round < 300; round++) {
        const next = rank.map(() => 0.15 / n);
        let stranded = 0;
        heads.forEach((near, v) => {
          if (near.size === 0) stranded += 0.85 * rank[v]!;
          for (const w of near) next[w]! += (0.85 * rank[v]!) / near.size;
        });
        rank = next.map((value) => value + stranded / n);
      }
      expectClose(valuesOf(pagerank, list), rank);
    }),
    RUNS,
  );
});

test('closeness and harmonic centrality of hundreds are what single searches find', () => {
  fc.assert(
    fc.property(economies, (list) => {
      const heads = headsOf(list);
      const found = heads.map(() => ({ count: 0, distances: 0, inverses: 0 }));
      for (const source of heads.keys()) {
        let level = new Set([source]);
        const seen = new Set(level);
        for (let distance = 1; level.size > 0; distance++) {
          level = new Set([...level].flatMap((v) => [...heads[v]!]).filter((w) => !seen.has(w)));
          for (const w of level) {
            seen.add(w);
            found[w]!.count++;
            found[w]!.distances += distance;
            found[w]!.inverses += 1 / distance;
          }
        }
      }
      expectClose(
        valuesOf(harmonic, list),
        found.map(({ inverses }) => inverses),
      );
      expectClose(
        valuesOf(closeness, list),
        found.map(({ count, distances }) =>
          count === 0 ? 0 : ((count / (list.nodeCount - 1)) * count) / distances,
        ),
      );
    }),
    RUNS,
  );
});

const DRAWS = { seed: 1, replicate: 0, purpose: 'graph' };

test('reach of a thousand with long reaches is exact both ways', () => {
  const nodeCount = 1000;
  const arcs: Arc[] = [[400, 420]];
  for (let v = 1; v < nodeCount; v++)
    for (let k = 1; k <= 4; k++)
      arcs.push([v, v - 1 - Math.floor(Math.min(v, 40) * uniform(DRAWS, `${v}`, k))]);
  const list = { nodeCount, arcs };
  const below = headsOf(list).map((_, v) => reached(headsOf(list), [v]));
  const up = new Array<number>(nodeCount).fill(-1);
  for (const seen of below) for (const w of seen) up[w]!++;
  // enough of them for several blocks of seeds
  expect(up.filter((count) => count > 500).length).toBeGreaterThan(256);
  expect(valuesOf(reachUp, list)).toEqual(up);
  expect(valuesOf(reachDown, list)).toEqual(below.map((seen) => seen.size - 1));
});

test('betweenness, exact and sampled, moves with the entities when these are listed in another order', () => {
  fc.assert(
    fc.property(economies, fc.array(fc.nat(), { minLength: 200, maxLength: 200 }), (list, keys) => {
      const nodes = [...headsOf(list).keys()];
      const order = nodes.sort((v, w) => keys[v]! - keys[w]! || v - w);
      const place = order.map((_, v) => order.indexOf(v));
      const graph = graphOfArcs(
        list.nodeCount,
        Int32Array.from(list.arcs, ([tail]) => place[tail]!),
        Int32Array.from(list.arcs, ([, head]) => place[head]!),
      );
      for (const samples of [0, 60]) {
        const moved = drain(
          betweenness.compute({ graph, id: order.map((v) => `e${v}`) }, { samples }),
        ).result;
        const plain = measured(betweenness, list, { samples });
        expectClose(
          place.map((at) => moved.values[at]!),
          [...plain.values],
        );
        if (samples > 0)
          expectClose(
            place.map((at) => moved.standardError[at]!),
            [...plain.standardError],
          );
      }
    }),
    RUNS,
  );
});

test('a larger sample contains a smaller one', () => {
  // chains of three: the middle has a value exactly when its dependent is in the sample
  const chains = 100;
  const arcs = Array.from({ length: chains }, (_, i): Arc[] => [
    [3 * i, 3 * i + 1],
    [3 * i + 1, 3 * i + 2],
  ]).flat();
  const sampleOf = (samples: number): number[] => {
    const { values } = measured(betweenness, { nodeCount: 3 * chains, arcs }, { samples });
    return [...values.keys()].filter((v) => values[v]! > 0);
  };
  const [small, large] = [sampleOf(60), sampleOf(150)];
  expect(small.length).toBeGreaterThan(5);
  expect(large.length).toBeGreaterThan(small.length);
  expect(large).toEqual(expect.arrayContaining(small));
});

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betweenness } from '../../engine/centrality/betweenness.ts';
import { closeness, harmonic } from '../../engine/centrality/closeness.ts';
import { pagerank } from '../../engine/centrality/pagerank.ts';
import { reachDown, reachUp } from '../../engine/centrality/reach.ts';
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

const lists = arcLists(14);

/** Distances from every node to every node by arcs, Infinity where no path leads (Floyd and Warshall). */
function distances(list: ArcList): number[][] {
  const heads = headsOf(list);
  const d = heads.map((near, v) =>
    heads.map((_, w) => (v === w ? 0 : near.has(w) ? 1 : Number.POSITIVE_INFINITY)),
  );
  for (const k of d.keys())
    for (const v of d.keys()) for (const w of d.keys()) d[v]![w] = Math.min(d[v]![w]!, d[v]![k]! + d[k]![w]!);
  return d;
}

/** Number of shortest paths between all pairs, by induction on the first step. */
function pathCounts(list: ArcList, d: readonly (readonly number[])[]): number[][] {
  const heads = headsOf(list);
  const count = (v: number, w: number): number => {
    if (v === w) return 1;
    if (d[v]![w] === Number.POSITIVE_INFINITY) return 0;
    let sum = 0;
    for (const u of heads[v]!) if (d[u]![w]! + 1 === d[v]![w]!) sum += count(u, w);
    return sum;
  };
  return d.map((row, v) => row.map((_, w) => count(v, w)));
}

function expectClose(actual: readonly number[], expected: readonly number[], digits = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, v) => {
    expect(Math.abs(value - expected[v]!)).toBeLessThanOrEqual(digits * Math.max(1, Math.abs(expected[v]!)));
  });
}

test('reach is what a plain search finds, both ways', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const heads = headsOf(list);
      const down = heads.map((_, v) => reached(heads, [v]).size - 1);
      const up = heads.map((_, v) => heads.filter((_, u) => u !== v && reached(heads, [u]).has(v)).length);
      expect(valuesOf(reachDown, list)).toEqual(down);
      expect(valuesOf(reachUp, list)).toEqual(up);
    }),
  );
});

test('reach beyond the cap of a search is exact as well, cycles included', () => {
  // a hub cycle of 3 that 2,000 users need through 40 providers in chains
  const arcs: Arc[] = [
    [0, 1],
    [1, 2],
    [2, 0],
  ];
  for (let p = 3; p < 43; p++) arcs.push([p, p % 3], [p, Math.max(0, p - 3)]);
  for (let u = 43; u < 2043; u++) arcs.push([u, 3 + (u % 40)], [u, 3 + ((7 * u) % 40)]);
  const list = { nodeCount: 2043, arcs };
  const heads = headsOf(list);
  const up = new Array<number>(list.nodeCount).fill(0);
  for (let u = 0; u < list.nodeCount; u++) for (const v of reached(heads, [u])) up[v]!++;
  expect(valuesOf(reachUp, list)).toEqual(up.map((count) => count - 1));
});

test('betweenness adds up fractions of shortest paths over all pairs', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const d = distances(list);
      const paths = pathCounts(list, d);
      const expected = d.map((_, v) => {
        let sum = 0;
        for (const s of d.keys())
          for (const t of d.keys())
            if (s !== t && s !== v && t !== v && d[s]![v]! + d[v]![t]! === d[s]![t]! && d[s]![t]! < Infinity)
              sum += (paths[s]![v]! * paths[v]![t]!) / paths[s]![t]!;
        return sum;
      });
      expectClose(valuesOf(betweenness, list), expected);
    }),
  );
});

/** s > L layers of W > t, complete between neighbours: node 0 is s, the last is t. */
function layered(layers: number, width: number): ArcList {
  const at = (layer: number, k: number): number => 1 + layer * width + k;
  const t = 1 + layers * width;
  const arcs: Arc[] = [];
  for (let k = 0; k < width; k++) arcs.push([0, at(0, k)], [at(layers - 1, k), t]);
  for (let layer = 0; layer + 1 < layers; layer++)
    for (let j = 0; j < width; j++)
      for (let k = 0; k < width; k++) arcs.push([at(layer, j), at(layer + 1, k)]);
  return { nodeCount: t + 1, arcs };
}

test.each([
  [33, 2],
  [1200, 2],
  [400, 5],
])(
  'betweenness of %i layers of %i follows the closed form, however many paths there are',
  (layers, width) => {
    const values = valuesOf(betweenness, layered(layers, width));
    for (let layer = 0; layer < layers; layer++) {
      const expected = ((1 + width * layer) * (1 + width * (layers - 1 - layer))) / width;
      for (let k = 0; k < width; k++)
        expect(Math.abs(values[1 + layer * width + k]! / expected - 1)).toBeLessThan(1e-9);
    }
    expect(values[0]).toBe(0);
    expect(values.at(-1)).toBe(0);
  },
);

test('parallel dependencies open no further paths', () => {
  const values = valuesOf(betweenness, {
    nodeCount: 4,
    arcs: [
      [0, 1],
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ],
  });
  expect(values).toEqual([0, 0.5, 0.5, 0]);
});

test('sampling every source is exact, fewer nest, and their errors cover the truth', () => {
  const list = layered(40, 3);
  const exact = measured(betweenness, list);
  expect(exact.note).toContain('Exact');
  expect([...measured(betweenness, list, { samples: list.nodeCount }).values]).toEqual([...exact.values]);
  const sampled = measured(betweenness, list, { samples: 80 });
  expect(sampled.note).toContain('Sampled from 80 of 122');
  const misses = [...sampled.values].filter(
    (value, v) => Math.abs(value - exact.values[v]!) > 4 * sampled.standardError[v]! + 1e-9,
  );
  expect(misses).toEqual([]);
});

test('closeness and harmonic centrality follow from the distances of dependents', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const d = distances(list);
      const from = d.map((_, v) => d.map((row) => row[v]!).filter((x, u) => u !== v && x < Infinity));
      const most = list.nodeCount - 1;
      expectClose(
        valuesOf(harmonic, list),
        from.map((xs) => xs.reduce((sum, x) => sum + 1 / x, 0)),
      );
      expectClose(
        valuesOf(closeness, list),
        from.map((xs) =>
          xs.length === 0 ? 0 : ((xs.length / most) * xs.length) / xs.reduce((sum, x) => sum + x, 0),
        ),
      );
    }),
  );
});

test('PageRank is what iterating the surfer on every page leads to', () => {
  fc.assert(
    fc.property(lists, fc.constantFrom(0, 0.5, 0.85, 0.97), (list, damping) => {
      const heads = headsOf(list);
      const n = list.nodeCount;
      let x = heads.map(() => 1 / n);
      for (let round = 0; round < 1500; round++) {
        const next = x.map(() => (1 - damping) / n);
        heads.forEach((near, u) => {
          const to = near.size === 0 ? next.keys() : near;
          const each = (damping * x[u]!) / (near.size === 0 ? n : near.size);
          for (const w of to) next[w]! += each;
        });
        x = next;
      }
      expectClose([...measured(pagerank, list, { damping }).values], x);
    }),
    { numRuns: 40 },
  );
});

test('a graph without nodes has no values, one without arcs has none above 0 save PageRank', () => {
  for (const measure of [reachUp, reachDown, betweenness, closeness, harmonic, pagerank])
    expect(valuesOf(measure, { nodeCount: 0, arcs: [] })).toEqual([]);
  const alone: ArcList = { nodeCount: 3, arcs: [[1, 1]] };
  for (const measure of [reachUp, reachDown, betweenness, closeness, harmonic])
    expect(valuesOf(measure, alone)).toEqual([0, 0, 0]);
  expectClose(valuesOf(pagerank, alone), [1 / 3, 1 / 3, 1 / 3]);
});

const folder = resolve(import.meta.dirname, '../../../shared/reference/centrality');

if (existsSync(folder))
  test.each(['krackhardt_kite', 'zachary_karate_unweighted'])(
    'undirected references by networkx 3.6.1 and igraph 1.0.0 come out when every link goes both ways: %s',
    (name) => {
      const text = (ending: string): string => readFileSync(resolve(folder, `${name}.${ending}`), 'utf8');
      const expected = JSON.parse(text('expected.json'));
      const links = text('edges.csv').trimEnd().split(/\r?\n/).slice(1);
      const arcs = links.map((line) => line.split(',').map(Number) as [number, number]);
      const list = bothWays({ nodeCount: expected.n, arcs });
      const column = (key: string): number[] =>
        Array.from({ length: expected.n }, (_, v) => expected[key][v]);
      expectClose(
        valuesOf(betweenness, list),
        column('betweenness_raw').map((value) => 2 * value),
      );
      expectClose(valuesOf(closeness, list), column('closeness_wf_improved'));
      expectClose(valuesOf(harmonic, list), column('harmonic'));
      expectClose(valuesOf(pagerank, list), column('pagerank_0.85'));
    },
  );

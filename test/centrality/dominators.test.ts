import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dominated, dominators } from '../../engine/centrality/dominators.ts';
import { drain } from '../formats/reading.ts';
import { type Arc, type ArcList, arcLists, graphOf, headsOf, reached, valuesOf } from './graphs.ts';

function immediateOf(list: ArcList, root: number): number[] {
  return [...drain(dominators(graphOf(list), root)).result.immediate];
}

test('immediate dominators are the published ones', () => {
  const arcs: Arc[] = [
    [0, 1],
    [1, 2],
    [1, 3],
    [2, 7],
    [3, 4],
    [4, 5],
    [4, 6],
    [5, 7],
    [6, 4],
  ];
  expect(immediateOf({ nodeCount: 8, arcs }, 0)).toEqual([-1, 0, 1, 1, 3, 4, 4, 1]);
});

test('immediate dominators of the example of Lengauer and Tarjan are those of the paper', () => {
  const arcs = [
    'RA',
    'RB',
    'RC',
    'AD',
    'BA',
    'BD',
    'BE',
    'CF',
    'CG',
    'DL',
    'EH',
    'FI',
    'GI',
    'GJ',
    'HE',
    'HK',
    'IK',
    'JI',
    'KI',
    'KR',
    'LH',
  ];
  const nodes = [...'RABCDEFGHIJKL'];
  const at = (name: string): number => nodes.indexOf(name);
  const list = { nodeCount: nodes.length, arcs: arcs.map(([tail, head]): Arc => [at(tail!), at(head!)]) };
  const named = immediateOf(list, 0).map((v, w) => `${nodes[w]}:${nodes[v] ?? ''}`);
  expect(named).toEqual([
    'R:',
    'A:R',
    'B:R',
    'C:R',
    'D:R',
    'E:R',
    'F:C',
    'G:C',
    'H:R',
    'I:R',
    'J:G',
    'K:R',
    'L:D',
  ]);
});

test('going up the dominators meets exactly those whose removal cuts off the node', () => {
  const rooted = arcLists(14)
    .filter(({ nodeCount }) => nodeCount > 0)
    .chain((list) => fc.record({ list: fc.constant(list), root: fc.nat(list.nodeCount - 1) }));
  fc.assert(
    fc.property(rooted, ({ list, root }) => {
      const heads = headsOf(list);
      const whole = reached(heads, [root]);
      const immediate = immediateOf(list, root);
      for (let w = 0; w < list.nodeCount; w++) {
        const above: number[] = [];
        for (let v = immediate[w]!; v !== -1; v = immediate[v]!) above.push(v);
        const cutting = [...whole].filter(
          (v) => v !== w && whole.has(w) && !reached(heads, [root], v).has(w),
        );
        expect(above.sort((a, b) => a - b)).toEqual(cutting.sort((a, b) => a - b));
      }
    }),
    { numRuns: 500 },
  );
});

test('an entity dominates whose chains of suppliers all end without it once it is gone', () => {
  fc.assert(
    fc.property(arcLists(12), (list) => {
      const suppliers = headsOf(list);
      const all = [...suppliers.keys()];
      const below = all.map((v) => reached(suppliers, [v]));
      // a chain may end where everything that is reached leads back
      const isFoundation = all.map((v) => [...below[v]!].every((w) => below[w]!.has(v)));
      const expected = all.map(
        (v) =>
          all.filter((w) => w !== v && ![...reached(suppliers, [w], v)].some((u) => isFoundation[u])).length,
      );
      expect(valuesOf(dominated, list)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('in a chain of 200,000 with as many twigs each link dominates all that stand above it', () => {
  const nodeCount = 200_000;
  const chain = Array.from({ length: nodeCount - 1 }, (_, v): Arc => [v + 1, v]);
  const twigs = chain.map(([v, w]): Arc => [nodeCount + w, v]);
  const values = valuesOf(dominated, { nodeCount: 2 * nodeCount, arcs: [...chain, ...twigs] });
  expect([values[0], values[nodeCount - 2], values[nodeCount - 1]]).toEqual([2 * nodeCount - 2, 3, 1]);
});

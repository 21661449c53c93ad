/** Graphs for tests of centralities: lists of arcs that fast-check generates, and the slow and obvious questions. */
import fc from 'fast-check';
import type { Centrality, MeasureResult, ParameterValues } from '../../engine/centrality/measure.ts';
import { graphOfArcs, type SimpleGraph } from '../../engine/projection/simple-graph.ts';
import { drain } from '../formats/reading.ts';

export type Arc = readonly [tail: number, head: number];

export interface ArcList {
  readonly nodeCount: number;
  /** With loops and repetitions. */
  readonly arcs: readonly Arc[];
}

/** Arcs with any mixture of parallels, loops, isolated nodes, cycles and components; none or one node too. */
export function arcLists(maxNodes: number): fc.Arbitrary<ArcList> {
  return fc.integer({ min: 0, max: maxNodes }).chain((nodeCount) => {
    const node = fc.nat(Math.max(0, nodeCount - 1));
    const arcs = fc.array(fc.tuple(node, node), { maxLength: nodeCount === 0 ? 0 : 3 * nodeCount });
    return fc.record({ nodeCount: fc.constant(nodeCount), arcs });
  });
}

export function graphOf({ nodeCount, arcs }: ArcList): SimpleGraph {
  return graphOfArcs(
    nodeCount,
    Int32Array.from(arcs, ([tail]) => tail),
    Int32Array.from(arcs, ([, head]) => head),
  );
}

/** What a measure says of a graph; parameters that are not given have their standard value. */
export function measured(
  measure: Centrality,
  list: ArcList,
  parameters: ParameterValues = {},
): MeasureResult {
  const standard = Object.fromEntries(measure.parameters.map((each) => [each.id, each.standard]));
  const id = Array.from({ length: list.nodeCount }, (_, v) => `e${v}`);
  return drain(measure.compute({ graph: graphOf(list), id }, { ...standard, ...parameters })).result;
}

export function valuesOf(measure: Centrality, list: ArcList): number[] {
  return [...measured(measure, list).values];
}

/** The heads of the arcs that leave each node, loops left out. */
export function headsOf({ nodeCount, arcs }: ArcList): Set<number>[] {
  const heads = Array.from({ length: nodeCount }, () => new Set<number>());
  for (const [tail, head] of arcs) if (tail !== head) heads[tail]!.add(head);
  return heads;
}

/** Every arc and its reverse. */
export function bothWays({ nodeCount, arcs }: ArcList): ArcList {
  return {
    nodeCount,
    arcs: arcs.flatMap(([tail, head]): Arc[] => [
      [tail, head],
      [head, tail],
    ]),
  };
}

/** The nodes that some of `from` lead to, themselves included, without ever entering `closed`. */
export function reached(
  heads: readonly ReadonlySet<number>[],
  from: readonly number[],
  closed = -1,
): Set<number> {
  const seen = new Set(from.filter((v) => v !== closed));
  // a Set is walked in the order of insertion, additions included
  for (const v of seen) for (const w of heads[v]!) if (w !== closed) seen.add(w);
  return seen;
}

/** Number of components when directions do not count, after one node is taken away. */
export function componentCount(list: ArcList, without = -1): number {
  const near = headsOf(bothWays(list));
  const left = new Set(near.keys());
  left.delete(without);
  let count = 0;
  for (const v of left) {
    count++;
    for (const w of reached(near, [v], without)) left.delete(w);
  }
  return count;
}

/** Hubs and authorities: good hubs use good authorities, good authorities are used by good hubs. */
import type { SimpleGraph } from '../projection/simple-graph.ts';
import { type Centrality, type MeasureResult, plainResult } from './measure.ts';
import { leadingEigenvector, noteOf, type Operator, ROUNDS, sumOver } from './power-iteration.ts';

const SOURCE =
  'Kleinberg, Authoritative sources in a hyperlinked environment, Journal of the ACM 46 (1999), 604-632';

const FORMULA =
  'h = A a and a = Aᵀ h up to scale, for the largest singular value of A, where A leads from dependents to suppliers; each sums to 1; power iteration on A Aᵀ from equal hubs; 0 for everyone where nobody depends on anybody.';

/** Suppliers that those use who use the others of them as well. */
export const hitsAuthority: Centrality = {
  id: 'hits-authority',
  label: 'Authority (HITS)',
  unit: 'share of all authority scores',
  description: 'It is used by entities that use the suppliers which everyone uses.',
  formula: FORMULA,
  source: SOURCE,
  cost: 'seconds',
  parameters: [ROUNDS],
  *compute({ graph }, { rounds }): Generator<number, MeasureResult> {
    return yield* scores(graph, rounds!, (hub) => {
      const authority = new Float64Array(graph.nodeCount);
      sumOver({ start: graph.intoStart, list: graph.into }, hub, authority);
      return authority;
    });
  },
};

/** Dependents that use the suppliers which everyone uses. */
export const hitsHub: Centrality = {
  id: 'hits-hub',
  label: 'Hub (HITS)',
  unit: 'share of all hub scores',
  description: 'It uses many of the suppliers that everyone uses.',
  formula: FORMULA,
  source: SOURCE,
  cost: 'seconds',
  parameters: [ROUNDS],
  *compute({ graph }, { rounds }): Generator<number, MeasureResult> {
    return yield* scores(graph, rounds!, (hub) => hub);
  },
};

/** What `pick` makes of the hub scores, as shares. */
function* scores(
  { nodeCount, arcCount, outStart, out, intoStart, into }: SimpleGraph,
  rounds: number,
  pick: (hub: Float64Array) => Float64Array,
): Generator<number, MeasureResult> {
  if (arcCount === 0) return plainResult(new Float64Array(nodeCount));
  const authority = new Float64Array(nodeCount);
  const suppliersShared: Operator = {
    size: nodeCount,
    multiply(x, y) {
      sumOver({ start: intoStart, list: into }, x, authority);
      sumOver({ start: outStart, list: out }, authority, y);
    },
    shift: 0,
  };
  const found = yield* leadingEigenvector(suppliersShared, rounds);
  return { ...plainResult(sharesOf(pick(found.vector))), note: noteOf(found, rounds) };
}

function sharesOf(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

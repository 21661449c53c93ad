/** Eigenvector centrality: an entity counts as much as its neighbours count together. */
import { undirected } from '../projection/simple-graph.ts';
import { type Centrality, type MeasureResult, plainResult } from './measure.ts';
import { leadingEigenvector, noteOf, type Operator, ROUNDS, sumOver } from './power-iteration.ts';

export const eigenvector: Centrality = {
  id: 'eigenvector',
  label: 'Eigenvector centrality',
  unit: 'score',
  description: 'It stands close to many entities that themselves stand close to many, in the densest part.',
  formula:
    'x with A x = λ x for the largest λ and Σ x² = 1, where A joins each dependent and supplier both ways; power iteration from equal values with a shift of λ/2; 0 for everyone where nobody is joined.',
  source:
    'Bonacich, Factoring and weighting approaches to status scores and clique identification, Journal of Mathematical Sociology 2 (1972), 113-120',
  cost: 'seconds',
  parameters: [ROUNDS],
  *compute({ graph }, { rounds }): Generator<number, MeasureResult> {
    const { nodeCount, arcCount } = graph;
    if (arcCount === 0) return plainResult(new Float64Array(nodeCount));
    const { outStart, out } = undirected(graph);
    const adjacency: Operator = {
      size: nodeCount,
      multiply: (x, y) => sumOver({ start: outStart, list: out }, x, y),
      shift: 1 / 2,
    };
    const found = yield* leadingEigenvector(adjacency, rounds!);
    return { ...plainResult(found.vector), note: noteOf(found, rounds!) };
  },
};

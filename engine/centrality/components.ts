/** Strongly connected components: who needs each other, directly or not. */
import { dependencyOrder } from './dependency-order.ts';
import { type Centrality, plainResult } from './measure.ts';

export const component: Centrality = {
  id: 'component',
  label: 'Size of its cycle group',
  unit: 'entities',
  description:
    'It is one of many entities that all need each other, directly or not; 1 when it is in no cycle.',
  formula: 'Number of entities in its strongly connected component, itself included.',
  source:
    'Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1 (1972), 146-160',
  cost: 'instant',
  parameters: [],
  *compute({ graph }) {
    const { component: of, start } = dependencyOrder(graph);
    return plainResult(Float64Array.from(of, (c) => start[c + 1]! - start[c]!));
  },
};

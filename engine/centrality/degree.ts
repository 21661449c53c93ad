/** Degrees: how many stand directly above and below an entity. */
import { type Centrality, plainResult } from './measure.ts';

const SOURCE =
  'Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 (1978), 215-239';

/** Direct dependents of each entity. */
export const degreeIn: Centrality = {
  id: 'degree-in',
  label: 'Direct dependents',
  unit: 'entities',
  description: 'Many other entities use it directly.',
  formula: 'Number of arcs that enter the entity; parallel dependencies count once, self-loops not at all.',
  source: SOURCE,
  cost: 'instant',
  parameters: [],
  // biome-ignore lint/correctness/useYield: one subtraction per entity
  *compute({ graph }) {
    return plainResult(rowLengths(graph.intoStart));
  },
};

/** Direct suppliers of each entity. */
export const degreeOut: Centrality = {
  id: 'degree-out',
  label: 'Direct suppliers',
  unit: 'entities',
  description: 'It uses many other entities directly.',
  formula: 'Number of arcs that leave the entity; parallel dependencies count once, self-loops not at all.',
  source: SOURCE,
  cost: 'instant',
  parameters: [],
  // biome-ignore lint/correctness/useYield: one subtraction per entity
  *compute({ graph }) {
    return plainResult(rowLengths(graph.outStart));
  },
};

function rowLengths(start: Int32Array): Float64Array {
  return Float64Array.from({ length: start.length - 1 }, (_, v) => start[v + 1]! - start[v]!);
}

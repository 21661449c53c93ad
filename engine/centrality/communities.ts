/** Communities: groups that depend on each other more than chance would have it. */
import { undirected } from '../projection/simple-graph.ts';
import { louvain, type Partition } from './louvain.ts';
import { type Centrality, type MeasureResult, plainResult } from './measure.ts';

export const community: Centrality = {
  id: 'community',
  label: 'Community',
  unit: 'label',
  description:
    'Entities with the same number form a group; 1 is the largest group. It is a name, not a rank.',
  formula:
    'Louvain method for the modularity Σ (e_c / m - (d_c / 2m)²) over communities c, with e_c links inside, d_c the sum of degrees and m links in all; directions do not count; no chance: entities are visited in the order of the table.',
  source:
    'Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, Journal of Statistical Mechanics (2008), P10008',
  cost: 'seconds',
  parameters: [],
  *compute({ graph }): Generator<number, MeasureResult> {
    const partition = yield* louvain(undirected(graph));
    const note = `Louvain found ${partition.groupCount} communities with a modularity of ${partition.modularity.toFixed(3)}; another order of the table may give others that are as good.`;
    return { ...plainResult(labelsBySize(partition)), note };
  },
};

/** The group of each node numbered from 1, the largest first, those of one size by their first node. */
function labelsBySize({ group, groupCount }: Partition): Float64Array {
  const size = new Int32Array(groupCount);
  for (const g of group) size[g]!++;
  // sorting is stable
  const bySize = Array.from(size.keys()).sort((a, b) => size[b]! - size[a]!);
  const label = new Float64Array(groupCount);
  for (const [i, g] of bySize.entries()) label[g] = i + 1;
  return Float64Array.from(group, (g) => label[g]!);
}

/** Markets for tests, and the way to read them. */
import type { MarketDescription } from '../../engine/generate/description.ts';
import { readMarket } from '../../engine/generate/read-market.ts';

/** The market that a description stands for; fails with its problems where it is not sound. */
export function marketOf(description: object): MarketDescription {
  const read = readMarket('market.json', JSON.stringify(description));
  if (!read.ok)
    throw new Error(read.problems.map(({ column, message }) => `${column}: ${message}`).join('\n'));
  return read.market;
}

/** One layer of two providers and nothing else, to be changed by tests. */
export const PLAIN = {
  schemaVersion: 1,
  id: 'plain',
  title: 'Plain',
  description: 'For tests.',
  asOf: '2025',
  sources: {},
  assumed: [],
  missing: [],
  members: { id: 'site', name: 'Site', kind: 'application', label: 'Sites', unit: 'sites' },
  population: 1000,
  strata: [{ id: 'all', fromRank: 1 }],
  layers: [
    {
      id: 'dns',
      title: 'DNS',
      kind: 'dns',
      role: 'dns',
      source: 'assumed',
      providers: [
        { id: 'a', sole: 0.5, source: 'assumed' },
        { id: 'b', sole: 0.3, source: 'assumed' },
      ],
    },
  ],
};

/** Faults in descriptions are told with their place and what was expected; sound ones are read. */
import { describe, expect, test } from 'vitest';
import country from '../../datasets/markets/country.json';
import digitalEconomy2025 from '../../datasets/markets/digital-economy-2025.json';
import web2020 from '../../datasets/markets/web-2020.json';
import { readMarket } from '../../engine/generate/read-market.ts';
import { PLAIN } from './markets.ts';

const LAYER = PLAIN.layers[0]!;

function faultsOf(description: unknown): string[] {
  const read = readMarket('m.json', JSON.stringify(description));
  return read.ok ? [] : read.problems.map(({ column, message }) => `${column}: ${message}`);
}

describe('a description of a market', () => {
  test.each([
    ['web-2020', web2020],
    ['digital-economy-2025', digitalEconomy2025],
    ['country', country],
  ])(
    'that is shipped, %s, is sound, and names a source or an assumption for every figure',
    (id, description) => {
      expect(faultsOf(description)).toEqual([]);
      expect(description.id).toBe(id);
      expect(description.missing.length).toBeGreaterThan(0);
    },
  );

  test.each<[string, unknown, string]>([
    ['is no JSON object', [], 'Expected {...}'],
    ['has a key too many', { ...PLAIN, extra: 1 }, "There is no key 'extra' here"],
    ['is of another version', { ...PLAIN, schemaVersion: 2 }, 'schemaVersion: Expected 1'],
    ['has no layers', { ...PLAIN, layers: [] }, 'layers'],
    [
      'has a share above 1',
      withProviders([{ id: 'a', sole: 1.2, source: 'assumed' }]),
      'sole: Expected a fraction',
    ],
    [
      'has shares above 1 in all',
      withProviders([
        { id: 'a', sole: 0.7, source: 'assumed' },
        { id: 'b', sole: 0.6, source: 'assumed' },
      ]),
      "The shares in 'all' sum up to 1.300000",
    ],
    [
      'has an unknown source',
      withProviders([{ id: 'a', sole: 0.7, source: 'who' }]),
      "There is no source 'who'",
    ],
    ['has a figure without a source', withProviders([{ id: 'a', sole: 0.7 }]), 'source: This is missing'],
    [
      'has figures for too many strata',
      withProviders([{ id: 'a', sole: [0.1, 0.2], source: 'assumed' }]),
      'There are 2 figures; expected one for each of the 1 strata',
    ],
    [
      'has two providers of one id',
      withProviders([LAYER.providers[0]!, LAYER.providers[0]!]),
      "The id 'a' is taken",
    ],
    [
      'has a provider called none',
      withProviders([{ id: 'none', sole: 0.1, source: 'assumed' }]),
      'a meaning of its own',
    ],
    [
      'asks for a later layer',
      { ...PLAIN, layers: [{ ...LAYER, joint: [{ given: { cdn: ['x'] }, shares: {}, source: 'assumed' }] }] },
      "'cdn' is no layer before this one",
    ],
    [
      'shares out what there is not',
      { ...PLAIN, layers: [{ ...LAYER, joint: [{ given: {}, shares: { zzz: 0.1 }, source: 'assumed' }] }] },
      "There is no 'zzz' in dns",
    ],
    [
      'links unknown suppliers',
      { ...PLAIN, between: [{ from: 'dns:a', to: 'dns:z', critical: true, source: 'assumed' }] },
      "between[0].to: There is no supplier 'dns:z'",
    ],
    [
      'has ranks that fall',
      {
        ...PLAIN,
        strata: [
          { id: 'x', fromRank: 1 },
          { id: 'y', fromRank: 1 },
        ],
      },
      'strata[1].fromRank: The rank is 1; expected at least 2',
    ],
    [
      'measures an unknown supplier',
      {
        ...PLAIN,
        targets: [
          {
            id: 't',
            title: 't',
            published: 0.1,
            measure: { of: 'share', layer: 'dns', supplier: 'z' },
            source: 'assumed',
          },
        ],
      },
      "targets[0].measure: There is no supplier 'z' in 'dns'",
    ],
    [
      'has outages whose worst is below their median',
      withProviders([
        {
          id: 'a',
          sole: 0.1,
          source: 'assumed',
          outages: { perYear: 1, hoursP50: 2, hoursP95: 1, source: 'assumed' },
        },
      ]),
      'Expected hoursP95 to be at least hoursP50',
    ],
  ])('that %s is refused', (_, description, message) => {
    expect(faultsOf(description).join('\n')).toContain(message);
  });

  test('that is no JSON is refused', () => {
    const read = readMarket('m.json', '{');
    expect(read.ok ? '' : read.problems[0]!.message).toContain('This is not JSON');
  });

  test('with hostile names is read or refused, never run', () => {
    expect(faultsOf(withProviders([{ id: '__proto__', sole: 0.1, source: 'assumed' }]))).toEqual([]);
    expect(faultsOf(withProviders([{ id: 'a', sole: 0.1, source: 'constructor' }])).join()).toContain(
      'no source',
    );
  });
});

function withProviders(providers: readonly object[]): object {
  return { ...PLAIN, layers: [{ ...LAYER, providers }] };
}

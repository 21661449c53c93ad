/** What is said of a generated market, against counts by hand of markets in which nothing is left to chance. */
import { describe, expect, test } from 'vitest';
import { calibrate, type TargetResult } from '../../engine/generate/calibration.ts';
import { generateMarket } from '../../engine/generate/generate-market.ts';
import { drain } from '../formats/reading.ts';
import { marketOf, PLAIN } from './markets.ts';

/** The first ten use a; the others c and d together. All name services but b stand on the one clock. */
const CERTAIN = {
  ...PLAIN,
  strata: [
    { id: 'first', fromRank: 1, country: 'DE' },
    { id: 'rest', fromRank: 11, country: 'TH' },
  ],
  layers: [
    {
      id: 'dns',
      title: 'DNS',
      kind: 'dns',
      role: 'dns',
      source: 'assumed',
      providers: [
        { id: 'a', sole: [1, 0], source: 'assumed' },
        { id: 'c', several: [0, 1], source: 'assumed' },
        { id: 'd', several: [0, 1], source: 'assumed' },
      ],
    },
    {
      id: 'ntp',
      title: 'time',
      kind: 'ntp',
      role: 'ntp',
      source: 'assumed',
      without: [{ provision: 'own', share: [0, 1], source: 'assumed' }],
      providers: [{ id: 'clock', covered: [1, 0], source: 'assumed' }],
    },
  ],
  between: [
    { from: 'dns:a', to: 'ntp:clock', critical: true, source: 'assumed' },
    { from: 'dns:c', to: 'ntp:clock', critical: true, source: 'assumed' },
    { from: 'dns:d', to: 'ntp:clock', critical: false, source: 'assumed' },
  ],
};

function measured(measure: object, { size = 40, published = 0 } = {}): TargetResult | undefined {
  const target = { id: 't', title: 'T', published, measure, source: 'assumed' };
  const market = marketOf({ ...CERTAIN, targets: [target] });
  const { result: system } = drain(generateMarket(market, { size, seed: 1 }));
  return drain(calibrate(market, system)).result.targets[0];
}

describe('the report of a market', () => {
  test.each<[string, object, number]>([
    ['provisions of all', { of: 'provision', layer: 'dns', is: ['several'] }, 0.75],
    ['provisions of the first ranks', { of: 'provision', layer: 'dns', is: ['several'], ranks: 20 }, 0.5],
    ['provisions from a rank on', { of: 'provision', layer: 'dns', is: ['several'], fromRank: 11 }, 1],
    [
      'provisions among some',
      { of: 'provision', layer: 'ntp', is: ['own'], among: ['own', 'none'], ranks: 20 },
      1,
    ],
    ['market shares, split over alternatives', { of: 'share', layer: 'dns', supplier: 'c' }, 15 / 40],
    ['users', { of: 'concentration', layer: 'dns', suppliers: ['c'] }, 0.75],
    ['users of one of several', { of: 'concentration', layer: 'dns', suppliers: ['a', 'c'] }, 1],
    ['those who cannot do without', { of: 'impact', layer: 'dns', suppliers: ['a'] }, 0.25],
    ['nobody, where there is an alternative', { of: 'impact', layer: 'dns', suppliers: ['c', 'd'] }, 0],
    ['nobody, where the loss is nothing', { of: 'impact', layer: 'ntp', suppliers: ['clock'] }, 0],
    // the clock takes a and c down; d has a clock of its own beside it
    [
      'those hidden behind others',
      { of: 'impact', layer: 'ntp', suppliers: ['clock'], dependence: 'hidden' },
      0.25,
    ],
    [
      'all who reach it',
      { of: 'concentration', layer: 'ntp', suppliers: ['clock'], dependence: 'hidden' },
      1,
    ],
    [
      'only as far as a study has looked',
      { of: 'concentration', layer: 'ntp', suppliers: ['clock'], dependence: 'hidden', steps: 1 },
      0.25,
    ],
    [
      'those who use two together',
      { of: 'together', use: { layer: 'dns', supplier: 'd' }, given: { layer: 'dns', supplier: 'c' } },
      1,
    ],
    ['those who use one', { of: 'together', use: { layer: 'dns', supplier: 'd' } }, 0.75],
    [
      'critical layers',
      { of: 'critical-layers', layers: ['dns', 'ntp'], count: 1, counting: 'suppliers' },
      0.25,
    ],
    [
      'critical layers with their own',
      { of: 'critical-layers', layers: ['dns', 'ntp'], count: 1, counting: 'suppliers-and-own' },
      1,
    ],
    [
      'at least so many critical layers',
      { of: 'critical-layers', layers: ['dns', 'ntp'], count: 0, counting: 'suppliers', compare: 'at-least' },
      1,
    ],
    // 30 each of c and d, 10 of a: 0.01 (10^2 + 30^2 + 30^2)/49 less 1/70
    ['centralization', { of: 'centralization', layer: 'dns' }, 1900 / 4900 - 1 / 70],
    ['centralization in a country', { of: 'centralization', layer: 'dns', stratum: 'first' }, 1 - 1 / 10],
    ['suppliers on suppliers', { of: 'between', from: 'dns', to: 'ntp', count: 'using', outOf: 10 }, 0.3],
    ['suppliers on a single one', { of: 'between', from: 'dns', to: 'ntp', count: 'single', outOf: 10 }, 0.2],
  ])('counts %s', (_, measure, share) => {
    expect(measured(measure)!.generated).toBeCloseTo(share, 12);
  });

  test('has the error of a binomial, also where nobody or everybody is meant', () => {
    const quarter = measured({ of: 'impact', layer: 'dns', suppliers: ['a'] })!;
    expect(quarter.standardError).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 40), 12);
    const all = measured({ of: 'concentration', layer: 'dns', suppliers: ['a', 'c'] })!;
    expect(all.standardError).toBeGreaterThan(0);
    expect(all.standardError).toBeLessThan(0.05);
  });

  test('calls a figure met within three standard errors and a percentage point, and no further', () => {
    const impact = { of: 'impact', layer: 'dns', suppliers: ['a'] };
    const bound = 3 * Math.sqrt((0.25 * 0.75) / 40) + 0.01;
    expect(measured(impact, { published: 0.25 + 0.999 * bound })!.within).toBe(true);
    expect(measured(impact, { published: 0.25 + 1.001 * bound })!.within).toBe(false);
    expect(measured(impact, { published: 0.25 - 1.001 * bound })!.within).toBe(false);
  });

  test('leaves out what is about more members than there are, and says so', () => {
    const target = {
      id: 'far',
      title: 'Far',
      published: 0.5,
      measure: { of: 'provision', layer: 'dns', is: ['sole'], ranks: 1000 },
      source: 'assumed',
    };
    const market = marketOf({ ...CERTAIN, targets: [target] });
    const { result: system } = drain(generateMarket(market, { size: 40, seed: 1 }));
    expect(drain(calibrate(market, system)).result).toEqual({ targets: [], tooSmallFor: ['far'] });
  });
});

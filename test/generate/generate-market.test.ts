/** Generated markets: the same everywhere, contained in larger ones, sound, and readable as a dataset. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import description from '../../datasets/markets/web-2020.json';
import { writeDataset } from '../../engine/formats/write-dataset.ts';
import { generateMarket } from '../../engine/generate/generate-market.ts';
import { buildNetwork, networkFaults } from '../../engine/model/network.ts';
import { type System, textAt } from '../../engine/model/system.ts';
import { bytesOf, drain, readFiles } from '../formats/reading.ts';
import { marketOf, PLAIN } from './markets.ts';

const WEB = marketOf(description);

/** Members with applications on clouds with regions, sectors, alternatives, and suppliers of suppliers. */
const RICH = marketOf({
  ...PLAIN,
  id: 'rich',
  members: {
    id: 'org',
    name: 'Organisation',
    kind: 'organisation',
    label: 'Organisations',
    unit: 'organisations',
  },
  strata: [
    { id: 'large', fromRank: 1 },
    { id: 'small', fromRank: 50 },
  ],
  sectors: { shares: { finance: 0.3, retail: 0.7 }, source: 'assumed' },
  applications: {
    role: 'application',
    counts: [
      { count: 1, share: [0.2, 0.9] },
      { count: 3, share: [0.8, 0.1] },
    ],
    loss: [1, 0.5],
    source: 'assumed',
  },
  layers: [
    {
      ...PLAIN.layers[0],
      providers: [
        { id: 'a', sole: [0.3, 0.4], several: 0.2, source: 'assumed' },
        { id: 'b', sole: 0.2, several: 0.15, source: 'assumed' },
        { id: 'c', covered: 0.1, several: 0.05, source: 'assumed' },
      ],
      tail: { steps: [{ count: 5, sole: 0.05 }], source: 'assumed' },
      joint: [{ given: { sector: ['finance'] }, shares: { several: 0.4 }, source: 'assumed' }],
    },
    {
      id: 'hosting',
      title: 'hosting',
      kind: 'cloud-provider',
      role: 'hosting',
      of: 'application',
      source: 'assumed',
      alike: 0.7,
      parts: { kind: 'cloud-region', role: 'hosting-region' },
      providers: [
        {
          id: 'sky',
          sole: 0.6,
          source: 'assumed',
          parts: [
            { id: 'east', share: 0.7 },
            { id: 'west', share: 0.3 },
          ],
        },
        { id: 'air', sole: 0.3, source: 'assumed' },
      ],
    },
  ],
  between: [
    { from: 'hosting:sky/east', to: 'dns:a', critical: true, source: 'assumed' },
    { from: 'hosting:air', to: 'dns:a', critical: false, source: 'assumed' },
    { from: 'hosting:air', to: 'dns:b', critical: false, source: 'assumed' },
  ],
});

function generated(market: typeof WEB, size: number, seed = 1): System {
  return drain(generateMarket(market, { size, seed })).result;
}

/** Every dependency in words, so that indices play no part. */
function sentences(system: System): Set<string> {
  const { entities, dependencies, requirements } = system;
  return new Set(
    Array.from({ length: dependencies.count }, (_, e) => {
      const r = dependencies.requirement[e]!;
      const ends = [dependencies.dependent[e]!, dependencies.supplier[e]!].map((v) => entities.id[v]);
      return [
        ...ends,
        textAt(dependencies.role, e),
        requirements.loss[r],
        textAt(requirements.group, r),
      ].join(' ');
    }),
  );
}

/** What a member is, in words. */
function people(system: System): Set<string> {
  const { entities } = system;
  return new Set(
    Array.from({ length: entities.count }, (_, v) =>
      [entities.id[v], entities.kind[v], textAt(entities.sector, v), textAt(entities.country, v)].join(' '),
    ),
  );
}

function missing(small: ReadonlySet<string>, large: ReadonlySet<string>): string[] {
  return [...small].filter((each) => !large.has(each));
}

describe('a generated market', () => {
  test.each([
    ['web-2020', WEB],
    ['one with applications, regions and sectors', RICH],
  ])('of %s contains every smaller one of its seed', (_, market) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        fc.nat(),
        (a, b, seed) => {
          const small = generated(market, Math.min(a, b), seed);
          const large = generated(market, Math.max(a, b), seed);
          expect(missing(sentences(small), sentences(large))).toEqual([]);
          expect(missing(people(small), people(large))).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('of 100,000 sites contains the market of 10,000', () => {
    const small = sentences(generated(WEB, 10_000));
    expect(missing(small, sentences(generated(WEB, 100_000)))).toEqual([]);
    expect(small.size).toBeGreaterThan(10_000);
  });

  test('is the same again, and another one with another seed', () => {
    const [first, again, other] = [generated(RICH, 300), generated(RICH, 300), generated(RICH, 300, 2)];
    expect(again).toEqual(first);
    expect(again.hash).toBe(first.hash);
    expect(other.hash).not.toBe(first.hash);
    expect(sentences(other)).not.toEqual(sentences(first));
  });

  test.each([
    ['web-2020', WEB],
    ['one with applications, regions and sectors', RICH],
  ])('of %s is sound, and reads back from its files without a problem', (_, market) => {
    const system = generated(market, 500);
    expect(networkFaults(buildNetwork(system, 'run+start'))).toEqual([]);
    const files = drain(writeDataset(system)).result.map(({ name, text }) => ({
      name,
      bytes: bytesOf(text),
    }));
    const { system: back, problems } = readFiles(files);
    expect(problems).toEqual([]);
    expect(sentences(back!)).toEqual(sentences(system));
    expect(people(back!)).toEqual(people(system));
    expect(back!.entities.outagesPerYear).toEqual(system.entities.outagesPerYear);
    expect(back!.requirements.need).toEqual(system.requirements.need);
    expect(back!.weights[0]!.values).toEqual(system.weights[0]!.values);
  });

  test('has applications that belong to their organisation and regions under their cloud', () => {
    const { entities, dependencies } = generated(RICH, 300);
    const said = sentences(generated(RICH, 300));
    for (let v = 0; v < entities.count; v++) {
      const [owner, application] = entities.id[v]!.split('/app-');
      if (application === undefined) continue;
      expect(entities.id[entities.operator[v]!]).toBe(owner);
      const loss = application === '1' ? 1 : 0.5;
      expect(said).toContain(`${owner} ${entities.id[v]} application ${loss} `);
    }
    const regions = Array.from({ length: dependencies.count }, (_, e) => e).filter(
      (e) => textAt(dependencies.role, e) === 'hosting-region',
    );
    expect(regions.length).toBeGreaterThan(50);
    for (const e of regions) {
      const region = entities.id[dependencies.supplier[e]!]!;
      expect(region).toMatch(/^hosting:sky\/(east|west)$/);
      expect(said).toContain(`${entities.id[dependencies.dependent[e]!]} hosting:sky hosting 1 `);
    }
  });

  test('never gives one member the same supplier twice in a group', () => {
    const { dependencies, requirements } = generated(RICH, 400);
    const members = new Map<number, number[]>();
    for (let e = 0; e < dependencies.count; e++) {
      const r = dependencies.requirement[e]!;
      members.set(r, [...(members.get(r) ?? []), dependencies.supplier[e]!]);
    }
    expect(members.size).toBe(requirements.count);
    const groups = [...members.values()].filter((suppliers) => suppliers.length > 1);
    expect(groups.length).toBeGreaterThan(50);
    for (const suppliers of groups) expect(new Set(suppliers).size).toBe(suppliers.length);
  });

  test('reports how far it is, from the start to the end, in small steps', () => {
    const { steps } = drain(generateMarket(WEB, { size: 50_000, seed: 1 }));
    expect(steps.length).toBeGreaterThan(50);
    expect([...steps]).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[0]).toBeLessThan(0.1);
    expect(steps.at(-1)).toBeLessThanOrEqual(1);
  });

  test('has shares as described, by an interval that misses once in ten thousand', () => {
    const size = 20_000;
    const { entities, dependencies } = generated(marketOf(PLAIN), size);
    const users = (id: string): number =>
      dependencies.supplier.reduce((sum, w) => sum + (entities.id[w] === id ? 1 : 0), 0) / size;
    for (const [id, share] of [
      ['dns:a', 0.5],
      ['dns:b', 0.3],
    ] as const)
      expect(Math.abs(users(id) - share)).toBeLessThan(3.9 * Math.sqrt((share * (1 - share)) / size));
  });
});

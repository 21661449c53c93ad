/** Pairs of entities that are likely one, against names that people really write and against tables made at random. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { domainKey, nameKey } from '../../engine/formats/entity-keys.ts';
import { readDataset } from '../../engine/formats/read-dataset.ts';
import { likelySame, likelySameBetween } from '../../engine/formats/same-entity.ts';
import type { EntityTable } from '../../engine/model/system.ts';
import { drain, filesOf } from './reading.ts';

/** Entities of a table with these rows of cells, which hold no quotes. */
function entitiesOf(header: string, ...rows: readonly string[]): EntityTable {
  const files = filesOf({ entities: [header, ...rows].join('\n'), dependencies: 'dependent,supplier\n' });
  return drain(readDataset(files)).result.system!.entities;
}

function finished<Result>(work: Generator<number, Result>): Result {
  const { steps, result } = drain(work);
  expect(steps.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  return result;
}

function pairsOf(entities: EntityTable): string[] {
  return finished(likelySame(entities)).map(
    ({ a, b, reason }) => `${entities.id[a]} = ${entities.id[b]}: ${reason}`,
  );
}

describe('names as they are compared', () => {
  test.each([
    ['Société Générale S.A.', 'societe generale'],
    ['SOCIETE  GENERALE', 'societe generale'],
    ['Amazon Web Services, Inc.', 'amazon web services'],
    ['The Bank of New York Mellon Corporation', 'bank of new york mellon'],
    ['Møller & Co. KG', 'moller'],
    ['Müller GmbH & Co. KG', 'muller'],
    ['Straße AG', 'strasse'],
    ["McDonald's", 'mcdonalds'],
    ['AG', 'ag'],
    ['中国银行', '中国银行'],
    ['---', ''],
  ])('%s is compared as "%s"', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  test.each([
    ['https://www.Example.com/about?x=1', 'example.com'],
    ['mail.example.co.uk', 'mail.example.co.uk'],
    ['example.com:443', 'example.com'],
    ['Version 1.0', ''],
    ['example', ''],
    ['a b.com', ''],
  ])('%s is the domain "%s"', (text, domain) => {
    expect(domainKey(text)).toBe(domain);
  });

  test('comparing a name as it is compared changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const key = nameKey(name);
        expect(nameKey(key)).toBe(key);
      }),
    );
  });
});

describe('likely same entities', () => {
  test('names are the same whatever their case, accents, punctuation and legal form', () => {
    const entities = entitiesOf(
      'id,name,kind',
      'a,Société Générale S.A.,organisation',
      'b,SOCIETE GENERALE,organisation',
      'c,Société Marseillaise,organisation',
    );
    expect(pairsOf(entities)).toEqual(['a = b: alike-name']);
  });

  test('a domain joins what is called differently', () => {
    const entities = entitiesOf(
      'id,name,kind,website',
      'a,Example Bank,organisation,https://www.example.com/',
      'b,EB Group,organisation,example.com',
    );
    expect(pairsOf(entities)).toEqual(['a = b: domain']);
  });

  test('the same LEI counts more than a country, a name less', () => {
    const entities = entitiesOf(
      'id,name,kind,country,lei',
      'a,North,organisation,DE,5493001KJTIIGC8Y1R12',
      'b,South,organisation,FR,5493001KJTIIGC8Y1R12',
      'c,West,organisation,DE,',
      'd,West,organisation,FR,',
    );
    const pairs = finished(likelySame(entities));
    expect(pairs.map(({ reason }) => reason)).toEqual(['lei', 'name']);
    expect(pairs[0]!.score).toBeGreaterThan(0.9);
    expect(pairs[1]!.score).toBeLessThan(0.7);
  });

  test('the services of one operator, and an operator and its service, are not taken for one', () => {
    const entities = entitiesOf(
      'id,name,kind,operator',
      'north,North,organisation,',
      'dns:north,North,dns,north',
      'cdn:north,North,cdn,north',
    );
    expect(pairsOf(entities)).toEqual([]);
  });

  test('an id that is the name of another entity of the other table is found', () => {
    const here = entitiesOf('id,name,kind', 'google-cloud,Google Cloud,cloud-provider');
    const coming = entitiesOf(
      'id,kind',
      'Google Cloud,cloud-provider',
      'google-cloud,cloud-provider',
      'Azure,cloud-provider',
    );
    expect(finished(likelySameBetween(here, coming))).toEqual([
      { a: 0, b: 0, reason: 'name', score: expect.closeTo(0.95) },
    ]);
  });

  test('every pair is of two entities, none is named twice, and there are no more than the keys allow', () => {
    const name = fc.constantFrom(
      'North',
      'north GmbH',
      'NORTH',
      'south.com',
      'South',
      'www.south.com',
      'unknown',
    );
    const row = fc.tuple(name, fc.constantFrom('organisation', 'dns', 'cdn'));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const entities = entitiesOf(
          'id,name,kind',
          ...rows.map(([called, kind], v) => `e${v},${called},${kind}`),
        );
        const pairs = finished(likelySame(entities));
        for (const { a, b } of pairs) expect(a).toBeLessThan(b);
        expect(new Set(pairs.map(({ a, b }) => `${a} ${b}`)).size).toBe(pairs.length);
        expect(pairs.length).toBeLessThanOrEqual(3 * rows.length);
      }),
    );
  });

  test('a hundred thousand entities, all called alike or all differently, take linear time', () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, v) => `e${v},${v % 2 === 0 ? 'Unknown Inc.' : `Company ${v} Ltd`},organisation`,
    );
    const entities = entitiesOf('id,name,kind', ...rows);
    const from = performance.now();
    const pairs = finished(likelySame(entities));
    // under a second on a quiet machine; the ceiling only tells a quadratic search, which takes minutes
    expect(performance.now() - from).toBeLessThan(8_000);
    expect(pairs).toHaveLength(49_999);
  });
});

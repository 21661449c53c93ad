/** A system written in each format and read again: the same system, as far as the format can carry it. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDataset } from '../../engine/formats/open-dataset.ts';
import type { DatasetRead } from '../../engine/formats/read-dataset.ts';
import { writeGexf } from '../../engine/formats/write-gexf.ts';
import { writeGraphml } from '../../engine/formats/write-graphml.ts';
import { writeJson } from '../../engine/formats/write-json.ts';
import type { System } from '../../engine/model/system.ts';
import { plans, systemOf } from '../properties/systems.ts';
import { contentOf, hostileTables } from './hostile-tables.ts';
import {
  bytesOf,
  drain,
  filesOf,
  type NamedBytes,
  ONE_LINK,
  PLAIN_ABOUT,
  systemFrom,
  THREE,
} from './reading.ts';
import { archive } from './tables.ts';

type Format = 'json' | 'gexf' | 'graphml';

function written(system: System, format: Format): { text: string; cannotCarry: readonly string[] } {
  if (format === 'json') return { text: drain(writeJson(system)).result.join(''), cannotCarry: [] };
  const { result } = drain((format === 'gexf' ? writeGexf : writeGraphml)(system));
  return { text: result.pieces.join(''), cannotCarry: result.cannotCarry };
}

function open(files: readonly NamedBytes[]): DatasetRead {
  return drain(openDataset(files)).result;
}

function read(text: string, name: string): DatasetRead {
  return open([{ name, bytes: bytesOf(text) }]);
}

const FORMATS = ['json', 'gexf', 'graphml'] as const;

describe.each(FORMATS)('a system written as %s and read again', (format) => {
  const again = (system: System) => read(written(system, format).text, `system.${format}`);

  test('is the same, whatever was in its tables', () => {
    fc.assert(
      fc.property(hostileTables, (parts) => {
        const system = systemFrom(parts);
        const { system: second, problems } = again(system);
        expect(contentOf(second!)).toEqual(contentOf(system));
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test('keeps groups, losses and phases', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 12 }), (plan) => {
        const system = systemOf(plan);
        expect(contentOf(again(system).system!)).toEqual(contentOf(system));
      }),
      { numRuns: 60 },
    );
  });

  test('may be packed with gzip, and named as one likes', () => {
    const system = systemFrom({});
    const packed = new Uint8Array(gzipSync(written(system, format).text));
    for (const name of ['my data', `system.${format}.gz`, 'dataset.json'])
      expect(contentOf(open([{ name, bytes: packed }]).system!)).toEqual(contentOf(system));
  });

  test('goes in slices with rising fractions', () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => `e${i},cdn,1\n`).join('');
    const system = systemFrom({ entities: `id,kind,weight\n${rows}`, dependencies: 'dependent,supplier\n' });
    const writing = format === 'json' ? writeJson : format === 'gexf' ? writeGexf : writeGraphml;
    const { steps } = drain<number, unknown>(writing(system));
    expect(steps.length).toBeGreaterThan(3);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    const reading = drain(openDataset([{ name: 's', bytes: bytesOf(written(system, format).text) }])).steps;
    const fractions = reading.map(({ fraction }) => fraction);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('what a graph format cannot carry', () => {
  test('is nothing of a system of single dependencies', () => {
    for (const format of FORMATS) expect(written(systemFrom({}), format).cannotCarry).toEqual([]);
  });

  test('is said of alternatives, operators and control characters', () => {
    const system = systemFrom({
      entities: 'id,kind,weight,operator,sector\na,cdn,1,b,bell \u0007\nb,cdn,0,,\nc,cdn,0,,\n',
      dependencies: 'dependent,supplier,group\na,b,g\na,c,g\n',
    });
    for (const format of ['gexf', 'graphml'] as const) {
      const { text, cannotCarry } = written(system, format);
      expect(cannotCarry).toEqual([
        expect.stringMatching(/^Alternatives/),
        expect.stringMatching(/^Operators/),
        expect.stringMatching(/^1 texts hold control characters/),
      ]);
      const { entities } = read(text, 'g').system!;
      expect(entities.sector.labels).toContain('bell \u2407');
    }
    expect(contentOf(read(written(system, 'json').text, 'j').system!)).toEqual(contentOf(system));
  });
});

describe('a dataset in one file', () => {
  const parts = filesOf({ entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT });
  const zipOf = (folder: string) =>
    archive(Object.fromEntries(parts.map(({ name, bytes }) => [`${folder}${name}`, bytes])));

  test('as a zip is the dataset that its files are', () => {
    for (const folder of ['', 'data/']) {
      const { system, problems } = open([{ name: 'd.zip', bytes: zipOf(folder) }]);
      expect(problems).toEqual([]);
      expect(system).toEqual(open(parts).system);
    }
  });

  test('may be zipped, but not twice', () => {
    const system = systemFrom({});
    const zip = archive({ 'mine/system.gexf': written(system, 'gexf').text });
    expect(contentOf(open([{ name: 'd.zip', bytes: zip }]).system!)).toEqual(contentOf(system));
    const twice = open([{ name: 'd.zip', bytes: archive({ 'inner.zip': zip }) }]);
    expect(twice.problems).toMatchObject([{ message: expect.stringContaining('archive within') }]);
  });

  test('stands alone', () => {
    const { system, problems } = open([...parts, { name: 'd.zip', bytes: zipOf('') }]);
    expect(system).toBeUndefined();
    expect(problems).toMatchObject([{ file: 'd.zip', message: expect.stringContaining('Open one') }]);
  });

  test.each([
    [
      'a graph without kinds',
      '<gexf><graph><nodes><node id="a"/></nodes></graph></gexf>',
      /no attribute "kind"/,
    ],
    ['lists of something else', '[{"a":1}]', /no dataset/],
    ['a graph that is cut off', '<graphml><graph>', /ends before/],
  ])('that is %s gives a reason', (_, text, message) => {
    const { system, problems } = read(text, 'f');
    expect(system).toBeUndefined();
    expect(problems).toMatchObject([
      { severity: 'error', file: 'f', message: expect.stringMatching(message) },
    ]);
  });

  test('says which row of which part is at fault', () => {
    const text = JSON.stringify({
      format: 'linchpin-dataset',
      schemaVersion: 1,
      entities: [{ id: 'a\u0000b', kind: 'cdn', weight: -3 }],
      dependencies: [{ dependent: 'a', supplier: 'nobody' }],
    });
    const { problems } = read(text, 'd.json');
    expect(problems.map(({ file, row, column }) => [file, row, column])).toEqual(
      expect.arrayContaining([
        ['d.json#entities.csv', 0, ''],
        ['d.json#entities.csv', 2, 'weight'],
        ['d.json#dependencies.csv', 2, 'dependent'],
      ]),
    );
  });
});

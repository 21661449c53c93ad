/** A system written in each format and read again: the same system, as far as the format can carry it. */
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
import { bytesOf, drain, systemFrom } from './reading.ts';

type Format = 'json' | 'gexf' | 'graphml';

function written(system: System, format: Format): { text: string; cannotCarry: readonly string[] } {
  if (format === 'json') return { text: drain(writeJson(system)).result.join(''), cannotCarry: [] };
  const { result } = drain((format === 'gexf' ? writeGexf : writeGraphml)(system));
  return { text: result.pieces.join(''), cannotCarry: result.cannotCarry };
}

function read(text: string, name: string): DatasetRead {
  return drain(openDataset([{ name, bytes: bytesOf(text) }])).result;
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
    expect(contentOf(read(written(system, format).text, 'my data').system!)).toEqual(contentOf(system));
  });
});

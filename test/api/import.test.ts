import { describe, expect, test } from 'vitest';
import { createEngine } from '../../engine/api/engine.ts';
import type { JobRequest } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { bytesOf, drain, filesOf, ONE_LINK, PLAIN_ABOUT, THREE } from '../formats/reading.ts';

const MAPPING = {
  schemaVersion: 1,
  tables: [
    {
      file: 'edges.csv',
      dependencies: [
        {
          dependent: { id: '{from}', kind: 'application', weight: 1 },
          supplier: { id: '{to}', kind: 'dns' },
        },
      ],
    },
  ],
};

function requestOf(table: string): JobRequest<'import'> {
  return {
    kind: 'import',
    files: [{ name: 'edges.csv', bytes: bytesOf(table) }],
    mapping: { name: 'map.json', bytes: bytesOf(JSON.stringify(MAPPING)) },
  };
}

describe('import', () => {
  test('gives the files of a dataset, which load opens; the open system stays until then', () => {
    const engine = createEngine();
    drain(
      engine.job({
        kind: 'load',
        files: filesOf({ entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT }),
      }),
    );
    const before = engine.system;
    const { result } = drain(engine.job(requestOf('from,to\na,x\nb,x\n')));
    expect(result).toMatchObject({ entityCount: 3, dependencyCount: 2, requirementCount: 2, problems: [] });
    expect(engine.system).toBe(before);
    const files = result.files.map(({ name, text }) => ({ name, bytes: bytesOf(text) }));
    const { result: view } = drain(engine.job({ kind: 'load', files }));
    expect(view).toMatchObject({ id: ['a', 'x', 'b'], problems: [] });
  });

  test('refuses tables that do not fit, with the problems', () => {
    const refused = (): unknown => drain(createEngine().job(requestOf('source,target\na,x\n')));
    expect(refused).toThrow(RequestError);
    try {
      refused();
    } catch (error) {
      expect((error as RequestError).code).toBe('bad-data');
      expect((error as RequestError).problems.map(({ column }) => column)).toEqual(['from', 'to']);
    }
  });

  test('can be stopped often, and its progress rises from 0 to 1', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `site-${i},dns-${i % 100}\n`).join('');
    const { steps } = drain(createEngine().job(requestOf(`from,to\n${rows}`)));
    const fractions = steps.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...fractions)).toBeLessThanOrEqual(1);
    expect(steps.length).toBeGreaterThan(100);
  });
});

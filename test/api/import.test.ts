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

  test('onto the open system keeps all that was there, and adds', () => {
    const engine = createEngine();
    const base = filesOf({ entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT });
    drain(engine.job({ kind: 'load', files: base }));
    const request = { ...requestOf('from,to\na,x\nnew,c\n'), onto: 'open' as const };
    const { result, steps } = drain(engine.job(request));
    expect(result).toMatchObject({
      entityCount: 5,
      newEntityCount: 2,
      dependencyCount: 3,
      newDependencyCount: 2,
    });
    for (const [s, { fraction }] of steps.entries())
      expect(fraction).toBeGreaterThanOrEqual(steps[s - 1]?.fraction ?? 0);
    const files = result.files.map(({ name, text }) => ({ name, bytes: bytesOf(text) }));
    const { result: view } = drain(engine.job({ kind: 'load', files }));
    expect(view.id).toEqual(['a', 'b', 'c', 'x', 'new']);
    expect(view.dependent).toEqual(Int32Array.of(0, 0, 4));
    expect(view.supplier).toEqual(Int32Array.of(1, 3, 2));
  });

  test('of nothing onto the open system is the open system', () => {
    const engine = createEngine();
    const about = '{"schemaVersion":1,"weights":[{"column":"weight","label":"People","unit":"people"}]}';
    drain(engine.job({ kind: 'load', files: filesOf({ entities: THREE, dependencies: ONE_LINK, about }) }));
    const before = drain(engine.job({ kind: 'tables' })).result;
    const { result } = drain(engine.job({ ...requestOf('from,to\n'), onto: 'open' as const }));
    const tables = (files: readonly { name: string; text: string }[]) =>
      files.filter(({ name }) => name.endsWith('.csv'));
    expect(tables(result.files)).toEqual(tables(before));
    expect(JSON.parse(result.files.find(({ name }) => name === 'dataset.json')!.text).weights).toEqual([
      { column: 'weight', label: 'People', unit: 'people', description: '' },
    ]);
  });

  test('reads ids that a person says are one as one, and a trial writes nothing', () => {
    const engine = createEngine();
    const files = [{ name: 'edges.csv', bytes: bytesOf('from,to\na,x\nb,X Inc.\n') }];
    const named = (same: object) => ({
      kind: 'import' as const,
      files,
      mapping: { name: 'map.json', bytes: bytesOf(JSON.stringify({ ...MAPPING, same })) },
      isTrial: true,
    });
    const apart = drain(engine.job(named({}))).result;
    expect(apart.files).toEqual([]);
    expect(apart.same).toEqual([
      expect.objectContaining({
        keep: expect.objectContaining({ id: 'x' }),
        join: expect.objectContaining({ id: 'X Inc.' }),
        reason: 'alike-name',
      }),
    ]);
    const joined = drain(engine.job(named({ 'X Inc.': 'x' }))).result;
    expect([joined.entityCount, joined.sameCount]).toEqual([3, 0]);
  });

  test('refuses to add where nothing is open', () => {
    expect(() => drain(createEngine().job({ ...requestOf('from,to\na,x\n'), onto: 'open' }))).toThrow(
      RequestError,
    );
  });

  test('is preceded by a preview that yields often enough to be stopped, and finds rows again', () => {
    const engine = createEngine();
    const rows = Array.from({ length: 100_000 }, (_, i) => `user ${i},cloud ${i % 50}`);
    const files = [{ name: 'big.csv', bytes: bytesOf(['customer,supplier', ...rows].join('\n')) }];
    const { result: preview, steps } = drain(engine.job({ kind: 'preview', files }));
    // a cancel is heard between two pauses, of which there is one for every thousand rows
    expect(steps.length).toBeGreaterThan(90);
    expect(preview.tables[0]).toMatchObject({ rowCount: 100_000, name: 'big.csv' });
    expect(preview.tables[0]!.rows).toHaveLength(200);
    const { result } = drain(engine.job({ kind: 'tableRows', files, table: 'big.csv', rows: [99_999, 2] }));
    expect(result).toEqual([
      { row: 2, cells: ['user 0', 'cloud 0'] },
      { row: 99_999, cells: ['user 99997', 'cloud 47'] },
    ]);
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

test.each(['', 'dependent,supplier\n', '[[1, 2]]', '[]'])(
  'a file %j without a table is refused in words',
  (text) => {
    const name = text.startsWith('[') ? 'list.json' : 'rows.csv';
    const preview = () =>
      drain(createEngine().job({ kind: 'preview', files: [{ name, bytes: bytesOf(text) }] }));
    expect(preview).toThrow(RequestError);
    expect(preview).toThrow(name);
  },
);

import { describe, expect, test } from 'vitest';
import { createEngine } from '../../engine/api/engine.ts';
import type { ExportFormat, ProjectContent } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { ENGINE_VERSION } from '../../engine/api/version.ts';
import { contentOf } from '../formats/hostile-tables.ts';
import { bytesOf, drain, filesOf, ONE_LINK, PLAIN_ABOUT, THREE } from '../formats/reading.ts';

const FILES = filesOf({ entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT });

const PROJECT: ProjectContent = {
  name: 'Mine',
  savedAt: '2026-11-23T10:00:00Z',
  session: '#/map',
  dataset: 'own-1',
  edits: [],
  scenarios: [],
  results: [],
  page: {},
};

function opened() {
  const engine = createEngine();
  drain(engine.job({ kind: 'load', files: FILES }));
  return engine;
}

describe('export', () => {
  test.each(['csv', 'json', 'gexf', 'graphml'] as const)('as %s is what load opens again', (format) => {
    const engine = opened();
    const before = contentOf(engine.system!);
    const { result, steps } = drain(engine.job({ kind: 'export', format }));
    expect(steps.length).toBeGreaterThan(0);
    expect(result.cannotCarry).toEqual([]);
    const files = result.files.map(({ name, pieces }) => ({ name, bytes: bytesOf(pieces.join('')) }));
    const { result: view } = drain(engine.job({ kind: 'load', files }));
    expect(view.problems).toEqual([]);
    expect(contentOf(engine.system!)).toEqual(before);
  });

  test('needs a system and a format that there is', () => {
    expect(() => drain(createEngine().job({ kind: 'export', format: 'json' }))).toThrow('No dataset is open');
    const unknown = '__proto__' as ExportFormat;
    expect(() => drain(opened().job({ kind: 'export', format: unknown }))).toThrow(
      /Formats: csv,json,gexf,graphml/,
    );
  });
});

describe('a project', () => {
  const packed = (project = PROJECT): Uint8Array =>
    drain(createEngine().job({ kind: 'writeProject', project, files: FILES, results: [] })).result.bytes;

  test('needs no system, and opens none', () => {
    const engine = createEngine();
    const file = { name: 'mine.linchpin', bytes: packed() };
    const { result } = drain(engine.job({ kind: 'readProject', file }));
    expect(result.project).toEqual({ ...PROJECT, engine: ENGINE_VERSION });
    expect(result.files.map(({ name }) => name)).toEqual(FILES.map(({ name }) => name));
    expect(engine.system).toBeUndefined();
  });

  test('is opened as the dataset that it holds, with its edits applied', () => {
    const engine = opened();
    const before = engine.system!;
    const edits = [{ do: 'remove', table: 'entities', rows: ['c'] }] as const;
    const open = (bytes: Uint8Array) =>
      drain(engine.job({ kind: 'load', files: [{ name: 'mine.linchpin', bytes }] })).result;
    expect(open(packed())).toMatchObject({ hash: before.hash, problems: [] });
    const edited = open(packed({ ...PROJECT, edits: [...edits] }));
    expect(edited.problems).toEqual([]);
    expect(edited.id).toEqual(before.entities.id.filter((id) => id !== 'c'));
  });

  test('that is damaged is refused with the problems, and the open system stays', () => {
    const engine = opened();
    const before = engine.system;
    const file = { name: 'mine.linchpin', bytes: packed().subarray(0, 100) };
    for (const request of [
      { kind: 'readProject', file } as const,
      { kind: 'load', files: [file] } as const,
    ]) {
      let refusal: unknown;
      try {
        drain<unknown, unknown>(engine.job(request));
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(RequestError);
      expect((refusal as RequestError).problems).toMatchObject([
        { file: 'mine.linchpin', message: expect.stringContaining('cut off or damaged') },
      ]);
    }
    expect(engine.system).toBe(before);
  });
});

/** Project files: what is packed comes back, and a stranger's file is refused as a whole with a reason. */

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../engine/formats/edit.ts';
import { type ProjectFiles, readProject, writeProject } from '../../engine/formats/project-file.ts';
import {
  migratedProject,
  PROJECT_MIGRATIONS,
  PROJECT_VERSION,
  type ProjectContent,
} from '../../engine/formats/project-schema.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { bytesOf, type Content, drain, filesOf, ONE_LINK, PLAIN_ABOUT, THREE } from './reading.ts';
import { archive, tablesOf } from './tables.ts';

const CONTENT: ProjectContent = {
  name: 'Banks',
  engine: '0.1.0',
  savedAt: '2026-11-23T10:00:00.000Z',
  session: '#/risk?d=own-1',
  dataset: 'own-1',
  edits: [],
  scenarios: [],
  results: [],
  page: {},
};

function read(bytes: Uint8Array): { result: ProjectFiles | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  return { result: drain(readProject({ name: 'p.linchpin', bytes }, problems)).result, problems };
}

/** A project file by hand, with another project.json. */
function withHead(head: unknown, more: Readonly<Record<string, Content>> = {}): Uint8Array {
  return archive({ 'project.json': typeof head === 'string' ? head : JSON.stringify(head), ...more });
}

const HEAD = { format: 'linchpin-project', schemaVersion: 1, ...CONTENT };

const texts = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('__proto__', '=1', '<b>', 'ü\u0000\ud800'),
);
const tables = fc.constantFrom('entities' as const, 'dependencies' as const);
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant('set' as const), table: tables, row: texts, column: texts, value: texts }),
  fc.record({ do: fc.constant('remove' as const), table: tables, rows: fc.array(texts, { maxLength: 3 }) }),
  fc.record({ do: fc.constant('merge' as const), ids: fc.array(texts, { maxLength: 3 }), into: texts }),
);

describe('a project file', () => {
  test('gives back what was packed, whatever that is', () => {
    const files = fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[a-z]{1,6}\.csv$/), bytes: fc.uint8Array({ maxLength: 500 }) }),
      { selector: ({ name }) => name, maxLength: 3 },
    );
    fc.assert(
      fc.property(
        fc.record({ name: texts, session: texts, edits: fc.array(edits) }),
        files,
        texts,
        (drawn, given, text) => {
          const project: ProjectFiles = {
            project: {
              ...CONTENT,
              ...drawn,
              scenarios: [{ schemaVersion: 1, name: text }],
              results: [{ file: 'results/a.csv', title: text, seed: 7, hash: 'abc' }],
              page: { view: [1, { deep: text }] },
            },
            files: given,
            results: [{ name: 'a.csv', text: 'x,y\n1,é\n' }],
          };
          const { result, problems } = read(drain(writeProject(project)).result);
          expect(problems).toEqual([]);
          expect(result!.project).toEqual(project.project);
          expect(result!.files.map(({ name, bytes }) => [name, [...bytes]])).toEqual(
            given.map(({ name, bytes }) => [name, [...bytes]]),
          );
          expect(result!.results).toEqual(project.results);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('is packed in slices', () => {
    const files = [{ name: 'a.csv', bytes: bytesOf('0123456789\n'.repeat(200_000)) }];
    const { steps } = drain(writeProject({ project: CONTENT, files, results: [] }));
    expect(steps.length).toBeGreaterThan(10);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
  });

  test('has its tables read as those of its dataset', () => {
    const files = filesOf({ entities: THREE, dependencies: ONE_LINK, about: PLAIN_ABOUT });
    const bytes = drain(writeProject({ project: CONTENT, files, results: [] })).result;
    const found = tablesOf('p.linchpin', bytes).tables;
    expect(found.map(({ name, format }) => [name, format.kind])).toEqual([
      ['entities.csv', 'project'],
      ['dependencies.csv', 'project'],
    ]);
  });

  test.each([
    ['made by a newer version', { ...HEAD, schemaVersion: PROJECT_VERSION + 1 }, /newer version of Linchpin/],
    ['of no version', { ...HEAD, schemaVersion: 'x' }, /not as it should be/],
    ['of another program', { schemaVersion: 1 }, /does not say that it is a project/],
    [
      'with an edit that there is none of',
      { ...HEAD, edits: [{ do: 'eval', code: '1' }] },
      /not as it should be/,
    ],
    ['with a text where a list belongs', { ...HEAD, edits: 'x' }, /not as it should be/],
    ['with more than it should say', { ...HEAD, extra: 1 }, /not as it should be/],
    ['that is no JSON', '{', /not JSON/],
    ['that is no object', '[]', /does not say/],
  ])('%s is refused with a reason', (_, head, message) => {
    const { result, problems } = read(withHead(head));
    expect(result).toBeUndefined();
    expect(problems).toMatchObject([
      { severity: 'error', file: 'p.linchpin', message: expect.stringMatching(message) },
    ]);
  });

  test('that is damaged, no archive, or leads outside is refused', () => {
    const sound = withHead(HEAD, { 'dataset/entities.csv': THREE });
    expect(read(sound).problems).toEqual([]);
    for (let length = 0; length < sound.length; length += 13)
      expect(read(sound.subarray(0, length)).result).toBeUndefined();
    expect(read(bytesOf('id,kind\n')).problems[0]!.message).toContain('no project file');
    expect(read(archive({ 'a.csv': 'x' })).problems[0]!.message).toContain('no project.json');
    expect(read(withHead(HEAD, { 'dataset/../../x.csv': 'x' })).problems[0]!.message).toContain(
      'outside itself',
    );
    const bomb = zipSync(
      { 'project.json': strToU8('{}'), 'dataset/a.csv': new Uint8Array(20e6) },
      { level: 9 },
    );
    expect(read(bomb).problems[0]!.message).toContain('250 times');
  });
});

describe('migrations of projects', () => {
  test('follow on each other without a gap', () => {
    expect(PROJECT_MIGRATIONS.map(({ to }) => to)).toEqual(PROJECT_MIGRATIONS.map((_, i) => i + 2));
  });

  test('are taken one after the other, from the version of the project on', () => {
    const steps = [2, 3, 4].map((to) => ({
      to,
      migrate: (project: Readonly<Record<string, unknown>>) => ({ ...project, [`made${to}`]: true }),
    }));
    expect(migratedProject({ schemaVersion: 2 }, steps)).toEqual({
      schemaVersion: 4,
      made3: true,
      made4: true,
    });
    expect(migratedProject({ schemaVersion: 'x' }, steps)).toEqual({ schemaVersion: 'x' });
  });
});

/** Edits on a dataset: each does what it says and nothing else, in one go or one after another. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dependencyRow } from '../../engine/formats/apply-edits.ts';
import type { Edit } from '../../engine/formats/edit.ts';
import { openDataset } from '../../engine/formats/open-dataset.ts';
import { writeDataset } from '../../engine/formats/write-dataset.ts';
import type { System } from '../../engine/model/system.ts';
import { drain, filesOf } from './reading.ts';

const ENTITIES = `id,kind,weight,operator,note
bank,organisation,5,,=1+1
shop,organisation,3,,
north,dns,0,north-inc,
south,dns,0,,
north-inc,organisation,0,,owner
`;
const DEPENDENCIES = `dependent,supplier,role,group,loss
bank,north,,names,1
bank,south,,names,1
shop,north,,,0.5
shop,north,,,0.25
`;
const FILES = filesOf({ entities: ENTITIES, dependencies: DEPENDENCIES, about: '{"schemaVersion":1}' });

function open(edits: readonly Edit[], files = FILES) {
  const { system, problems } = drain(openDataset(files, edits)).result;
  return { system: system!, problems };
}

function written(system: System) {
  return drain(writeDataset(system)).result;
}

/** What a system says, row by row, without its fingerprint. */
function textOf(system: System): string {
  return written(system)
    .map(({ name, text }) => `${name}\n${text}`)
    .join('\n');
}

const key = (dependent: string, supplier: string, group = '', nth = 0) =>
  dependencyRow(dependent, supplier, { role: 'dns', group, nth });

const idsOf = ({ entities }: System) => [...entities.id];
const pairsOf = ({ entities, dependencies }: System) =>
  Array.from(dependencies.dependent, (v, e) => `${entities.id[v]}>${entities.id[dependencies.supplier[e]!]}`);

describe('an edit', () => {
  test('that sets a cell changes this cell alone', () => {
    const set = (value: string): Edit => ({
      do: 'set',
      table: 'dependencies',
      row: key('shop', 'north', '', 1),
      column: 'loss',
      value,
    });
    const { system, problems } = open([set('0.75')]);
    expect(problems).toEqual(open([]).problems);
    expect([...system.requirements.loss].sort()).toEqual([0.5, 0.75, 1]);
    // set back, all is as it was
    expect(textOf(open([set('0.75'), set('0.25')]).system)).toBe(textOf(open([]).system));
  });

  test('of what a group has in common changes every row of it', () => {
    const { system, problems } = open([
      { do: 'set', table: 'dependencies', row: key('bank', 'south', 'names'), column: 'loss', value: '0.2' },
    ]);
    expect(problems).toEqual(open([]).problems);
    expect([...system.requirements.loss]).toContain(0.2);
    expect(system.requirements.count).toBe(3);
  });

  test('of when a group is needed changes its alternatives, not what is needed to switch', () => {
    const files = filesOf({
      entities: ENTITIES,
      dependencies: `dependent,supplier,group,phase
bank,north,names,
bank,south,names,run
bank,north-inc,names,failover
shop,north,,
`,
      about: '{"schemaVersion":1}',
    });
    const row = key('bank', 'south', 'names');
    const { system, problems } = open(
      [{ do: 'set', table: 'dependencies', row, column: 'Phase', value: 'start' }],
      files,
    );
    expect(problems).toEqual(open([], files).problems);
    expect([...system.dependencies.phase]).toEqual([1, 1, 2, 0]);
    expect([...system.requirements.phase]).toEqual([1, 0]);
  });

  test('that sets what no cell may hold is told like one of a file', () => {
    const { problems } = open([
      { do: 'set', table: 'dependencies', row: key('shop', 'north'), column: 'loss', value: 'high' },
    ]);
    expect(problems.map(({ message }) => message)).toContain(
      "'high' is not a number between 0 and 1; the cell is read as empty.",
    );
  });

  test('that gives another id gives it everywhere', () => {
    const { system } = open([
      { do: 'set', table: 'entities', row: 'north', column: 'id', value: 'polar' },
      { do: 'set', table: 'entities', row: 'north-inc', column: 'id', value: 'polar-inc' },
      { do: 'set', table: 'dependencies', row: key('bank', 'polar', 'names'), column: 'source', value: 'x' },
    ]);
    expect(pairsOf(system)).toEqual(pairsOf(open([]).system).map((pair) => pair.replace('north', 'polar')));
    expect(system.entities.operator[system.entities.id.indexOf('polar')]).toBe(
      system.entities.id.indexOf('polar-inc'),
    );
  });

  test('that takes an entity out takes out what names it', () => {
    const { system, problems } = open([{ do: 'remove', table: 'entities', rows: ['north', 'north-inc'] }]);
    expect(problems).toEqual([]);
    expect(idsOf(system)).toEqual(['bank', 'shop', 'south']);
    expect(pairsOf(system)).toEqual(['bank>south']);
  });

  test('that adds a row can add a column', () => {
    const { system } = open([
      { do: 'add', table: 'entities', cells: { id: 'west', kind: 'dns', Colour: '=red' } },
      { do: 'add', table: 'dependencies', cells: { dependent: 'shop', supplier: 'west' } },
    ]);
    expect(idsOf(system).at(-1)).toBe('west');
    expect(pairsOf(system).at(-1)).toBe('shop>west');
    expect(system.entities.extra.get('Colour')?.labels).toContain('=red');
  });

  test('that merges keeps every dependency, and what only the others say', () => {
    const { system } = open([{ do: 'merge', ids: ['shop', 'bank'], into: 'shop' }]);
    expect(idsOf(system)).toEqual(['shop', 'north', 'south', 'north-inc']);
    expect(pairsOf(system)).toEqual(pairsOf(open([]).system).map((pair) => pair.replace('bank', 'shop')));
    // its own weight stays; the note comes from the other, a formula as harmless as before
    expect(system.weights[0]!.values[0]).toBe(3);
    expect(system.entities.extra.get('note')?.labels).toContain('=1+1');
  });

  test.each<[string, Edit]>([
    ['an entity', { do: 'set', table: 'entities', row: 'nobody', column: 'name', value: 'x' }],
    ['a dependency', { do: 'remove', table: 'dependencies', rows: ['["a","b"]'] }],
    ['one to merge', { do: 'merge', ids: ['nobody'], into: 'bank' }],
    ['one to merge into', { do: 'merge', ids: ['bank'], into: '__proto__' }],
    ['a free id', { do: 'set', table: 'entities', row: 'bank', column: 'id', value: 'shop' }],
    ['a free id to add', { do: 'add', table: 'entities', cells: { id: ' shop ', kind: 'dns' } }],
    ['a name', { do: 'set', table: 'entities', row: 'bank', column: 'id', value: ' ' }],
  ])('that does not find %s is told and passed over', (_, edit) => {
    const { system, problems } = open([edit]);
    expect(problems.filter(({ message }) => message.endsWith('This edit is passed over.'))).toHaveLength(1);
    expect(textOf(system)).toBe(textOf(open([]).system));
  });
});

const id = fc.constantFrom(
  'bank',
  'shop',
  'north',
  'south',
  'north-inc',
  'new',
  '__proto__',
  "'=1",
  'a,"b"\nc',
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    do: fc.constant('set' as const),
    table: fc.constant('entities' as const),
    row: id,
    column: fc.constantFrom('id', 'name', 'weight', 'kind', 'constructor'),
    value: fc.oneof(id, fc.constantFrom('7', 'dns')),
  }),
  fc.record({
    do: fc.constant('set' as const),
    table: fc.constant('dependencies' as const),
    row: fc
      .tuple(id, id, fc.constantFrom('', 'names'), fc.nat(1))
      .map(([a, b, group, nth]) => key(a, b, group, nth)),
    column: fc.constantFrom('role', 'group', 'loss', 'supplier'),
    value: fc.oneof(id, fc.constantFrom('0.5', '1')),
  }),
  fc.record({
    do: fc.constant('add' as const),
    table: fc.constant('entities' as const),
    cells: fc.record({
      id,
      name: id,
      weight: fc.constant('0'),
      kind: fc.constantFrom('dns', 'organisation'),
    }),
  }),
  fc.record({
    do: fc.constant('remove' as const),
    table: fc.constant('entities' as const),
    rows: fc.uniqueArray(id, { maxLength: 2 }),
  }),
  fc.record({ do: fc.constant('merge' as const), ids: fc.array(id, { maxLength: 3 }), into: id }),
);

test('edits applied one after another, with files between, are edits applied at once', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), fc.nat(6), (edits, cut) => {
      // from files in which every default is written out, for what is written is what is meant
      const start = filesOfSystem(open([]).system);
      const first = open(edits.slice(0, cut), start);
      // a row that cannot be read is not written, so it cannot be edited any more
      fc.pre(first.problems.every(({ file, severity }) => file === 'edits' || severity === 'warning'));
      const second = open(edits.slice(cut), filesOfSystem(first.system));
      expect(textOf(second.system)).toBe(textOf(open(edits, start).system));
    }),
    { numRuns: 150 },
  );
});

function filesOfSystem(system: System) {
  return written(system).map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) }));
}

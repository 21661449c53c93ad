/** The tables of the open system: filtered and sorted as plain lists would be, with keys that edits find again. */
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../engine/api/engine.ts';
import type { DataTable, JobKind, JobRequest, JobResult } from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { drain, filesOf } from '../formats/reading.ts';

const ENTITIES = `id,name,kind,weight,outages_per_year
b,Bank,organisation,2,
a,"Äpfel",organisation,10,
n,north,dns,0,0.5
s,south,dns,0,
`;
const DEPENDENCIES = `dependent,supplier,group,evidence,as_of,confidence
b,n,x,report,2020,1
b,s,x,first-party,2024,0.5
a,n,,assumed,,1
a,n,,assumed,2025,1
`;
const FILES = filesOf({
  entities: ENTITIES,
  dependencies: DEPENDENCIES,
  about: '{"schemaVersion":1,"asOf":"2025-06"}',
});

const engine = createEngine();
const run = <K extends JobKind>(request: JobRequest<K>): JobResult<K> => drain(engine.job<K>(request)).result;
run({ kind: 'load', files: FILES });

const asked = { sort: '', isDescending: false, filter: '', only: {} } as const;
const rowsOf = (table: DataTable, more: Partial<JobRequest<'rows'>> = {}) =>
  run({ kind: 'rows', table, ...asked, ...more });
const column = (table: DataTable, header: string, rows: Iterable<number>) => {
  const at = rowsOf(table).columns.findIndex((each) => each.header === header);
  return run({ kind: 'cells', table, rows: [...rows] }).map(({ cells }) => cells[at]);
};

describe('rows', () => {
  test('stand in the order of the file unless they are sorted, numbers as numbers, empty cells last', () => {
    expect(column('entities', 'id', rowsOf('entities').order)).toEqual(['b', 'a', 'n', 's']);
    const byWeight = rowsOf('entities', { sort: 'weight', isDescending: true });
    expect(column('entities', 'weight', byWeight.order)).toEqual(['10', '2', '0', '0']);
    for (const isDescending of [false, true]) {
      const byYear = rowsOf('dependencies', { sort: 'as_of', isDescending });
      expect(column('dependencies', 'as_of', byYear.order).at(-1)).toBe('');
    }
  });

  test('pass when any cell has the text, in any case, and the words that are asked for', () => {
    expect(column('entities', 'id', rowsOf('entities', { filter: ' NORTH ' }).order)).toEqual(['n']);
    expect(column('entities', 'id', rowsOf('entities', { filter: 'äPF' }).order)).toEqual(['a']);
    const assumed = rowsOf('evidence', { only: { evidence: 'assumed' } });
    expect(assumed.total).toBe(4);
    expect(column('evidence', 'dependent', assumed.order)).toEqual(['a', 'a']);
  });

  test('of requirements count their members', () => {
    expect(column('requirements', 'members', rowsOf('requirements').order)).toEqual(['2', '1', '1']);
  });

  test('of requirements are set on every member', () => {
    const [names, ...alone] = run({ kind: 'cells', table: 'requirements', rows: [0, 1, 2] });
    const shown = rowsOf('requirements').columns.filter(({ isEditable }) => isEditable);
    expect(shown.map(({ header }) => header)).toEqual([
      'need',
      'loss',
      'phase',
      'failover_hours',
      'failover_probability',
    ]);
    const other = createEngine();
    const edits = [
      { do: 'set', table: 'dependencies', row: names!.key, column: 'need', value: '2' },
      { do: 'set', table: 'dependencies', row: names!.key, column: 'phase', value: 'start' },
      { do: 'set', table: 'dependencies', row: alone[1]!.key, column: 'loss', value: '0.25' },
    ] as const;
    const { problems } = drain(other.job({ kind: 'load', files: FILES, edits })).result;
    expect(problems.filter(({ severity, file }) => severity === 'error' || file === 'edits')).toEqual([]);
    const { result } = drain(other.job({ kind: 'cells', table: 'requirements', rows: [0, 1, 2] }));
    expect(result.map(({ cells }) => cells.slice(2, 6).join(' '))).toEqual([
      '2 2 1 start',
      '1 1 1 run',
      '1 1 0.25 run',
    ]);
  });

  test.each(['entities', 'dependencies'] as const)('of %s have keys that edits find', (table) => {
    const keys = run({ kind: 'cells', table, rows: [...rowsOf(table).order] }).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of keys) {
      const other = createEngine();
      const edits = [{ do: 'remove', table, rows: [row] }] as const;
      const view = drain(other.job({ kind: 'load', files: FILES, edits })).result;
      expect(view.problems.filter(({ file }) => file === 'edits')).toEqual([]);
      expect(table === 'entities' ? view.entityCount : view.dependencyCount).toBe(3);
    }
  });

  test('of evidence say how old it is, against the date of the dataset', () => {
    const all = rowsOf('evidence').order;
    expect(column('evidence', 'years_old', all)).toEqual(['5', '1', '', '0']);
    expect(column('evidence', 'age', all)).toEqual(['old', 'recent', 'undated', 'recent']);
    expect([...rowsOf('evidence', { only: { age: 'old' } }).order]).toEqual([0]);
    expect(
      rowsOf('evidence')
        .columns.filter(({ isEditable }) => !isEditable)
        .map(({ header }) => header),
    ).toEqual(['years_old', 'age']);
  });

  test('of problems are what reading has reported', () => {
    const other = createEngine();
    const files = filesOf({
      entities: 'id,kind,weight\na,dns,x\n',
      dependencies: 'dependent,supplier\na,a\n',
    });
    const { problems } = drain(other.job({ kind: 'load', files })).result;
    expect(problems.length).toBeGreaterThan(0);
    const { order, columns } = drain(other.job({ kind: 'rows', table: 'problems', ...asked })).result;
    expect(columns.map(({ header }) => header)).toEqual([
      'severity',
      'file',
      'row',
      'column',
      'value',
      'message',
    ]);
    const cells = drain(other.job({ kind: 'cells', table: 'problems', rows: [...order] })).result;
    expect(cells.map((row) => row.cells.at(-1))).toEqual(problems.map(({ message }) => message));
    expect(columns.some(({ isEditable }) => isEditable)).toBe(false);
  });

  test('that there are not are refused', () => {
    expect(() => run({ kind: 'cells', table: 'entities', rows: [4] })).toThrow(RequestError);
    expect(() => rowsOf('entities', { sort: '__proto__' })).toThrow(RequestError);
  });
});

test('the quality of the data counts grades, age against the date of the dataset, and rates', () => {
  const { grades, ...others } = run({ kind: 'dataQuality' });
  expect(Object.fromEntries(grades.map(({ grade, count }) => [grade, count]))).toEqual({
    'first-party': 1,
    report: 1,
    memory: 0,
    assumed: 2,
  });
  expect(others).toEqual({
    year: 2025,
    oldAfter: 3,
    old: 1,
    undated: 1,
    uncertain: 1,
    suppliers: 2,
    rated: 1,
  });
});

describe('an edit is checked as the reader would check its row', () => {
  const [first] = run({ kind: 'cells', table: 'dependencies', rows: [0] });
  const row = first?.key ?? '';
  const messages = (edit: JobRequest<'checkEdit'>['edit']) =>
    run({ kind: 'checkEdit', edit }).map(({ message }) => message);

  test.each<[string, JobRequest<'checkEdit'>['edit'], string]>([
    ['a number', { do: 'set', table: 'dependencies', row, column: 'loss', value: '2' }, 'between 0 and 1'],
    ['a supplier', { do: 'set', table: 'dependencies', row, column: 'supplier', value: 'nobody' }, 'nobody'],
    [
      'a kind',
      { do: 'set', table: 'entities', row: 'a', column: 'kind', value: 'cloud' },
      "'cloud' is not a kind",
    ],
    ['an id', { do: 'add', table: 'entities', cells: { id: 'a', kind: 'dns' } }, "entity 'a' already"],
    [
      'the id of another',
      { do: 'set', table: 'entities', row: 'a', column: 'id', value: ' b ' },
      "entity 'b' already",
    ],
  ])('%s', (_, edit, message) => {
    expect(messages(edit).join(' ')).toContain(message);
  });

  test('with the other rows of its group', () => {
    const set = (column: string, value: string, of = row) =>
      messages({ do: 'set', table: 'dependencies', row: of, column, value }).join(' ');
    // bank has two alternatives
    expect(set('need', '2')).toBe('');
    expect(set('need', '3')).toContain('has only 2 suppliers');
    expect(set('phase', 'start')).toBe('');
    expect(set('phase', 'failover')).toBe('');
    expect(set('group', '')).toBe('');
    const [alone] = run({ kind: 'cells', table: 'dependencies', rows: [2] });
    expect(set('need', '2', alone?.key)).toContain('has only 1 supplier');
    expect(set('phase', 'failover', alone?.key)).toContain('A failover row needs a group');
    expect(set('dependent', 'b', alone?.key)).toBe('');
    expect(set('loss', '0.5', 'no row')).toContain('There is no row no row');
  });

  test('and passes when it is sound', () => {
    expect(messages({ do: 'set', table: 'dependencies', row, column: 'loss', value: '0.5' })).toEqual([]);
    expect(messages({ do: 'set', table: 'entities', row: 'a', column: 'name', value: '"=1\n,' })).toEqual([]);
    expect(
      messages({ do: 'add', table: 'entities', cells: { id: 'new', kind: 'dns', operator: 'b' } }),
    ).toEqual([]);
  });
});

/** Tables that do not hold what their mapping says: each fault has its file, row, column and treatment. */
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../engine/model/problem.ts';
import { entityLines, type Given, imported, problemLines, requirementLines } from './importing.ts';

const SITES = { id: '{site}', kind: 'application', weight: 1 };
const EDGE = { dependent: '{site}', supplier: { id: '{service}:{provider}', kind: '{service}' } };
const EDGES: Given = { table: { entities: [SITES], dependencies: [EDGE] } };

function messages(problems: readonly Problem[]): string[] {
  return problems.map(({ message }) => message);
}

describe('a mapping and tables that do not fit give no system', () => {
  test('when a column is missing, and every missing one is named', () => {
    const { system, problems } = imported(
      { table: { ...EDGES.table, translate: { grade: { a: 'b' } } } },
      '\nsite,provider\na,b\n',
    );
    expect(system).toBeUndefined();
    expect(problemLines(problems)).toEqual(["error table.csv 2 grade ''", "error table.csv 2 service ''"]);
    expect(messages(problems)[0]).toBe('The column "grade" is missing. Found: site, provider.');
  });

  test('when a file is missing, not expected, given twice or mapped twice', () => {
    const table = { entities: [SITES] };
    const { system, problems } = imported(
      {
        tables: [
          { file: 'a.csv', ...table },
          { file: 'b.csv.gz', ...table },
          { file: 'A.csv.gz', ...table },
        ],
      },
      { 'a.csv': 'site\nx\n', 'a.csv.gz': 'site\ny\n', 'c.csv': 'site\nz\n' },
    );
    expect(system).toBeUndefined();
    expect(problems.map(({ file, column, message }) => `${file} ${column}: ${message}`)).toEqual([
      'a.csv.gz : Another file of this name is given; keep one.',
      'c.csv : No table of map.json is about this file. It is about: a.csv, b.csv.gz, A.csv.gz.',
      "map.json tables[1].file: The file 'b.csv.gz' is not given.",
      "map.json tables[2].file: Two tables are about 'A.csv.gz'; write the rules of both into one of them.",
    ]);
  });

  test.each([
    ['empty', '', 'The file is empty.'],
    ['blank', '\n\n', 'The file is empty.'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'This is not a text file.'],
  ])('when a table is %s', (_, content, message) => {
    const { system, problems } = imported(EDGES, { 'table.csv': content });
    expect(system).toBeUndefined();
    expect(messages(problems)).toEqual([expect.stringContaining(message)]);
  });

  test('but every table is looked at, so that all faults are known at once', () => {
    const { problems } = imported(
      {
        tables: [
          { file: 'a.csv', entities: [SITES] },
          { file: 'b.csv', entities: [SITES] },
        ],
      },
      { 'a.csv': 'x\n1\n', 'b.csv': 'y\n1\n' },
    );
    expect(problems.map(({ file }) => file)).toEqual(['a.csv', 'b.csv']);
  });
});

describe('faulty rows are left out, the others are read', () => {
  test('when a cell of an id is empty', () => {
    const { system, problems } = imported(
      EDGES,
      'site,service,provider\na,dns,north\n,dns,north\na,dns,\na,,north\na,,\n',
    );
    expect(problemLines(problems)).toEqual([
      "error table.csv 3 site ''",
      "error table.csv 4 provider ''",
      "error table.csv 5 service ''",
      "error table.csv 3 site ''",
      "error table.csv 6 provider ''",
    ]);
    expect(messages(problems)).toEqual([
      'The id is empty; no entity is made of it.',
      'The cell is empty and others beside it are not; what needs it is left out.',
      'The cell is empty and others beside it are not; what needs it is left out.',
      'The dependent is empty; the row is left out.',
      'The supplier is empty; the row is left out.',
    ]);
    expect(entityLines(system!)).toEqual(['a application 1', 'dns:north dns 0']);
    expect(system!.dependencies.count).toBe(1);
  });

  test('when no case applies, with the cell that no case names', () => {
    const { system, problems } = imported(
      {
        table: {
          entities: [SITES],
          dependencies: [
            {
              ...EDGE,
              cases: [
                { when: { service: 'dns', critical: 1 } },
                { when: { service: 'cdn', critical: [0, 1] } },
              ],
            },
          ],
        },
      },
      'site,service,provider,critical\na,dns,n,1\na,cdn,n,2\na,dns,n,0\n',
    );
    expect(system!.dependencies.count).toBe(1);
    expect(problemLines(problems)).toEqual([
      "error table.csv 3 critical '2'",
      "error table.csv 4 service 'dns'",
    ]);
    expect(messages(problems)[0]).toBe(
      "No case of the mapping applies (service is 'cdn', critical is '2'); nothing is made of it.",
    );
  });

  test('when a text has no translation, once for each cell', () => {
    const { system, problems } = imported(
      {
        table: {
          translate: { service: { 'name server': 'dns' } },
          entities: [SITES],
          dependencies: [{ ...EDGE, role: '{service}', cases: [{ when: { service: 'dns' } }] }],
        },
      },
      'site,service,provider\na,name server,n\nb,Name server,n\n',
    );
    expect(requirementLines(system!)).toEqual(['a needs 1 of dns:n for dns, else loses 1']);
    expect(problemLines(problems)).toEqual(["error table.csv 3 service 'Name server'"]);
    expect(messages(problems)[0]).toContain("none of the texts that the mapping translates ('name server')");
  });

  test('when split cells do not have as many parts, or an empty one', () => {
    const { system, problems } = imported(
      {
        table: {
          entities: [SITES],
          dependencies: [
            {
              split: { cells: ['clouds', 'classes'], at: ' | ' },
              dependent: '{site}',
              supplier: { id: '{clouds}', kind: 'cloud-provider' },
              role: '{classes}',
            },
          ],
        },
      },
      'site,clouds,classes\na,x | y,big\nb,x |  | y,big | big | small\nc,x | x,big | big\n',
    );
    expect(requirementLines(system!)).toEqual([
      'b needs 1 of x for big, else loses 1',
      'b needs 1 of y for small, else loses 1',
      'c needs 1 of x for big, else loses 1',
      'c needs 1 of x for big, else loses 1',
    ]);
    expect(problemLines(problems)).toEqual([
      "error table.csv 2 classes 'big'",
      "warning table.csv 3 clouds 'x | | y'",
      "warning table.csv 4 clouds 'x'",
    ]);
    expect(messages(problems)[0]).toBe("There are 1 parts here and 2 in 'clouds'; the cells are left out.");
    expect(messages(problems)[2]).toContain('stands in row 4 of table.csv; both are kept');
  });

  test('when a row is longer than the header; quotes keep a separator inside a cell', () => {
    const { system, problems } = imported(EDGES, 'site,service,provider\n"a,b",dns,"x, y"\nc,dns,x,y\n');
    expect(system!.entities.id).toEqual(['a,b', 'dns:x, y']);
    expect(problemLines(problems)).toEqual(["error table.csv 3 'y'"]);
  });
});

describe('what several rows say of an entity', () => {
  const described = (columns: object): Given => ({
    tables: [
      { file: 'a.csv', entities: [{ id: '{id}', ...columns }] },
      { file: 'b.csv', entities: [{ id: '{key}', ...columns }] },
    ],
  });

  test('unites, whichever row has which part of it', () => {
    const { system, problems } = imported(
      described({ kind: '{kind}', country: '{country}', weight: '{w}' }),
      {
        'a.csv': 'id,kind,country,w\nx,dns,,\ny,cdn,DE,1\nx,,US,2\nx,dns,US,2\n',
        'b.csv': 'key,kind,country,w\ny,,DE,\nx,dns,,2\n',
      },
    );
    expect(problems).toEqual([]);
    expect(entityLines(system!)).toEqual(['x dns 2', 'y cdn 1']);
  });

  test('and contradicts itself is reported, with both rows, and the first is kept', () => {
    const { system, problems } = imported(described({ kind: '{kind}', weight: '{w}' }), {
      'a.csv': 'id,kind,w\nx,dns,5\ny,dns,1\n',
      'b.csv': 'key,kind,w\ny,,1\nx,cdn,6\n',
    });
    expect(entityLines(system!)).toEqual(['x dns 5', 'y dns 1']);
    expect(problemLines(problems)).toEqual(["error b.csv 3 kind 'cdn'", "error b.csv 3 w '6'"]);
    expect(messages(problems)[0]).toBe(
      "'cdn' as kind of 'x' contradicts 'dns' in row 2 of a.csv, which is kept.",
    );
  });

  test('may come from two roles that a mapping gives one id: also a contradiction', () => {
    const { problems } = imported(
      {
        table: {
          dependencies: [
            { dependent: { ...SITES }, supplier: { id: '{dns}', kind: 'dns' } },
            { dependent: '{site}', supplier: { id: '{cdn}', kind: 'cdn' }, role: 'cdn' },
          ],
        },
      },
      'site,dns,cdn\na,cloudflare,cloudflare\n',
    );
    expect(problemLines(problems)).toEqual(["error table.csv 2 kind 'cdn'"]);
  });
});

describe('what the model refuses is named by the cell that it came from', () => {
  test('number, kind, country, grade and year', () => {
    const { system, problems } = imported(
      {
        table: {
          translate: { type: { N: 'nameserver', D: 'dns' } },
          dependencies: [
            {
              dependent: { id: '{site}', kind: 'organisation', country: '{land}', weight: '{users}' },
              supplier: { id: '{on}', kind: '{type}' },
              loss: '{critical}',
              evidence: '{grade}',
              as_of: '{seen}',
            },
          ],
        },
      },
      'site,land,users,on,type,critical,grade,seen\na,DE,-1,x,N,high,seen,last year\nb,Germany,5,y,D,1.5,report,2024\n',
    );
    expect(problemLines(problems).sort()).toEqual(
      [
        "error table.csv 2 users '-1'",
        "error table.csv 2 type 'nameserver'",
        "error table.csv 3 land 'Germany'",
        "error table.csv 2 critical 'high'",
        "warning table.csv 2 seen 'last year'",
        "error table.csv 2 grade 'seen'",
        "error table.csv 3 critical '1.5'",
      ].sort(),
    );
    expect(system!.requirements.loss[0]).toBe(1);
  });

  test('a text of the mapping itself is one problem, however many rows it faults', () => {
    const { problems } = imported(
      {
        table: {
          entities: [{ ...SITES, kind: 'webseite' }],
          dependencies: [{ ...EDGE, supplier: 'nobody', loss: '2' }],
        },
      },
      'site,service,provider\na,dns,x\nb,dns,x\nc,dns,x\n',
    );
    expect(problemLines(problems)).toEqual([
      "error map.json 0 kind 'webseite'",
      "error map.json 0 supplier 'nobody'",
    ]);
  });

  test('suppliers and operators that nothing describes', () => {
    const { system, problems } = imported(
      {
        table: {
          entities: [{ ...SITES, operator: '{owner}' }],
          dependencies: [{ dependent: '{site}', supplier: '{provider}' }],
        },
      },
      'site,owner,provider\na,acme,x\nb,,a\n',
    );
    expect(problemLines(problems)).toEqual([
      "error table.csv 2 owner 'acme'",
      "error table.csv 2 provider 'x'",
    ]);
    expect(requirementLines(system!)).toEqual(['b needs 1 of a for application, else loses 1']);
  });

  test('groups that disagree, or need more suppliers than they have', () => {
    const { system, problems } = imported(
      {
        table: {
          entities: [SITES],
          dependencies: [{ ...EDGE, group: 'g', need: '{need}', loss: '{loss}' }],
        },
      },
      'site,service,provider,need,loss\na,dns,x,3,0.5\na,dns,y,3,0.7\n',
    );
    expect(requirementLines(system!)).toEqual(['a needs 2 of dns:x, dns:y for dns, else loses 0.5']);
    expect(problemLines(problems)).toEqual(["error table.csv 3 loss '0.7'", "error table.csv 2 need '3'"]);
  });

  test('no weight at all is a warning', () => {
    const { problems } = imported(
      { table: { entities: [{ id: '{site}', kind: 'application' }] } },
      'site\na\n',
    );
    expect(problemLines(problems)).toEqual(["warning map.json 0 weight ''"]);
  });

  test('a table without rows is a warning', () => {
    const { system, problems } = imported({ table: { entities: [SITES] } }, 'site\n');
    expect(system!.entities.count).toBe(0);
    expect(messages(problems)[0]).toBe('There is a header and no row.');
  });
});

test('dataset.json is what the mapping says of the dataset, with what it leaves unsaid', () => {
  const { system } = imported({ dataset: { title: 'Two' }, table: { entities: [SITES] } }, 'site\na\n');
  expect(JSON.parse(system!.about.document)).toMatchObject({
    schemaVersion: 1,
    title: 'Two',
    sources: [],
    weights: [{ column: 'weight', label: 'Weight', unit: '1' }],
  });
});

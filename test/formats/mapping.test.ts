/** What a mapping file can say, and what it is told when it says something else. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePattern } from '../../engine/formats/text-pattern.ts';
import { textAt } from '../../engine/model/system.ts';
import { dependencyRows, entityRows, plans, systemOf } from '../properties/systems.ts';
import { entityLines, imported, problemLines, requirementLines, systemImported } from './importing.ts';

const SITES = { id: '{site}', kind: 'application', weight: 1 };
const provider = (service: string, column: string) => ({
  id: `${service}:{${column}}`,
  kind: service,
  operator: { id: `{${column}}`, kind: 'organisation' },
});

/** Messages of a mapping that must be refused, with their places. */
function faults(mapping: unknown): string[] {
  const { system, problems } = imported(
    typeof mapping === 'string' ? mapping : JSON.stringify(mapping),
    'site,provider\na,b\n',
  );
  expect(system).toBeUndefined();
  return problems.map(({ file, column, message }) => `${file} ${column}: ${message}`);
}

function tableFaults(table: object): string[] {
  return faults({ schemaVersion: 1, tables: [{ file: 'table.csv', ...table }] });
}

describe('a text', () => {
  test('takes columns in braces and leaves the rest as it stands', () => {
    expect(parsePattern('{service}:{ provider }')).toEqual([
      { column: 'service' },
      ':',
      { column: 'provider' },
    ]);
    expect(parsePattern('single (critical)')).toEqual(['single (critical)']);
    expect(parsePattern('{{{a}}} and {{b}}')).toEqual(['{', { column: 'a' }, '} and {b}']);
    expect(parsePattern('')).toEqual([]);
  });

  test.each(['{', 'a}', '{}', '{ }', '{a{b}}', '{a}}'])('with a lone brace, as in %s, is refused', (text) => {
    expect(parsePattern(text)).toBeUndefined();
    expect(tableFaults({ entities: [{ ...SITES, name: text }] })).toEqual([
      `map.json tables[0].entities[0].name: A brace in '${text}' stands alone. Write {column} for a cell, {{ and }} for braces.`,
    ]);
  });
});

describe('an edge list', () => {
  const mapping = {
    table: {
      entities: [SITES],
      dependencies: [
        {
          dependent: '{site}',
          supplier: { ...provider('{service}', 'provider'), name: '{provider} ({service})' },
          role: '{service}',
          cases: [
            { when: { critical: 'yes' }, loss: 1 },
            { when: { critical: 'no', service: ['ca', 'ntp'] }, loss: 0 },
            { when: { critical: 'no' }, group: '{service}', loss: 0.8, lossAlone: 0.2 },
          ],
        },
      ],
    },
  };

  test('becomes requirements by its cases, with suppliers scoped by role and joined by their operator', () => {
    const system = systemImported(
      mapping,
      `site,service,provider,critical
a,dns,north,yes
a,cdn,north,no
b,dns,north,no
b,dns,south,no
b,ca,seal,no
`,
    );
    expect(entityLines(system)).toEqual([
      'a application 1',
      'dns:north dns 0 of north',
      'north organisation 0',
      'cdn:north cdn 0 of north',
      'b application 1',
      'dns:south dns 0 of south',
      'south organisation 0',
      'ca:seal ca 0 of seal',
      'seal organisation 0',
    ]);
    expect(system.entities.name[1]).toBe('north (dns)');
    expect(requirementLines(system)).toEqual([
      'a needs 1 of dns:north for dns, else loses 1',
      'a needs 1 of cdn:north for cdn, else loses 0.2',
      'b needs 1 of dns:north, dns:south for dns, else loses 0.8',
      'b needs 1 of ca:seal for ca, else loses 0',
    ]);
  });

  test('may say what a supplier without a group costs alone', () => {
    const { system } = imported(
      {
        table: {
          entities: [SITES],
          dependencies: [
            {
              dependent: '{site}',
              supplier: provider('{service}', 'provider'),
              group: '{g}',
              lossAlone: 0.5,
            },
          ],
        },
      },
      'site,service,provider,g\na,dns,x,\na,dns,y,\na,cdn,x,c\na,cdn,y,c\n',
    );
    expect([...system!.requirements.loss]).toEqual([0.5, 0.5, 1]);
  });

  test('may put the members of a group anywhere, and repeat one without making it two', () => {
    const { system, problems } = imported(
      mapping,
      'site,service,provider,critical\na,dns,north,no\nb,dns,north,no\na,dns,north,no\nb,dns,south,no\n',
    );
    expect(requirementLines(system!)).toEqual([
      'a needs 1 of dns:north for dns, else loses 0.2',
      'b needs 1 of dns:north, dns:south for dns, else loses 0.8',
    ]);
    expect(problemLines(problems)).toEqual(["warning table.csv 4 provider 'dns:north'"]);
    expect(problems[0]!.message).toContain('in row 2 of table.csv');
  });
});

describe('a wide table', () => {
  test('has several suppliers in a cell, of which some number is needed, and classes beside them', () => {
    const system = systemImported(
      {
        table: {
          entities: [SITES],
          dependencies: [
            {
              split: { cells: ['clouds', 'classes'], at: ',' },
              dependent: '{site}',
              supplier: { id: '{clouds}', kind: 'cloud-provider' },
              role: 'hosting',
              group: 'clouds',
              need: '{needed}',
              cases: [
                { when: { clouds: '' }, skip: 'no cloud' },
                { when: { classes: 'own' }, skip: 'own cloud' },
                {},
              ],
            },
            { dependent: '{site}', supplier: { id: 'root', kind: 'dns' } },
          ],
        },
      },
      'site,clouds,classes,needed\na,"x, y,z","third,third, third",2\nb,,,\nc,"x,y","own,third",\n',
    );
    expect(requirementLines(system)).toEqual([
      'a needs 2 of x, y, z for hosting, else loses 1',
      'a needs 1 of root for dns, else loses 1',
      'b needs 1 of root for dns, else loses 1',
      'c needs 1 of y for hosting, else loses 1',
      'c needs 1 of root for dns, else loses 1',
    ]);
  });

  test('tells what was passed over and why', () => {
    const { skipped } = imported(
      {
        table: {
          entities: [SITES],
          dependencies: [
            {
              split: { cells: ['cdn'], at: '|' },
              dependent: '{site}',
              supplier: provider('cdn', 'cdn'),
              cases: [{ when: { cdn: ['', 'none'] }, skip: 'no content network' }, {}],
            },
          ],
        },
      },
      'site,cdn,notes,year\na,x|none,,\nb,,,\nc,y,,\n',
    );
    expect(skipped).toEqual([
      { file: 'table.csv', reason: 'columns that the mapping does not name (notes, year)', count: 2 },
      { file: 'table.csv', reason: 'no content network', count: 2 },
    ]);
  });
});

test('a column may be translated, also where it is empty, and give weight, loss and further columns', () => {
  const system = systemImported(
    {
      dataset: { title: 'Banks', weights: [{ column: 'Customers', label: 'Customers', unit: 'people' }] },
      table: {
        translate: {
          criticality: { high: 1, some: '0.3', '': 0.1 },
          type: { 'Name server': 'dns', Cloud: 'cloud-provider' },
        },
        dependencies: [
          {
            dependent: {
              id: '{bank}',
              kind: 'organisation',
              country: 'DE',
              columns: { Customers: '{customers}' },
            },
            supplier: { id: '{type}/{supplier}', kind: '{type}' },
            loss: '{criticality}',
            evidence: 'report',
            as_of: 2024,
            columns: { note: '{note}' },
          },
        ],
      },
    },
    'bank,customers,type,supplier,criticality,note\nOne,200,Name server,north,high,\nOne,200,Cloud,sky, some ,seen\nTwo,300,Cloud,sky,,\n',
  );
  expect(system.weights).toMatchObject([{ column: 'Customers', unit: 'people' }]);
  expect([...system.weights[0]!.values]).toEqual([200, 0, 0, 300]);
  expect(system.entities.id).toEqual(['One', 'dns/north', 'cloud-provider/sky', 'Two']);
  expect([...system.requirements.loss]).toEqual([1, 0.3, 0.1]);
  const { extra, asOf, evidence } = system.dependencies;
  expect([0, 1, 2].map((e) => textAt(extra.get('note')!, e))).toEqual(['', 'seen', '']);
  expect([textAt(asOf, 0), textAt(evidence, 0)]).toEqual(['2024', 'report']);
  expect(system.about.title).toBe('Banks');
  expect(JSON.parse(system.about.document)).toMatchObject({ schemaVersion: 1, title: 'Banks' });
});

test('columns are found whatever their case, and may have the names of JavaScript', () => {
  const system = systemImported(
    {
      table: {
        entities: [{ ...SITES, id: '{SITE}', columns: { constructor: '{__proto__}' } }],
        dependencies: [
          {
            dependent: '{Site}',
            supplier: { id: '{constructor}', kind: 'dns' },
            cases: [{ when: { constructor: ['__proto__', 'toString'] } }],
          },
        ],
      },
    },
    'Site , __proto__ ,constructor\nhasOwnProperty,valueOf,__proto__\n__proto__,x,toString\n',
  );
  expect(system.entities.id).toEqual(['hasOwnProperty', '__proto__', 'toString']);
  expect(textAt(system.entities.extra.get('constructor')!, 0)).toBe('valueOf');
  expect(requirementLines(system)).toEqual([
    'hasOwnProperty needs 1 of __proto__ for dns, else loses 1',
    '__proto__ needs 1 of toString for dns, else loses 1',
  ]);
});

test('the example of the documentation does what it says there', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/mapping.md'), 'utf8');
  const mapping = /```json\n(.*?)```/s.exec(page)![1]!;
  const table = /`banks.csv`[^\n]*\n\n((?: {4}.*\n)+)/.exec(page)![1]!.replaceAll(/^ {4}/gm, '');
  const { system, skipped, problems } = imported(mapping, { 'banks.csv': table });
  expect(problems).toEqual([]);
  expect(skipped).toEqual([{ file: 'banks.csv', reason: 'no cloud', count: 1 }]);
  expect(requirementLines(system!)).toEqual([
    'First needs 1 of cloud:Sky, cloud:Air for hosting, else loses 1',
    'First needs 1 of dns:north for dns, else loses 1',
    'Second needs 1 of cloud:Sky for hosting, else loses 1',
    'Second needs 1 of dns:north for dns, else loses 0.3',
    'Third needs 1 of dns:south for dns, else loses 1',
  ]);
  expect(entityLines(system!)).toContain('cloud:Sky cloud-provider 0 of Sky');
  expect(system!.weights).toMatchObject([{ label: 'Customers', unit: 'people' }]);
});

test('a mapping of the native columns to themselves reads a dataset as the native format does', () => {
  const own = (columns: readonly string[]) =>
    Object.fromEntries(columns.map((column) => [column, `{${column}}`]));
  const ENTITY = ['id', 'kind', 'weight'];
  const DEPENDENCY = ['dependent', 'supplier', 'group', 'need', 'loss', 'phase'];
  const mapping = {
    tables: [
      { file: 'e.csv', entities: [own(ENTITY)] },
      { file: 'd.csv', dependencies: [own(DEPENDENCY)] },
    ],
  };
  fc.assert(
    fc.property(plans({ maxEntities: 6 }), (plan) => {
      const { system } = imported(mapping, {
        'e.csv': [ENTITY.join(','), ...entityRows(plan)].join('\n'),
        'd.csv': [DEPENDENCY.join(','), ...dependencyRows(plan)].join('\n'),
      });
      const { about: _, hash: __, weights, ...expected } = systemOf(plan);
      expect(system).toMatchObject(expected);
      expect(system!.weights[0]!.values).toEqual(weights[0]!.values);
    }),
    { numRuns: 200 },
  );
});

describe('a mapping that is not sound is refused', () => {
  const RULE = { dependent: '{site}', supplier: '{provider}' };

  test.each([
    ['', /^map\.json : This is not JSON: /],
    ['{"schemaVersion": 1,}', /^map\.json : This is not JSON: .*/],
    ['[]', /^map\.json : Expected \{\.\.\.\} with the keys schemaVersion, dataset, same, tables\.$/],
    ['null', /^map\.json : Expected \{\.\.\.\}/],
    ['{"schemaVersion": 2, "tables": []}', /^map\.json schemaVersion: Expected 1/],
    ['{"schemaVersion": 1}', /^map\.json tables: Expected a list/],
  ])('as is %s', (text, message) => {
    expect(faults(text)[0]).toMatch(message);
  });

  test('with the place of each unknown key and the keys that there are', () => {
    expect(
      faults({
        schemaVersion: 1,
        dataset: { tittle: 'x', weights: [{ column: 'weight', units: 'people' }] },
        tables: [
          {
            file: 'table.csv',
            entities: [{ ...SITES, operator: { id: 'x', knid: 'dns' } }],
            dependencies: [{ ...RULE, suplier: 'x', cases: [{ wen: {} }] }],
          },
        ],
      }).map((line) => line.slice(0, 110)),
    ).toEqual([
      "map.json dataset.weights[0]: There is no key 'units' here. Keys: column, label, unit, description.",
      "map.json dataset: There is no key 'tittle' here. Keys: name, title, description, licence, asOf, sources, measu",
      "map.json tables[0].entities[0].operator: There is no key 'knid' here. Keys: id, name, kind, country, sector, o",
      "map.json tables[0].dependencies[0].cases[0]: There is no key 'wen' here. Keys: when, skip, role, group, need, ",
      "map.json tables[0].dependencies[0]: There is no key 'suplier' here. Keys: dependent, supplier, role, group, ne",
    ]);
  });

  test.each<[string, object, string]>([
    [
      'without a supplier',
      { dependencies: [{ dependent: 'x' }] },
      'tables[0].dependencies[0].supplier: Expected {...} with the keys id, ',
    ],
    [
      'with a list for a text',
      { dependencies: [{ ...RULE, role: ['dns'] }] },
      'tables[0].dependencies[0].role: Expected a text.',
    ],
    [
      'with an entity without id',
      { dependencies: [{ ...RULE, supplier: { kind: 'dns' } }] },
      'tables[0].dependencies[0].supplier.id: This is missing; expected a text.',
    ],
    ['with no rule', {}, 'tables[0]: A table needs rules'],
    [
      'with an empty list of cases',
      { dependencies: [{ ...RULE, cases: [] }] },
      'tables[0].dependencies[0].cases: The list is empty.',
    ],
    [
      'with a split at nothing',
      { dependencies: [{ ...RULE, split: { cells: ['a'], at: '' } }] },
      'tables[0].dependencies[0].split.at: Expected a text that is not empty.',
    ],
    [
      'with a further column of the model',
      { dependencies: [{ ...RULE, columns: { Loss: '1' } }] },
      'tables[0].dependencies[0].columns: A further column needs a name',
    ],
  ])('%s', (_, table, message) => {
    const [first, ...others] = tableFaults(table);
    expect(first).toContain(`map.json ${message}`);
    expect(others).toEqual([]);
  });

  test('when a name would be passed over in silence, or it is too deep', () => {
    const text = JSON.stringify({ schemaVersion: 1, tables: [{ file: 'table.csv', entities: [SITES] }] });
    const hidden = text.replace('"entities"', '"translate":{"a":{"__proto__":"1"}},"entities"');
    expect(faults(hidden)).toEqual([
      'map.json tables[0].translate.a: The name "__proto__" cannot be used here; rename the column.',
    ]);
    expect(faults(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)[0]).toContain(
      'This goes deeper than any mapping.',
    );
    expect(faults(new TextDecoder().decode(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])))).toHaveLength(1);
  });
});

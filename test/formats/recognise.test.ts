/**
 * What tables are taken for, on tables as people really keep them: excerpts that are written here, and the whole
 * tables where they lie beside the repository. Whatever is suggested must be a sound mapping that imports.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMapping } from '../../engine/formats/mapping.ts';
import { assumptionsOf, type ImportPlan, mappingText } from '../../engine/formats/recognise/import-plan.ts';
import { profileTable } from '../../engine/formats/recognise/profile.ts';
import { recognise, type Suggestion } from '../../engine/formats/recognise/recognise.ts';
import { openTables } from '../../engine/formats/source-table.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { entityLines, imported, requirementLines, systemImported } from './importing.ts';
import { bytesOf, type Content, drain } from './reading.ts';

const beside = ['facts', 'data'].map((folder) => resolve(import.meta.dirname, '../../../shared', folder));

function suggested(files: Readonly<Record<string, Content>>): Suggestion {
  const tables = Object.entries(files).flatMap(
    ([name, content]) => drain(openTables({ name, bytes: bytesOf(content) }, [])).result,
  );
  return recognise(tables.flatMap((table) => drain(profileTable(table, [])).result ?? []));
}

function becomes({ plan }: Suggestion, table = 0): Record<string, string> {
  return Object.fromEntries(plan.tables[table]!.columns.map((column) => [column.column, column.becomes]));
}

function decisions({ findings }: Suggestion): string[] {
  return findings.filter(({ kind }) => kind === 'decide').map(({ title }) => title);
}

/** The mapping of a plan, which must be sound. */
function soundMapping(plan: ImportPlan): string {
  const text = mappingText(plan);
  const problems: Problem[] = [];
  expect(readMapping('map.json', bytesOf(text), problems), JSON.stringify(problems)).toBeDefined();
  return text;
}

const WORDED = `dependent,dependent_type,provider,provider_type,criticality,as_of_year,verified,redundancy_note
Signal,app,AWS,cloud,critical,2025,yes,
Zoom,app,Oracle Cloud,cloud,redundant,2020,no,with AWS
Zoom,app,AWS,cloud,redundant,2020,yes,with Oracle
Slack,app,Route 53,dns,degraded,,yes,
`;

test('a negative number is no fraction, whatever stands behind its sign', () => {
  const content = 'dependent,supplier,loss\na,b,-1\nc,d,0.5\ne,f,high\n';
  const { plan } = suggested({ 'losses.csv': content });
  expect(plan.tables[0]!.columns[2]!.words).toEqual({ '-1': '', '0.5': '0.5', high: '1' });
});

describe('a table with one row per dependency', () => {
  test('is recognised by the names of its columns, and its words need a decision', () => {
    const suggestion = suggested({ 'facts.csv': WORDED });
    expect(suggestion.plan.tables[0]!.shape).toBe('dependencies');
    expect(becomes(suggestion)).toEqual({
      dependent: 'dependent',
      dependent_type: 'kind',
      provider: 'supplier',
      provider_type: 'supplier-kind',
      criticality: 'loss',
      as_of_year: 'as_of',
      verified: 'confidence',
      redundancy_note: 'note',
    });
    expect(decisions(suggestion)).toEqual(['Loss is not a number', 'Confidence is not a number']);
  });

  test('gives a mapping by which words become losses, and redundant suppliers alternatives', () => {
    const { plan } = suggested({ 'facts.csv': WORDED });
    const system = systemImported(soundMapping(plan), { 'facts.csv': WORDED });
    expect(requirementLines(system)).toEqual([
      'Signal needs 1 of AWS for cloud-provider, else loses 1',
      'Zoom needs 1 of Oracle Cloud, AWS for cloud-provider, else loses 1',
      'Slack needs 1 of Route 53 for dns, else loses 0.3',
    ]);
    expect([...system.dependencies.confidence]).toEqual([1, 0.5, 1, 1]);
    expect(entityLines(system)).toContain('Signal application 1');
    const assumed = assumptionsOf(plan).join(' ');
    for (const word of ["'critical' as 1", "'degraded' as 0.3", "'no' as 0.5", "'app' as application"])
      expect(assumed).toContain(word);
    expect(system.about.assumed).toEqual(assumptionsOf(plan));
  });

  test('whose header says nothing is told by what stands in it, and must be confirmed', () => {
    const suggestion = suggested({ 'x.csv': 'alpha,beta,gamma\na,b,9\nb,c,9\nc,d,9\n' });
    expect(becomes(suggestion)).toMatchObject({ alpha: 'dependent', beta: 'supplier' });
    expect(decisions(suggestion)).toEqual(['Is "alpha" the dependent?', 'Is "beta" the supplier?']);
  });

  test.each([
    ['LEI of the entity making use of the ICT services', 'dependent'],
    ['Identification code of the ICT third-party service provider', 'supplier'],
    ['Country of the ICT third-party service provider', 'supplier-country'],
  ])('a column called "%s" becomes %s', (header, field) => {
    const cells = { dependent: 'A', supplier: 'P', 'supplier-country': 'DE' }[field];
    const others = field === 'supplier' ? 'customer' : 'supplier';
    const first = field === 'supplier-country' ? 'customer,supplier' : others;
    const row = field === 'supplier-country' ? 'x,y' : 'y';
    const suggestion = suggested({ 'register.csv': `${first},"${header}"\n${row},${cells}\n` });
    expect(becomes(suggestion)[header]).toBe(field);
  });

  test('rows without a supplier are passed over and counted', () => {
    const table = 'customer,supplier\na,x\nb,\n';
    const { plan } = suggested({ 'table.csv': table });
    const { system, skipped } = imported(soundMapping(plan), table);
    expect(system!.dependencies.count).toBe(1);
    expect(skipped).toEqual([{ file: 'table.csv', reason: 'no supplier', count: 1 }]);
  });

  test('someone who is dependent and supplier has the kind further down, in whatever order rows stand', () => {
    const rows = ['a,b', 'b,c', 'c,d'];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (order) => {
        const table = ['customer,supplier', ...order].join('\n');
        const { system, problems } = imported(soundMapping(suggested({ 'table.csv': table }).plan), table);
        expect(problems).toEqual([]);
        expect(entityLines(system!).sort()).toEqual([
          'a organisation 1',
          'b cloud-service 1',
          'c cloud-service 1',
          'd cloud-service 0',
        ]);
      }),
    );
  });
});

describe('a wide table', () => {
  const banks =
    'bank,customers,clouds,name server\nFirst,200000,Sky; Air,north\nSecond,50000,Sky,north\nThird,8000,-,\n';

  test('has a role for each column of suppliers, weights, and alternatives in one cell', () => {
    const suggestion = suggested({ 'banks.csv': banks });
    expect(decisions(suggestion)).toEqual([]);
    const system = systemImported(soundMapping(suggestion.plan), { 'banks.csv': banks });
    expect(requirementLines(system)).toEqual([
      'First needs 1 of clouds:Sky, clouds:Air for clouds, else loses 1',
      'First needs 1 of dns:north for dns, else loses 1',
      'Second needs 1 of clouds:Sky for clouds, else loses 1',
      'Second needs 1 of dns:north for dns, else loses 1',
    ]);
    expect(entityLines(system)).toEqual(
      expect.arrayContaining([
        'First organisation 200000',
        'Third organisation 8000',
        'dns:north dns 0 of north',
      ]),
    );
    expect(system.weights[0]).toMatchObject({ label: 'customers', unit: 'customers' });
  });

  test('with two columns for one role asks which', () => {
    const suggestion = suggested({ 'sites.csv': 'site,dns_all,dns_third_party\na,x,x\nb,y,\n' });
    expect(decisions(suggestion)).toEqual(['Two columns name suppliers for dns']);
    expect(becomes(suggestion)).toMatchObject({ dns_all: 'supplier-for', dns_third_party: 'note' });
  });
});

test('a list of entities keeps ids, kinds, countries and weights', () => {
  const table = 'id,name,type,country,total assets (EUR m)\na,A Bank,bank,DE,12\nb,B Ltd,company,FR,3\n';
  const { plan } = suggested({ 'entities-list.csv': table });
  const system = systemImported(soundMapping(plan), { 'entities-list.csv': table });
  expect(entityLines(system)).toEqual(['a organisation 12', 'b organisation 3']);
  expect(system.weights[0]!.unit).toBe('EUR m');
});

describe('any table', () => {
  const header = fc.oneof(
    fc.constantFrom(
      'supplier',
      'customer',
      'dns',
      '{x}',
      '__proto__',
      'constructor',
      '',
      'loss',
      'kind',
      'Ünïcode',
    ),
    fc.string({ maxLength: 8 }),
  );
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test('with whatever header and cells gives a mapping that is sound, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(header, { minLength: 1, maxLength: 6 }),
        fc.array(
          fc.array(fc.oneof(fc.constantFrom('a', 'b', '0.5', 'yes', ''), fc.string()), { maxLength: 7 }),
          {
            maxLength: 6,
          },
        ),
        (headers, rows) => {
          const table = [headers, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n');
          const { plan } = suggested({ 'any.csv': table });
          if (plan.tables.length === 0) return;
          const text = mappingText(plan);
          const problems: Problem[] = [];
          const mapping = readMapping('map.json', bytesOf(text), problems);
          // a table without anything that could be a dependency or an entity has no rule, and says so
          if (mapping === undefined) expect(problems.length).toBeGreaterThan(0);
          else imported(text, { 'any.csv': table });
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** What tables beside the repository are, told by whoever compiled them. */
const KNOWN: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
  'dependencies.csv': ['dependencies', { dependent: 'dependent', provider: 'supplier', criticality: 'loss' }],
  'web-edges-2020-100k.csv.gz': [
    'dependencies',
    { site: 'dependent', provider: 'supplier', critical: 'loss' },
  ],
  'web-dependencies-2020-top10k.csv': ['wide', { site: 'dependent', dns_all: 'supplier-for' }],
  'web-dependencies-2023-us.csv': ['wide', { site: 'dependent', ca: 'supplier-for' }],
};

test('the tables beside the repository are taken for what they are, where they lie there', () => {
  const folders = beside.filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => Object.hasOwn(KNOWN, name))
      .map((name) => ({ name, bytes: new Uint8Array(readFileSync(resolve(folder, name))) })),
  );
  // a checkout without them must not look as if they had been read
  expect(files.length === 0 ? 'not there' : files.length).toBe(folders.length === 0 ? 'not there' : 4);
  for (const { name, bytes } of files) {
    const suggestion = suggested({ [name]: bytes });
    const [shape, columns] = KNOWN[name]!;
    expect([name, suggestion.plan.tables[0]!.shape]).toEqual([name, shape]);
    expect(becomes(suggestion)).toMatchObject(columns);
    soundMapping(suggestion.plan);
  }
});

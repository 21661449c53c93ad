import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import { writeDatasetFolder } from '../../cli/dataset-folder.ts';
import { importFiles } from '../../cli/import.ts';
import { Interrupted } from '../../cli/usage.ts';

const scratch = mkdtempSync(join(tmpdir(), 'linchpin-import-'));

const MAPPING = JSON.stringify({
  schemaVersion: 1,
  dataset: { title: 'Banks and their clouds' },
  tables: [
    {
      file: 'banks.csv',
      entities: [{ id: '{bank}', kind: 'organisation', weight: '{customers}' }],
      dependencies: [
        {
          split: { cells: ['clouds'], at: ';' },
          dependent: '{bank}',
          supplier: { id: '{clouds}', kind: 'cloud-provider' },
          group: 'clouds',
          cases: [{ when: { clouds: '' }, skip: 'no cloud' }, {}],
        },
      ],
    },
  ],
});
const BANKS = 'bank,customers,clouds\nOne,200,sky;air\nTwo,300,sky\nThree,5,\n';

function file(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

function linchpin(...words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(bundleFolder('cli'), 'linchpin.js'), ...words], {
    encoding: 'utf8',
  });
}

let map: string;
let banks: string;
let out: string;
let runs = 0;

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  map = file('map.json', MAPPING);
  banks = file('banks.csv', BANKS);
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true }));

/** A folder that is not there yet, alone in its parent, so that leftovers would be seen. */
function freshFolder(): string {
  const parent = join(scratch, `run-${++runs}`);
  mkdirSync(parent);
  return join(parent, 'banks');
}

describe('import', () => {
  test('writes a dataset that check accepts, and says what it counts and passes over', () => {
    out = freshFolder();
    const { status, stdout, stderr } = linchpin('import', banks, '--map', map, '--out', out);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      `Banks and their clouds: 5 entities, 3 dependencies, 2 requirements\nbanks.csv: 1 passed over: no cloud\nNo problems.\nWritten to ${out}\n`,
    );
    expect(readdirSync(out).sort()).toEqual(['dataset.json', 'dependencies.csv', 'entities.csv']);
    const checked = linchpin('check', out, '--json');
    expect(checked.status).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({
      entities: 5,
      dependencies: 3,
      requirements: 2,
      problems: [],
    });
  });

  test('is JSON for programs, with every problem; one in a row leaves the rest', () => {
    const faulty = join(freshFolder(), '..', 'banks.csv');
    writeFileSync(faulty, `${BANKS}Four,many,air\n`);
    out = join(faulty, '..', 'made', 'by', 'the', 'way');
    const { status, stdout } = linchpin('import', faulty, '--map', map, '--out', out, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      entities: 6,
      dependencies: 4,
      requirements: 3,
      skipped: [{ file: 'banks.csv', reason: 'no cloud', count: 1 }],
      problems: [
        {
          severity: 'error',
          file: 'banks.csv',
          row: 5,
          column: 'customers',
          value: 'many',
          message: "'many' is not a number of 0 or more; the cell is read as empty.",
        },
      ],
      out,
    });
    expect(linchpin('check', out).status).toBe(0);
  });

  test('writes nothing when the mapping and the tables do not fit', () => {
    out = freshFolder();
    const other = file('others.csv', BANKS);
    const { status, stdout, stderr } = linchpin('import', other, '--map', map, '--out', out);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error: others.csv: No table of map.json is about this file.');
    expect(stderr).toContain("error: map.json, column tables[0].file: The file 'banks.csv' is not given.");
    const { stdout: json, status: code } = linchpin('import', other, '--map', map, '--out', out, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(json)).toMatchObject({ entities: 0, out: null, problems: [{}, {}] });
    expect(readdirSync(join(out, '..'))).toEqual([]);
  });

  test('does not overwrite a dataset unless told to, and then leaves other files', () => {
    out = freshFolder();
    mkdirSync(out);
    writeFileSync(join(out, 'README.md'), 'mine');
    writeFileSync(join(out, 'entities.csv.gz'), gzipSync('id,kind\nold,dns\n'));
    const refused = linchpin('import', banks, '--map', map, '--out', out);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('holds a dataset (entities.csv.gz). Use --force to replace it.');
    expect(linchpin('import', banks, '--map', map, '--out', out, '--force').status).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'README.md',
      'dataset.json',
      'dependencies.csv',
      'entities.csv',
    ]);
    expect(linchpin('check', out).status).toBe(0);
  });

  test('refuses a file as folder, and says which file cannot be read', () => {
    out = freshFolder();
    expect(linchpin('import', banks, '--map', map, '--out', banks).status).toBe(2);
    const noTable = linchpin('import', join(scratch, 'none.csv'), '--map', map, '--out', out);
    expect([noTable.status, noTable.stderr]).toEqual([1, expect.stringContaining('none.csv cannot be read')]);
    const noMap = linchpin('import', banks, '--map', 'web-edges-1920', '--out', out);
    expect([noMap.status, noMap.stderr]).toEqual([
      1,
      expect.stringContaining('web-edges-1920 cannot be read'),
    ]);
    expect(linchpin('import', banks, '--map', map).status).toBe(2);
    expect(readdirSync(join(out, '..'))).toEqual([]);
  });

  test('knows the mappings that come with it by name, and lists them', () => {
    out = freshFolder();
    const table = file(
      'web-dependencies-2020-top10k.csv',
      'alexa_rank,site,dns_all,dns_third_party,dns_third_party_critical,cdn_all,cdn_third_party,cdn_third_party_critical,ca_all,ca_third_party,ca_third_party_critical(no OCSP stapling)\n1,site-1,dyn,dyn,1,,,0,,,0\n',
    );
    expect(linchpin('import', table, '--map', 'web-top10k-2020', '--out', out).status).toBe(0);
    expect(readFileSync(join(out, 'dependencies.csv'), 'utf8')).toContain('site-1,dns:dyn,dns,');
    const { stdout } = linchpin('import', '--help');
    for (const name of ['web-edges-2020', 'web-top10k-2020', 'web-us-2023']) expect(stdout).toContain(name);
  });
});

describe('import without a mapping', () => {
  test('uses what is likely where nothing needs a decision, and the suggestion it writes does the same', () => {
    out = freshFolder();
    const first = linchpin('import', banks, '--out', out);
    expect([first.status, first.stderr]).toEqual([0, '']);
    const suggestion = join(out, '..', 'suggested.json');
    const told = linchpin('import', banks, '--suggest', '--out-map', suggestion);
    expect(told.status).toBe(0);
    expect(told.stdout).toContain('clouds: Supplier for clouds');
    expect(told.stdout).toContain('Nothing needs a decision.');
    expect(linchpin('import', banks, '--suggest', '--out-map', suggestion).status).toBe(2);
    const again = join(out, '..', 'again');
    expect(linchpin('import', banks, '--map', suggestion, '--out', again).status).toBe(0);
    for (const name of readdirSync(out))
      expect(readFileSync(join(again, name), 'utf8')).toBe(readFileSync(join(out, name), 'utf8'));
  });

  test('imports nothing where words need a decision, and says which', () => {
    out = freshFolder();
    const worded = file('worded.csv', 'customer,supplier,criticality\na,b,critical\na,c,low\n');
    const refused = linchpin('import', worded, '--out', out);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('column criticality: Loss is not a number.');
    expect(readdirSync(join(out, '..'))).toEqual([]);
    const told = linchpin('import', worded, '--suggest', '--json');
    expect(told.status).toBe(1);
    const { mapping, findings } = JSON.parse(told.stdout);
    expect(mapping.tables[0].translate).toEqual({ criticality: { critical: '1', low: '0.1' } });
    expect(findings).toHaveLength(1);
  });

  test('adds to a dataset, names entities that may be one, and joins those that the mapping names', () => {
    const open = join(freshFolder(), '..', 'open');
    mkdirSync(open);
    writeFileSync(
      join(open, 'entities.csv'),
      'id,name,kind,weight\nbank,Bank,organisation,5\nsky,Sky,cloud-provider,0\n',
    );
    writeFileSync(join(open, 'dependencies.csv'), 'dependent,supplier\nbank,sky\n');
    const more = file('more.csv', 'customer,supplier\nShop,Sky Inc.\n');
    const into = join(open, '..', 'into');
    const added = linchpin('import', more, '--onto', open, '--out', into);
    expect(added.status).toBe(0);
    expect(added.stdout).toContain('2 entities, 1 dependencies');
    expect(added.stdout).toContain(`Perhaps one: 'Sky Inc.' and 'sky'`);
    const suggestion = join(open, '..', 'map.json');
    linchpin('import', more, '--suggest', '--onto', open, '--out-map', suggestion);
    const mapping = JSON.parse(readFileSync(suggestion, 'utf8'));
    writeFileSync(suggestion, JSON.stringify({ ...mapping, same: { 'Sky Inc.': 'sky' } }));
    expect(
      linchpin('import', more, '--map', suggestion, '--onto', open, '--out', into, '--force').status,
    ).toBe(0);
    expect(readFileSync(join(into, 'dependencies.csv'), 'utf8')).toContain('Shop,sky,');
    expect(readFileSync(join(into, 'entities.csv'), 'utf8')).not.toContain('Sky Inc.');
  }, 30_000);
});

describe('Ctrl-C', () => {
  test('while tables are read leaves nothing', async () => {
    out = freshFolder();
    const long = join(out, '..', 'banks.csv');
    writeFileSync(
      long,
      `bank,customers,clouds\n${Array.from({ length: 200_000 }, (_, i) => `b${i},1,c${i % 9}\n`).join('')}`,
    );
    const importing = importFiles([long], { map, out });
    process.emit('SIGINT');
    await expect(importing).rejects.toThrow(Interrupted);
    expect(readdirSync(join(out, '..'))).toEqual(['banks.csv']);
  });

  test('while files are written leaves nothing, or the dataset that was there', async () => {
    out = freshFolder();
    const files = [
      { name: 'entities.csv', text: 'id,kind\n' },
      { name: 'dependencies.csv', text: 'dependent,supplier\n' },
    ];
    const writing = writeDatasetFolder(join(out, 'deep'), files);
    process.emit('SIGINT');
    await expect(writing).rejects.toThrow(Interrupted);
    expect(existsSync(out)).toBe(false);

    await writeDatasetFolder(out, [{ name: 'entities.csv', text: 'old' }]);
    const replacing = writeDatasetFolder(out, files);
    process.emit('SIGINT');
    await expect(replacing).rejects.toThrow(Interrupted);
    expect(readFileSync(join(out, 'entities.csv'), 'utf8')).toBe('old');
    expect(readdirSync(join(out, '..'))).toEqual(['banks']);
  });
});

test('a dataset whose tables are packed is read as it is', () => {
  const folder = join(scratch, 'packed');
  mkdirSync(folder);
  writeFileSync(join(folder, 'entities.csv.gz'), gzipSync('id,kind,weight\na,application,1\nb,dns,0\n'));
  writeFileSync(join(folder, 'dependencies.csv.gz'), gzipSync('dependent,supplier\na,b\n'));
  const { status, stdout } = linchpin('check', folder, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ entities: 2, dependencies: 1 });
  writeFileSync(join(folder, 'dependencies.csv.gz'), gzipSync('dependent,supplier\na,b\n').subarray(0, 20));
  const damaged = linchpin('check', folder);
  expect(damaged.status).toBe(1);
  expect(damaged.stderr).toContain('dependencies.csv.gz: The file is cut off or damaged');
});

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const scratch = mkdtempSync(join(tmpdir(), 'linchpin-cli-'));

// a site on one of two clouds, both clouds on one DNS; a blog that keeps 40 % without its cloud
const ENTITIES = `id,name,kind,weight
dns,"Root, DNS",dns,0
cloud-a,Cloud A,cloud-provider,0
cloud-b,Cloud B,cloud-provider,0
shop,Shop,application,30
blog,Blog,application,10
`;
const DEPENDENCIES = `dependent,supplier,role,group,need,loss
cloud-a,dns,dns,,,
cloud-b,dns,dns,,,
shop,cloud-a,hosting,clouds,1,
shop,cloud-b,hosting,clouds,1,
blog,cloud-a,hosting,,,0.6
`;

function dataset(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

function linchpin(...words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(bundleFolder('cli'), 'linchpin.js'), ...words], {
    encoding: 'utf8',
  });
}

let small: string;

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  small = dataset('small', { 'entities.csv': ENTITIES, 'dependencies.csv': DEPENDENCIES });
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true }));

describe('check', () => {
  test('counts what it read and lists problems as JSON', () => {
    const { status, stdout } = linchpin('check', small, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      entities: 5,
      dependencies: 5,
      problems: [{ file: 'dataset.json', row: 0, severity: 'warning' }],
    });
  });

  test('ends with code 1 on an error and names file, row, column and value', () => {
    const folder = dataset('dangling', {
      'entities.csv': ENTITIES,
      'dependencies.csv': `${DEPENDENCIES}shop,nobody,dns,,,high\n`,
    });
    const { status, stdout } = linchpin('check', folder, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).problems).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        file: 'dependencies.csv',
        row: 7,
        column: 'supplier',
        value: 'nobody',
      }),
    );
  });

  test('finds nothing to mend in the shipped dataset', () => {
    const { status, stdout } = linchpin('check', shipped, '--json');
    expect(JSON.parse(stdout).problems).toEqual([]);
    expect(status).toBe(0);
  });

  test('says what is missing in an empty folder, without a stack trace', () => {
    const { status, stdout, stderr } = linchpin('check', dataset('empty', {}));
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('entities.csv: The file is missing');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('gives a program the problems of a dataset that cannot be read', () => {
    const folder = dataset('unreadable', { 'entities.csv': '', 'dependencies.csv': DEPENDENCIES });
    const { status, stdout } = linchpin('check', folder, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ entities: 0, dependencies: 0 });
    expect(JSON.parse(stdout).problems).toContainEqual(
      expect.objectContaining({ severity: 'error', file: 'entities.csv' }),
    );
    expect(linchpin('check', folder, '--csv').stdout).toMatch(/^severity,file,row,column,value,message\n/);
  });

  test('says that a folder is not there', () => {
    const { status, stderr } = linchpin('check', join(scratch, 'nowhere'));
    expect(status).toBe(1);
    expect(stderr).toContain('There is no folder');
  });
});

describe('cascade', () => {
  test('gives levels, the deciding requirement and the weight down', () => {
    const { status, stdout } = linchpin('cascade', small, '--fail', 'cloud-a', '--json');
    expect(status).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ failed: ['cloud-a'], weightDown: 6, totalWeight: 40, share: 0.15 });
    expect(result.fallen).toEqual([
      {
        id: 'blog',
        level: 0.4,
        because: { requirement: 'hosting', need: 1, of: 1, suppliers: ['cloud-a'] },
      },
    ]);
  });

  test('takes redundancy down when what the alternatives share fails', () => {
    const { stdout } = linchpin('cascade', small, '--fail', 'dns', '--json');
    const shop = JSON.parse(stdout).fallen.find(({ id }: { id: string }) => id === 'shop');
    expect(shop).toMatchObject({ level: 0, because: { group: 'clouds', suppliers: ['cloud-a', 'cloud-b'] } });
  });

  test('takes several failures at once, and one named twice once', () => {
    const { stdout } = linchpin('cascade', small, '--fail', 'cloud-a', 'cloud-b', 'cloud-a', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ failed: ['cloud-a', 'cloud-b'], weightDown: 36 });
  });

  test('prints a table for people and CSV with the same rows', () => {
    const table = linchpin('cascade', small, '--fail', 'cloud-a').stdout;
    expect(table).toContain('Falls with it: 1 of 5 entities');
    expect(table).toContain('(15.0 %)');
    const csv = linchpin('cascade', small, '--fail', 'cloud-a', '--csv').stdout;
    expect(csv).toBe('id,name,level,requirement,needs,because of\nblog,Blog,0.4,hosting,1 of 1,cloud-a\n');
  });

  test('ends with code 2 for an unknown entity and says what may have been meant', () => {
    const { status, stderr } = linchpin('cascade', shipped, '--fail', 'us-east-1 dynamodb');
    expect(status).toBe(2);
    expect(stderr).toContain('aws/us-east-1/dynamodb');
  });

  test('prints a result on faulty data, warns and ends with code 1', () => {
    const folder = dataset('faulty', {
      'entities.csv': `${ENTITIES},nameless,dns,0\n`,
      'dependencies.csv': DEPENDENCIES,
    });
    const { status, stdout, stderr } = linchpin('cascade', folder, '--fail', 'cloud-a', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).weightDown).toBe(6);
    expect(stderr).toContain('1 error in the data');
  });

  test('takes down the applications known to stand on DynamoDB in us-east-1', () => {
    const { status, stdout } = linchpin('cascade', shipped, '--fail', 'aws/us-east-1/dynamodb', '--json');
    expect(status).toBe(0);
    const fallen = JSON.parse(stdout).fallen.map(({ id }: { id: string }) => id);
    expect(fallen).toEqual(expect.arrayContaining(['signal', 'snapchat', 'roblox', 'venmo']));
    // three active regions, and another cloud
    expect(fallen).not.toContain('netflix');
    expect(fallen).not.toContain('azure');
  });
});

describe('rank', () => {
  test('ranks by blast radius, highest first, as shares of the total weight', () => {
    const { status, stdout } = linchpin('rank', small, '--by', 'blast-radius', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).entities).toEqual([
      { id: 'dns', 'blast-radius': 0.9 },
      { id: 'shop', 'blast-radius': 0.75 },
      { id: 'blog', 'blast-radius': 0.25 },
      { id: 'cloud-a', 'blast-radius': 0.15 },
      { id: 'cloud-b', 'blast-radius': 0 },
    ]);
  });

  test('says how many entities a short table leaves out', () => {
    expect(linchpin('rank', small, '--by', 'blast-radius', '--top', '2').stdout).toContain('and 3 more');
  });

  test.each([
    [['--by', 'fame'], "There is no measure 'fame'"],
    [['--by', 'blast-radius', '--weight', 'gold'], "There is no weight 'gold'"],
    [['--by', 'blast-radius', '--top', 'many'], 'Expected a whole number'],
    [['--by', 'blast-radius', '--json', '--csv'], 'cannot be used with'],
    [[], "required option '--by <measures>'"],
  ])('ends with code 2 for %j', (words, message) => {
    const { status, stderr } = linchpin('rank', small, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

test('names from strangers neither run in a spreadsheet nor write over a terminal', () => {
  const folder = dataset('hostile', {
    'entities.csv':
      'id,name,kind,weight\n__proto__,"=HYPERLINK(""http://evil"")",dns,0\nsite,\u001b[2Jwiped,application,1\n',
    'dependencies.csv': 'dependent,supplier\nsite,__proto__\n',
  });
  expect(linchpin('rank', folder, '--by', 'blast-radius', '--csv').stdout).toContain(
    `"'=HYPERLINK(""http://evil"")"`,
  );
  const table = linchpin('cascade', folder, '--fail', '__proto__').stdout;
  expect(table).toContain('wiped');
  expect(table).not.toContain('\u001b');
});

test('help lists the commands and ends with code 0', () => {
  const { status, stdout } = linchpin('--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/check[\s\S]*cascade[\s\S]*rank/);
});

test('an unknown command ends with code 2', () => {
  expect(linchpin('destroy').status).toBe(2);
});

describe('bad input', () => {
  test('a path that the system refuses is told in words, with code 1', () => {
    for (const path of [join(small, 'entities.csv', 'deeper'), 'x'.repeat(5000)]) {
      const { status, stderr } = linchpin('check', path);
      expect(status).toBe(1);
      expect(stderr).toMatch(/There is no folder|cannot be read: E[A-Z]+\n$/);
      expect(stderr).not.toContain('node:fs');
    }
  });

  test('control characters of a file never reach the terminal', () => {
    const folder = dataset('escapes', {
      'entities.csv': 'id,name,kind,weight\na\u001b[2J,A\u001b]0;x\u0007,dns,1\n',
      'dependencies.csv': 'dependent,supplier\na\u001b[2J,a\u001b[2J\nnope\u001b[31m,x\u0007\n',
      'dataset.json': '{"schemaVersion":1,"title":"\\u001b[31mT"}',
    });
    for (const words of [
      ['check', folder],
      ['cascade', folder, '--fail', 'a\u001b[2J'],
      ['cascade', folder, '--fail', 'a'],
      ['rank', folder, '--by', 'blast-radius'],
    ]) {
      const { stdout, stderr } = linchpin(...words);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      expect(stdout + stderr, words.join(' ')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    }
  });

  test('130,000 that fall are a table, and as many in a restart deadlock are counted', () => {
    const ids = Array.from({ length: 130_000 }, (_, v) => v);
    const star = dataset('star', {
      'entities.csv': `id,kind,weight\nhub,dns,0\n${ids.map((v) => `s${v},application,1\n`).join('')}`,
      'dependencies.csv': `dependent,supplier\n${ids.map((v) => `s${v},hub\n`).join('')}hub,s0\n`,
    });
    const fallen = spawnSync(
      process.execPath,
      [join(bundleFolder('cli'), 'linchpin.js'), 'cascade', star, '--fail', 'hub'],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    expect(fallen.stderr).toBe('');
    expect(fallen.stdout).toContain('Falls with it: 130000 of 130001 entities');
    const { stdout } = linchpin('check', star);
    expect(stdout).toMatch(/Restart deadlock after a total stop: .* and \d+ more\n/);
    expect(stdout.length).toBeLessThan(5_000);
  }, 30_000);
});

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const scratch = mkdtempSync(join(tmpdir(), 'linchpin-concentration-'));

// the seal stands on north, and stall on the seal
const ENTITIES = `id,name,kind,operator,country,sector,weight
holding,Holding,organisation,,US,technology,0
north,"North, DNS",dns,holding,CA,technology,0
south,South,dns,holding,DE,technology,0
seal,Seal,ca,,FR,technology,0
shop,Shop,application,,DE,retail,60
stall,Stall,application,,FR,retail,40
`;
const DEPENDENCIES = `dependent,supplier,role
shop,north,dns
stall,south,dns
stall,seal,ca
seal,north,dns
seal,holding,ownership
`;

function dataset(name: string, entities: string, dependencies: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'entities.csv'), entities);
  writeFileSync(join(folder, 'dependencies.csv'), dependencies);
  return folder;
}

function concentration(folder: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, 'concentration', folder, ...words], { encoding: 'utf8' });
}

function answer(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = concentration(folder, ...words, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

let small: string;

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  small = dataset('small', ENTITIES, DEPENDENCIES);
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true }));

describe('concentration of a role', () => {
  test('gives population, weight, scale, indices and suppliers as fractions', () => {
    const found = answer(small, '--role', 'dns');
    expect(found).toMatchObject({
      role: 'dns',
      population: {
        userCount: 2,
        totalWeight: 100,
        roleUserCount: 2,
        roleWeight: 100,
        sectors: [],
        countries: [],
      },
      weight: 'weight',
      scale: { id: 'us-merger-2023', name: 'US merger guidelines 2023', band: 'highly concentrated' },
      supplierCount: 2,
    });
    expect(found.indices).toEqual({
      hhi: expect.closeTo(5200, 9),
      effectiveNumber: expect.closeTo(1 / 0.52, 9),
      cr1: 0.6,
      cr3: 1,
      cr5: 1,
      shannon: expect.closeTo(-0.6 * Math.log2(0.6) - 0.4 * Math.log2(0.4), 12),
      expShannon: expect.closeTo(0.6 ** -0.6 * 0.4 ** -0.4, 12),
      gini: expect.closeTo(0.1, 12),
      centralization: 0,
      cover: { '25': 1, '50': 1, '75': 2, '90': 2, '99': 2 },
    });
    expect(found.suppliers).toEqual([
      {
        id: 'north',
        name: 'North, DNS',
        share: 0.6,
        concentration: 0.6,
        hiddenConcentration: 1,
        impact: 0.6,
        hiddenImpact: 1,
        amplification: 1 / 0.6,
        rankDirect: 1,
        rankHidden: 1,
        via: [{ id: 'seal', name: 'Seal', share: 0.4, example: 'stall' }],
      },
      {
        id: 'south',
        name: 'South',
        share: 0.4,
        concentration: 0.4,
        hiddenConcentration: 0.4,
        impact: 0.4,
        hiddenImpact: 0.4,
        amplification: 1,
        rankDirect: 2,
        rankHidden: 2,
        via: [],
      },
    ]);
    expect(found.assumptions.length).toBeGreaterThan(3);
    expect(found.hash).toMatch(/^[0-9a-f]{16}$/);
  });

  test('leaves hidden dependence out when only the direct one is asked for', () => {
    const { suppliers, indices } = answer(small, '--role', 'dns', '--direct-only');
    expect(indices.cr1).toBe(0.6);
    expect(suppliers[0]).toEqual({
      id: 'north',
      name: 'North, DNS',
      share: 0.6,
      concentration: 0.6,
      impact: 0.6,
      rankDirect: 1,
    });
  });

  test('takes operators together, filters users, reads another scale and lists the first lines', () => {
    const { suppliers, scale } = answer(small, '--role', 'dns', '--by-operator', '--scale', 'pulse');
    expect(suppliers).toMatchObject([{ id: 'holding', share: 1, impact: 1, hiddenImpact: 1 }]);
    expect(scale).toEqual({ id: 'pulse', name: 'Internet Society Pulse', band: 'extremely high' });
    const french = answer(small, '--role', 'dns', '--country', 'FR', '--sector', 'retail', '--top', '1');
    expect(french.population).toMatchObject({ userCount: 1, totalWeight: 40, countries: ['FR'] });
    expect(french.suppliers).toMatchObject([{ id: 'south', impact: 1 }]);
    expect(french.supplierCount).toBe(2);
  });

  test('has no indices and no NaN where nobody with a weight uses the role', () => {
    const { stdout } = concentration(small, '--role', 'ownership', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      indices: null,
      remark: 'Nobody with a weight uses ownership directly, so there are no shares.',
      scale: { band: null },
      suppliers: [{ id: 'holding', share: 0, impact: 0, hiddenImpact: 0.4, amplification: null }],
    });
    const table = concentration(small, '--role', 'ownership').stdout;
    expect(table).toContain('so there are no shares');
    for (const words of [[], ['--csv']])
      expect(concentration(small, ...words).stdout + table + stdout).not.toContain('NaN');
  });

  test('is a table for people and CSV for spreadsheets', () => {
    const table = concentration(small, '--role', 'dns').stdout;
    expect(table).toContain(
      'Users: 2 entities, together 100 (Weight)\nOf these use dns directly: 2, together 100\n',
    );
    expect(table).toContain('HHI 5,200 of 10,000: highly concentrated (US merger guidelines 2023)');
    const north = table.split('\n').find((line) => line.includes('North'))!;
    expect(north.split(/\s{2,}/)).toEqual([
      '',
      '1',
      '1',
      'North, DNS',
      '60.0 %',
      '60.0 %',
      '60.0 %',
      '100.0 %',
      '1.7',
      '████████████░░░░░░░░',
      'Seal 40.0 %',
    ]);
    expect(concentration(small, '--role', 'dns', '--top', '1').stdout).toContain('and 1 more');
    const [header, first] = concentration(small, '--role', 'dns', '--direct-only', '--csv').stdout.split(
      '\n',
    );
    expect(header).toBe('id,name,share,concentration,impact,rankDirect');
    expect(first).toBe('north,"North, DNS",0.6,0.6,0.6,1');
  });
});

describe('concentration of every role', () => {
  test('gives the same objects, the most used role first', () => {
    const { roles } = answer(small);
    expect(roles.map(({ role }: { role: string }) => role)).toEqual(['dns', 'ca', 'ownership']);
    expect(roles[0]).toEqual(answer(small, '--role', 'dns'));
  });

  test('is a line per role for people and in CSV', () => {
    const table = concentration(small).stdout;
    expect(table).toMatch(/dns +100\.0 % +2 +5,200 +highly concentrated +North, DNS +60\.0 % +100\.0 %/);
    expect(table).not.toContain('give no share');
    const [header, ...lines] = concentration(small, '--csv').stdout.trim().split('\n');
    expect(header!.split(',')).toHaveLength(lines[1]!.split(',').length);
    expect(lines[2]).toMatch(/^ownership,2,100,0,0,1,,,/);
  });

  test('runs on the shipped dataset', () => {
    const { roles } = answer(shipped);
    const dns = roles.find(({ role }: { role: string }) => role === 'dns');
    // the finding of 2020 is in the shipped data too: a certificate authority stands on it
    expect(dns.suppliers).toContainEqual(
      expect.objectContaining({
        id: 'dnsmadeeasy',
        impact: 0,
        via: [expect.objectContaining({ id: 'ca/digicert' })],
      }),
    );
  });

  test('says so where there is no role', () => {
    const empty = dataset('no-roles', 'id,kind,weight\na,dns,1\n', 'dependent,supplier\n');
    expect(answer(empty)).toEqual({ roles: [] });
    expect(concentration(empty).stdout).toContain('there is no role');
  });
});

describe('exposure to countries', () => {
  test('gives the fractions of each country, the most exposed first', () => {
    const found = answer(small, '--jurisdictions');
    expect(found).toMatchObject({ population: { totalWeight: 100 }, weight: 'weight' });
    expect(found.countries).toEqual([
      // the holding takes the seal and stall down; what it runs, all
      { country: 'US', either: 1, located: 0.4, controlled: 1, own: 0 },
      // shop itself and the name service of stall; by control only shop
      { country: 'DE', either: 1, located: 1, controlled: 0.6, own: 0.6 },
      { country: 'CA', either: 1, located: 1, controlled: 0, own: 0 },
      { country: 'FR', either: 0.4, located: 0.4, controlled: 0.4, own: 0.4 },
    ]);
  });

  test('is a table for people and CSV for spreadsheets', () => {
    expect(concentration(small, '--jurisdictions', '--top', '1').stdout).toMatch(
      /US +100\.0 %[\s\S]*and 3 more/,
    );
    expect(concentration(small, '--jurisdictions', '--csv').stdout).toMatch(
      /^country,either,located,controlled,own\nUS,1,0.4,1,0\n/,
    );
  });

  test('says so where no entity has a country', () => {
    const nowhere = dataset('nowhere', 'id,kind,weight\na,dns,1\n', 'dependent,supplier\n');
    expect(concentration(nowhere, '--jurisdictions').stdout).toContain('No entity has a country.');
  });
});

describe('a wrong question', () => {
  test.each([
    [['--role', 'fame'], "There is no role 'fame'. Roles: ca, dns, ownership."],
    [['--role', 'dns', '--sector', 'mining'], "There is no sector 'mining'. Sectors: retail, technology."],
    [['--country', 'ZZ'], "There is no country 'ZZ'"],
    [['--weight', 'gold'], "There is no weight 'gold'"],
    [['--scale', 'inches'], 'Allowed choices are us-merger-2023, pulse'],
    [['--jurisdictions', '--role', 'dns'], 'cannot be used with'],
    [['--jurisdictions', '--scale', 'pulse'], 'cannot be used with'],
    [['--top', '0'], 'Expected a whole number'],
  ])('ends with code 2: %j', (words, message) => {
    const { status, stdout, stderr } = concentration(small, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });

  test('of faulty data has an answer and code 1', () => {
    const faulty = dataset('faulty', `${ENTITIES},nameless,dns,,,,0\n`, DEPENDENCIES);
    const { status, stdout, stderr } = concentration(faulty, '--role', 'dns', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).suppliers).toHaveLength(2);
    expect(stderr).toContain('1 error in the data');
  });
});

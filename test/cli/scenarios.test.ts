import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import { textOf } from '../scenario/scenarios.ts';

const root = resolve(import.meta.dirname, '../..');
const shipped = join(root, 'datasets/digital-economy');
const own = mkdtempSync(join(tmpdir(), 'linchpin-scenarios-'));
const path = (name: string): string => join(own, name);

function scenarios(...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, 'scenarios', ...words], { encoding: 'utf8' });
}

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  writeFileSync(path('sound.json'), textOf([{ verb: 'remove', where: { role: ['tld'] }, fraction: 0.5 }]));
  writeFileSync(path('faulty.json'), textOf([{ verb: 'remove', where: { role: ['tld'] }, fraction: 50 }]));
  writeFileSync(path('elsewhere.json'), textOf([{ verb: 'fail', where: { entity: { id: ['acme'] } } }]));
}, 60_000);

afterAll(() => rmSync(own, { recursive: true }));

describe('scenarios list', () => {
  test('has every preset of the folder, as a table and for programs', () => {
    const ids = readdirSync(join(root, 'datasets/policies'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.replace('.json', ''));
    const { status, stdout, stderr } = scenarios('list');
    expect([status, stderr]).toEqual([0, '']);
    for (const id of ids) expect(stdout).toContain(`\n${id} `);
    expect(stdout).toMatch(/multi-cloud +Second cloud +fraction=0\.5 works=0\.8 hours=1/);
    const presets = JSON.parse(scenarios('list', '--json').stdout);
    expect(presets.map(({ id }: { id: string }) => id).sort()).toEqual(ids.sort());
    const multiCloud = presets.find(({ id }: { id: string }) => id === 'multi-cloud');
    expect(multiCloud.parameters[0]).toMatchObject({ id: 'fraction', unit: 'fraction', min: 0, max: 1 });
    expect(scenarios('list', '--csv').stdout.split('\n')).toHaveLength(ids.length + 2);
  });
});

describe('scenarios show', () => {
  test('says in sentences what a preset does with given values', () => {
    const { status, stdout } = scenarios('show', 'multi-cloud', '--set', 'fraction=0.4', '--set', 'works=1');
    expect(status).toBe(0);
    expect(stdout).toContain('40.0 % of those who rent hosting add a second cloud');
    expect(stdout).toContain('1. Give 40 % of those who depend on others for hosting one supplier more');
    for (const heading of ['Side effects', 'What it does not fix', 'Source', 'Hash: '])
      expect(stdout).toContain(heading);
  });

  test('prints a scenario that can be kept and read again, with the same hash', () => {
    const { stdout } = scenarios('show', 'second-dns', '--set', 'fraction=0.25', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, from: [{ values: { fraction: 0.25 } }] });
    writeFileSync(path('kept.json'), stdout);
    const hash = (...words: readonly string[]): string | undefined =>
      /Hash: (\w{16})/.exec(scenarios(...words).stdout)?.[1];
    expect(hash('show', path('kept.json'))).toBe(hash('show', 'second-dns', '--set', 'fraction=0.25'));
    expect(hash('show', path('kept.json'))).not.toBe(hash('show', 'second-dns'));
    expect(scenarios('show', path('kept.json'), '--json').stdout).toBe(stdout);
  });

  test.each([
    [
      ['show', 'multi-clouds'],
      2,
      "There is no file and no preset 'multi-clouds'. See: linchpin scenarios list",
    ],
    [['show', 'dns'], 2, 'Did you mean second-dns?'],
    [['show', 'multi-cloud', '--set', 'fraction'], 2, 'Expected name=number, such as fraction=0.4.'],
    [
      ['show', 'multi-cloud', '--set', 'fraction=40'],
      2,
      'fraction = 40: Expected a value from 0 to 1 (fraction).',
    ],
    [
      ['show', 'multi-cloud', '--set', 'part=1'],
      2,
      "'multi-cloud' has no parameter 'part'. Parameters: fraction, works, hours.",
    ],
    [
      ['show', path('sound.json'), '--set', 'part=1'],
      2,
      'sound.json is a scenario and has no parameters to set.',
    ],
    [
      ['show', path('faulty.json')],
      1,
      'faulty.json, column interventions[0].fraction: Expected a fraction from 0 to 1, as in 0.4 for 40 %.',
    ],
    [['show', own], 1, 'cannot be read: it is a folder, where a file is needed (EISDIR)'],
    [['shew'], 2, "unknown command 'shew'"],
  ])('%j is refused with code %d and a reason', (words, code, reason) => {
    const { status, stdout, stderr } = scenarios(...words);
    expect(status).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).toContain(reason);
  });
});

describe('scenarios check', () => {
  test('tells sound files from faulty ones, all of them, and ends with code 1', () => {
    const { status, stdout } = scenarios('check', path('faulty.json'), path('sound.json'), 'merger');
    expect(status).toBe(1);
    expect(stdout).toContain(
      'error: faulty.json, column interventions[0].fraction: Expected a fraction from 0 to 1, as in 0.4 for 40 %.\nfaulty.json: not sound\n',
    );
    expect(stdout).toContain('sound.json: sound, 1 intervention\nmerger.json: sound, 1 intervention\n');
    expect(scenarios('check', path('sound.json')).status).toBe(0);
  });

  test('says on a dataset what each intervention reaches there', () => {
    const { status, stdout } = scenarios(
      'check',
      path('sound.json'),
      'tested-failover',
      '--dataset',
      shipped,
    );
    expect(status).toBe(0);
    // 211 rows of the role, each of another dependent
    expect(stdout).toMatch(/sound\.json +1 +211 +106 .* 106\n/);
    expect(stdout).toContain(
      'warning: tested-failover.json, column interventions[0]: All that it reaches is so already; it does nothing.',
    );
  });

  test('is for programs, with the same hash as the scenario has elsewhere', () => {
    const [one] = JSON.parse(scenarios('check', path('sound.json'), '--dataset', shipped, '--json').stdout);
    expect(one).toMatchObject({
      file: 'sound.json',
      isSound: true,
      interventions: [{ matched: 211, reached: 106, dependenciesRemoved: 106, remarks: [] }],
      problems: [],
    });
    expect(scenarios('show', path('sound.json')).stdout).toContain(`Hash: ${one.hash}`);
    const [faulty] = JSON.parse(scenarios('check', path('faulty.json'), '--json').stdout);
    expect(faulty).toMatchObject({
      isSound: false,
      problems: [{ column: 'interventions[0].fraction', value: '50' }],
    });
    expect(scenarios('check', path('faulty.json'), '--csv').stdout).toMatch(
      /^severity,file,row,column,value,message\nerror,/,
    );
  });

  test('ends with code 1 when a scenario names what the dataset does not have', () => {
    const { status, stdout } = scenarios('check', path('elsewhere.json'), '--dataset', shipped);
    expect(status).toBe(1);
    expect(stdout).toContain("error: elsewhere.json, column interventions[0]: There is no entity 'acme'.");
  });

  test.each([
    [['check', path('sound.json'), '--weight', 'weight'], '--weight needs a --dataset.'],
    [
      ['check', path('sound.json'), '--dataset', shipped, '--weight', 'mass'],
      "There is no weight 'mass'. Weights: weight.",
    ],
    [['check'], "missing required argument 'files'"],
  ])('%j is wrong usage', (words, reason) => {
    const { status, stderr } = scenarios(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });
});

test('a preset file is a scenario to check like any other', () => {
  const file = join(root, 'datasets/policies/cap-share.json');
  expect(readFileSync(file, 'utf8')).toContain('"= share"');
  expect(scenarios('check', file).stdout).toBe('cap-share.json: sound, 1 intervention\n');
});

describe('scenarios diff', () => {
  test('says what is set otherwise', () => {
    const { stdout, status } = scenarios('diff', 'multi-cloud', 'multi-cloud:fraction=0.8');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^~ Give 80 % of those/);
    expect(stdout).toMatch(/^ {4}fraction: 0\.5 -> 0\.8$/m);
  });

  test('says what comes and goes, for programs too', () => {
    const { stdout } = scenarios('diff', 'second-dns', path('sound.json'), '--json');
    const { differences, before, after } = JSON.parse(stdout);
    expect(differences.map(({ change }: { change: string }) => change)).toEqual(['removed', 'added']);
    expect(before).not.toBe(after);
  });

  test('says so where both do the same', () => {
    expect(scenarios('diff', 'second-dns', 'second-dns').stdout).toMatch(/They do the same\.\n$/);
  });
});

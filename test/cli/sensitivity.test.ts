import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const small = mkdtempSync(join(tmpdir(), 'linchpin-sensitivity-'));

const ENTITIES = `id,name,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95
shop,Shop,application,30,,,
blog,Blog,application,10,,,
cloud,Cloud,cloud-service,0,4,2,10
update,Update,cause,0,1,5,5
`;

function sensitivity(...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  const asked = ['sensitivity', small, '--years', '320', '--worlds', '4', '--seed', '5'];
  return spawnSync(process.execPath, [program, ...asked, ...words], { encoding: 'utf8' });
}

function answer(...words: readonly string[]) {
  const { status, stdout, stderr } = sensitivity(...words, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  writeFileSync(join(small, 'entities.csv'), ENTITIES);
  writeFileSync(
    join(small, 'dependencies.csv'),
    'dependent,supplier,role,confidence\nshop,cloud,hosting,1\ncloud,update,software,0.5\n',
  );
}, 60_000);

afterAll(() => rmSync(small, { recursive: true }));

describe('sensitivity', () => {
  test('is for programs: losses and drivers over the worlds, the same by any number of workers', () => {
    const { cost, ...result } = answer('--unseen', '0.5', '--workers', '1');
    expect(result).toMatchObject({ worlds: 4, years: 320, seed: 5, failover: 'drawn' });
    expect(result.drivers.map(({ id }: { id: string }) => id)).toEqual(['cloud', 'update']);
    expect(Object.keys(result.redrawn)).toEqual(['averageAnnualLoss', 'oneInTen']);
    // half of two dependencies: the blog's on the cloud, a third of the shop's weight
    expect(result.unseen).toHaveLength(1);
    expect(result.unseen[0]).toMatchObject({ fraction: 0.5, added: 1 });
    expect(result.unseen[0].averageAnnualLoss.median / result.averageAnnualLoss).toBeCloseTo(4 / 3, 9);
    const { cost: other, ...same } = answer('--unseen', '0.5', '--workers', '2');
    expect(same).toEqual(result);
    expect([cost.workers, other.workers]).toEqual([1, 2]);
  });

  test('is a table for people', () => {
    const { stdout, status } = sensitivity('--unseen', '0.5', '--workers', '1');
    expect(status).toBe(0);
    expect(stdout).toContain('4 worlds of 320 years each, seed 5');
    expect(stdout).toMatch(/^evidence redrawn +\S+ +\S+ \.\. \S+/m);
    expect(stdout).toMatch(/^50 % unseen: 1 more/m);
    expect(stdout).toMatch(/^cloud +Cloud +cloud-service/m);
    expect(stdout).toContain('Assumed: Every world has the same outages');
  });

  test('says of few years that they are too few', () => {
    const { stdout } = sensitivity('--years', '64', '--worlds', '1', '--workers', '1');
    expect(stdout).toContain('1 world of 64 years each');
    expect(stdout).toContain('- too few years: a year in ten needs 300');
  });

  test.each([
    ['10000', '64', /^Stopped after [\d,]+ worlds?\.$/m, true],
    ['1', '999936', /^Stopped before the first part was done, which is 64 years or a whole world/m, false],
  ])(
    'prints the worlds that there are when it is stopped in %s of %s years, if there are any',
    async (worlds, years, said, hasResult) => {
      const program = join(bundleFolder('cli'), 'linchpin.js');
      const words = ['--worlds', worlds, '--years', years, '--json', '--workers', '1'];
      const child = spawn(process.execPath, [program, 'sensitivity', small, ...words]);
      let out = '';
      let err = '';
      child.stdout.on('data', (bytes) => {
        out += bytes;
      });
      child.stderr.on('data', (bytes) => {
        err += bytes;
      });
      const end = new Promise<number | null>((done) => {
        child.on('close', done);
      });
      setTimeout(() => child.kill('SIGINT'), 1500);
      expect(await end).toBe(130);
      expect(err).toMatch(said);
      expect(out !== '' && JSON.parse(out).worlds > 0).toBe(hasResult);
    },
    60_000,
  );

  test('is CSV with a number in each column', () => {
    const { stdout } = sensitivity('--csv', '--unseen', '0', '--top', '1', '--workers', '1');
    const [head, row, ...rest] = stdout.trimEnd().split('\n');
    expect(head).toBe(
      'id,name,kind,share of loss,share low,share median,share high,rank low,rank median,rank high,holds rank',
    );
    expect(row!.split(',').slice(0, 3)).toEqual(['cloud', 'Cloud', 'cloud-service']);
    expect(rest).toEqual([]);
  });

  test.each([
    [['--unseen', '5%'], 'Expected numbers from 0 to 1'],
    [['--unseen', '0.1,'], 'Expected numbers from 0 to 1'],
    [['--years', '100'], 'multiple of 64'],
    [['--worlds', '0'], 'whole number'],
  ])('refuses %j', (words, message) => {
    const { status, stderr } = sensitivity(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

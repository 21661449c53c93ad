import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import { usefulWorkers } from '../../cli/engine-thread.ts';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const small = mkdtempSync(join(tmpdir(), 'linchpin-risk-'));

const ENTITIES = `id,name,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95
shop,Shop,application,30,,,
blog,Blog,application,10,,,
cloud,Cloud,cloud-service,0,4,2,10
update,Update,cause,0,1,5,5
`;

function risk(folder: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, 'risk', folder, ...words], { encoding: 'utf8' });
}

function answer(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = risk(folder, ...words, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { cost, ...rest } = JSON.parse(stdout);
  expect(cost.kernel).toBe('timed cascade');
  expect(cost.workers).toBe(words.includes('--workers') ? Number(words.at(-1)) : usefulWorkers());
  expect(cost.seconds).toBeGreaterThan(0);
  return rest;
}

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  writeFileSync(join(small, 'entities.csv'), ENTITIES);
  writeFileSync(
    join(small, 'dependencies.csv'),
    'dependent,supplier,role,confidence\nshop,cloud,hosting,0.9\ncloud,update,software,1\n',
  );
}, 60_000);

afterAll(() => rmSync(small, { recursive: true }));

describe('risk', () => {
  test('is for programs: how bad a year can get, and who drives it', () => {
    const result = answer(small, '--years', '6400', '--seed', '5');
    expect(result).toMatchObject({ years: 6400, seed: 5, totalWeight: 40 });
    // 4 outages of 2 exp(sigma^2 / 2) hours and one of 5, on a weight of 30
    const sigma = Math.log(5) / 1.6448536;
    const expected = 30 * (4 * 2 * Math.exp(sigma ** 2 / 2) + 5);
    expect(Math.abs(result.averageAnnualLoss - expected) / result.standardError).toBeLessThan(4);
    expect(result.averageAnnualFraction).toBeCloseTo(result.averageAnnualLoss / (40 * 8766), 12);
    expect(result.aep[0]).toMatchObject({ returnPeriod: 2 });
    expect(Object.keys(result.aep[0])).toEqual(['returnPeriod', 'loss', 'low', 'high', 'fraction']);
    expect(result.oep).toHaveLength(result.aep.length);
    expect(result.tvar['0.99']).toBeGreaterThan(result.var['0.99']);
    expect(result.worstYears).toMatchObject({ returnPeriod: 100, years: 64 });
    expect(result.worstYears.nature.cascading).toBeCloseTo(1 - result.worstYears.nature.commonCause, 12);
    expect(result.drivers.map(({ id }: { id: string }) => id)).toEqual(['cloud', 'update']);
    expect(result.drivers[0].share + result.drivers[1].share).toBeCloseTo(1, 12);
    expect(result.nature.independent).toBe(0);
    expect(result.nature.commonCause).toBeCloseTo(result.drivers[1].share, 12);
    expect(result.worstEvents).toHaveLength(10);
    expect(result.assumptions.length).toBeGreaterThan(5);
    expect(answer(small, '--years', '6400', '--seed', '5')).toEqual(result);
  });

  test('draws uncertain dependencies when asked', () => {
    const given = answer(small, '--years', '6400');
    const drawn = answer(small, '--years', '6400', '--evidence', 'drawn');
    expect(drawn.averageAnnualLoss).toBeLessThan(given.averageAnnualLoss);
    expect(drawn.standardError).toBeGreaterThan(given.standardError);
  });

  test('is words and tables for people, and CSV for programs', () => {
    const { stdout, stderr } = risk(small, '--years', '640');
    expect(stderr).toBe('');
    expect(stdout).toContain('640 years, seed 1');
    expect(stdout).toMatch(/once in years +a year of +interval +an event of +interval/);
    expect(stdout).toContain('Not shown from once in 50 years on. A loss that is reached once in 50 years');
    expect(stdout).toContain('First handed on as: hosting');
    expect(stdout).toMatch(/cloud +Cloud +cloud-service +\d\d\.\d %/);
    expect(stdout).toContain('Assumed: ');
    const csv = risk(small, '--years', '640', '--csv', '--top', '1').stdout.split('\n');
    expect(csv[0]).toBe('id,name,kind,share of loss,standard error,holds rank,share of worst years');
    expect(csv).toHaveLength(3);
  });

  test.each([
    ['rates', 'id,kind,weight\nshop,application,30\n', 'no entity has a rate and a duration of outages'],
    [
      'weights',
      'id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95\nshop,application,,4,2,10\n',
      'no entity has a weight in the column weight',
    ],
  ])('says why nothing is lost without %s', (_, entities, reason) => {
    const bare = mkdtempSync(join(tmpdir(), 'linchpin-risk-'));
    writeFileSync(join(bare, 'entities.csv'), entities);
    writeFileSync(join(bare, 'dependencies.csv'), 'dependent,supplier\n');
    const { status, stdout, stderr } = risk(bare, '--years', '64', '--json');
    rmSync(bare, { recursive: true });
    expect(status).toBe(0);
    expect(stderr).toContain(`Nothing can be lost: ${reason}`);
    expect(JSON.parse(stdout)).toMatchObject({ averageAnnualLoss: 0, unit: 'weight x hours' });
    expect(JSON.parse(stdout).assumptions[0]).toContain(reason);
  });

  test('says of few years that they are too few', () => {
    const { stdout } = risk(small, '--years', '1');
    expect(stdout).toContain('1 year, seed 1');
    expect(stdout).toMatch(/^cloud .* -( +-){2}$/m);
    expect(stdout).toContain('- too few years: standard errors and ranks need 577');
    expect(risk(small, '--years', '20000').stdout).toContain(
      'once in 1,000 years has been reached 20 times in 20,000',
    );
  });

  test('is the same to the last byte by any number of workers', () => {
    const texts = ['1', '2', '3', '7'].map((workers) =>
      JSON.stringify(answer(shipped, '--years', '1500', '--seed', '2', '--workers', workers)),
    );
    expect(new Set(texts).size).toBe(1);
    const { stdout } = risk(small, '--years', '640', '--workers', '1');
    expect(stdout).toContain('one after another');
    expect(risk(small, '--years', '640', '--workers', '3').stdout).toContain('by 3 workers');
  }, 60_000);

  test.each(['1', '2'])(
    'prints what there is when it is stopped, with %s workers',
    async (workers) => {
      const program = join(bundleFolder('cli'), 'linchpin.js');
      const child = spawn(process.execPath, [
        program,
        'risk',
        small,
        '--years',
        '9000000',
        '--json',
        '--workers',
        workers,
      ]);
      let text = '';
      let said = '';
      child.stdout.on('data', (bytes) => {
        text += bytes;
      });
      child.stderr.on('data', (bytes) => {
        said += bytes;
      });
      const end = new Promise<number | null>((done) => {
        child.on('close', done);
      });
      const stop = setTimeout(() => child.kill('SIGINT'), 3000);
      expect(await end).toBe(130);
      clearTimeout(stop);
      const { years } = JSON.parse(text);
      expect(years).toBeGreaterThan(0);
      expect(years).toBeLessThan(9_000_000);
      expect(said).toContain('Stopped after');
    },
    60_000,
  );

  test.each([
    [['--years', '0'], 'Expected a whole number of 1 or more'],
    [['--seed', 'x'], 'Expected a whole number from 0 to 4294967295'],
    [['--weight', 'gold'], "There is no weight 'gold'"],
    [['--evidence', 'perhaps'], 'as-given, drawn'],
    [['--years', '5000000000'], 'at most'],
    [['--workers', '0'], 'Expected a whole number of 1 or more'],
    [['--workers', '1000'], 'Expected at most 256'],
    [['--weight', 'gold', '--workers', '1'], "There is no weight 'gold'"],
  ])('ends with code 2 for %j', (words, message) => {
    const { status, stderr } = risk(small, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('of the shipped dataset goes back to the entities that have a rate', () => {
    const { drivers, averageAnnualLoss } = answer(shipped, '--years', '500', '--seed', '1');
    expect(averageAnnualLoss).toBeGreaterThan(0);
    expect(drivers.length).toBeGreaterThan(10);
    expect(drivers.length).toBeLessThan(30);
  });
});

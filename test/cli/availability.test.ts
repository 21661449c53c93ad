import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import { usefulWorkers } from '../../cli/engine-thread.ts';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const small = mkdtempSync(join(tmpdir(), 'linchpin-availability-'));
const large = mkdtempSync(join(tmpdir(), 'linchpin-availability-'));

const ENTITIES = `id,name,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95
shop,Shop,application,30,,,
blog,Blog,application,10,,,
cloud,Cloud,cloud-service,0,8766,1,1
`;

function availability(folder: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, 'availability', folder, ...words], { encoding: 'utf8' });
}

function answer(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = availability(folder, ...words, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { cost, ...rest } = JSON.parse(stdout);
  expect(cost.kernel).toBe(rest.kernel);
  expect(cost.workers).toBe(words.includes('--workers') ? Number(words.at(-1)) : usefulWorkers());
  expect(cost.seconds).toBeGreaterThan(0);
  return rest;
}

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  writeFileSync(join(small, 'entities.csv'), ENTITIES);
  writeFileSync(join(small, 'dependencies.csv'), 'dependent,supplier\nshop,cloud\n');
  const rows = Array.from({ length: 30_000 }, (_, v) => v);
  writeFileSync(
    join(large, 'entities.csv'),
    `id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95\n${rows.map((v) => `e${v},platform,1,30,5,9\n`).join('')}`,
  );
  writeFileSync(
    join(large, 'dependencies.csv'),
    `dependent,supplier\n${rows.map((v) => `e${v},e${(7 * v + 1) % rows.length}\n`).join('')}`,
  );
}, 60_000);

afterAll(() => {
  for (const folder of [small, large]) rmSync(folder, { recursive: true });
});

describe('availability', () => {
  test('is for programs: weight down as fractions, and every entity', () => {
    const result = answer(small, '--replicates', '20000', '--seed', '5');
    expect(result).toMatchObject({ replicates: 20_000, seed: 5, totalWeight: 40 });
    expect(result.meanWeightDown).toBeGreaterThan(0.36);
    expect(result.meanWeightDown).toBeLessThan(0.39);
    expect(result.standardError).toBeCloseTo(0.375 / Math.sqrt(20_000), 4);
    expect(result.quantiles['0.99']).toBe(0.75);
    expect(result.entities.map(({ id }: { id: string }) => id)).toEqual(['shop', 'cloud', 'blog']);
    expect(result.entities[0].probabilityDown).toBe(result.entities[1].probabilityDown);
    expect(result.entities[2]).toEqual({ id: 'blog', probabilityDown: 0, standardError: 0 });
    expect(result.kernel).not.toBe('');
    expect(result.assumptions.length).toBeGreaterThan(3);
    expect(answer(small, '--replicates', '20000', '--seed', '5')).toEqual(result);
  });

  test('is a table for people, with the assumptions, and CSV for programs', () => {
    const { stdout } = availability(small, '--replicates', '5000');
    expect(stdout).toMatch(/id +name +kind +probability down +standard error/);
    expect(stdout).toMatch(/shop +Shop +application +0\.[45]\d+ +0\.00707/);
    expect(stdout).not.toMatch(/blog/);
    expect(stdout).toContain('Random moments: 5,000, seed 1');
    expect(stdout).toContain('Assumed: ');
    const csv = availability(small, '--replicates', '5000', '--csv', '--top', '1').stdout.split('\n');
    expect(csv[0]).toBe('id,name,kind,probability down,standard error');
    expect(csv).toHaveLength(3);
  });

  test('says of what was never down how rare it is at least', () => {
    const { stdout } = availability(shipped, '--replicates', '30');
    expect(stdout).toMatch(
      /Never seen down, though they can be: \d+ of 615 entities; each is down in at most 10.0 %/,
    );
    expect(stdout).toContain('33.67 billion people');
  });

  test('is the same to the last byte by any number of workers', () => {
    const texts = ['1', '2', '3', '7'].map((workers) =>
      JSON.stringify(answer(shipped, '--replicates', '30000', '--seed', '2', '--workers', workers)),
    );
    expect(new Set(texts).size).toBe(1);
  }, 60_000);

  test.each(['1', '2'])(
    'prints what there is when it is stopped, with %s workers',
    async (workers) => {
      const program = join(bundleFolder('cli'), 'linchpin.js');
      const words = ['--replicates', '10000000', '--json', '--workers', workers];
      const child = spawn(process.execPath, [program, 'availability', large, ...words]);
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
      const { replicates } = JSON.parse(text);
      expect(replicates).toBeGreaterThan(0);
      expect(replicates).toBeLessThan(10_000_000);
      expect(said).toContain('Stopped after');
    },
    60_000,
  );

  test.each([
    [['--replicates', '0'], 'Expected a whole number of 1 or more'],
    [['--replicates', '1000000000'], 'expected at most 10,000,000'],
    [['--seed', 'x'], 'Expected a whole number from 0 to 4294967295'],
    [['--weight', 'gold'], "There is no weight 'gold'"],
  ])('ends with code 2 for %j', (words, message) => {
    const { status, stderr } = availability(small, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('of the shipped dataset is high, and nobody is down who needs nothing that can fail', () => {
    const { entities, meanWeightDown } = answer(shipped, '--replicates', '50000', '--seed', '1');
    expect(meanWeightDown).toBeGreaterThan(0);
    expect(meanWeightDown).toBeLessThan(0.01);
    expect(entities).toHaveLength(615);
  });
});

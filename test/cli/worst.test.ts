import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const small = mkdtempSync(join(tmpdir(), 'linchpin-worst-'));

const ENTITIES = `id,name,kind,weight
shop,Shop,application,30
blog,Blog,application,10
cloud-a,Cloud A,cloud-service,0
cloud-b,Cloud B,cloud-service,0
`;
const DEPENDENCIES = `dependent,supplier,role,group,failover_probability
shop,cloud-a,hosting,clouds,0.5
shop,cloud-b,hosting,clouds,0.5
blog,cloud-b,hosting,,
`;

function worst(folder: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, 'worst', folder, ...words], { encoding: 'utf8' });
}

function answer(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = worst(folder, ...words, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  writeFileSync(join(small, 'entities.csv'), ENTITIES);
  writeFileSync(join(small, 'dependencies.csv'), DEPENDENCIES);
}, 60_000);

afterAll(() => rmSync(small, { recursive: true }));

describe('the worst cases', () => {
  test('are pairs, for programs', () => {
    const result = answer(small, '--size', '2', '--duration', '90m');
    expect(result.cases).toEqual([
      {
        failed: ['cloud-a', 'cloud-b'],
        weightHours: 60,
        alone: [0, 15],
        surprise: 45,
        affected: 4,
        backHour: 1.5,
      },
    ]);
    expect(result).toMatchObject({
      durationHours: 1.5,
      caseCount: 1,
      supplierCount: 2,
      pairedCount: 2,
      totalWeight: 40,
      weight: { column: 'weight' },
    });
    expect(result.assumptions.length).toBeGreaterThan(2);
  });

  test('are single failures unless asked otherwise', () => {
    const { cases } = answer(small, '--duration', '2h');
    expect(cases).toEqual([
      { failed: ['cloud-b'], weightHours: 20, affected: 2, backHour: 2 },
      { failed: ['cloud-a'], weightHours: 0, affected: 1, backHour: 2 },
    ]);
    expect(answer(small, '--duration', '2h', '--top', '1').cases).toEqual(cases.slice(0, 1));
    expect(answer(small, '--duration', '31d').cases[0].backHour).toBeNull();
  });

  test('are a table for people, with unit and assumptions, and CSV for programs', () => {
    const pairs = worst(small, '--size', '2', '--duration', '90m', '--by', 'surprise').stdout;
    expect(pairs).toMatch(
      /first +second +weight-hours +first alone +second alone +surprise +affected +all back/,
    );
    expect(pairs).toMatch(/cloud-a +cloud-b +60 +0 +15 +45 +4 +1\.50/);
    expect(pairs).toContain('Looked at: 1 pair of 2 suppliers; the failed are out for 1.5 h');
    expect(pairs).toContain('Weight-hours: ');
    expect(pairs).toContain('Assumed: ');
    expect(worst(small, '--duration', '2h').stdout).toMatch(/cloud-b +Cloud B +cloud-service +20 +2 +2\.00/);
    expect(worst(small, '--duration', '2h', '--csv').stdout).toBe(
      'id,name,kind,weight-hours,affected,all back\ncloud-b,Cloud B,cloud-service,20,2,2\ncloud-a,Cloud A,cloud-service,0,1,2\n',
    );
  });

  test('say when no pair costs more than the two alone', () => {
    const { stdout } = worst(
      small,
      ...['--size', '2', '--duration', '2h', '--by', 'surprise', '--failover', 'never'],
    );
    expect(stdout).toMatch(/^No pair costs more than the two alone\./);
  });

  test('draw switches by a seed', () => {
    const lossOf = (seed: string): number =>
      answer(small, '--duration', '2h', '--failover', 'drawn', '--seed', seed).cases[0].weightHours;
    expect(new Set(['0', '1', '2', '3', '4', '5'].map(lossOf))).toEqual(new Set([20, 80]));
  });

  test.each([
    [['--duration', 'soon'], "'soon' is no duration"],
    [['--duration', '0'], 'expected hours above 0'],
    [[], "required option '--duration <duration>' not specified"],
    [['--duration', '1h', '--size', '3'], 'Allowed choices are 1, 2'],
    [['--duration', '1h', '--by', 'surprise'], 'add --size 2'],
    [['--duration', '1h', '--paired', '5'], 'add --size 2'],
    [['--duration', '1h', '--seed', '3'], 'add --failover drawn'],
    [['--duration', '1h', '--top', '0'], 'Expected a whole number of 1 or more'],
    [['--duration', '1h', '--weight', 'gold'], "There is no weight 'gold'"],
  ])('end with code 2 for %j', (words, message) => {
    const { status, stderr } = worst(small, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('of the shipped dataset hold pairs of alternatives that nobody would miss alone', () => {
    const { cases, caseCount, supplierCount } = answer(
      shipped,
      ...['--size', '2', '--duration', '8h', '--by', 'surprise', '--paired', '100000'],
    );
    expect(caseCount).toBe((supplierCount * (supplierCount - 1)) / 2);
    expect(cases.length).toBeGreaterThan(0);
    for (const { weightHours, alone, surprise } of cases) {
      expect(surprise).toBeGreaterThan(0);
      expect(weightHours - surprise).toBeGreaterThanOrEqual(Math.max(...alone) * (1 - 1e-9));
      expect(weightHours - surprise).toBeLessThanOrEqual((alone[0] + alone[1]) * (1 + 1e-9) + 1e-9);
    }
  });
});

/** `linchpin compare` and `linchpin choose`, as a person and as a program read them. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const small = mkdtempSync(join(tmpdir(), 'linchpin-compare-'));

const ENTITIES = `id,name,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95
shop,Shop,application,30,,,
blog,Blog,application,10,,,
cloud,Cloud,cloud-service,0,4,2,10
other,Other cloud,cloud-service,0,4,2,10
`;

function fileOf(name: string, interventions: readonly object[]): string {
  const path = join(small, `${name}.json`);
  writeFileSync(path, JSON.stringify({ schemaVersion: 1, id: name, title: name, interventions }));
  return path;
}

const HALF = fileOf('never-out', [
  { verb: 'set', where: { entity: { id: ['cloud'] } }, column: 'outages_per_year', times: 0 },
]);
const NOTHING = fileOf('nothing', []);

function linchpin(...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
}

function answer(...words: readonly string[]) {
  const { status, stdout, stderr } = linchpin(...words, '--json');
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
    'dependent,supplier,role\nshop,cloud,hosting\nblog,other,hosting\n',
  );
}, 60_000);

afterAll(() => rmSync(small, { recursive: true }));

const COMPARE = ['compare', small, '--years', '3200', '--seed', '3', '--scenarios', HALF, NOTHING];

describe('compare', () => {
  test('is for programs: ensemble, baseline, scenarios, contrasts and who earns what', () => {
    const { cost, ...result } = answer(...COMPARE, '--workers', '1');
    expect(result.ensemble).toMatchObject({ years: 3200, seed: 3, totalWeight: 40 });
    expect(result.scenarios.map(({ id }: { id: string }) => id)).toEqual([
      'never-out',
      'nothing',
      'together',
    ]);
    const { baseline, scenarios, contrasts, shapley } = result;
    const [better, same, together] = scenarios;
    expect(Object.keys(better.tail)).toEqual(['10', '100']);
    // shares of 30 and 10 in 40
    expect(baseline.hhi).toEqual({ hosting: 6250 });
    expect(same).toEqual({ ...baseline, id: 'nothing' });
    expect(together.averageAnnualLoss).toBe(better.averageAnnualLoss);
    // the shop has three quarters of the loss, and keeps nothing of it
    expect(better.averageAnnualLoss / baseline.averageAnnualLoss).toBeCloseTo(0.25, 1);
    const pair = (a: string, b: string) =>
      contrasts.find((each: { a: string; b: string }) => each.a === a && each.b === b);
    expect(pair('baseline', 'nothing')).toMatchObject({
      mean: 0,
      low: 0,
      high: 0,
      probabilityBetter: 0,
      tail: { 100: { difference: 0, low: 0, high: 0 } },
    });
    const gain = pair('baseline', 'never-out');
    expect(gain.mean).toBeCloseTo(better.averageAnnualLoss - baseline.averageAnnualLoss, 9);
    expect(gain.high).toBeLessThan(0);
    // nobody is out in a year with a probability of exp(-4)
    expect(gain.probabilityBetter).toBeCloseTo(1 - Math.exp(-4), 1);
    expect(gain.probabilityWorse).toBe(0);
    expect(shapley).toHaveLength(2);
    expect(shapley[0]).toMatchObject({ lever: 'never-out', alone: gain.mean, last: gain.mean });
    expect(shapley[0].shapley).toBeCloseTo(gain.mean, 9);
    expect(shapley[1]).toMatchObject({ lever: 'nothing', alone: 0, last: 0, shapley: 0 });
    const { cost: other, ...again } = answer(...COMPARE, '--workers', '2');
    expect(again).toEqual(result);
    expect([cost.workers, other.workers]).toEqual([1, 2]);
  });

  test('says in words what is clear and what is not', () => {
    const { stdout, status } = linchpin(...COMPARE);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^never-out: average -7\d(\.\d)? % \(.*\); 1-in-100 year -/m);
    expect(stdout).toMatch(/^nothing: average unchanged; 1-in-100 year unchanged\.$/m);
    expect(stdout).toMatch(/Assumed: All scenarios see the same years/);
  });

  test('takes presets with values, and assumptions that hold in all scenarios', () => {
    const words = ['compare', small, '--years', '640', '--given', HALF, '--scenarios'];
    const result = answer(...words, 'multi-cloud:fraction=1,works=1,hours=0');
    expect(result.scenarios.map(({ id }: { id: string }) => id)).toEqual(['multi-cloud']);
    expect(result.baseline.effects).toHaveLength(1);
    // the shop's cloud never fails, so nobody is out any more
    expect(result.scenarios[0].averageAnnualLoss).toBe(0);
    expect(result.baseline.averageAnnualLoss).toBeGreaterThan(0);
  });

  test('says what would flip the result, and how sure the measures are', () => {
    const words = ['compare', small, '--years', '640', '--scenarios', 'multi-cloud'];
    const result = answer(...words, '--flips', '--draws', '8', '--screen', '3');
    const works = result.swings.parameters.find(
      ({ parameter }: { parameter: string }) => parameter === 'works',
    );
    expect(works.points[0]).toMatchObject({ value: 0, mean: 0 });
    expect(works.points.at(-1).value).toBe(1);
    expect(works.points.at(-1).mean).toBeLessThan(0);
    expect(result.parameterBand).toMatchObject({ draws: 8, scenarios: [{ scenario: 'multi-cloud' }] });
    expect(result.screening.parameters.length).toBeGreaterThan(1);
  });

  test.each([
    [['--scenarios', 'multi-clud'], 2, /no file and no preset 'multi-clud'/],
    [['--scenarios', 'multi-cloud:fraction=high'], 2, /no value of a parameter/],
    [['--scenarios', 'multi-cloud:fraction=3'], 2, /from 0 to 1/],
    [['--scenarios', ...Array(9).fill(NOTHING)], 2, /too many to stand side by side/],
    [['--scenarios', NOTHING, '--years', '99999999'], 2, /too many for these scenarios/],
  ])('refuses %s', (words, code, message) => {
    const { status, stderr } = linchpin('compare', small, ...words);
    expect(stderr).toMatch(message);
    expect(status).toBe(code);
  });
});

describe('choose', () => {
  const words = ['choose', small, '--years', '320', '--measures', HALF, NOTHING, '--costs', '2,1'];

  test('finds what is worth its cost within the budget', () => {
    const result = answer(...words, '--budget', '3');
    expect(result).toMatchObject({ looked: 4, combinations: 4, method: 'all combinations' });
    expect(result.best).toMatchObject({ levers: ['never-out'], cost: 2 });
    expect(result.front.map(({ levers }: { levers: string[] }) => levers)).toEqual([[], ['never-out']]);
    expect(answer(...words, '--budget', '1').best.levers).toEqual([]);
  });

  test('is a table for people', () => {
    const { stdout } = linchpin(...words, '--budget', '3');
    expect(stdout).toMatch(/Best for the average year within 3: never-out\./);
  });

  test('wants a cost for every measure', () => {
    const { status, stderr } = linchpin(
      'choose',
      small,
      '--measures',
      HALF,
      '--costs',
      '2,1',
      '--budget',
      '3',
    );
    expect(stderr).toMatch(/1 measures and 2 costs|one cost for each/);
    expect(status).toBe(2);
  });
});

/** The command `generate`, run as a person runs it. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import { generate } from '../../cli/generate.ts';
import { Interrupted } from '../../cli/usage.ts';
import { PLAIN } from '../generate/markets.ts';

const scratch = mkdtempSync(join(tmpdir(), 'linchpin-generate-'));
const program = join(bundleFolder('cli'), 'linchpin.js');

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true }));

function linchpin(...words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', cwd: scratch });
}

interface Report {
  readonly size: number;
  readonly seed: number;
  readonly entities: number;
  readonly dependencies: number;
  readonly targets: readonly {
    readonly id: string;
    readonly source: string;
    readonly published: number;
    readonly generated: number;
    readonly standardError: number;
    readonly within: boolean;
  }[];
}

describe('linchpin generate', () => {
  test('writes a dataset that every other command reads, with a report as JSON', () => {
    const out = join(scratch, 'web');
    const words = [
      'generate',
      'web-2020',
      '--size',
      '2000',
      '--seed',
      '7',
      '--out',
      out,
      '--report',
      '--json',
    ];
    const { status, stdout } = linchpin(...words);
    expect(status).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({ size: 2000, seed: 7 });
    expect(report.targets.map(({ id }) => id)).toContain('F0015');
    for (const { published, generated, standardError, within, source } of report.targets) {
      expect(source).not.toBe('');
      expect(within).toBe(Math.abs(generated - published) <= 3 * standardError + 0.01);
    }
    const rows = (file: string): number =>
      readFileSync(join(out, file), 'utf8').trimEnd().split('\n').length - 1;
    expect(rows('entities.csv')).toBe(report.entities);
    expect(rows('dependencies.csv')).toBe(report.dependencies);
    const checked = linchpin('check', out, '--json');
    expect(JSON.parse(checked.stdout)).toMatchObject({ problems: [] });
    const years = linchpin('risk', out, '--years', '64', '--workers', '1', '--json');
    expect(years.status).toBe(0);
    expect((JSON.parse(years.stdout) as { readonly outages: number }).outages).toBeGreaterThan(0);
  }, 60_000);

  test('prints a table for people, and says what is assumed and not known', () => {
    const { status, stdout } = linchpin('generate', 'country', '--size', '1500', '--report');
    expect(status).toBe(0);
    expect(stdout).toMatch(/id +figure +published +generated +standard error +within/);
    expect(stdout).toMatch(/\d+ of \d+ figures are met within 3 standard errors and 1 percentage point/);
    expect(stdout).toContain('Assumed: ');
    expect(stdout).toContain('Not known: ');
  });

  test('prints targets as CSV', () => {
    const { stdout } = linchpin('generate', 'digital-economy-2025', '--size', '1000', '--csv');
    const [header, first] = stdout.split('\n');
    expect(header).toBe('id,figure,published,generated,standard error,within');
    expect(first).toMatch(/^F0461,"share of aws, cloud",0\.29,0\.\d+,0\.\d+,(yes|NO)$/);
  });

  test('reads a market of its own, and names every fault of one', () => {
    const sound = join(scratch, 'sound.json');
    writeFileSync(sound, JSON.stringify(PLAIN));
    expect(linchpin('generate', sound, '--size', '10').stdout).toContain(
      'Plain (generated: 10 members, seed 1)',
    );
    const faulty = join(scratch, 'faulty.json');
    writeFileSync(faulty, JSON.stringify({ ...PLAIN, layers: [], strata: 3 }));
    const { status, stderr } = linchpin('generate', faulty);
    expect(status).toBe(1);
    expect(stderr).toContain('strata');
    expect(stderr).toContain('layers');
  });

  test.each<[string, readonly string[], string]>([
    ['an unknown market', ['generate', 'atlantis'], 'atlantis cannot be read'],
    ['a size of 0', ['generate', 'web-2020', '--size', '0'], 'whole number of 1 or more'],
    [
      'more members than ids have room for',
      ['generate', 'web-2020', '--size', '10000000'],
      'from 1 to 9999999',
    ],
    ['a seed that is none', ['generate', 'web-2020', '--seed', '-1'], '4294967295'],
  ])('refuses %s', (_, words, message) => {
    const { status, stderr } = linchpin(...words);
    expect(status).toBeGreaterThan(0);
    expect(stderr).toContain(message);
  });

  test('leaves a dataset that is there alone unless told otherwise', () => {
    const out = join(scratch, 'once');
    expect(linchpin('generate', 'country', '--size', '50', '--out', out).status).toBe(0);
    const again = linchpin('generate', 'country', '--size', '60', '--out', out);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('--force');
    expect(linchpin('generate', 'country', '--size', '60', '--out', out, '--force').status).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'dataset.json'), 'utf8'))).toMatchObject({
      market: { id: 'country', size: 60, seed: 1 },
    });
  });

  test('stops on Ctrl-C and leaves nothing behind', async () => {
    const out = join(scratch, 'stopped');
    const before = readdirSync(scratch);
    const running = generate('digital-economy-2025', { size: 2_000_000, seed: 1, out });
    setImmediate(() => process.emit('SIGINT'));
    await expect(running).rejects.toBeInstanceOf(Interrupted);
    expect(readdirSync(scratch)).toEqual(before);
  });
});

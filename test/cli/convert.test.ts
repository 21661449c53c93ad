import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'linchpin-convert-'));
const DATASET = join(import.meta.dirname, '../../datasets/digital-economy');

function linchpin(...words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(bundleFolder('cli'), 'linchpin.js'), ...words], {
    encoding: 'utf8',
  });
}

const at = (name: string): string => join(scratch, name);

/** The files of a folder with their texts. */
function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true }));

describe('convert', () => {
  test('takes the shipped dataset through every format and back without a change', () => {
    expect(linchpin('convert', DATASET, '--to', 'csv', '--out', at('plain')).status).toBe(0);
    const plain = contentOf(at('plain'));
    for (const format of ['json', 'graphml', 'project']) {
      const there = linchpin('convert', DATASET, '--to', format, '--out', at(`system.${format}`));
      expect(there).toMatchObject({ status: 0, stderr: '' });
      const isGraph = format === 'graphml';
      expect(there.stdout.includes('Not carried. Alternatives')).toBe(isGraph);
      const back = linchpin('convert', at(`system.${format}`), '--to', 'csv', '--out', at(`back-${format}`));
      expect(back).toMatchObject({ status: 0, stderr: '' });
      expect(contentOf(at(`back-${format}`))).toEqual(plain);
    }
  });

  test('gives a program what was read, what cannot be carried, and where it is', () => {
    const out = at('for-programs.gexf');
    const { stdout } = linchpin('convert', DATASET, '--to', 'gexf', '--out', out, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      entities: 615,
      problems: [],
      cannotCarry: { length: 2 },
      out,
    });
  });

  test('replaces a file only where it is told to, and writes nothing of a dataset that cannot be read', () => {
    writeFileSync(at('there.json'), 'mine');
    const words = ['convert', DATASET, '--to', 'json', '--out', at('there.json')];
    expect(linchpin(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining('--force') });
    expect(readFileSync(at('there.json'), 'utf8')).toBe('mine');
    const broken = linchpin('convert', at('there.json'), '--to', 'gexf', '--out', at('no.gexf'));
    expect(broken).toMatchObject({ status: 1, stderr: expect.stringContaining('not JSON') });
    expect(linchpin(...words, '--force').status).toBe(0);
    mkdirSync(at('folder'));
    expect(linchpin('convert', DATASET, '--to', 'gexf', '--out', at('folder')).status).toBe(2);
    expect(readdirSync(scratch).filter((name) => /\.part$|^no\./.test(name))).toEqual([]);
  });
});

test('every command takes a dataset in one file, and says what is wrong with one that holds none', () => {
  linchpin('convert', DATASET, '--to', 'graphml', '--out', at('d.graphml'));
  const [folder, file] = [DATASET, at('d.graphml')].map((path) => {
    const { stdout } = linchpin('cascade', path, '--fail', 'cloudflare', '--json');
    return (JSON.parse(stdout) as { readonly fallen: readonly unknown[] }).fallen;
  });
  expect(folder!.length).toBeGreaterThan(20);
  expect(file).toEqual(folder);
  writeFileSync(at('table.csv'), 'a,b\n1,2\n');
  const { status, stderr } = linchpin('check', at('table.csv'));
  expect(status).toBe(1);
  expect(stderr).toContain('entities.csv');
  expect(linchpin('check', at('nowhere'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('nowhere'),
  });
});

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import type { MeasureDescription } from '../../engine/api/protocol.ts';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const small = mkdtempSync(join(tmpdir(), 'linchpin-rank-'));

function linchpin(...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

function parsed(...words: readonly string[]) {
  const { status, stdout, stderr } = linchpin(...words, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

let described: readonly MeasureDescription[];

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  writeFileSync(join(small, 'entities.csv'), 'id,kind,weight\nhub,dns,0\na,application,3\nb,application,1\n');
  writeFileSync(join(small, 'dependencies.csv'), 'dependent,supplier\na,hub\na,hub\nb,hub\nb,b\n');
  writeFileSync(join(small, 'dataset.json'), '{"schemaVersion":1}');
  described = parsed('measures');
}, 60_000);

afterAll(() => rmSync(small, { recursive: true }));

describe('rank by any measure', () => {
  test('gives every entity of the shipped dataset a finite number', () => {
    const ids = described.map(({ id }) => id);
    const { measures, entities, entityCount } = parsed('rank', shipped, '--by', ids.join(','));
    expect(measures.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(entities).toHaveLength(entityCount);
    for (const entity of entities)
      for (const [key, value] of Object.entries(entity))
        if (key !== 'id') expect(Number.isFinite(value), `${entity.id} ${key}`).toBe(true);
  }, 60_000);

  test('counts a supplier that is named twice once, and nobody as their own supplier', () => {
    const { entities } = parsed('rank', small, '--by', 'degree-in,degree-out,direct-impact');
    expect(entities).toEqual([
      { id: 'hub', 'degree-in': 2, 'degree-out': 0, 'direct-impact': 1 },
      { id: 'a', 'degree-in': 0, 'degree-out': 1, 'direct-impact': 0 },
      { id: 'b', 'degree-in': 0, 'degree-out': 1, 'direct-impact': 0 },
    ]);
  });

  test('tells the parameters and the method in JSON, and the method under the table', () => {
    const words = ['rank', small, '--by', 'eigenvector,core-number', '--param', 'eigenvector.rounds=1'];
    const [eigenvector, core] = parsed(...words).measures;
    expect(eigenvector).toMatchObject({ unit: 'score', parameters: { rounds: 1 } });
    expect(core).toEqual({
      id: 'core-number',
      label: 'Core number',
      unit: 'entities',
      parameters: {},
      note: '',
    });
    expect(linchpin(...words).stdout).toMatch(
      /\neigenvector: The values had not settled at the limit of rounds \(1\)/,
    );
  });

  test('gives a standard error beside what was sampled, and nowhere else', () => {
    const words = ['rank', shipped, '--by', 'betweenness,pagerank', '--param', 'betweenness.samples=100'];
    const { measures, entities } = parsed(...words);
    expect(measures[0].note).toContain('Sampled from 100 of');
    for (const entity of entities) {
      expect(Object.keys(entity)).toEqual(['id', 'betweenness', 'betweennessStandardError', 'pagerank']);
      expect(entity.betweennessStandardError).toBeGreaterThanOrEqual(0);
    }
    expect(linchpin(...words).stdout).toMatch(
      /betweennessStandardError[\s\S]*\nbetweenness: Sampled from 100 of/,
    );
    expect(linchpin(...words, '--csv').stdout).toMatch(
      /^id,name,kind,betweenness,betweennessStandardError,pagerank\n/,
    );
  });

  test('shows shares in percent and counts as they are', () => {
    const { stdout } = linchpin('rank', small, '--by', 'blast-radius,degree-in,hits-hub');
    expect(stdout).toMatch(/\nhub +hub +dns +100\.0 % +2 +0\.0 %\n/);
    expect(stdout).toMatch(/\na +a +application +75\.0 % +0 +50\.0 %\n/);
  });
});

describe('a parameter', () => {
  test('may be set for several measures', () => {
    const { measures } = parsed(
      ...['rank', small, '--by', 'hits-hub,hits-authority', '--param', 'hits-hub.rounds=7'],
      ...['--param', 'hits-authority.rounds=8'],
    );
    expect(measures.map(({ parameters }: { parameters: object }) => parameters)).toEqual([
      { rounds: 7 },
      { rounds: 8 },
    ]);
  });

  test.each([
    ['rounds=5', 'Expected measure.parameter=number'],
    ['eigenvector.rounds=', 'Expected measure.parameter=number'],
    ['eigenvector.rounds=many', 'Expected measure.parameter=number'],
    ['eigenvector.rounds=0', "'eigenvector.rounds' is 0; expected a whole number from 1 to 1000000"],
    ['eigenvector.turns=5', "no parameter 'turns'. Parameters: rounds."],
    ['hits-hub.rounds=5', "There are parameters for 'hits-hub'"],
  ])('that is wrong ends with code 2: %s', (param, message) => {
    const { status, stderr, stdout } = linchpin('rank', small, '--by', 'eigenvector', '--param', param);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('the measures', () => {
  test('stand in the help of rank, one line each', () => {
    const { stdout } = linchpin('rank', '--help');
    for (const { id, description } of described) expect(stdout).toMatch(lineOf(id, description));
  });

  test('are listed with formula, source and parameters', () => {
    const { status, stdout } = linchpin('measures');
    expect(status).toBe(0);
    for (const { id, label, formula, source, parameters } of described) {
      expect(stdout).toContain(`${id}: ${label}`);
      expect(stdout).toContain(formula);
      expect(stdout).toContain(source);
      for (const parameter of parameters)
        expect(stdout).toContain(`--param ${id}.${parameter.id}=${parameter.standard}`);
    }
  });
});

function lineOf(id: string, description: string): RegExp {
  const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^ +${literally(id)} +${literally(description)}$`, 'm');
}

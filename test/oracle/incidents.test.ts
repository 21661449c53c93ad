/**
 * The catalogue of outages against the dataset it speaks of, against the researched tables it was compiled
 * from, and the outage of AWS against the order of its own account. Tables are read here by hand. The
 * researched tables are compared where they lie beside the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../engine/api/engine.ts';
import { drain } from '../formats/reading.ts';

const root = resolve(import.meta.dirname, '../..');
const facts = resolve(root, '../shared/facts');
const dataset = resolve(root, 'datasets/digital-economy');

type Row = Readonly<Record<string, string>>;

/** Cells with commas stand in quotes, and quotes in them are doubled; no cell runs over a line. */
function tableOf(path: string): Row[] {
  const [header, ...lines] = readFileSync(path, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^",]*),/g)].map(([, cell]) =>
        cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!,
      ),
    );
  return lines.map((cells) => {
    expect(cells, cells[0]).toHaveLength(header!.length);
    return Object.fromEntries(header!.map((name, i) => [name, cells[i]!]));
  });
}

const catalogue = (name: string): Row[] => tableOf(resolve(root, 'datasets/incidents', name));
const incidents = catalogue('incidents.csv');
const phases = catalogue('phases.csv');
const effects = catalogue('effects.csv');
const entities = tableOf(resolve(dataset, 'entities.csv'));
const dependencies = tableOf(resolve(dataset, 'dependencies.csv'));

const ids = new Set(entities.map(({ id }) => id));
const incidentOf = new Map(incidents.map((row) => [row.id, row]));

/** Hours from one moment to another. */
const hoursFrom = (start: string, end: string): number => (Date.parse(end) - Date.parse(start)) / 3_600_000;

describe('the catalogue of outages', () => {
  test('has the outages it is there for, each once, with something that a replay makes fail', () => {
    expect([...incidentOf.keys()]).toEqual(
      expect.arrayContaining([
        'aws-use1-2025-10-20',
        'azure-afd-2025-10-29',
        'cloudflare-2025-11-18',
        'dyn-2016-10-21',
        'crowdstrike-2024-07-19',
        'globalsign-2016-10-13',
        'usno-ntp-2012-11-19',
      ]),
    );
    expect(incidentOf.size).toBe(incidents.length);
    for (const id of incidentOf.keys())
      expect(
        phases.some(({ incident, use }) => incident === id && use === 'fail'),
        id,
      ).toBe(true);
  });

  test('names only entities that the dataset has, and only its own outages', () => {
    const named = [...phases, ...effects].map(({ entity }) => entity!).filter((id) => id !== '');
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(phases.filter(({ entity }) => entity === '')).toEqual([]);
    expect([...phases, ...effects].filter(({ incident }) => !incidentOf.has(incident!))).toEqual([]);
  });

  test('gives every row a source and a grade, and reports of an entity once', () => {
    for (const row of [...incidents, ...phases, ...effects]) {
      expect(row.source, JSON.stringify(row)).toMatch(/https:\/\//);
      expect(row.grade, JSON.stringify(row)).toMatch(/^[ABC]$/);
    }
    const reports = effects
      .filter(({ entity }) => entity !== '')
      .map((row) => `${row.incident} ${row.entity}`);
    expect(new Set(reports).size).toBe(reports.length);
  });

  test('has windows that open before they close, after the start of the outage, and levels of service', () => {
    for (const { start, end } of incidents)
      if (end !== '') expect(hoursFrom(start!, end!)).toBeGreaterThan(0);
    for (const { incident, entity, start, end, level } of phases) {
      expect(hoursFrom(incidentOf.get(incident!)!.start!, start!), entity).toBeGreaterThanOrEqual(0);
      if (end !== '') expect(hoursFrom(start!, end!), entity).toBeGreaterThan(0);
      expect(level, entity).toMatch(/^(0|0\.\d+|1)$/);
    }
  });

  if (existsSync(facts)) {
    test('carries every researched effect of its outages, with the same verdict and grade', () => {
      const researched = tableOf(resolve(facts, 'incident_effects.csv')).filter(({ incident_id }) =>
        incidentOf.has(incident_id!),
      );
      expect(effects.map((row) => [row.incident, row.name, row.effect, row.grade].join('\t')).sort()).toEqual(
        researched
          .map((row) => [row.incident_id, row.entity, row.effect, row.evidence_grade].join('\t'))
          .sort(),
      );
    });

    test('starts its outages when the researched table does', () => {
      const researched = new Map(tableOf(resolve(facts, 'incidents.csv')).map((row) => [row.id, row]));
      for (const { id, start } of incidents) expect(start).toBe(researched.get(id)!.start_utc);
    });
  }
});

describe('AWS us-east-1 on 20 October 2025', () => {
  const AWS = 'aws-use1-2025-10-20';
  const start = incidentOf.get(AWS)!.start!;
  const at = (id: string): string => `aws/us-east-1/${id}`;
  /** As the account tells it: each waits for one before it. */
  const chain = ['dynamodb', 'ec2-leases', 'network-manager', 'ec2-launches', 'nlb', 'redshift-replacements'];

  const told = (id: string): number =>
    Math.max(
      ...phases
        .filter(({ incident, entity, use }) => incident === AWS && entity === at(id) && use === 'account')
        .map(({ end }) => hoursFrom(start, end!)),
    );

  function replayed(): (id: string) => number {
    const engine = createEngine();
    const files = ['entities.csv', 'dependencies.csv', 'dataset.json'].map((name) => ({
      name,
      bytes: new Uint8Array(readFileSync(resolve(dataset, name))),
    }));
    drain(engine.job({ kind: 'load', files }));
    const indexOf = (id: string): number => entities.findIndex((row) => row.id === id);
    const failures = phases
      .filter(({ incident, use }) => incident === AWS && use === 'fail')
      .map((row) => ({
        entity: indexOf(row.entity!),
        start: hoursFrom(start, row.start!),
        duration: hoursFrom(row.start!, row.end!),
        level: Number(row.level),
      }));
    const { result } = drain(engine.job({ kind: 'timeline', failures, weight: 'weight' }));
    return (id) => {
      const row = result.entity.lastIndexOf(indexOf(at(id)));
      expect(result.level[row], id).toBe(1);
      return result.time[row]!;
    };
  }

  test('comes back in the order of the account, the last more than ten hours after DynamoDB', () => {
    const inOrder = (hours: readonly number[]): readonly number[] => [...hours].sort((a, b) => a - b);
    const account = chain.map(told);
    expect(account).toEqual(inOrder(account));
    const backAt = replayed();
    const simulated = chain.map(backAt);
    expect(simulated).toEqual(inOrder(simulated));
    expect(new Set(simulated).size).toBe(chain.length);
    // 2 h 52 min
    expect(simulated[0]).toBeCloseTo(172 / 60, 9);
    expect(backAt('lambda')).toBeGreaterThan(simulated[0]! + 10);
    expect(backAt('containers')).toBeGreaterThan(backAt('lambda'));
    expect(told('containers')).toBeGreaterThan(told('lambda'));
    expect(told('lambda')).toBeGreaterThan(told('nlb'));
    expect(backAt('lambda')).toBeGreaterThan(backAt('nlb'));
  });

  test('leaves running machines alone', () => {
    const suppliers = dependencies.filter(({ dependent }) => dependent === at('ec2-instances'));
    expect(suppliers.map(({ supplier }) => supplier)).toEqual([at('infrastructure')]);
    const account = phases.filter(({ entity }) => entity === at('ec2-instances'));
    expect(account.map(({ level }) => level)).toEqual(['1']);
  });
});

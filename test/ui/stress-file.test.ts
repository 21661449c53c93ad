import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';
import { createEngine } from '../../engine/api/engine.ts';
import { timelineCsv, timelineJson } from '../../ui/store/stress-file.ts';
import { drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';
import { timelineOf } from './timeline-result.ts';
import { smallView } from './view.ts';

const folder = mkdtempSync(join(tmpdir(), 'linchpin-stress-file-'));
const ENTITIES = `id,name,kind,weight,recovery_hours
shop,Shop,application,30,1
blog,Blog,application,10,
cloud-a,Cloud A,cloud-service,0,
cloud-b,Cloud B,cloud-service,0,
`;
const DEPENDENCIES = `dependent,supplier,role,group,loss,failover_hours,failover_probability
shop,cloud-a,hosting,clouds,1,0.5,0.5
shop,cloud-b,hosting,clouds,1,0.5,0.5
blog,cloud-a,hosting,,0.4,,
`;

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  writeFileSync(join(folder, 'entities.csv'), ENTITIES);
  writeFileSync(join(folder, 'dependencies.csv'), DEPENDENCIES);
  writeFileSync(join(folder, 'dataset.json'), PLAIN_ABOUT);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** The same outage as the page sees it. */
function outage() {
  const engine = createEngine();
  const files = filesOf({ entities: ENTITIES, dependencies: DEPENDENCIES, about: PLAIN_ABOUT });
  const { result: view } = drain(engine.job({ kind: 'load', files }));
  const failures = [
    { entity: view.id.indexOf('cloud-a'), start: 1, duration: 2 },
    { entity: view.id.indexOf('cloud-b'), start: 1.25, duration: Number.POSITIVE_INFINITY, level: 0.5 },
  ];
  const request = { kind: 'timeline', failures, weight: 'weight', failover: 'always' } as const;
  return { view, result: drain(engine.job(request)).result };
}

function commandLine(...words: readonly string[]): string {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  const fails = ['--fail', 'cloud-a@1h:2h', 'cloud-b@1.25h=0.5'];
  const { stdout } = spawnSync(process.execPath, [program, 'cascade', folder, ...fails, ...words], {
    encoding: 'utf8',
  });
  return stdout;
}

describe('a film as a file', () => {
  test('is the document that the command line prints', () => {
    const { view, result } = outage();
    expect(JSON.parse([...timelineJson({ view, result, weight: 0 })].join(''))).toEqual(
      JSON.parse(commandLine('--json')),
    );
  });

  test('is the table that the command line prints, with the state in words', () => {
    const { view, result } = outage();
    const rows = [...timelineCsv({ view, result, start: null })].join('').trim().split('\r\n');
    const cells = rows.map((row) => row.split(','));
    expect(cells.map((row) => row[4])).toEqual([
      'state',
      ...Array.from(result.level, (level) => (level === 0 ? 'down' : level === 1 ? 'up' : 'degraded')),
    ]);
    const withoutState = cells.map((row) => row.filter((_, i) => i !== 4).join(','));
    expect(withoutState).toEqual(commandLine('--csv', '--timeline').trim().split(/\r?\n/));
  });

  test('tells the moments of a real outage to the second', () => {
    const result = timelineOf({ changes: [{ time: 2.875, entity: 2, level: 0 }], failures: [] });
    const csv = [...timelineCsv({ view: smallView(), result, start: '2025-10-20T06:48Z' })].join('');
    expect(csv).toBe(
      'hour,utc,id,name,level,state,cause,requirement,because of\r\n2.875,2025-10-20T09:40:30Z,cloud,Big Cloud,0,down,failure,,\r\n',
    );
  });

  test('comes whole, however long it is', () => {
    const changes = Array.from({ length: 1234 }, (_, i) => ({ time: i, entity: i % 5, level: i % 2 }));
    const csv = [
      ...timelineCsv({ view: smallView(), result: timelineOf({ changes, failures: [] }), start: null }),
    ];
    const rows = csv.join('').trim().split('\r\n').slice(1);
    expect(rows.map((row) => Number(row.split(',')[0]))).toEqual(changes.map(({ time }) => time));
  });
});

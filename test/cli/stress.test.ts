import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const scratch = mkdtempSync(join(tmpdir(), 'linchpin-stress-'));

const ENTITIES = `id,name,kind,weight
shop,Shop,application,30
blog,Blog,application,10
host,Host,cloud-service,0
`;
const DEPENDENCIES = `dependent,supplier,role,loss,basis
shop,host,hosting,1,
blog,host,hosting,0.5,storm
`;
const INCIDENTS = `id,title,start,end,summary,cause,loss_estimate,source,grade,notes
storm,The storm,2025-01-01T00:00Z,2025-01-01T04:00Z,,,,https://example.org/storm,A,
quake,The quake,2025-02-01T00:00Z,,,,,https://example.org/quake,B,
`;
const PHASES = `incident,entity,start,end,level,use,what,source,grade
storm,host,2025-01-01T01:00Z,2025-01-01T03:00Z,,fail,It stood still,https://example.org/storm,A
storm,harbour,2025-01-01T01:00Z,,,fail,It stood still,https://example.org/storm,A
storm,shop,2025-01-01T01:00Z,2025-01-01T03:30Z,0.5,account,Nobody could pay,https://example.org/storm,A
quake,harbour,2025-02-01T00:00Z,,,fail,It broke,https://example.org/quake,B
`;
const EFFECTS = `incident,entity,name,effect,attributed_to,source,grade,note
storm,shop,The Shop,down,host,https://example.org/shop,B,said so
storm,blog,The Blog,degraded,host,https://example.org/blog,C,
storm,,A Bank,down,,https://example.org/bank,C,
`;

function stress(...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, 'stress', ...words], { encoding: 'utf8' });
}

/** Standard output of a run that has nothing to complain of. */
function output(...words: readonly string[]): string {
  const { status, stdout, stderr } = stress(...words);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

let small: string;
let catalogue: string;

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  small = join(scratch, 'small');
  catalogue = join(scratch, 'catalogue');
  mkdirSync(small);
  mkdirSync(catalogue);
  writeFileSync(join(small, 'entities.csv'), ENTITIES);
  writeFileSync(join(small, 'dependencies.csv'), DEPENDENCIES);
  writeFileSync(join(catalogue, 'incidents.csv'), INCIDENTS);
  writeFileSync(join(catalogue, 'phases.csv'), PHASES);
  writeFileSync(join(catalogue, 'effects.csv'), EFFECTS);
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true }));

describe('the outages of a catalogue', () => {
  test('are listed with what fell beside what was reported', () => {
    const lines = output(small, '--incidents', catalogue).split('\n');
    expect(lines[0]).toMatch(/^id +reported +fell +independent +unaffected +false alarms +not reported/);
    // shop and blog fall from hour 1 to 3: 30 x 2 and 10 x 0.5 x 2 weight-hours
    expect(lines[2]).toMatch(/^storm +2 +2 +1 +0 +0 +0 +2\.00 +4\.00 +70 +without harbour$/);
    expect(lines[3]).toMatch(/^quake +not in this dataset$/);
  });

  test('come as JSON and CSV with their sources and grades', () => {
    const result = JSON.parse(output(small, '--incidents', catalogue, '--json'));
    expect(result.incidents).toMatchObject([
      {
        id: 'storm',
        grade: 'A',
        source: 'https://example.org/storm',
        isInDataset: true,
        missing: ['harbour'],
        all: { reported: 2, hits: 2, reachable: 1, reachableHits: 1, hours: 2 },
        independent: { reported: 2, hits: 1, hours: 2 },
        ownEvidence: 1,
        reportedHours: 4,
        weightHours: 70,
      },
      { id: 'quake', isInDataset: false, missing: ['harbour'] },
    ]);
    expect(result.incidents[1].all).toBeUndefined();
    expect(result.weight).toEqual({ column: 'weight', unit: '1' });
    expect(result.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(output(small, '--incidents', catalogue, '--csv').split('\n').slice(1)).toEqual([
      'storm,The storm,2025-01-01T00:00Z,2,2,1,1,1,0,0,0,2,4,70,without harbour,https://example.org/storm,A',
      'quake,The quake,2025-02-01T00:00Z,,,,,,,,,,,,not in this dataset,https://example.org/quake,B',
      '',
    ]);
  });

  test('that come with the program can all be read and replayed on the shipped dataset', () => {
    const result = JSON.parse(output(shipped, '--json'));
    expect(result.incidents.length).toBeGreaterThanOrEqual(7);
    for (const incident of result.incidents)
      expect(incident).toMatchObject({ isInDataset: true, missing: [] });
  });
});

describe('one outage', () => {
  test('is shown as who fell beside who was reported, with a summary', () => {
    const text = output(small, '--incidents', catalogue, '--incident', 'storm');
    expect(text).toMatch(/^shop +Shop +down +down +down +1\.00 +3\.00 +host$/m);
    expect(text).toMatch(/^blog +Blog +degraded +degraded +unaffected +1\.00 +3\.00 +host$/m);
    expect(text).toMatch(/^ +A Bank +down +not in this dataset +not in this dataset$/m);
    expect(text).toMatch(/^host +Host +not reported +made to fail +made to fail +1\.00 +3\.00$/m);
    expect(text).toMatch(/^1\.00 +3\.50 +shop +50\.0 % +compared +1\.00 to 3\.00 +Nobody could pay$/m);
    expect(text).toMatch(/^1\.00 +unknown +harbour +0\.0 % +not in this dataset +It stood still$/m);
    expect(text).toContain('Weight lost: 70 weight x hours');
    expect(text).toContain('Of these fell: 2 of 2 (100.0 %)');
    expect(text).toContain('Without what is known only from the outage: 1 of 2 (50.0 %)');
    expect(text).toContain('of those that it can reach so: 1 of 1 (100.0 %)');
    expect(text).toContain('the whole was reported as 4.00 h');
    expect(text).toContain('Not in this dataset, so not made to fail: harbour.');
  });

  test('comes as JSON and CSV with the evidence for every line', () => {
    const words = [small, '--incidents', catalogue, '--incident', 'storm'];
    const result = JSON.parse(output(...words, '--json'));
    expect(result).toMatchObject({
      incident: { id: 'storm', source: 'https://example.org/storm', grade: 'A' },
      failures: [{ id: 'host', start: 1, duration: 2, level: 0 }],
      weightHours: 70,
      totalWeight: 40,
    });
    expect(result.rows[0]).toMatchObject({
      id: 'shop',
      reported: 'down',
      simulated: { state: 'down', fellHour: 1, backHour: 3, hoursLost: 2 },
      because: 'host',
      effect: { attributedTo: 'host', source: 'https://example.org/shop', grade: 'B', note: 'said so' },
    });
    expect(result.rows[1]).toMatchObject({ id: null, name: 'A Bank', because: null });
    expect(result.phases[1]).toMatchObject({ entity: 'harbour', endHour: null });
    expect(output(...words, '--csv').split('\n')[1]).toBe(
      'shop,Shop,down,down,down,1,3,host,application,2,2,1,host,said so,https://example.org/shop,B',
    );
  });

  test('that the dataset knows nothing of is shown as such', () => {
    const text = output(small, '--incidents', catalogue, '--incident', 'quake');
    expect(text).toContain('Not in this dataset');
  });

  test('is found by what somebody may have meant', () => {
    const { status, stderr } = stress(small, '--incidents', catalogue, '--incident', 'The-Storm');
    expect(status).toBe(2);
    expect(stderr).toBe("There is no outage 'The-Storm' in the catalogue. Did you mean storm?\n");
    expect(stress(small, '--incidents', catalogue, '--incident', 'flood').stderr).toBe(
      "There is no outage 'flood' in the catalogue. There are: storm, quake.\n",
    );
  });
});

describe('what cannot be replayed', () => {
  test('is a catalogue that is not there, or holds nothing', () => {
    expect(stress(small, '--incidents', join(scratch, 'none'))).toMatchObject({ status: 1, stdout: '' });
    const empty = stress(small, '--incidents', small);
    expect(empty.status).toBe(1);
    expect(empty.stderr).toContain('error: incidents.csv: The file is missing.');
    expect(empty.stderr).toContain('The catalogue holds no outage that can be read.');
  });

  test('is listed, and the rest is replayed with exit code 1', () => {
    const faulty = join(scratch, 'faulty');
    mkdirSync(faulty);
    writeFileSync(join(faulty, 'incidents.csv'), INCIDENTS);
    writeFileSync(join(faulty, 'phases.csv'), PHASES);
    writeFileSync(join(faulty, 'effects.csv'), EFFECTS.replace('degraded', 'slow'));
    const { status, stdout, stderr } = stress(small, '--incidents', faulty, '--csv');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: effects\.csv, row 3, column effect: 'slow' is none of down/);
    expect(stdout).toContain('storm,The storm,2025-01-01T00:00Z,1,1,1');
  });

  test('is a seed without draws, and a weight that does not exist', () => {
    expect(stress(small, '--incidents', catalogue, '--seed', '3').status).toBe(2);
    expect(stress(small, '--incidents', catalogue, '--weight', 'mass').stderr).toContain(
      "There is no weight 'mass'",
    );
    expect(stress(small, '--incidents', catalogue, '--failover', 'drawn', '--seed', '3').status).toBe(0);
  });
});

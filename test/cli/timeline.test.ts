import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfStale, bundleFolder } from '../../cli/build.mjs';

const shipped = resolve(import.meta.dirname, '../../datasets/digital-economy');
const scratch = mkdtempSync(join(tmpdir(), 'linchpin-timeline-'));

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

function cascade(folder: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  const program = join(bundleFolder('cli'), 'linchpin.js');
  return spawnSync(process.execPath, [program, 'cascade', folder, ...words], { encoding: 'utf8' });
}

function answer(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = cascade(folder, ...words, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

let small: string;

beforeAll(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  buildIfStale('cli');
  quiet.mockRestore();
  small = join(scratch, 'small');
  mkdirSync(small);
  writeFileSync(join(small, 'entities.csv'), ENTITIES);
  writeFileSync(join(small, 'dependencies.csv'), DEPENDENCIES);
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true }));

describe('a cascade with times', () => {
  test('gives the timeline, the hours lost and the weight-hours, and what it gave before', () => {
    const result = answer(small, '--fail', 'cloud-a@1h:2h');
    expect(result).toMatchObject({
      failed: ['cloud-a'],
      failures: [{ id: 'cloud-a', start: 1, duration: 2, level: 0 }],
      weightDown: 34,
      totalWeight: 40,
      share: 0.85,
      peakHour: 1,
      deadlocks: [],
      isComplete: true,
    });
    const hosting = { requirement: 'hosting', need: 1, suppliers: ['cloud-a'] };
    expect(result.fallen).toEqual([
      { id: 'shop', level: 0, because: { cause: 'switch', group: 'clouds', of: 2, ...hosting } },
      { id: 'blog', level: 0.6, because: { cause: 'requirement', of: 1, ...hosting } },
    ]);
    expect(result.timeline.map(({ hour, id, level }: Record<string, unknown>) => [hour, id, level])).toEqual([
      [1, 'cloud-a', 0],
      [1, 'shop', 0],
      [1, 'blog', 0.6],
      [2.5, 'shop', 1],
      [3, 'cloud-a', 1],
      [3, 'blog', 1],
    ]);
    expect(result.timeline[0].because).toEqual({ cause: 'failure', suppliers: [] });
    expect(result.hoursLost).toEqual([
      { id: 'shop', hours: 1.5 },
      { id: 'blog', hours: 0.8 },
      { id: 'cloud-a', hours: 2 },
    ]);
    expect(result.weightHours).toBeCloseTo(53, 12);
    expect(result.assumptions.length).toBeGreaterThan(2);
  });

  test('says in sentences why an entity falls, and what its return waits for', () => {
    const { why } = answer(small, '--fail', 'cloud-a@1h:2h', '--why', 'blog');
    expect(why).toEqual({
      fall: [
        'Cloud A was made to fail at hour 1.',
        'Blog fell to 60 % of its service at hour 1, because it needs Cloud A for hosting, and Cloud A went down.',
      ],
      back: [
        'Cloud A came back at hour 3, as soon as its failure had ended.',
        'Blog came back at hour 3, as soon as Cloud A, which it needs for hosting, was back.',
      ],
    });
    expect(answer(small, '--fail', 'blog:1h', '--why', 'cloud-a').why).toEqual({ fall: [], back: [] });
  });

  test('takes several failures, also of one entity, and a failure for good', () => {
    const { failures, hoursLost, endHour } = answer(
      small,
      '--fail',
      'cloud-a:1h',
      'cloud-a@3h:1h',
      'cloud-b@5h',
    );
    expect(failures).toEqual([
      { id: 'cloud-a', start: 0, duration: 1, level: 0 },
      { id: 'cloud-a', start: 3, duration: 1, level: 0 },
      { id: 'cloud-b', start: 5, duration: null, level: 0 },
    ]);
    const hours = Object.fromEntries(
      hoursLost.map((row: { id: string; hours: number }) => [row.id, row.hours]),
    );
    expect([hours['cloud-a'], hours['cloud-b']]).toEqual([2, endHour - 5]);
  });

  test('takes failures that leave a part, one after another', () => {
    const phases = ['--fail', 'cloud-a:1h', 'cloud-a@1h:2h=40%', '--failover', 'never'] as const;
    const { failures, hoursLost } = answer(small, ...phases);
    expect(failures.map(({ level }: { level: number }) => level)).toEqual([0, 0.4]);
    const blog = hoursLost.find(({ id }: { id: string }) => id === 'blog');
    // 0.4 of it for an hour, then 0.4 of the 0.6 that are missing for two
    expect(blog.hours).toBeCloseTo(0.4 + 2 * 0.4 * 0.6, 12);
    expect(cascade(small, ...phases).stdout).toContain(
      'Made to fail: Cloud A (hour 0.00 to 1.00), Cloud A (hour 1.00 to 3.00, 40.0 % left)',
    );
  });

  test('lets survivors be crowded, and unfolds in time by that alone', () => {
    const crowded = join(scratch, 'crowded');
    mkdirSync(crowded);
    writeFileSync(
      join(crowded, 'entities.csv'),
      'id,kind,weight,capacity\nshop,application,30,\nleft,cdn,0,\nright,cdn,0,15\n',
    );
    writeFileSync(join(crowded, 'dependencies.csv'), 'dependent,supplier,group\nshop,left,g\nshop,right,g\n');
    const lost = (...words: readonly string[]): object =>
      answer(crowded, '--fail', 'left', ...words).timeline?.map(
        ({ id, level }: { id: string; level: number }) => [id, level],
      );
    expect(lost('--crowding')).toEqual([
      ['left', 0],
      ['right', 0.5],
      ['shop', 0.5],
    ]);
    expect(lost('--timeline')).toEqual([['left', 0]]);
    expect(lost()).toBeUndefined();
  });

  test('lets switches work, fail, or be drawn by a seed', () => {
    const shopLost = (...words: readonly string[]): number =>
      answer(small, '--fail', 'cloud-a:2h', ...words).hoursLost.find(
        ({ id }: { id: string }) => id === 'shop',
      ).hours;
    expect(shopLost('--failover', 'always')).toBe(1.5);
    expect(shopLost('--failover', 'never')).toBe(3);
    const drawn = Array.from({ length: 4 }, (_, seed) =>
      shopLost('--failover', 'drawn', '--seed', String(seed)),
    );
    expect(new Set(drawn)).toEqual(new Set([1.5, 3]));
    expect(shopLost('--failover', 'drawn', '--seed', '2')).toBe(drawn[2]);
    expect(shopLost('--failover', 'drawn')).toBe(drawn[0]);
  });

  test('prints who fell when and for how long, for people and as CSV', () => {
    const { stdout } = cascade(small, '--fail', 'cloud-a@1h:2h');
    expect(stdout).toMatch(/shop +Shop +1\.00 +2\.50 +1\.50 +down +switch +hosting +cloud-a/);
    expect(stdout).toContain('Made to fail: Cloud A (hour 1.00 to 3.00)');
    expect(stdout).toContain('Falls with it: 2 of 4 entities');
    expect(stdout).toContain('All back at hour 3.00');
    expect(cascade(small, '--fail', 'cloud-a@1h:2h', '--csv').stdout).toBe(
      'id,name,fell,back,hours lost,lowest,cause,requirement,because of\n' +
        'cloud-a,Cloud A,1,3,2,0,failure,,\n' +
        'shop,Shop,1,2.5,1.5,0,switch,hosting,cloud-a\n' +
        'blog,Blog,1,3,0.8,0.6,requirement,hosting,cloud-a\n',
    );
  });

  test('prints every change with --timeline, and unfolds in time by that alone', () => {
    expect(cascade(small, '--fail', 'cloud-b', '--timeline', '--csv').stdout).toBe(
      'hour,id,name,level,cause,requirement,because of\n' +
        '0,cloud-b,Cloud B,0,failure,,\n' +
        '0,shop,Shop,0,switch,hosting,cloud-b\n' +
        '1.5,shop,Shop,1,switch,hosting,cloud-b\n',
    );
    expect(cascade(small, '--fail', 'cloud-b', '--timeline').stdout).toContain('(hour 0.00 on)');
  });

  test('stays what it was when nothing is said about time', () => {
    const { timeline, fallen } = answer(small, '--fail', 'cloud-a');
    expect(timeline).toBeUndefined();
    expect(fallen).toHaveLength(1);
  });

  test.each([
    [['--fail', 'cloud-a:soon'], "'soon' is no duration"],
    [['--fail', 'cloud-a:1h=lots'], "'lots' is no level of service"],
    [['--fail', 'cloud-c:1h'], "There is no entity 'cloud-c'"],
    [['--fail', 'cloud-a@9000h'], 'the time looked at ends at hour 8766'],
    [['--fail', 'cloud-a:1h', '--failover', 'maybe'], 'Allowed choices are always, never, drawn'],
    [['--fail', 'cloud-a:1h', '--seed', '3'], 'add --failover drawn'],
    [['--fail', 'cloud-a:1h', '--failover', 'drawn', '--seed', '-3'], 'Expected a whole number from 0'],
    [['--fail', 'cloud-a:1h', '--weight', 'gold'], "There is no weight 'gold'"],
  ])('ends with code 2 for %j', (words, message) => {
    const { status, stderr } = cascade(small, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('of DynamoDB in us-east-1 on the shipped dataset lasts far longer than its 2 h 52 min', () => {
    const { timeline } = answer(shipped, '--fail', 'aws/us-east-1/dynamodb:2h52m');
    const backAt = (id: string): number =>
      timeline.findLast((row: { id: string; level: number }) => row.id === id && row.level === 1).hour;
    const database = backAt('aws/us-east-1/dynamodb');
    expect(database).toBeCloseTo(172 / 60, 9);
    // the order of the provider's own account: database, launches, balancers
    expect(backAt('aws/us-east-1/ec2-launches')).toBeGreaterThan(database + 10);
    expect(backAt('aws/us-east-1/nlb')).toBeGreaterThan(backAt('aws/us-east-1/ec2-launches'));
    // the last database clusters were back at 11:05 UTC of the next day, 28 h 17 min after 06:48
    expect(timeline.at(-1).id).toBe('aws/us-east-1/redshift');
    expect(timeline.at(-1).hour).toBeCloseTo(28 + 17 / 60, 1);
  });
});

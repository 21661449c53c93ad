/** Outages of the past on a system, in this thread. */
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../engine/api/engine.ts';
import type {
  Incident,
  IncidentEffect,
  IncidentPhase,
  JobKind,
  JobRequest,
  JobResult,
  ReplayRow,
} from '../../engine/api/protocol.ts';
import { RequestError } from '../../engine/api/request.ts';
import { bytesOf, drain, filesOf, PLAIN_ABOUT } from '../formats/reading.ts';

function run<K extends JobKind>(engine: Engine, request: JobRequest<K>): JobResult<K> {
  return drain(engine.job(request)).result;
}

function engineOn(dependencies: string): Engine {
  const engine = createEngine();
  run(engine, { kind: 'load', files: filesOf({ entities: ENTITIES, dependencies, about: PLAIN_ABOUT }) });
  return engine;
}

const ENTITIES = `id,name,kind,weight,recovery_hours
host,Host,cloud-service,0,
shop,Shop,application,30,1
blog,Blog,application,10,3
bank,Bank,application,20,
cafe,Cafe,application,1,
kiosk,Kiosk,application,1,
news,News,application,5,2
quiet,Quiet,application,1,
spare,Spare,cloud-service,0,
`;

/** Those whose only evidence is the storm stand last. */
const DEPENDENCIES = `dependent,supplier,role,group,loss,basis
shop,host,hosting,,1,
bank,shop,ledger,ledgers,1,earlier-storm
bank,spare,ledger,ledgers,1,
cafe,host,hosting,,1,
news,host,hosting,,1,
blog,host,hosting,,0.5,storm
kiosk,host,hosting,,1,storm
`;
const WITHOUT_STORM = DEPENDENCIES.split('\n').slice(0, 6).join('\n').concat('\n');

const phase = (more: Partial<IncidentPhase>): IncidentPhase => ({
  entity: 'host',
  what: 'It stood still.',
  startHour: 1,
  endHour: 3,
  level: 0,
  use: 'fail',
  source: 'https://example.org/account',
  grade: 'A',
  ...more,
});

const effect = (
  entity: string,
  reported: IncidentEffect['effect'],
  source = 'https://example.org/news',
): IncidentEffect => ({
  entity,
  name: `The ${entity}`,
  effect: reported,
  attributedTo: '',
  source,
  grade: 'B',
  note: '',
});

const STORM: Incident = {
  id: 'storm',
  title: 'The storm',
  start: '2025-01-01T00:00Z',
  end: '2025-01-01T05:30Z',
  summary: '',
  cause: '',
  lossEstimate: '',
  source: 'https://example.org/account',
  grade: 'A',
  notes: '',
  phases: [
    phase({}),
    phase({ entity: 'harbour' }),
    phase({ entity: 'spare', use: 'account', startHour: 0, endHour: Number.POSITIVE_INFINITY }),
  ],
  effects: [
    effect('host', 'down'),
    effect('shop', 'degraded', 'https://example.org/first'),
    effect('shop', 'down', 'https://example.org/second'),
    effect('shop', 'down', 'https://example.org/third'),
    effect('blog', 'degraded'),
    effect('bank', 'down'),
    effect('cafe', 'unaffected'),
    effect('kiosk', 'unaffected'),
    effect('quiet', 'unaffected'),
    effect('', 'down'),
    effect('ghost', 'degraded'),
  ],
};

const replayOf = (incident: Incident, dependencies = DEPENDENCIES) =>
  run(engineOn(dependencies), { kind: 'replay', incident, weight: 'weight' });

/** What a row says in short: name, report, the two states, and marks. */
const line = ({ name, reported, simulated, independent, isReachable, isImposed }: ReplayRow): string =>
  [
    name,
    reported,
    simulated.state,
    independent.state,
    ...(isReachable ? ['reachable'] : []),
    ...(isImposed ? ['imposed'] : []),
  ].join(' ');

describe('a replay', () => {
  // host is out from hour 1 to 3. By other evidence shop (back at 4), cafe and news fall with it; only the
  // storm itself tells of blog (half, back at 6) and kiosk. bank could do without shop.
  test('lays who fell beside who was reported', () => {
    const { rows, failures, missing } = replayOf(STORM);
    expect(failures).toEqual([{ entity: 0, start: 1, duration: 2, level: 0 }]);
    expect(missing).toEqual(['harbour']);
    expect(rows.map(line)).toEqual([
      'Host down down down reachable imposed',
      'Shop down down down reachable',
      'Bank down unaffected unaffected reachable',
      'The  down unaffected unaffected',
      'Blog degraded degraded unaffected',
      'The ghost degraded unaffected unaffected',
      'Cafe unaffected down down reachable',
      'Kiosk unaffected down unaffected',
      'Quiet unaffected unaffected unaffected',
      'News not-reported down down reachable',
    ]);
    expect(rows.map(({ entity }) => entity)).toEqual([0, 1, 3, -1, 2, -1, 4, 5, 7, 6]);
    expect(rows[1]!.effect?.source).toBe('https://example.org/second');
    expect(rows.at(-1)!.effect).toBeNull();
    expect(rows[4]!.simulated).toEqual({ state: 'degraded', fellHour: 1, backHour: 6, hoursLost: 2.5 });
    expect(rows[4]!.independent).toEqual({
      state: 'unaffected',
      fellHour: null,
      backHour: null,
      hoursLost: 0,
    });
    expect(rows[1]!.independent).toEqual({ state: 'down', fellHour: 1, backHour: 4, hoursLost: 3 });
  });

  test('is scored with all evidence and with independent evidence, without what it made fail', () => {
    const result = replayOf(STORM);
    const both = { reported: 3, reachable: 2, reachableHits: 1, unaffected: 3, notReported: 1 };
    expect(result.all).toEqual({ ...both, hits: 2, falseAlarms: 2, hours: 5 });
    expect(result.independent).toEqual({ ...both, hits: 1, falseAlarms: 1, hours: 3 });
    expect(result.ownEvidence).toBe(2);
    expect(result.reportedHours).toBe(5.5);
  });

  test('shows those of the operator of what failed, and counts none of them', () => {
    const engine = createEngine();
    const operatorOf = (row: string) =>
      row.startsWith('id,') ? 'operator' : /^(shop|cafe),/.test(row) ? 'host' : '';
    const owned = ENTITIES.trim()
      .split('\n')
      .map((row) => `${row},${operatorOf(row)}\n`)
      .join('');
    run(engine, {
      kind: 'load',
      files: filesOf({ entities: owned, dependencies: DEPENDENCIES, about: PLAIN_ABOUT }),
    });
    const result = run(engine, { kind: 'replay', incident: STORM, weight: 'weight' });
    const inside = result.rows.filter(({ isInside }) => isInside).map(({ name }) => name);
    expect(inside).toEqual(['Host', 'Shop', 'Cafe']);
    // left are blog and bank of the reported, kiosk and quiet of the unaffected
    expect(result.all).toEqual({
      reported: 2,
      hits: 1,
      reachable: 1,
      reachableHits: 0,
      unaffected: 2,
      falseAlarms: 1,
      notReported: 1,
      hours: 5,
    });
  });

  test('has no length while one of the reported is not back, and none is reported without an end', () => {
    const endless = { ...STORM, end: '', phases: [phase({ endHour: Number.POSITIVE_INFINITY })] };
    const result = replayOf(endless);
    expect(result.failures).toEqual([{ entity: 0, start: 1, duration: Number.POSITIVE_INFINITY, level: 0 }]);
    expect(result.all.hours).toBeNull();
    expect(result.reportedHours).toBeNull();
    expect(result.rows[1]!.simulated).toMatchObject({ state: 'down', fellHour: 1, backHour: null });
  });

  test('makes what served in part serve in part', () => {
    const { failures } = replayOf({
      ...STORM,
      phases: [phase({}), phase({ startHour: 3, endHour: 4, level: 0.25 })],
    });
    expect(failures).toEqual([
      { entity: 0, start: 1, duration: 2, level: 0 },
      { entity: 0, start: 3, duration: 1, level: 0.25 },
    ]);
  });

  test('of an outage that the system knows nothing of makes nothing fail', () => {
    const elsewhere = { ...STORM, id: 'elsewhere', phases: [phase({ entity: 'harbour' })] };
    const result = replayOf(elsewhere);
    expect(result.failures).toEqual([]);
    expect(result.missing).toEqual(['harbour']);
    expect(result.all).toMatchObject({ reported: 4, hits: 0, falseAlarms: 0, notReported: 0, hours: 0 });
    expect(result.ownEvidence).toBe(0);
  });

  test('says what it takes for granted', () => {
    const said = replayOf(STORM).assumptions.join('\n');
    expect(said).toContain('leaves out 2 dependencies that are known only from this outage');
    expect(said).toContain('unknown, not unaffected');
    expect(said).toContain('surge');
    expect(said).toContain('Not in this dataset, so not made to fail: harbour.');
    expect(said).toContain('Every switch to an alternative works');
    expect(replayOf(STORM, WITHOUT_STORM).assumptions[0]).toContain('nothing is left out');
  });

  test('refuses what a timeline refuses', () => {
    const engine = engineOn(DEPENDENCIES);
    expect(() => run(engine, { kind: 'replay', incident: STORM, weight: 'mass' })).toThrow(RequestError);
    expect(() => run(createEngine(), { kind: 'replay', incident: STORM, weight: 'weight' })).toThrow(
      'No dataset is open',
    );
  });

  test('goes forward all the time', () => {
    const { steps } = drain(
      engineOn(DEPENDENCIES).job({ kind: 'replay', incident: STORM, weight: 'weight' }),
    );
    const fractions = steps.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });
});

describe('a timeline without what is known only from an outage', () => {
  const request = { failures: [{ entity: 0, start: 1, duration: 2 }], weight: 'weight' };

  test('is that of the dataset without those rows', () => {
    const reduced = run(engineOn(DEPENDENCIES), { kind: 'timeline', ...request, without: 'storm' });
    expect(reduced).toEqual(run(engineOn(WITHOUT_STORM), { kind: 'timeline', ...request }));
    expect([...reduced.touched]).toEqual([0, 1, 4, 6]);
  });

  test('stands beside those with everything, in any order', () => {
    const engine = engineOn(DEPENDENCIES);
    const fell = (without?: string): number[] => [
      ...run(engine, { kind: 'timeline', ...request, ...(without === undefined ? {} : { without }) }).touched,
    ];
    const everything = [0, 1, 2, 4, 5, 6];
    expect(fell('storm')).toEqual([0, 1, 4, 6]);
    expect(fell()).toEqual(everything);
    expect(fell('another')).toEqual(everything);
    expect(fell('')).toEqual(everything);
    expect(fell('storm')).toEqual([0, 1, 4, 6]);
    expect(fell()).toEqual(everything);
  });

  test('explains what happens in it', () => {
    const engine = engineOn(DEPENDENCIES);
    const explain = (without: string): number =>
      run(engine, { kind: 'explainTimeline', ...request, without, entity: 5, hour: 2 }).length;
    expect(explain('another')).toBeGreaterThan(explain('storm'));
  });
});

describe('the job that reads outages', () => {
  test('needs no system', () => {
    const files = [
      { name: 'incidents.csv', bytes: bytesOf('id,title,start,source,grade\nx,X,2025-01-01T00:00Z,s,A\n') },
      {
        name: 'phases.csv',
        bytes: bytesOf('incident,entity,start,use,what,source,grade\nx,a,2025-01-01T01:00Z,fail,w,s,A\n'),
      },
    ];
    const { incidents, problems } = run(createEngine(), { kind: 'incidents', files });
    expect(incidents).toMatchObject([{ id: 'x', phases: [{ entity: 'a', startHour: 1 }], effects: [] }]);
    expect(problems).toMatchObject([{ severity: 'error', file: 'effects.csv' }]);
  });
});

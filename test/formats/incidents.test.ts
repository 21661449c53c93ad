/** The catalogue of outages: what is read, and every fault that is found. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type IncidentsRead, readIncidents } from '../../engine/formats/read-incidents.ts';
import { problemLines } from './importing.ts';
import { bytesOf, type Content, drain } from './reading.ts';

const INCIDENTS = `id,title,start,end,summary,cause,loss_estimate,source,grade,notes
dns-1,The DNS fault,2025-10-20T06:48Z,2025-10-20T21:20:30Z,Long after it was mended,A race,none,https://example.org/a,A,
dns-2,The other fault,2016-02-29T23:59Z,,,,,https://example.org/b,b,a note
`;
const PHASES = `incident,entity,start,end,level,use,what,source,grade
dns-1,names,2025-10-20T06:48Z,2025-10-20T09:40Z,,fail,Names did not resolve,https://example.org/a,A
dns-1,store,2025-10-20T07:03Z,,0.25,account,Calls failed,https://example.org/a,B
dns-2,names,2016-03-01T00:59Z,,0,fail,Names did not resolve,https://example.org/b,C
`;
const EFFECTS = `incident,entity,name,effect,attributed_to,source,grade,note
dns-1,shop,The Shop,down,names,https://example.org/c,B,said so
dns-1,,Some Bank,degraded,,https://example.org/d,C,
dns-1,blog,The Blog,unaffected,,https://example.org/e,A,
`;

interface Tables {
  readonly incidents?: Content | null;
  readonly phases?: Content | null;
  readonly effects?: Content | null;
}

/** Reads a catalogue whose tables are sound where they are not given, and missing where they are null. */
function read(tables: Tables = {}): IncidentsRead {
  const { incidents = INCIDENTS, phases = PHASES, effects = EFFECTS } = tables;
  const named = Object.entries({ incidents, phases, effects });
  return drain(
    readIncidents(
      named.flatMap(([part, content]) =>
        content === null ? [] : [{ name: `${part}.csv`, bytes: bytesOf(content) }],
      ),
    ),
  ).result;
}

function faults(tables: Tables): readonly string[] {
  return problemLines(read(tables).problems);
}

describe('a catalogue of outages', () => {
  test('is read with hours from the start of each outage', () => {
    const { incidents, problems } = read();
    expect(problems).toEqual([]);
    expect(incidents).toHaveLength(2);
    expect(incidents[0]).toEqual({
      id: 'dns-1',
      title: 'The DNS fault',
      start: '2025-10-20T06:48Z',
      end: '2025-10-20T21:20:30Z',
      summary: 'Long after it was mended',
      cause: 'A race',
      lossEstimate: 'none',
      source: 'https://example.org/a',
      grade: 'A',
      notes: '',
      phases: [
        {
          entity: 'names',
          what: 'Names did not resolve',
          startHour: 0,
          endHour: 172 / 60,
          level: 0,
          use: 'fail',
          source: 'https://example.org/a',
          grade: 'A',
        },
        {
          entity: 'store',
          what: 'Calls failed',
          startHour: 0.25,
          endHour: Number.POSITIVE_INFINITY,
          level: 0.25,
          use: 'account',
          source: 'https://example.org/a',
          grade: 'B',
        },
      ],
      effects: [
        {
          entity: 'shop',
          name: 'The Shop',
          effect: 'down',
          attributedTo: 'names',
          source: 'https://example.org/c',
          grade: 'B',
          note: 'said so',
        },
        {
          entity: '',
          name: 'Some Bank',
          effect: 'degraded',
          attributedTo: '',
          source: 'https://example.org/d',
          grade: 'C',
          note: '',
        },
        {
          entity: 'blog',
          name: 'The Blog',
          effect: 'unaffected',
          attributedTo: '',
          source: 'https://example.org/e',
          grade: 'A',
          note: '',
        },
      ],
    });
    // an hour across the end of February of a leap year
    expect(incidents[1]).toMatchObject({ grade: 'B', end: '', phases: [{ startHour: 1 }] });
  });

  test('may be packed with gzip', () => {
    const files = Object.entries({ incidents: INCIDENTS, phases: PHASES, effects: EFFECTS }).map(
      ([part, text]) => ({ name: `${part}.csv.gz`, bytes: new Uint8Array(gzipSync(text)) }),
    );
    expect(drain(readIncidents(files)).result).toEqual(read());
  });

  test('as shipped has no problem', () => {
    const folder = resolve(import.meta.dirname, '../../datasets/incidents');
    const files = ['incidents.csv', 'phases.csv', 'effects.csv'].map((name) => ({
      name,
      bytes: new Uint8Array(readFileSync(resolve(folder, name))),
    }));
    const { incidents, problems } = drain(readIncidents(files)).result;
    expect(problems).toEqual([]);
    expect(incidents.length).toBeGreaterThanOrEqual(7);
  });
});

describe('a fault in a catalogue', () => {
  test('of a file that is missing, empty, no part, or there twice is reported', () => {
    expect(faults({ incidents: null, phases: null, effects: null })).toEqual([
      "error incidents.csv 0 ''",
      "error phases.csv 0 ''",
      "error effects.csv 0 ''",
    ]);
    expect(faults({ effects: '' })).toEqual(["error effects.csv 0 ''"]);
    expect(faults({ effects: null })).toEqual(["error effects.csv 0 ''"]);
    expect(read({ effects: null }).incidents[0]!.phases).toHaveLength(2);
    const files = ['incidents.csv', 'phases.csv', 'effects.csv', 'more/effects.csv', 'readme.txt'];
    const texts = [INCIDENTS, PHASES, EFFECTS, EFFECTS, ''];
    const { problems, incidents } = drain(
      readIncidents(files.map((name, i) => ({ name, bytes: bytesOf(texts[i]!) }))),
    ).result;
    expect(problemLines(problems)).toEqual(["warning readme.txt 0 ''", "error more/effects.csv 0 ''"]);
    expect(incidents).toEqual(read().incidents);
  });

  test('of a column that is missing leaves the table unread; an unknown one is noted', () => {
    expect(faults({ phases: PHASES.replace('use', 'usage') })).toEqual([
      "error phases.csv 1 use ''",
      "warning incidents.csv 2 id 'dns-1'",
      "warning incidents.csv 3 id 'dns-2'",
    ]);
    expect(faults({ effects: EFFECTS.replace('note\n', 'remark\n') })).toEqual([
      "warning effects.csv 1 remark 'remark'",
    ]);
  });

  const FAULTS: [string, keyof Tables, string, string][] = [
    // what, table, row that is added, its place and value
    ['an incident without an id', 'incidents', ',T,2025-01-01T00:00Z,,,,,s,A,', "4 id ''"],
    ['an incident without a title', 'incidents', 'x,,2025-01-01T00:00Z,,,,,s,A,', "4 title ''"],
    ['an id that is taken', 'incidents', 'dns-1,T,2025-01-01T00:00Z,,,,,s,A,', "4 id 'dns-1'"],
    ['a start that is missing', 'incidents', 'x,T,,,,,,s,A,', "4 start ''"],
    ['a time without a zone', 'incidents', 'x,T,2025-01-01T00:00,,,,,s,A,', "4 start '2025-01-01T00:00'"],
    ['a day alone', 'incidents', 'x,T,2025-01-01,,,,,s,A,', "4 start '2025-01-01'"],
    [
      'a 29 February of a common year',
      'incidents',
      'x,T,2025-02-29T00:00Z,,,,,s,A,',
      "4 start '2025-02-29T00:00Z'",
    ],
    ['a month 13', 'incidents', 'x,T,2025-13-01T00:00Z,,,,,s,A,', "4 start '2025-13-01T00:00Z'"],
    ['an hour 24', 'incidents', 'x,T,2025-01-01T24:00Z,,,,,s,A,', "4 start '2025-01-01T24:00Z'"],
    ['a minute 60', 'incidents', 'x,T,2025-01-01T00:60Z,,,,,s,A,', "4 start '2025-01-01T00:60Z'"],
    [
      'an end before the start',
      'incidents',
      'x,T,2025-01-01T00:00Z,2024-12-31T00:00Z,,,,s,A,',
      "4 end '2024-12-31T00:00Z'",
    ],
    ['an unknown grade', 'incidents', 'x,T,2025-01-01T00:00Z,,,,,s,D,', "4 grade 'D'"],
    ['a row without a source', 'incidents', 'x,T,2025-01-01T00:00Z,,,,,,A,', "4 source ''"],
    ['a phase of no incident', 'phases', 'dns-9,names,2025-10-20T06:48Z,,,fail,w,s,A', "5 incident 'dns-9'"],
    ['a phase without an entity', 'phases', 'dns-1,,2025-10-20T06:48Z,,,fail,w,s,A', "5 entity ''"],
    [
      'a phase before its incident',
      'phases',
      'dns-1,names,2025-10-20T06:47Z,,,fail,w,s,A',
      "5 start '2025-10-20T06:47Z'",
    ],
    [
      'a phase that ends as it starts',
      'phases',
      'dns-1,names,2025-10-20T06:48Z,2025-10-20T06:48Z,,fail,w,s,A',
      "5 end '2025-10-20T06:48Z'",
    ],
    ['a level above 1', 'phases', 'dns-1,names,2025-10-20T06:48Z,,1.5,fail,w,s,A', "5 level '1.5'"],
    ['a level below 0', 'phases', 'dns-1,names,2025-10-20T06:48Z,,-0.5,fail,w,s,A', "5 level '-0.5'"],
    ['a level in words', 'phases', 'dns-1,names,2025-10-20T06:48Z,,half,fail,w,s,A', "5 level 'half'"],
    ['an unknown use', 'phases', 'dns-1,names,2025-10-20T06:48Z,,,impose,w,s,A', "5 use 'impose'"],
    ['a phase of which nothing is said', 'phases', 'dns-1,names,2025-10-20T06:48Z,,,fail,,s,A', "5 what ''"],
    ['an effect of no incident', 'effects', 'dns-9,shop,Shop,down,,s,A,', "5 incident 'dns-9'"],
    ['an effect without an incident', 'effects', ',shop,Shop,down,,s,A,', "5 incident ''"],
    ['an effect without a name', 'effects', 'dns-1,shop,,down,,s,A,', "5 name ''"],
    ['an unknown effect', 'effects', 'dns-1,shop,Shop,slow,,s,A,', "5 effect 'slow'"],
    ['an empty effect', 'effects', 'dns-1,shop,Shop,,,s,A,', "5 effect ''"],
    ['more cells than the header', 'effects', 'dns-1,shop,Shop,down,,s,A,,more', "5 'more'"],
  ];
  const TEXTS = { incidents: INCIDENTS, phases: PHASES, effects: EFFECTS };
  test.each(FAULTS)('is found: %s', (_, table, row, place) => {
    const { incidents, problems } = read({ [table]: `${TEXTS[table]}${row}\n` });
    expect(problemLines(problems)).toEqual([`error ${table}.csv ${place}`]);
    expect(problems[0]!.message).toMatch(/the row is left out/);
    // the row is left out, and nothing else is
    expect(incidents).toEqual(read().incidents);
  });

  test('of which there are several in a row is reported several times', () => {
    expect(faults({ effects: `${EFFECTS}dns-9,,,slow,,,D,\n` })).toEqual([
      "error effects.csv 5 incident 'dns-9'",
      "error effects.csv 5 name ''",
      "error effects.csv 5 effect 'slow'",
      "error effects.csv 5 source ''",
      "error effects.csv 5 grade 'D'",
    ]);
  });

  test('in an incident takes its phases and effects along, each with a problem', () => {
    const { incidents, problems } = read({ incidents: INCIDENTS.replace('2016-02-29', '2017-02-29') });
    expect(problemLines(problems)).toEqual([
      "error incidents.csv 3 start '2017-02-29T23:59Z'",
      "error phases.csv 4 incident 'dns-2'",
    ]);
    expect(incidents.map(({ id }) => id)).toEqual(['dns-1']);
  });

  test('is an outage that makes nothing fail', () => {
    expect(faults({ phases: PHASES.replace(',fail,', ',account,') })).toEqual([
      "warning incidents.csv 2 id 'dns-1'",
    ]);
  });
});

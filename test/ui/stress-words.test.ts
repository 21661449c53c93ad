import { describe, expect, test } from 'vitest';
import { NO_STRESS } from '../../ui/store/stress-choice.ts';
import {
  choiceText,
  circleText,
  endingOf,
  fateText,
  findingOf,
  scoreSentences,
  stepText,
  summaryOf,
  weightHoursText,
} from '../../ui/store/stress-words.ts';
import type { Incident, TimedFailure, TimelineResult } from '../../ui/store/types.ts';
import { type ChangeOfTest, filmOfTest } from './film-of.ts';
import { smallView } from './view.ts';

const view = smallView();
const [BANK, SHOP, CLOUD, NAMES] = [0, 1, 2, 3];
const GOOD = Number.POSITIVE_INFINITY;
const START = '2025-10-20T06:48Z';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const incident: Incident = {
  id: 'big',
  title: 'Big Cloud',
  start: START,
  end: '',
  summary: '',
  cause: '',
  lossEstimate: '',
  source: '',
  grade: 'A',
  notes: '',
  phases: [],
  effects: [],
};

function failure(entity: number, start: number, duration: number, level = 0): TimedFailure {
  return { entity, start, duration, level };
}

interface Told {
  readonly failures: readonly TimedFailure[];
  readonly changes: readonly ChangeOfTest[];
  readonly patch?: Partial<TimelineResult>;
  readonly of?: Incident;
}

function told({ failures, changes, patch = {}, of }: Told) {
  const film = filmOfTest(changes, { ...patch, failures });
  const { title, more } = findingOf({ view, film, incident: of, weight: 0 });
  return { title: plain(title), more: plain(more) };
}

describe('the finding of an outage', () => {
  test('says how a short failure becomes a long outage', () => {
    expect(
      told({
        failures: [failure(CLOUD, 0, 2 + 52 / 60)],
        changes: [
          [0, CLOUD, 0],
          [0.5, BANK, 0, CLOUD],
          [2 + 52 / 60, CLOUD, 1],
          [14 + 22 / 60, BANK, 1, CLOUD],
        ],
        of: incident,
      }),
    ).toEqual({
      title: 'Replay: Big Cloud, 20 October 2025',
      more: 'A failure of 2 h 52 min of Big Cloud becomes an outage of 14 h 22 min',
    });
  });

  test('lasts until no weight is lost, and is not over before everybody is back', () => {
    const common = {
      failures: [failure(CLOUD, 0, 2)],
      changes: [
        [0, CLOUD, 0],
        [0, BANK, 0, CLOUD],
        [0, NAMES, 0, CLOUD],
        [2, CLOUD, 1],
        [5, BANK, 1, CLOUD],
        [9, NAMES, 1, CLOUD],
      ],
    } as const;
    const lost = (until: number) => ({
      stateHour: Float64Array.of(0, until),
      stateLost: Float64Array.of(10, 0),
    });
    expect(told({ ...common, patch: lost(5) }).more).toBe(
      'A failure of 2 h of Big Cloud becomes an outage of 5 h',
    );
    expect(told({ ...common, patch: lost(2) }).more).toBe(
      'A failure of 2 h of Big Cloud affects 2 others; the last is back 7 h after it ends',
    );
  });

  test('does not say the day twice', () => {
    const named = { ...incident, title: 'Big Cloud, October 2025' };
    expect(findingOf({ view, film: null, incident: named, weight: 0 })).toEqual({
      title: 'Replay: Big Cloud, October 2025',
      more: '',
    });
  });

  test('of failures of a person counts who else is hit, and how much', () => {
    expect(
      told({
        failures: [failure(CLOUD, 1, 8)],
        changes: [
          [1, CLOUD, 0],
          [1, BANK, 0, CLOUD],
          [9, CLOUD, 1],
          [9, BANK, 1, CLOUD],
        ],
        patch: { peakWeightDown: 10 },
      }),
    ).toEqual({
      title: 'If Big Cloud fails for 8 h',
      more: 'A failure of 8 h of Big Cloud affects 1 other, 25 % of users down at worst; all are back when it ends',
    });
  });

  test('names several failures and the time that they span', () => {
    const { title, more } = told({
      failures: [failure(CLOUD, 0, 2), failure(NAMES, 3, 2)],
      changes: [
        [0, CLOUD, 0],
        [0, SHOP, 0, CLOUD],
        [2, CLOUD, 1],
        [3, NAMES, 0],
        [5, NAMES, 1],
        [7, SHOP, 1, NAMES],
      ],
    });
    expect(title).toBe('If Big Cloud and Names fail');
    expect(more).toBe('Failures of Big Cloud and Names over 5 h become an outage of 7 h');
  });

  test('says that nobody else is hit, and when it is over only later', () => {
    const alone = { failures: [failure(CLOUD, 0, 8)] };
    expect(
      told({
        ...alone,
        changes: [
          [0, CLOUD, 0],
          [8, CLOUD, 1],
        ],
      }).more,
    ).toBe('A failure of 8 h of Big Cloud affects nobody else');
    expect(
      told({
        ...alone,
        changes: [
          [0, CLOUD, 0],
          [8.5, CLOUD, 1],
        ],
      }).more,
    ).toBe('A failure of 8 h of Big Cloud affects nobody else; it is over 30 min later');
  });

  test('of a permanent failure says who never comes back', () => {
    const changes: readonly ChangeOfTest[] = [
      [0, CLOUD, 0],
      [0, BANK, 0, CLOUD],
      [0, SHOP, 0, CLOUD],
    ];
    const failures = [failure(CLOUD, 0, GOOD)];
    expect(told({ failures, changes })).toEqual({
      title: 'If Big Cloud fails for good',
      more: 'A failure of Big Cloud that is never repaired affects 2 others; they never come back',
    });
    expect(told({ failures, changes: [...changes, [3, SHOP, 1, CLOUD]] }).more).toMatch(
      /; 1 never comes back$/,
    );
    expect(told({ failures, changes: [...changes, [3, SHOP, 1], [4, BANK, 1]] }).more).toMatch(
      /affects 2 others; all of them are back$/,
    );
  });

  test('of a repaired failure says who is not back at the horizon', () => {
    expect(
      told({
        failures: [failure(CLOUD, 0, 1)],
        changes: [
          [0, CLOUD, 0],
          [0, BANK, 0, CLOUD],
          [1, CLOUD, 1],
        ],
      }).more,
    ).toBe('A failure of 1 h of Big Cloud affects 1 other; it is not back after 365 d');
  });

  test('of a restart deadlock says who waits for whom', () => {
    const changes: readonly ChangeOfTest[] = [
      [0, CLOUD, 0],
      [0, BANK, 0, CLOUD],
    ];
    expect(
      told({ failures: [failure(CLOUD, 0, 8)], changes, patch: { deadlocks: [[CLOUD, NAMES]] } }).more,
    ).toBe('A failure of 8 h of Big Cloud never ends: Big Cloud waits for Names, and Names for Big Cloud');
  });

  test('tells a partial failure from a whole one', () => {
    const { more } = told({ failures: [failure(CLOUD, 0, 8, 0.5)], changes: [[0, CLOUD, 0.5]] });
    expect(more).toContain('A partial failure of 8 h of Big Cloud');
  });

  test('asks while nothing fails', () => {
    expect(findingOf({ view, film: null, incident: undefined, weight: 0 })).toEqual({
      title: 'What happens, hour by hour, when something fails?',
      more: '',
    });
    expect(told({ failures: [], changes: [] }).more).toBe('');
  });
});

describe('the whole outage in numbers', () => {
  const film = filmOfTest(
    [
      [0, CLOUD, 0],
      [0.5, BANK, 0.5, CLOUD],
      [2, CLOUD, 1],
      [3.25, BANK, 1, CLOUD],
    ],
    { weightHours: 12.5, peakWeightDown: 4, peakHour: 0.5 },
  );

  test('has units, and the time of day of a real outage', () => {
    expect(summaryOf(film, { view, weight: 0, start: START }).map(plain)).toEqual([
      '12.5 users × hours lost',
      '10 % of users down at worst, at 07:18',
      '2 entities affected',
      'Last back at 10:03',
    ]);
  });

  test('counts hours from the start where there is no time of day', () => {
    const summary = summaryOf(film, { view, weight: 0, start: null });
    expect(summary.map(plain)).toContain('Last back at hour 3:15');
  });

  test('says who is not back, and what is not down', () => {
    const open = filmOfTest([[0, CLOUD, 0]]);
    expect(endingOf(open)).toEqual({ lastBack: null, notBack: [CLOUD] });
    const summary = summaryOf(open, { view, weight: 0, start: null }).map(plain);
    expect(summary.slice(1)).toEqual(['No users down', '1 entity affected', '1 is not back at the end']);
    expect(summaryOf(filmOfTest([]), { view, weight: 0, start: null })).toContain('Nobody falls');
  });

  test('has no unit where the weight has none', () => {
    const bare = { ...view, weights: [] };
    expect(plain(weightHoursText(bare, 0, 1234))).toMatch(/^1,230 \w+ × hours$/);
  });
});

describe('the score of a replay', () => {
  const score = {
    reported: 43,
    hits: 40,
    reachable: 12,
    reachableHits: 9,
    unaffected: 3,
    falseAlarms: 1,
    notReported: 120,
    hours: null,
  };
  const told = (all: typeof score, independent = { ...all, hits: 9 }) => scoreSentences({ all, independent });

  test('is told in sentences', () => {
    expect(told(score)).toEqual([
      'Of 43 reported and in the data, 40 fell.',
      'By evidence from elsewhere alone 9 did, of the 12 that it reaches.',
      '1 of 3 reported unaffected fell.',
      '120 more fell of whom nothing was reported: unknown, not wrong.',
    ]);
  });

  test('says what there is nothing to count of', () => {
    expect(told({ ...score, reported: 0, reachable: 0, unaffected: 0, notReported: 0 })).toEqual([
      'Nobody in the data was reported down or degraded.',
      'Nobody in the data was reported unaffected.',
    ]);
    expect(told({ ...score, reachable: 0 })[1]).toBe('Evidence from elsewhere reaches none of them.');
  });
});

test('a step tells its moments as the clock does, by the hours of the chain', () => {
  const steps = [
    { entity: CLOUD, hour: 0, level: 0, sentence: 'Big Cloud was made to fail at hour 0.' },
    {
      entity: BANK,
      hour: 1 / 3,
      level: 0,
      sentence: 'A bank went down at hour 0.33, because Big Cloud went down at hour 0.',
    },
  ];
  expect(stepText(steps[1]!, steps, START)).toBe(
    'A bank went down at 07:08, because Big Cloud went down at 06:48.',
  );
  expect(stepText(steps[1]!, steps, null)).toBe(
    'A bank went down at hour 0:20, because Big Cloud went down at hour 0:00.',
  );
});

test('a fate names its span, or that it has no end', () => {
  const fate = { state: 'down', fellHour: 0, backHour: 1, hoursLost: 1 } as const;
  expect(fateText(fate, START)).toBe('down from 06:48 to 07:48');
  expect(fateText({ ...fate, backHour: null }, START)).toBe('down from 06:48, not back at the end');
  expect(fateText({ ...fate, state: 'unaffected', fellHour: null, backHour: null }, START)).toBe(
    'unaffected',
  );
});

test('a circle is told link by link, and a long one not to the end', () => {
  expect(circleText(view, [BANK])).toBe('A bank waits for itself');
  expect(circleText(view, [BANK, SHOP, CLOUD])).toBe(
    'A bank waits for The Shop, The Shop for Big Cloud, and Big Cloud for A bank',
  );
  expect(circleText(view, [0, 1, 2, 3, 4, 0, 1])).toMatch(/^A bank waits for The Shop, .*, and 3 more$/);
});

test('an outage is named by what fails and by what is assumed otherwise than usual', () => {
  const known = { view, incidents: [incident], indexOf: new Map(view.id.map((id, v) => [id, v])) };
  const cloud = { id: 'cloud', start: 0, duration: 8, level: 0 };
  const name = (patch: object) => plain(choiceText({ ...NO_STRESS, ...patch }, known));
  expect(name({ incident: 'big', independent: true })).toBe('Big Cloud, only evidence from elsewhere');
  expect(name({ failures: [cloud] })).toBe('Big Cloud, for 8 h');
  expect(name({ failures: [{ ...cloud, duration: null }], failover: 'never', crowding: true })).toBe(
    'Big Cloud, for good, switches never work, with crowding',
  );
  expect(name({ failures: [cloud, { ...cloud, id: 'gone' }], failover: 'drawn', seed: 7 })).toBe(
    'Big Cloud and gone, switches drawn with seed 7',
  );
});

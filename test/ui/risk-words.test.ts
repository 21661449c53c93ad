import { describe, expect, test } from 'vitest';
import { lossScale } from '../../ui/store/loss-scale.ts';
import { NO_RUN } from '../../ui/store/ranged-run.ts';
import { FIRST_RISK, nameOfRisk, withRisk } from '../../ui/store/risk-choice.ts';
import { riskJson, riskRows } from '../../ui/store/risk-file.ts';
import {
  averageWithin,
  largestLoss,
  leftText,
  lossText,
  restText,
  riskFinding,
  runningEstimates,
  waitingText,
} from '../../ui/store/risk-words.ts';
import { riskResultOf, tailOf } from './risk-result.ts';
import { smallView } from './view.ts';

const view = smallView();
const NATURE = {
  independent: { share: 0.3 },
  commonCause: { share: 0.5 },
  cascading: { share: 0.15 },
  recovery: { share: 0.05 },
};
const each = lossScale(view, { weight: 0, unit: 'each' });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** The view has 40 users. */
const RESULT = riskResultOf({
  years: 10_000,
  averageAnnualLoss: 204,
  standardError: 4,
  nature: NATURE,
  outageCount: 3,
  aep: [
    { returnPeriod: 10, loss: 440 },
    { returnPeriod: 100, loss: 1240, low: 1080, high: 1400 },
  ],
  oep: [
    { returnPeriod: 10, loss: 400 },
    { returnPeriod: 100, loss: 1200, low: 1000, high: 1300 },
  ],
});

describe('losses', () => {
  test('are told in hours for each unit of weight, in minutes below an hour', () => {
    expect(each.unit).toBe('hours per user');
    expect(plain(each.text(204))).toBe('5.1 h');
    expect(plain(each.text(10))).toBe('15 min');
    expect(plain(each.words(40))).toBe('1 hour per user');
    expect(plain(each.words(204))).toBe('5.1 hours per user');
    expect(each.range(1080, 1400)).toBe('27 to 35');
    expect(plain(each.range(20, 80))).toBe('30 min to 2 h');
    expect(each.of(204)).toBeCloseTo(5.1, 12);
    const short = lossScale(view, { weight: 0, unit: 'each', largest: 30 });
    expect([short.unit, short.of(10), plain(short.text(0))]).toEqual(['minutes per user', 15, '0 min']);
  });

  test('are all told in one unit where the largest of them is known', () => {
    const largest = largestLoss({ averageAnnualLoss: 50, aep: [{ returnPeriod: 1, loss: 30 }] });
    const long = lossScale(view, { weight: 0, unit: 'each', largest });
    expect([long.unit, plain(long.text(10)), plain(long.words(10))]).toEqual([
      'hours per user',
      '0.25 h',
      '0.25 hours per user',
    ]);
    expect(plain(long.range(20, 80))).toBe('0.5 to 2');
  });

  test('name the weight where its unit does not', () => {
    const [weight] = view.weights;
    const named = (label: string, unit: string) =>
      lossScale({ ...view, weights: [{ ...weight!, label, unit }] }, { weight: 0, unit: 'each' }).unit;
    expect(named('Reach', 'million people')).toBe('hours per person of reach');
    expect(named('Importance', '1')).toBe('hours per unit of importance');
  });

  test('are told as weight times hours, without a million of millions', () => {
    const all = lossScale(view, { weight: 0, unit: 'all' });
    expect([plain(all.text(204)), plain(all.unit)]).toEqual(['204 users × hours', 'users × hours']);
    const [weight] = view.weights;
    const millions = { ...view, weights: [{ ...weight!, unit: 'million people' }] };
    const scale = lossScale(millions, { weight: 0, unit: 'all' });
    expect(plain(scale.text(204))).toBe('204 million people × hours');
    expect(scale.of(2)).toBe(2_000_000);
  });

  test('are told as a part of all service of a year', () => {
    const share = lossScale(view, { weight: 0, unit: 'share' });
    expect(plain(share.text(40 * 87.66))).toBe('1 %');
    expect(plain(share.words(40 * 87.66))).toBe('1 % of all service');
    expect(plain(share.range(40 * 87.66, 40 * 175.32))).toBe('1 to 2 %');
  });

  test('are nothing where nobody has a weight', () => {
    const none = { ...view, weights: [{ ...view.weights[0]!, total: 0 }] };
    for (const unit of ['each', 'all', 'share'] as const)
      expect(lossScale(none, { weight: 0, unit }).of(0)).toBe(0);
  });
});

describe('the finding', () => {
  test('is the average year and the year in a hundred with its interval', () => {
    const { title, detail } = riskFinding(RESULT, each);
    expect(plain(title)).toBe(
      'An average year costs 5.1 hours per user. One year in a hundred costs 31 h (27 to 35).',
    );
    expect(plain(detail)).toMatch(/^70 % of the average .* not a forecast\.$/);
  });

  test('says how many years the year in a hundred needs while there are too few', () => {
    const { title } = riskFinding({ ...RESULT, aep: [] }, each);
    expect(title).toContain('One year in a hundred takes 3,000 simulated years to tell.');
  });

  test('says why nothing was lost', () => {
    expect(riskFinding(riskResultOf({}), each).detail).toContain('no entity has a rate of outages');
    expect(riskFinding(riskResultOf({ outageCount: 5 }), each).detail).toContain('nobody with a weight');
    expect(riskFinding(riskResultOf({ totalWeight: 0 }), each).title).toContain('Nobody here has a weight');
  });

  test('is told with how exact it is, and said when the years stand still', () => {
    expect(averageWithin(RESULT)).toBeCloseTo((1.645 * 4) / 204, 12);
    expect(averageWithin({ averageAnnualLoss: 0, standardError: 0 })).toBeUndefined();
    expect(
      runningEstimates(RESULT, each).map(({ name, value, within }) => plain(`${name} ${value} ${within}`)),
    ).toEqual(['Average 5.1 h within 3.2 %', '1 in 100 31 h within 13 %']);
    expect(runningEstimates(riskResultOf({}), each)).toHaveLength(1);
    expect(plain(restText({ ...NO_RUN, done: 64, target: 100 }, 'So.'))).toBe('Stopped after 64 years. So.');
    expect(plain(restText({ ...NO_RUN, done: 100, target: 100 }, 'So.'))).toBe(
      '100 years are simulated. So.',
    );
    expect(plain(restText({ ...NO_RUN, done: 1, target: 1 }, 'So.'))).toBe('1 year is simulated. So.');
    expect(waitingText({ ...NO_RUN, target: 100, isRunning: true })).toContain('come after 64 of them');
    expect(waitingText({ ...NO_RUN, target: 100 })).toContain('Stopped');
    expect(plain(leftText({ ...NO_RUN, secondsLeft: 8.7 }))).toBe('about 9 s left');
    expect(leftText(NO_RUN)).toBe('');
    expect(plain(lossText({ loss: 440 }, each))).toBe('11 h');
  });
});

test.each([
  [{ years: 100_000 }, 'simulate 100,000 years'],
  [{ seed: 0 }, 'simulate with seed 0'],
  [{ failover: 'never' }, 'let switches never work'],
  [{ evidence: 'drawn' }, 'draw uncertain dependencies'],
  [{ unit: 'share' }, 'count a share of all service'],
  [{ part: 'sure' }, 'look at how sure it is'],
] as const)('the change %o is called “%s”', (patch, name) => {
  expect(nameOfRisk(patch)).toBe(name);
});

test('other years are not stopped where those before were; another look at them is', () => {
  const stopped = { ...FIRST_RISK, stop: 640 };
  expect(withRisk(stopped, { unit: 'share' }).stop).toBe(640);
  expect(withRisk(stopped, { part: 'sure' }).stop).toBe(640);
  expect(withRisk(stopped, { seed: 2 })).toEqual({ ...FIRST_RISK, seed: 2 });
});

describe('the file', () => {
  const result = {
    ...RESULT,
    drivers: [{ entity: 2, share: 1, standardError: 0.1 }],
    worstEvents: [
      {
        year: 3,
        start: 5,
        failures: [{ entity: 2, start: 0, duration: 4 }],
        horizonHours: 8766,
        weightHours: 1300,
        affected: 2,
        backHour: Number.POSITIVE_INFINITY,
      },
    ],
  };
  const file = { view, result, tail: tailOf([{ entity: 2, share: 1 }]) };

  test('has the fields of the command line, ids for entities, and no Infinity', () => {
    const document = JSON.parse(riskJson(file));
    expect(document).toMatchObject({
      years: 10_000,
      seed: 1,
      unit: 'users x hours',
      averageAnnualLoss: 204,
      drivers: [{ id: 'cloud', share: 1 }],
      nature: { independent: 0.3, commonCause: 0.5, cascading: 0.15, recovery: 0.05 },
      worstYears: { drivers: [{ id: 'cloud', share: 1 }] },
      worstEvents: [{ year: 3, failures: [{ id: 'cloud', start: 0, duration: 4 }] }],
    });
    expect(document.worstEvents[0]).not.toHaveProperty('backHour');
    expect(document.aep[1].fraction).toBeCloseTo(1240 / (40 * 8766), 12);
    expect(JSON.parse(riskJson({ ...file, tail: null }))).not.toHaveProperty('worstYears');
  });

  test('has as a table one row per number, all of the same length', () => {
    const rows = riskRows(file);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.map(([what]) => what)).toEqual(expect.arrayContaining(['average', 'driver', 'nature']));
    expect(rows.find(([what]) => what === 'driver')).toEqual([
      'driver',
      'cloud',
      '',
      '',
      '',
      '',
      '',
      1,
      0.1,
      1,
    ]);
    expect(
      riskRows({ ...file, tail: null })
        .find(([what]) => what === 'driver')
        ?.at(-1),
    ).toBe('');
  });
});

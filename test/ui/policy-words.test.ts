import { describe, expect, test } from 'vitest';
import { FIRST_POLICY } from '../../ui/store/policy-choice.ts';
import {
  plainSentence,
  policyEstimates,
  policyRestText,
  policySentence,
  signedRange,
  signedText,
  verdictOf,
} from '../../ui/store/policy-words.ts';
import { answerOf, type Done } from './comparison-result.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const said = (...given: Parameters<typeof answerOf>) =>
  plain(plainSentence(policySentence(answerOf(...given))));
const small = (...given: Parameters<typeof answerOf>) =>
  plain(policySentence(answerOf(...given)).small.join(' '));

const CALMS: Done = { average: [-0.1, -0.5, 0.4], tail: [-18, -21, -15] };
const HELPS: Done = { average: [-15, -18, -12], tail: [-29, -34, -25] };
const ALL: Done = { average: [-40, -42, -38], tail: [-47, -50, -44] };

describe('a difference', () => {
  test('is clear only where its interval leaves out 0', () => {
    expect(verdictOf({ mean: -3, low: -5, high: -1 })).toBe('lowers');
    expect(verdictOf({ mean: 3, low: 1, high: 5 })).toBe('raises');
    expect(verdictOf({ mean: -3, low: -7, high: 1 })).toBe('unclear');
    expect(verdictOf({ mean: -3, low: -6, high: 0 })).toBe('unclear');
    expect(verdictOf({ mean: 3, low: 0, high: 6 })).toBe('unclear');
    expect(verdictOf({ mean: 0, low: 0, high: 0 })).toBe('same');
    expect(verdictOf({ mean: -3 })).toBe('early');
  });

  test('is written with its sign', () => {
    expect([-0.12, 0.0042, 0].map((part) => plain(signedText(part)))).toEqual(['−12 %', '+0.42 %', '±0 %']);
    expect(plain(signedRange(-0.004, 0.005))).toBe('−0.4 to +0.5 %');
  });
});

describe('the sentence', () => {
  test('says what every scenario does to an average and a bad year, what helps most first', () => {
    expect(said([CALMS, HELPS, ALL])).toBe(
      'Break-up with second name service and second cloud would lower the average year by 40 % (38 to 42) and the 1-in-100 year by 47 % (44 to 50); ' +
        'second name service for everyone would lower the average year by 15 % (12 to 18) and the 1-in-100 year by 29 % (25 to 34); ' +
        'breaking up the largest cloud would make no clear difference to the average year and lower the 1-in-100 year by 18 % (15 to 21).',
    );
    expect(small([CALMS, HELPS, ALL])).toBe(
      'B against A: average −0.5 to +0.4 % (no clear difference), 1-in-100 year −21 to −15 %. ' +
        'C against A: average −18 to −12 %, 1-in-100 year −34 to −25 %. ' +
        'D against A: average −42 to −38 %, 1-in-100 year −50 to −44 %. ' +
        '90 % intervals. Same 10,000 simulated years for every scenario, seed 1.',
    );
  });

  test('makes strong what it turns on', () => {
    const strong = policySentence(
      answerOf([HELPS], { choice: { ...FIRST_POLICY, scenarios: FIRST_POLICY.scenarios.slice(1, 2) } }),
    )
      .pieces.filter(({ isStrong }) => isStrong)
      .map(({ text }) => plain(text));
    expect(strong).toEqual(['lower the average year by 15 %', 'the 1-in-100 year by 29 %']);
  });

  test('never claims what an interval with 0 in it does not carry', () => {
    const unclear: Done = { average: [-9, -20, 2], tail: [-30, -60, 0] };
    const text = said([unclear, unclear, unclear]);
    expect(text).toBe(
      'Breaking up the largest cloud, second name service for everyone and break-up with second name service and second cloud would make no clear difference to the average year or the 1-in-100 year.',
    );
    expect(text).not.toMatch(/lower|raise|%/);
  });

  test('says when a measure raises the loss', () => {
    const harms: Done = { average: [4, 2, 6], tail: [-5, -8, -2] };
    expect(said([harms, HELPS, ALL])).toContain(
      'breaking up the largest cloud would raise the average year by 4 % (2 to 6) and lower the 1-in-100 year by 5 % (2 to 8).',
    );
  });

  test('tells no difference in any year from a system that stays as it is', () => {
    const same: Done = { average: [0, 0, 0], tail: [0, 0, 0], better: 0, worse: 0 };
    expect(said([same, { ...same, isNothing: true }, ALL])).toContain(
      'breaking up the largest cloud would make no difference in any simulated year; second name service for everyone would change nothing here.',
    );
  });

  test('waits for years, and tells of a year in a hundred only when it is known', () => {
    expect(said([{ average: -3 }, { average: -4 }, { average: [-40, -42, -38] }])).toBe(
      'Break-up with second name service and second cloud would lower the average year by 40 % (38 to 42); breaking up the largest cloud and second name service for everyone would need more years to tell for the average year.',
    );
    const reason = 'Fewer than 30 years are as bad.';
    expect(small([{ average: [-1, -2, -0.5] }], { withheld: [{ returnPeriod: 100, reason }] })).toContain(
      reason,
    );
  });

  test('keeps the name that a person gave, and says which scenario has no measure', () => {
    const [cloud] = FIRST_POLICY.scenarios;
    const choice = {
      ...FIRST_POLICY,
      scenarios: [
        { ...cloud!, title: 'Germany first' },
        { title: '', measures: [] },
      ],
    };
    expect(said([HELPS, { ...CALMS, isNothing: true }], { choice })).toBe(
      'Germany first would lower the average year by 15 % (12 to 18) and the 1-in-100 year by 29 % (25 to 34); C, which has no measure yet, would change nothing here.',
    );
  });

  test('says why there is nothing to tell', () => {
    expect(said([HELPS], { totalWeight: 0 })).toContain('Nobody here has a weight');
    expect(said([], { choice: { ...FIRST_POLICY, scenarios: [] } })).toContain('nothing to compare');
    const none = answerOf([HELPS]).result.scenarios.map((each) => ({
      ...each,
      averageAnnualLoss: { mean: 0 },
    }));
    expect(said([HELPS], { scenarios: none })).toContain('no entity has a rate of outages');
  });

  test('is told as it firms up, and said when the years stand still', () => {
    expect(
      policyEstimates(answerOf([HELPS, { average: -1 }])).map(({ letter, value, within }) =>
        plain(`${letter} ${value} ${within}`),
      ),
    ).toEqual(['B −15 % ± 3', 'C −1 % ']);
    const sentence = policySentence(answerOf([HELPS]));
    expect(plain(policyRestText(64, 100, sentence))).toMatch(
      /^Stopped after 64 years\. Breaking up .* would/,
    );
    expect(plain(policyRestText(100, 100, sentence))).toMatch(/^100 years are compared\. /);
  });
});

import { describe, expect, test } from 'vitest';
import { lossScale } from '../../ui/store/loss-scale.ts';
import { FIRST_POLICY } from '../../ui/store/policy-choice.ts';
import { PRESETS } from '../../ui/store/policy-presets.ts';
import { policyQuestion } from '../../ui/store/policy-question.ts';
import {
  differenceTexts,
  flipSentence,
  interactionSentence,
  isTold,
  signedAmount,
  swingEnds,
  togetherOf,
  variedIn,
} from '../../ui/store/policy-study-words.ts';
import type { AttributionResult } from '../../ui/store/types.ts';
import { smallView } from './view.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const question = policyQuestion(FIRST_POLICY, { presets: PRESETS, files: new Map() });
/** Whose number it is in D, by the index of the measure in the question. */
const inD = (measure: number, parameter: string) => variedIn(question, { of: 3, measure, parameter })!;

describe('what would flip the result', () => {
  test('is a sentence with the value and on which side of it', () => {
    const works = inD(3, 'works');
    expect(plain(flipSentence(works, { value: 0.452, low: 0.452, high: 0.452 }))).toBe(
      'a switch works in 45 % or less of all cases (now 80 %)',
    );
    expect(plain(flipSentence(inD(1, 'parts'), { value: 5.2, low: 4, high: 7 }))).toBe(
      'it is divided into 5.2 or more parts (now 3); not clear between 4 and 7',
    );
  });

  test('is told only when something is known of where', () => {
    const works = inD(3, 'works');
    expect(isTold(works, { value: 0.5, low: 0, high: 1 })).toBe(false);
    expect(isTold(works, { value: 0.5, low: 0.4, high: 1 })).toBe(true);
  });

  test('is asked of numbers that there are', () => {
    expect(variedIn(question, { of: 1, measure: 3, parameter: 'works' })).toBeNull();
    expect(variedIn(question, { of: 3, measure: 3, parameter: 'no' })).toBeNull();
    expect(inD(3, 'works').now).toBe(0.8);
    expect(
      swingEnds({
        points: [
          { value: 0, mean: 2 },
          { value: 1, mean: -3 },
          { value: 2, mean: 1 },
        ],
      }),
    ).toEqual([-3, 2]);
  });
});

describe('two measures', () => {
  const names = ['Second cloud', 'Second name service'] as const;
  const said = (mean: number, low: number, high: number) =>
    plain(interactionSentence({ mean, low, high }, names, 40));

  test('help each other or get in each other’s way only where the interval leaves out 0', () => {
    expect(said(4, 2, 6)).toBe(
      'Second cloud and second name service get in each other’s way: together they save 10 % of the loss of A less than the two alone add up to.',
    );
    expect(said(-4, -6, -2)).toContain('help each other: together they save 10 % of the loss of A more');
    expect(said(-4, -9, 1)).toContain('no clear interaction');
    expect(said(0, 0, 0)).toContain('nothing to do with each other');
  });

  test('come together to what they do alone and to each other', () => {
    const lever = (alone: number) => ({
      measure: 0,
      alone: { mean: alone },
      last: { mean: 0 },
      shapley: { mean: 0 },
      tail: [],
    });
    const result: AttributionResult = {
      years: 64,
      levers: [lever(-5), lever(-7)],
      joint: { mean: -10 },
      jointTail: [],
      interactions: [{ a: 0, b: 1, effect: { mean: 2 } }],
    };
    expect(togetherOf(result, [0, 1])).toBe(-10);
    expect(togetherOf(result, [1, 0])).toBe(-10);
  });
});

test('differences are told in the unit of losses, with their sign', () => {
  const { of, text, range } = differenceTexts(lossScale(smallView(), { weight: 0, unit: 'each' }));
  // 40 users
  expect([of(-80), text(-80), text(0), range(-80, 4)]).toEqual([-2, '−2', '0', '−2 to +0.1']);
  expect(signedAmount(0.012345)).toBe('+0.012');
});

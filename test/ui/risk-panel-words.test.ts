import { describe, expect, test } from 'vitest';
import {
  changeText,
  lossUnit,
  percentNumber,
  shareWithErrorText,
  smallShareText,
  yearMomentText,
} from '../../ui/store/risk-panel-words.ts';
import { smallView } from './view.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers in the panels of the Risk page', () => {
  test('keep two digits however small a share is', () => {
    expect([0, 0.000131, 0.0421, 0.1, 0.5, 0.0000012, 1].map(smallShareText).map(plain)).toEqual([
      '0 %',
      '0.013 %',
      '4.2 %',
      '10 %',
      '50 %',
      '0.00012 %',
      '100 %',
    ]);
  });

  test('say how exact they are, where that is known', () => {
    expect(plain(shareWithErrorText(0.19, 0.008))).toBe('19.0 % ± 0.8');
    expect(plain(shareWithErrorText(0.19, 0.0000001))).toBe('19.0 % ± 0.1');
    expect(plain(shareWithErrorText(0.19, undefined))).toBe('19.0 %');
    expect([percentNumber(0.194), percentNumber(undefined)]).toEqual(['19', '–']);
  });

  test('tell more from less', () => {
    expect(
      [changeText(112, 100), changeText(97, 100), changeText(100.1, 100), changeText(1, 0)].map(plain),
    ).toEqual(['+12 %', '−3 %', '±0 %', '±0 %']);
  });

  test('name a moment of a simulated year by its day', () => {
    expect([0, 24 * 212 + 4 + 1 / 6, 8765.99].map(yearMomentText)).toEqual([
      'day 1, 00:00',
      'day 213, 04:10',
      'day 366, 05:59',
    ]);
  });

  test('are of the weight that was chosen', () => {
    expect(plain(lossUnit(smallView(), 0))).toBe('users × hours');
    const [weight] = smallView().weights;
    const bare = { ...smallView(), weights: [{ ...weight!, label: 'Importance', unit: '1' }] };
    expect(plain(lossUnit(bare, 0))).toBe('importance × hours');
  });
});

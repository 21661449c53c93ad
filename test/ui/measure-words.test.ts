import { expect, test } from 'vitest';
import { measureText } from '../../ui/store/measure-words.ts';

test('a share is told in percent, however small, and a count as a count', () => {
  expect(measureText('share of all rank', 0.000419)).toBe('0.042\u00a0%');
  expect(measureText('share of total weight', 0.94)).toBe('94\u00a0%');
  expect(measureText('entities', 1240)).toBe('1,240');
  expect(measureText('0..1', 0.3333)).toBe('0.333');
});

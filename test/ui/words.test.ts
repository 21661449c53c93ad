import { describe, expect, test } from 'vitest';
import { levelText, listText, shareText, sourceParts, webAddress, yearOf } from '../../ui/store/words.ts';

describe('words', () => {
  test('say shares with what they can carry', () => {
    expect(
      [0, 0.0004, 0.004, 0.0816, 0.344, 0.999, 1].map((share) => shareText(share).replace('\u00a0', ' ')),
    ).toEqual(['0 %', '<0.1 %', '0.4 %', '8.2 %', '34 %', '>99 %', '100 %']);
  });

  test('say levels as states', () => {
    expect(levelText(1)).toBe('Up');
    expect(levelText(0)).toBe('Down');
    expect(levelText(0.4)).toMatch(/^Degraded to 40/);
  });

  test('join names for a sentence', () => {
    expect(listText([])).toBe('');
    expect(listText(['A'])).toBe('A');
    expect(listText(['A', 'B'])).toBe('A and B');
    expect(listText(['A', 'B', 'C', 'D'])).toBe('A, B and 2 more');
  });

  test('link only to the web', () => {
    expect(webAddress('https://example.org/a')).toBe('https://example.org/a');
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      ' JaVaScRiPt:1',
      'file:///etc',
      'https://',
      'x',
    ]) {
      expect(webAddress(text)).toBeNull();
    }
  });

  test('find the address in a source', () => {
    expect(sourceParts('A paper, 2020: https://doi.org/10.1145/1')).toEqual({
      words: 'A paper, 2020',
      address: 'https://doi.org/10.1145/1',
    });
    expect(sourceParts('general knowledge')).toEqual({ words: 'general knowledge', address: null });
    expect(sourceParts('javascript:alert(1)')).toEqual({ words: 'javascript:alert(1)', address: null });
  });

  test('read the year of a date', () => {
    expect(yearOf('2025-11')).toBe(2025);
    expect(yearOf('Nov 2022')).toBe(2022);
    expect(yearOf('long ago')).toBeNull();
  });
});

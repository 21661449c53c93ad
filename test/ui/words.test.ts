import { describe, expect, test } from 'vitest';
import {
  countryText,
  fineShareText,
  levelText,
  listText,
  ordinalText,
  roleText,
  shareText,
  sourceParts,
  timesText,
  unitAmountText,
  vocabularyText,
  webAddress,
  yearOf,
} from '../../ui/store/words.ts';

describe('words', () => {
  test('say shares with what they can carry', () => {
    expect(
      [0, 0.0004, 0.004, 0.0816, 0.344, 0.999, 1].map((share) => shareText(share).replace('\u00a0', ' ')),
    ).toEqual(['0 %', '<0.1 %', '0.4 %', '8.2 %', '34 %', '>99 %', '100 %']);
  });

  test('say amounts without thousands of millions', () => {
    const words = (amount: number, unit: string) => unitAmountText(amount, unit).replace('\u00a0', ' ');
    expect(words(33_700, 'million people')).toBe('33.7 billion people');
    expect(words(204, 'million people')).toBe('204 million people');
    expect(words(33_700, 'users')).toBe('33,700 users');
  });

  test('say shares that are compared with one digit', () => {
    expect(
      [0, 0.0004, 0.0101, 0.2278, 1].map((share) => fineShareText(share).replace('\u00a0', ' ')),
    ).toEqual(['0 %', '<0.1 %', '1.0 %', '22.8 %', '100.0 %']);
    expect([1.04, 7.5, 22.6, 1234].map((ratio) => timesText(ratio).replace('\u00a0', ' '))).toEqual([
      '1.0 x',
      '7.5 x',
      '23 x',
      '1,234 x',
    ]);
  });

  test('say places in a ranking', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 101, 111, 1002].map(ordinalText)).toEqual(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 101st 111th 1,002nd'.split(' '),
    );
  });

  test('say roles and countries as people do', () => {
    expect(['dns', 'former-dns', 'ca', 'cloud-provider', 'ddos-protection'].map(roleText)).toEqual([
      'DNS',
      'former DNS',
      'certificate authority',
      'cloud provider',
      'DDoS protection',
    ]);
    expect(['dns', 'ca', 'former-cdn', ''].map(vocabularyText)).toEqual([
      'DNS',
      'Certificate authority',
      'Former CDN',
      '',
    ]);
    expect(['DE', 'nowhere', '<b>'].map(countryText)).toEqual(['Germany', 'nowhere', '<b>']);
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

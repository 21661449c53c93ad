/** Markets as the page names them: keys that a link can hold, and what one costs. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink } from '../../ui/store/link.ts';
import { costText, MARKETS, marketKey, marketOf } from '../../ui/store/markets.ts';
import { FIRST_SESSION } from '../../ui/store/session.ts';

describe('the key of a market', () => {
  test.each(MARKETS.map(({ id }) => id))('%s goes through a link and back', (id) => {
    const choice = { id, size: 9_999_999, seed: 2 ** 32 - 1 };
    const link = encodeLink({ ...FIRST_SESSION, dataset: marketKey(choice) });
    expect(marketOf(decodeLink(link).session?.dataset ?? '')).toEqual(choice);
  });

  test.each([
    'market-web-2020-0-1',
    'market-web-2020-10000000-1',
    'market-web-2020-100-4294967296',
    'market-web-2020-100-01',
    'market-web-2020-100',
    'market-constructor-100-1',
    'market-__proto__-100-1',
    'own-0123',
  ])('%s names none', (key) => {
    expect(marketOf(key)).toBeNull();
  });
});

test('markets are called what their descriptions call them', () => {
  for (const { id, title } of MARKETS) {
    const text = readFileSync(`datasets/markets/${id}.json`, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ id, title });
  }
});

test('a larger market never costs less', () => {
  expect(costText({ id: 'web-2020', size: 1_000, seed: 1 })).toContain('less than a second');
  expect(costText({ id: 'digital-economy-2025', size: 1_000_000, seed: 1 })).toMatch(/15\sseconds.*3 GB/);
});

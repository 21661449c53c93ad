import { describe, expect, test } from 'vitest';
import { findingOf } from '../../ui/store/finding.ts';
import type { ConcentrationChoice } from '../../ui/store/session.ts';
import { mostAmplified, supplierRows, viaText } from '../../ui/store/supplier-rows.ts';
import type { ConcentrationResult } from '../../ui/store/types.ts';
import { resultOf } from './concentration-result.ts';
import { smallView } from './view.ts';

const view = smallView();
const [BANK, SHOP, CLOUD, NAMES] = [0, 1, 2, 3];

function finding(result: ConcentrationResult, count: ConcentrationChoice['count'] = 'impact') {
  const { title, detail, row } = findingOf(view, result, { rows: supplierRows(result, count), count });
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  return { title: plain(title), detail: plain(detail), entity: row?.entity };
}

const amplified = resultOf([
  { entity: NAMES, use: [0.4, 0.5], impact: [0.3, 0.36] },
  {
    entity: CLOUD,
    use: [0.02, 0.3],
    impact: [0.01, 0.228],
    carriers: [
      [SHOP, 0.21, BANK],
      [BANK, 0.008, BANK],
    ],
  },
]);

describe('the finding', () => {
  test('is about the supplier that hidden dependence raises most, with who carries it', () => {
    expect(finding(amplified)).toEqual({
      title:
        'Big Cloud is a single point of failure for 22.8 % of users, not for the 1.0 % that direct use shows',
      detail:
        'The others stand on it through The Shop. It is 2nd of 2 suppliers of DNS, with hidden dependence as without.',
      entity: CLOUD,
    });
  });

  test('of all use says who uses, and names no carrier, for they are known only for what falls', () => {
    const { title, detail } = finding(amplified, 'use');
    expect(title).toBe('30.0 % of users depends on Big Cloud, not the 2.0 % that uses it directly');
    expect(detail).not.toContain('through');
  });

  test('does not make much of little', () => {
    const { title } = finding(resultOf([{ entity: CLOUD, use: [0.5, 0.5], impact: [0.3, 0.4] }]));
    expect(title).toBe(
      'Big Cloud is a single point of failure for 40.0 % of users, not only for the 30.0 % that direct use shows',
    );
  });

  test('says that a supplier is only used through others', () => {
    const own = resultOf([
      { entity: NAMES, use: [0, 0.2], impact: [0, 0.2], carriers: [[NAMES, 0.2, BANK]] },
    ]);
    expect(finding(own)).toMatchObject({
      title: 'Names is a single point of failure for 20.0 % of users, though direct use shows none',
      detail: 'The others need it in another role.',
    });
  });

  test('is a plain sentence when nothing is amplified, rounding apart', () => {
    const plain = resultOf([
      { entity: CLOUD, use: [0.5, 0.5], impact: [0.25, 0.25 + 1e-12] },
      { entity: NAMES, use: [0.5, 0.5], impact: [0.1, 0.1] },
    ]);
    expect(finding(plain).title).toBe(
      'Big Cloud is a single point of failure for 25.0 % of users; hidden dependence adds nothing',
    );
  });

  test('says that redundancy holds when no supplier takes anybody down', () => {
    const held = resultOf([{ entity: CLOUD, use: [0.5, 0.5], impact: [0, 0] }]);
    expect(finding(held)).toMatchObject({
      title: 'No supplier of DNS is a single point of failure',
      entity: undefined,
    });
  });

  test('repeats why there are no shares when nobody with a weight uses the role', () => {
    const population = { ...amplified.population, roleUserCount: 0, roleWeight: 0 };
    const nobody = resultOf([{ entity: CLOUD, use: [0, 0], impact: [0, 0] }], {
      population,
      remark: 'So it is.',
    });
    expect(finding(nobody)).toMatchObject({
      title: 'Nobody with a weight depends on DNS',
      detail: 'So it is.',
    });
    expect(finding(resultOf([], { population })).entity).toBeUndefined();
  });
});

describe('the rows of suppliers', () => {
  test('stand by what counts, with ranks that equal values share', () => {
    const result = resultOf([
      { entity: BANK, use: [0.1, 0.2], impact: [0.1, 0.1] },
      { entity: SHOP, use: [0.3, 0.3], impact: [0.05, 0.1] },
      { entity: CLOUD, use: [0.1, 0.6], impact: [0, 0] },
    ]);
    expect(supplierRows(result, 'impact').map(({ entity, rankTotal }) => [entity, rankTotal])).toEqual([
      [BANK, 1],
      [SHOP, 1],
      [CLOUD, 3],
    ]);
    expect(
      supplierRows(result, 'use').map(({ entity, rankDirect, rankTotal }) => [entity, rankDirect, rankTotal]),
    ).toEqual([
      [CLOUD, 2, 1],
      [SHOP, 1, 2],
      [BANK, 2, 3],
    ]);
  });

  test('name what is only hidden before what is amplified, and leave out the tiny where others are', () => {
    const result = resultOf([
      { entity: BANK, use: [0.2, 0.2], impact: [0.1, 0.2] },
      { entity: SHOP, use: [0.2, 0.2], impact: [0.00001, 0.005] },
      { entity: CLOUD, use: [0, 0.2], impact: [0, 0.05] },
      { entity: NAMES, use: [0.2, 0.2], impact: [0.3, 0.3] },
    ]);
    expect(mostAmplified(supplierRows(result, 'impact')).map(({ entity }) => entity)).toEqual([CLOUD, BANK]);
  });

  test('say through whom, without those who carry next to nothing', () => {
    const [, row] = supplierRows(amplified, 'impact');
    expect(row && viaText(view, row)).toBe('via The Shop');
    expect(supplierRows(amplified, 'use').map((each) => viaText(view, each))).toEqual(['', '']);
  });
});

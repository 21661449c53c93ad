import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumedLosses } from '../../ui/store/assumed-losses.ts';
import { downCurve } from '../../ui/store/down-curve.ts';
import { driverRows, roleRows } from '../../ui/store/driver-rows.ts';
import { NOTHING_FIRM, withResult } from '../../ui/store/firming.ts';
import { likeliestDown } from '../../ui/store/likeliest-down.ts';
import type { SensitivityResult } from '../../ui/store/types.ts';
import { riskResultOf, tailOf } from './risk-result.ts';

const shares = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 }).map((parts) => {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / whole).sort((a, b) => b - a);
});

describe('the drivers that are shown', () => {
  test('and everything else add up to all of the loss, in average years and in the worst', () => {
    fc.assert(
      fc.property(shares, shares, fc.nat(12), (average, worst, most) => {
        const result = riskResultOf({ drivers: average.map((share, entity) => ({ entity, share })) });
        const tail = tailOf(worst.slice(0, average.length).map((share, entity) => ({ entity, share })));
        const { rows, rest } = driverRows(result, tail, most);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(sum(rows.map((row) => row.average)) + rest.average).toBeCloseTo(1, 9);
        expect(rows.length + rest.count).toBe(average.length);
        expect(sum(rows.map((row) => row.worst ?? 0)) + (rest.worst ?? 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('include whoever matters only in the worst years, and keep their place by the average', () => {
    const result = riskResultOf({
      drivers: [0.6, 0.3, 0.08, 0.02].map((share, entity) => ({ entity, share })),
    });
    const { rows } = driverRows(
      result,
      tailOf([
        { entity: 3, share: 0.7 },
        { entity: 0, share: 0.3 },
      ]),
      2,
    );
    expect(rows.map(({ entity, rank }) => [entity, rank])).toEqual([
      [3, 4],
      [0, 1],
    ]);
  });

  test('have no bar for the worst years while these are not known', () => {
    const result = riskResultOf({ drivers: [{ entity: 0, share: 1 }] });
    expect(driverRows(result, null, 5)).toMatchObject({
      rows: [{ worst: undefined }],
      rest: { count: 0, worst: undefined },
    });
    expect(driverRows(riskResultOf({ drivers: [] }), null, 5).rest.average).toBe(0);
  });

  test('by role are followed by nothing that is left out: roles and what the failed lost add up', () => {
    const result = riskResultOf({
      roles: [
        { role: 'dns', share: 0.2 },
        { role: 'hosting', share: 0.5 },
      ],
      own: { share: 0.3 },
    });
    const rows = roleRows(result, null);
    expect(rows.map(({ role }) => role)).toEqual(['hosting', '', 'dns']);
    expect(rows.reduce((sum, { average }) => sum + average, 0)).toBeCloseTo(1);
  });
});

describe('the estimate of the year in a hundred', () => {
  const at = (years: number, loss: number, seed = 1) =>
    riskResultOf({ years, seed, aep: [{ returnPeriod: 100, loss, low: loss - 1, high: loss + 1 }] });

  test('firms up result by result, and begins anew with other years', () => {
    let firming = withResult(NOTHING_FIRM, at(3200, 30), 'a');
    firming = withResult(firming, at(6400, 31), 'a');
    expect(firming.estimates.map(({ years, loss }) => [years, loss])).toEqual([
      [3200, 30],
      [6400, 31],
    ]);
    expect(withResult(firming, at(3200, 40, 2), 'a').estimates).toHaveLength(1);
    expect(withResult(firming, at(9600, 40), 'b').estimates).toHaveLength(1);
    expect(withResult(firming, null, 'a').estimates).toEqual([]);
  });

  test('is none before there are enough years, and not told twice', () => {
    const firming = withResult(NOTHING_FIRM, riskResultOf({ years: 64 }), 'a');
    expect(firming.estimates).toEqual([]);
    const once = withResult(firming, at(3200, 30), 'a');
    expect(withResult(once, at(3200, 30), 'a')).toBe(once);
  });
});

describe('the curve of what is down at a moment', () => {
  test('counts at every level the moments at or above it, and falls', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 1e-6, max: 1, noNaN: true })), {
          maxLength: 200,
        }),
        (moments) => {
          const points = downCurve(Float64Array.from(moments));
          const above = (level: number) => moments.filter((share) => share >= level * (1 - 1e-9)).length;
          for (const { weightDown, count } of points) expect(count).toBe(above(weightDown));
          expect(points[0]?.count ?? 0).toBe(moments.filter((share) => share > 0).length);
          for (const [i, point] of points.slice(1).entries())
            expect(point.count).toBeLessThanOrEqual(points[i]!.count);
        },
      ),
    );
  });
});

describe('who is most likely to be down', () => {
  test('is in order, without those who never were', () => {
    const rows = likeliestDown({
      downCount: Int32Array.of(0, 3, 9, 3),
      probabilityDown: Float64Array.of(0, 0.3, 0.9, 0.3),
      standardErrors: Float64Array.of(0.1, 0.1, 0.1, 0.1),
    });
    expect(rows.map(({ entity }) => entity)).toEqual([2, 1, 3]);
  });
});

describe('losses by what is assumed', () => {
  const band = (median: number) => ({ low: median - 1, median, high: median + 1 });
  const result = {
    averageAnnualLoss: 10,
    oneInTen: undefined,
    redrawn: { averageAnnualLoss: band(8), oneInTen: undefined },
    unseen: [{ fraction: 0.05, added: 7, averageAnnualLoss: band(12), oneInTen: undefined }],
  } as unknown as SensitivityResult;

  test('begin with the data as given, then redrawn, then with more and more unseen', () => {
    expect(assumedLosses(result, 'average').map(({ name, middle, added }) => [name, middle, added])).toEqual([
      ['As given', 10, 0],
      ['Redrawn', 8, 0],
      ['5\u00a0% unseen', 12, 7],
    ]);
  });

  test('are none where there are too few years for a number', () => {
    expect(assumedLosses(result, 'one-in-ten')).toEqual([]);
  });
});

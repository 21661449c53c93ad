/** The worst years simulated again: the same as each of them alone. */
import { describe, expect, test } from 'vitest';
import { lossSplit, worstYears } from '../../engine/risk/tail-shares.ts';
import { systemFrom } from '../formats/reading.ts';
import { type Rate, recordsOf, sum, withRates } from './years.ts';

const RATES: Rate[] = [
  [3, 5, 50],
  [1, 100, 2000],
  [0.2, 1, 2],
  [2, 10, 10],
];

const SYSTEM = withRates(
  systemFrom({
    entities: 'id,kind,weight,recovery_hours\na,platform,3,2\nb,cdn,1,1\nc,cause,0,\nd,dns,2,\n',
    dependencies:
      'dependent,supplier,role,group,confidence,failover_probability,failover_hours\na,b,cdn,g,0.7,0.5,1\na,d,cdn,g,0.6,0.5,1\nb,c,update,,0.9,,\nd,c,update,,,,\n',
  }),
  RATES,
);

describe.each(['as-given', 'drawn'] as const)('the worst years with evidence %s', (evidence) => {
  const whole = recordsOf(SYSTEM, { evidence, years: 1000 });
  const only = worstYears(whole.yearLoss, 20);
  const chosen = Array.from(only.keys()).filter((year) => only[year] === 1);
  const tail = recordsOf(SYSTEM, { evidence, years: 1000, only });

  test('are those of the highest losses', () => {
    expect(chosen).toHaveLength(50);
    const least = Math.min(...chosen.map((year) => whole.yearLoss[year]!));
    expect(whole.yearLoss.filter((loss) => loss > least).length).toBeLessThan(50);
  });

  test('lose what they lost among all years, and the others nothing', () => {
    expect(tail.yearLoss).toEqual(whole.yearLoss.map((loss, year) => (only[year] === 1 ? loss : 0)));
    expect(tail.driverStart).toHaveLength(whole.driverStart.length);
  });

  test('divide up as each of them does alone', () => {
    const total = sum(tail.yearLoss);
    const alone = chosen.map((year) =>
      recordsOf(SYSTEM, { evidence, years: 1000, only: only.map((_, each) => (each === year ? 1 : 0)) }),
    );
    const split = lossSplit(tail);
    expect(sum(split.drivers.map(({ share }) => share))).toBeCloseTo(1, 12);
    for (const { entity, share } of split.drivers) {
      const losses = alone.map(({ driver, driverLoss }) => driverLoss[driver.indexOf(entity)] ?? 0);
      expect(share).toBeCloseTo(sum(losses) / total, 12);
    }
    for (const [nature, share] of split.natures.entries())
      expect(share).toBeCloseTo(
        sum(alone.map(({ natureLoss }) => sum(natureLoss.filter((_, i) => i % 4 === nature)))) / total,
        12,
      );
    expect(sum(split.roles)).toBeCloseTo(1, 12);
  });
});

test('years of the same loss are taken from the first', () => {
  expect([...worstYears(Float64Array.of(1, 3, 2, 3, 3), 2)]).toEqual([0, 1, 0, 1, 0]);
  expect([...worstYears(Float64Array.of(1, 3), 3)]).toEqual([0, 0]);
});

test('nothing lost divides into nothing', () => {
  const quiet = recordsOf(withRates(SYSTEM, []), { years: 70 });
  expect(lossSplit(quiet)).toEqual({
    drivers: [],
    roles: new Float64Array(quiet.roleCount),
    natures: new Float64Array(4),
  });
});

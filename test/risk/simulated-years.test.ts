/** Simulated years: closed forms of the mean, the same bytes however they are cut, and what never costs more. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { System } from '../../engine/model/system.ts';
import { lognormalMean } from '../../engine/random/lognormal.ts';
import { averageLoss } from '../../engine/risk/average-loss.ts';
import { joinRecords, type YearRecords } from '../../engine/risk/year-records.ts';
import { systemFrom } from '../formats/reading.ts';
import { type Shape, timedPlans, timedSystemOf } from '../time/timed-systems.ts';
import { type Rate, recordsOf, sum, withRates } from './years.ts';

const YEAR = 8766;

function meanOf({ yearLoss }: YearRecords) {
  const { mean, standardError } = averageLoss(yearLoss, { years: yearLoss.length, unitYears: 1 });
  return { mean, standardError: standardError! };
}

function expectWithin({ mean, standardError }: ReturnType<typeof meanOf>, expected: number): void {
  expect(Math.abs(mean - expected) / standardError).toBeLessThan(4);
}

/**
 * Hours that a union of Poisson outages of one length is expected to cover, when all start within the year:
 * the integral over time of 1 - exp(-rate x the part of the last `hours` that lies in the year).
 */
function hoursCovered(perYear: number, hours: number): number {
  const rate = perYear / YEAR;
  const full = 1 - Math.exp(-rate * hours);
  const edge = hours - full / rate;
  return (YEAR - hours) * full + 2 * edge;
}

describe('the average annual loss', () => {
  test('of those who need nobody is weight x rate x mean duration, as long as outages hardly meet', () => {
    const bare = systemFrom({
      entities: 'id,kind,weight\na,platform,3\nb,platform,1\nc,platform,7\n',
      dependencies: 'dependent,supplier\n',
    });
    const rates: Rate[] = [
      [0.5, 2, 8],
      [1, 1, 1],
      [0.05, 4, 40],
    ];
    const expected = sum(
      rates.map(
        ([perYear, p50, p95], v) => bare.weights[0]!.values[v]! * perYear * lognormalMean({ p50, p95 }),
      ),
    );
    expectWithin(meanOf(recordsOf(withRates(bare, rates), { years: 64_000 })), expected);
  });

  // HHI 0.1606, 1/3, 0.1 and 1: the mean does not depend on how the market is split
  test.each([
    [[0.3, 0.2, 0.1, 0.1, 0.1, 0.08, 0.05, 0.04, 0.02, 0.01]],
    [[1 / 3, 1 / 3, 1 / 3]],
    [Array.from({ length: 10 }, () => 0.1)],
    [[1]],
  ])('of users split %j over providers who share a service is that of its closed form', (shares) => {
    // 1 % of the time for a provider and 0.2 % for the service, in outages of 12 h
    const hours = 12;
    const provider = (0.01 * YEAR) / hours;
    const service = (0.002 * YEAR) / hours;
    const system = systemFrom({
      entities: `id,kind,weight\nservice,dns,0\n${shares
        .map((share, p) => `p${p},cdn,0\nu${p},application,${100 * share}\n`)
        .join('')}`,
      dependencies: `dependent,supplier,grace_hours\n${shares
        .map((_, p) => `u${p},p${p},0\np${p},service,0\n`)
        .join('')}`,
    });
    const rated = withRates(system, [
      [service, hours, hours],
      ...shares.flatMap((): (Rate | undefined)[] => [[provider, hours, hours], undefined]),
    ]);
    const weight = sum(system.weights[0]!.values);
    expectWithin(meanOf(recordsOf(rated, { years: 640 })), weight * hoursCovered(provider + service, hours));
  });
});

const STORMY: Rate[] = [
  [3, 5, 50],
  [1, 100, 2000],
  [0.2, 1, 2],
  [2, 10, 10],
];

function stormy(rates = STORMY): System {
  const system = systemFrom({
    entities: 'id,kind,weight,recovery_hours\na,platform,3,2\nb,cdn,1,1\nc,cause,0,\nd,dns,2,\n',
    dependencies:
      'dependent,supplier,role,group,confidence,failover_probability,failover_hours\na,b,cdn,g,0.7,0.5,1\na,d,cdn,g,0.6,0.5,1\nb,c,update,,0.9,,\nd,c,update,,,,\n',
  });
  return withRates(system, rates);
}

describe('records', () => {
  test.each([[1], [2], [7]])('in %i parts are the same bytes as in one', (parts) => {
    const whole = recordsOf(stormy(), { years: 640, evidence: 'drawn' });
    const cuts = Array.from({ length: parts + 1 }, (_, i) => 64 * Math.round((10 * i) / parts));
    const some = cuts
      .slice(1)
      .map((end, i) => ({ firstYear: cuts[i]!, years: end - cuts[i]! }))
      .map((range) => recordsOf(stormy(), { ...range, evidence: 'drawn' }));
    expect(joinRecords(some)).toEqual(whole);
    expect(whole.worstEvents).toHaveLength(10);
    expect(whole.eventCount).toBeLessThan(whole.outageCount);
  });

  test('that end within a block are the beginning of longer ones', () => {
    const short = recordsOf(stormy(), { years: 100 });
    const long = recordsOf(stormy(), { years: 128 });
    expect(short.yearLoss).toEqual(long.yearLoss.slice(0, 100));
    expect(short.driverStart).toHaveLength(3);
  });

  test('add up: years, natures, roles and drivers to the same total', () => {
    const records = recordsOf(stormy());
    const total = sum(records.yearLoss);
    expect(total).toBeGreaterThan(0);
    for (const parts of [records.natureLoss, records.roleLoss, records.driverLoss])
      expect(sum(parts) / total).toBeCloseTo(1, 12);
    const isLess = records.largestEvent.map((loss, i) => (loss <= records.yearLoss[i]! ? 1 : 0));
    expect(isLess).not.toContain(0);
    expect(records.worstEvents[0]!.weightHours).toBe(Math.max(...records.largestEvent));
  });

  test('do not depend on the order of the entities', () => {
    const table = (ids: readonly string[]): System => {
      const rates: Record<string, Rate> = { a: [3, 5, 50], b: [1, 9, 90], c: [2, 1, 1] };
      const system = systemFrom({
        entities: `id,kind,weight\n${ids.map((id) => `${id},platform,1\n`).join('')}`,
        dependencies: 'dependent,supplier\na,b\nb,c\n',
      });
      return withRates(
        system,
        ids.map((id) => rates[id]),
      );
    };
    const one = recordsOf(table(['a', 'b', 'c'])).yearLoss;
    const other = recordsOf(table(['c', 'a', 'b'])).yearLoss;
    expect(sum(one.map((loss, year) => Math.abs(loss - other[year]!)))).toBeLessThan(1e-6);
  });

  test('of years in which nothing happens hold nothing', () => {
    const records = recordsOf(stormy([]), { years: 3 });
    expect([...records.yearLoss]).toEqual([0, 0, 0]);
    expect(records).toMatchObject({ worstEvents: [], eventCount: 0, outageCount: 0 });
    expect(records.driverStart).toEqual(Int32Array.of(0, 0));
  });
});

/** Everything but switches that take time or help: the timed cascade names them as not monotone. */
const MONOTONE: Shape = { maxEntities: 7, maxGrace: 3, maxRecovery: 3, hasStarts: true };

const rates = fc.array(
  fc.option(fc.tuple(fc.constantFrom(0.5, 2, 9), fc.constantFrom(1, 6, 40), fc.constantFrom(1, 4)), {
    nil: undefined,
  }),
  { minLength: 7, maxLength: 7 },
);

describe('no year costs more', () => {
  const compare = (
    change: (rate: Rate, v: number) => Rate,
    { withGrace = 0 }: { readonly withGrace?: number } = {},
  ): void => {
    fc.assert(
      fc.property(timedPlans(MONOTONE), rates, fc.nat(1000), (plan, drawn, seed) => {
        const before = plan.entities.map((_, v): Rate | undefined => {
          const rate = drawn[v];
          return rate && [rate[0], rate[1], rate[1] * rate[2]];
        });
        const longer = {
          ...plan,
          requirements: plan.requirements.map((requirement) => ({
            ...requirement,
            suppliers: requirement.suppliers.map((each) => ({ ...each, grace: each.grace + withGrace })),
          })),
        };
        const after = before.map((rate, v) => rate && change(rate, v));
        const asked = { seed, years: 16 } as const;
        const worse = recordsOf(withRates(timedSystemOf(plan), before), asked);
        const better = recordsOf(withRates(timedSystemOf(longer), after), asked);
        for (const of of ['yearLoss', 'largestEvent'] as const)
          for (const [year, loss] of better[of].entries()) expect(loss - worse[of][year]!).toBeLessThan(1e-6);
      }),
      { numRuns: 60 },
    );
  };

  test('when rates are lower', () =>
    compare(([perYear, ...hours], v) => [perYear / (1 + (v % 3)), ...hours]));
  test('when durations are shorter', () => compare(([perYear, p50, p95]) => [perYear, 0.7 * p50, 0.7 * p95]));
  test('when graces are longer', () => compare((rate) => rate, { withGrace: 1 }));
});

test('years of generated systems do not depend on the order of entities and rows', () => {
  const shape: Shape = { ...MONOTONE, maxFailoverHours: 3, hasSwitchers: true };
  fc.assert(
    fc.property(timedPlans(shape), rates, (plan, drawn) => {
      const backwards = [...plan.entities.keys()].reverse();
      const given = plan.entities.map((_, v): Rate | undefined => {
        const rate = drawn[v];
        return rate && [rate[0], rate[1], rate[1] * rate[2]];
      });
      const asked = { years: 8, failover: 'always' } as const;
      const one = recordsOf(withRates(timedSystemOf(plan), given), asked);
      const turned = { ...plan, requirements: [...plan.requirements].reverse() };
      const other = recordsOf(
        withRates(
          timedSystemOf(turned, undefined, backwards),
          backwards.map((v) => given[v]),
        ),
        asked,
      );
      expect(other.eventCount).toBe(one.eventCount);
      expect(sum(other.natureLoss)).toBeCloseTo(sum(one.natureLoss), 4);
      for (const of of ['yearLoss', 'largestEvent'] as const)
        for (const [year, loss] of one[of].entries()) expect(other[of][year]).toBeCloseTo(loss, 4);
    }),
    { numRuns: 100 },
  );
});

describe('uncertain dependencies', () => {
  test('make no difference to years in which they are there', () => {
    const certain = systemFrom({
      entities: 'id,kind,weight\na,platform,1\nb,platform,0\n',
      dependencies: 'dependent,supplier,confidence\na,b,1\n',
    });
    const rated = withRates(certain, [undefined, [2, 5, 9]]);
    expect(recordsOf(rated, { evidence: 'drawn' })).toEqual(recordsOf(rated));
  });

  test('are there for as many blocks of 64 years as their confidence says', () => {
    const doubtful = systemFrom({
      entities: 'id,kind,weight\na,platform,1\nb,platform,0\n',
      dependencies: 'dependent,supplier,confidence\na,b,0.3\n',
    });
    const rated = withRates(doubtful, [undefined, [2, 5, 9]]);
    const blocks = 600;
    const { driverStart } = recordsOf(rated, { evidence: 'drawn', years: 64 * blocks });
    const there = driverStart.slice(1).filter((end, block) => end > driverStart[block]!).length;
    expect(Math.abs(there / blocks - 0.3) / Math.sqrt((0.3 * 0.7) / blocks)).toBeLessThan(4);
  });
});

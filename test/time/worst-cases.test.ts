/** Worst cases against every pair run on its own, with the union taken moment by moment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { System } from '../../engine/model/system.ts';
import { type FailoverAssumption, modesUnder } from '../../engine/time/switching.ts';
import type { TimedCascade } from '../../engine/time/timed-cascade.ts';
import { buildTimedNetwork } from '../../engine/time/timed-network.ts';
import {
  findWorstCases,
  type WorstCase,
  type WorstCases,
  type WorstQuestion,
} from '../../engine/time/worst-cases.ts';
import { drain, systemFrom } from '../formats/reading.ts';
import { cascadeOn, type Shape, timedPlans, timedSystemOf } from './timed-systems.ts';

const HORIZON = 40;
const ALWAYS: FailoverAssumption = { assume: 'always' };

const FULL: Shape = {
  maxEntities: 9,
  maxGrace: 4,
  maxRecovery: 3,
  maxFailoverHours: 3,
  hasStarts: true,
  hasSwitchers: true,
};

type Asked = Partial<Omit<WorstQuestion, 'weight' | 'modeOf'>> & { readonly failover?: FailoverAssumption };

function find(system: System, { failover = ALWAYS, ...asked }: Asked = {}): WorstCases {
  const timed = buildTimedNetwork(system);
  return drain(
    findWorstCases(timed, system.entities.capacity, {
      size: 2,
      durationHours: 4,
      horizonHours: HORIZON,
      top: 1000,
      mostSuppliers: 1000,
      ...asked,
      weight: system.weights[0]!.values,
      modeOf: modesUnder(system, timed, failover),
    }),
  ).result;
}

/** Levels of an outage as a function of entity and hour, the hours at which any changes, and what was lost. */
interface Outage {
  readonly hours: readonly number[];
  readonly affected: ReadonlySet<number>;
  readonly backHour: number;
  readonly lost: number;
  level(v: number, hour: number): number;
}

function outageOf({ timeline, hoursLost }: TimedCascade, weight: Float64Array): Outage {
  const rows = Array.from({ length: timeline.count }, (_, row) => ({
    hour: timeline.time[row]! / 3_600_000,
    entity: timeline.entity[row]!,
    level: timeline.level[row]!,
  }));
  const level = (v: number, hour: number): number =>
    rows.findLast((row) => row.entity === v && row.hour <= hour)?.level ?? 1;
  const affected = new Set(rows.map(({ entity }) => entity));
  const backs = [...affected].map((v) => {
    const last = rows.findLast(({ entity }) => entity === v)!;
    return last.level === 1 ? last.hour : Number.POSITIVE_INFINITY;
  });
  return {
    hours: rows.map(({ hour }) => hour),
    affected,
    backHour: Math.max(0, ...backs),
    lost: hoursLost.reduce((sum, hours, v) => sum + weight[v]! * hours, 0),
    level,
  };
}

/** Weight-hours of the union of two outages, sampled between one change and the next. */
function unionOf(a: Outage, b: Outage, weight: Float64Array): number {
  const hours = [...new Set([0, ...a.hours, ...b.hours, HORIZON])].sort((x, y) => x - y);
  let sum = 0;
  for (const [i, hour] of hours.slice(0, -1).entries())
    for (const [v, each] of weight.entries())
      sum += each * (1 - Math.min(a.level(v, hour), b.level(v, hour))) * (hours[i + 1]! - hour);
  return sum;
}

/** All pairs of suppliers, each run on its own. */
function naivePairs(system: System, { failover = ALWAYS, durationHours = 4 }: Asked = {}): WorstCase[] {
  const { dependencies, weights } = system;
  const weight = weights[0]!.values;
  const { run } = cascadeOn(system);
  const fail = (...entities: number[]): Outage =>
    outageOf(
      run(
        entities.map((entity) => ({ entity, start: 0, duration: durationHours })),
        { failover, horizonHours: HORIZON },
      ),
      weight,
    );
  const suppliers = [...new Set(dependencies.supplier)].sort((v, w) => v - w);
  const alone = new Map(suppliers.map((v) => [v, fail(v)]));
  return suppliers.flatMap((first, i) =>
    suppliers.slice(i + 1).map((second) => {
      const pair = fail(first, second);
      const [a, b] = [alone.get(first)!, alone.get(second)!];
      return {
        first,
        second,
        weightHours: pair.lost,
        firstAlone: a.lost,
        secondAlone: b.lost,
        surprise: pair.lost - unionOf(a, b, weight),
        affected: pair.affected.size,
        backHour: pair.backHour,
      };
    }),
  );
}

const inPlace = (a: WorstCase, b: WorstCase): number => a.first - b.first || a.second - b.second;

function expectSame(found: readonly WorstCase[], expected: readonly WorstCase[]): void {
  expect(found).toHaveLength(expected.length);
  const sorted = [...found].sort(inPlace);
  for (const [i, naive] of expected.entries()) {
    const fast = sorted[i]!;
    const { first, second, affected, backHour } = naive;
    expect(fast).toMatchObject({ first, second, affected, backHour });
    for (const figure of ['weightHours', 'firstAlone', 'secondAlone', 'surprise'] as const)
      expect(fast[figure], figure).toBeCloseTo(naive[figure], 7);
  }
}

const assumption = fc.oneof(
  fc.constantFrom<FailoverAssumption>({ assume: 'always' }, { assume: 'never' }),
  fc.nat(1000).map((seed): FailoverAssumption => ({ assume: 'drawn', seed, replicate: 2 })),
);

describe('the pairs of suppliers', () => {
  test('cost what each pair costs when it is run on its own, with everything that the model has', () => {
    fc.assert(
      fc.property(
        timedPlans(FULL),
        assumption,
        fc.integer({ min: 1, max: 8 }),
        (plan, failover, durationHours) => {
          const system = timedSystemOf(plan);
          const asked = { failover, durationHours };
          expectSame(find(system, asked).byLoss, naivePairs(system, asked));
        },
      ),
      { numRuns: 600 },
    );
  });

  test('are the same whatever the order of the entities', () => {
    const shuffled = timedPlans(FULL).chain((plan) =>
      fc.record({
        plan: fc.constant(plan),
        order: fc.shuffledSubarray([...plan.entities.keys()], { minLength: plan.entities.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ plan, order }) => {
        const renamed = find(
          timedSystemOf(plan, (v) => `e${v}`, order),
          { failover: { assume: 'drawn', seed: 3, replicate: 0 } },
        ).byLoss.map((pair): WorstCase => {
          const [a, b] = [order[pair.first]!, order[pair.second]!];
          const isSwapped = a > b;
          return {
            ...pair,
            first: Math.min(a, b),
            second: Math.max(a, b),
            firstAlone: isSwapped ? pair.secondAlone : pair.firstAlone,
            secondAlone: isSwapped ? pair.firstAlone : pair.secondAlone,
          };
        });
        const { byLoss } = find(timedSystemOf(plan), {
          failover: { assume: 'drawn', seed: 3, replicate: 0 },
        });
        expectSame(byLoss, renamed.sort(inPlace));
      }),
      { numRuns: 200 },
    );
  });

  test('are never better off together where switches take no time and need no help', () => {
    fc.assert(
      fc.property(timedPlans({ ...FULL, maxFailoverHours: 0, hasSwitchers: false }), (plan) => {
        for (const { surprise } of find(timedSystemOf(plan)).byLoss) expect(surprise).toBeGreaterThan(-1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test('stand in order, in both lists, with ties by the lower entity, and a shorter list is the head of a longer', () => {
    fc.assert(
      fc.property(timedPlans(FULL), fc.integer({ min: 1, max: 6 }), (plan, top) => {
        const system = timedSystemOf(plan);
        const all = find(system);
        const ordered = (key: 'weightHours' | 'surprise') =>
          [...all.byLoss].sort((a, b) => b[key] - a[key] || inPlace(a, b));
        // weights, hours and losses of the plans add up without rounding but for losses of 0.9
        const exact = plan.requirements.every(({ loss }) => loss !== 0.9);
        if (exact) {
          expect(all.byLoss).toEqual(ordered('weightHours'));
          expect(all.bySurprise).toEqual(ordered('surprise').filter(({ surprise }) => surprise > 0));
        }
        const few = find(system, { top });
        expect(few.byLoss).toEqual(all.byLoss.slice(0, top));
        expect(few.bySurprise).toEqual(all.bySurprise.slice(0, top));
        expect(few.caseCount).toBe(all.byLoss.length);
      }),
      { numRuns: 200 },
    );
  });

  test('are formed of the suppliers that cost most alone', () => {
    fc.assert(
      fc.property(timedPlans(FULL), fc.integer({ min: 1, max: 5 }), (plan, mostSuppliers) => {
        const system = timedSystemOf(plan);
        const chosen = find(system, { size: 1 })
          .byLoss.slice(0, mostSuppliers)
          .map(({ first }) => first);
        const some = find(system, { mostSuppliers });
        const isChosen = ({ first, second }: WorstCase) => chosen.includes(first) && chosen.includes(second);
        expect(some.byLoss).toEqual(find(system).byLoss.filter(isChosen));
        expect(some.pairedCount).toBe(chosen.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('single failures', () => {
  test('cost what each costs when it is run on its own', () => {
    fc.assert(
      fc.property(timedPlans(FULL), assumption, (plan, failover) => {
        const system = timedSystemOf(plan);
        const weight = system.weights[0]!.values;
        const { run } = cascadeOn(system);
        const suppliers = new Set(system.dependencies.supplier);
        const { byLoss, supplierCount, fallen } = find(system, { size: 1, failover });
        expect(new Set(byLoss.map(({ first }) => first))).toEqual(suppliers);
        expect(supplierCount).toBe(suppliers.size);
        const everFallen = new Set<number>();
        for (const each of byLoss) {
          const failure = { entity: each.first, start: 0, duration: 4 };
          const alone = outageOf(run([failure], { failover, horizonHours: HORIZON }), weight);
          expect(each.weightHours).toBeCloseTo(alone.lost, 9);
          expect(each).toMatchObject({
            second: -1,
            firstAlone: each.weightHours,
            secondAlone: 0,
            surprise: 0,
            affected: alone.affected.size,
            backHour: alone.backHour,
          });
          for (const v of alone.affected) everFallen.add(v);
        }
        expect(fallen).toEqual([...everFallen].sort((v, w) => v - w));
      }),
      { numRuns: 300 },
    );
  });

  test('that cost the same but for the order of a sum are a tie', () => {
    // 0.1 + 0.2 + 0.3 is more than 0.3 + 0.2 + 0.1
    const system = systemFrom({
      entities:
        'id,kind,weight\nback,dns,0\nforth,dns,0\na,application,0.1\nb,application,0.2\nc,application,0.3\n',
      dependencies:
        'dependent,supplier,grace_hours\nc,back,0\nb,back,0\na,back,0\na,forth,0\nb,forth,0\nc,forth,0\n',
    });
    const { byLoss } = find(system, { size: 1, durationHours: 1 });
    expect(byLoss.map(({ first }) => first)).toEqual([0, 1]);
    expect(byLoss[0]!.weightHours).toBeLessThan(byLoss[1]!.weightHours);
  });
});

describe('the surprise of a pair, by hand:', () => {
  const surprises = (entities: string, dependencies: string, durationHours: number) => {
    const system = systemFrom({
      entities: `id,kind,weight,recovery_hours\n${entities}`,
      dependencies: `dependent,supplier,group,phase,grace_hours,failover_hours\n${dependencies}`,
    });
    const { id } = system.entities;
    return find(system, { durationHours }).bySurprise.map(
      ({ first, second, weightHours, surprise }) => `${id[first]} ${id[second]} ${weightHours} ${surprise}`,
    );
  };

  test('both members of a group', () => {
    // alone nobody notices (a shop with an alternative) or a blog does; together the shop is down for 2 h
    expect(
      surprises(
        'shop,application,10,0\nblog,application,3,0\na,cloud-service,0,0\nb,cloud-service,0,0\n',
        'shop,a,clouds,,0,0\nshop,b,clouds,,0,0\nblog,a,,,1,\n',
        2,
      ),
    ).toEqual(['a b 23 20']);
  });

  test('one goes on where the other ends, longer than a grace', () => {
    // middle is down from 0 to 4 for a (or for itself), from 3 to 7 for late; top bears 5 h of it
    expect(
      surprises(
        'top,application,10,0\nmiddle,platform,0,0\na,dns,0,0\nlate,platform,0,3\nb,dns,0,0\n',
        'top,middle,,,5,\nmiddle,a,,,0,\nmiddle,late,,,0,\nlate,b,,,3,\n',
        4,
      ),
    ).toEqual(['middle b 20 20', 'a b 20 20']);
  });

  test('one stops what the other is needed to start', () => {
    // a is back after 2 h, the starter only 3 h later
    expect(
      surprises(
        'shop,application,10,0\na,dns,0,0\nstarter,dns,0,3\n',
        'shop,a,,,0,\nshop,starter,,start,,\n',
        2,
      ),
    ).toEqual(['a starter 50 30']);
  });

  test('a supplier that is needed to switch', () => {
    expect(
      surprises(
        'shop,application,10,0\na,dns,0,0\nb,dns,0,0\nhelp,dns,0,0\n',
        'shop,a,g,,0,1\nshop,b,g,,0,1\nshop,help,g,failover,0,1\n',
        4,
      ),
      // alone a and b cost the hour of the switch; together 4 h, and with no help each waits for its return
    ).toEqual(['a b 40 30', 'a help 40 30', 'b help 40 30']);
  });
});

describe('the work', () => {
  test('pauses often, with a fraction that never falls and stays within 0 and 1', () => {
    const count = 150;
    const ids = Array.from({ length: count }, (_, v) => `e${v}`);
    const system = systemFrom({
      entities: `id,kind,weight\n${ids.map((id) => `${id},platform,1\n`).join('')}`,
      dependencies: `dependent,supplier,grace_hours\n${ids
        .slice(1)
        .map((id, v) => `e${v},${id},0\n`)
        .join('')}`,
    });
    const timed = buildTimedNetwork(system);
    const { steps, result } = drain(
      findWorstCases(timed, system.entities.capacity, {
        size: 2,
        durationHours: 1,
        horizonHours: HORIZON,
        weight: system.weights[0]!.values,
        modeOf: modesUnder(system, timed, ALWAYS),
        top: 3,
        mostSuppliers: 1000,
      }),
    );
    expect(result.caseCount).toBe(((count - 1) * (count - 2)) / 2);
    // whatever else fails, the last of the chain takes everybody down
    expect(result.byLoss.map(({ first, second }) => [first, second])).toEqual([
      [1, count - 1],
      [2, count - 1],
      [3, count - 1],
    ]);
    expect(steps.length).toBeGreaterThan(2 * count);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(steps.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  });

  test('of a system without suppliers, or with one, finds no pair', () => {
    const none = systemFrom({ dependencies: 'dependent,supplier\n' });
    expect(find(none)).toMatchObject({ byLoss: [], supplierCount: 0, pairedCount: 0, caseCount: 0 });
    expect(find(systemFrom({}))).toMatchObject({
      byLoss: [],
      supplierCount: 1,
      pairedCount: 1,
      caseCount: 0,
    });
  });
});

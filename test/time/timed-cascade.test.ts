/** The rules at the head of timed-cascade.ts, on generated systems. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../engine/model/network.ts';
import { createCascade } from '../../engine/structure/cascade.ts';
import { FAILURE } from '../../engine/time/levels.ts';
import type { TimedCascade, TimedFailure } from '../../engine/time/timed-cascade.ts';
import { distance } from '../properties/systems.ts';
import { tickThrough } from './clock.ts';
import {
  cascadeOn,
  HORIZON,
  levelAt,
  type RunOptions,
  rowsOf,
  type Shape,
  type TimedPlan,
  timedPlans,
  timedSystemOf,
  withFailures,
  withStandIns,
} from './timed-systems.ts';

const CLOSE = 1e-8;
const everyHour = Array.from({ length: HORIZON }, (_, hour) => hour);

/** Everything that the model has. */
const FULL: Shape = {
  maxEntities: 8,
  maxGrace: 3,
  maxRecovery: 3,
  maxFailoverHours: 3,
  hasStarts: true,
  hasSwitchers: true,
};

/** Everything but switches that take time or help: see the last test of monotonicity. */
const WITHOUT_SWITCHING: Shape = { ...FULL, maxFailoverHours: 0, hasSwitchers: false };

function levelsByHour(
  plan: TimedPlan,
  failures: readonly TimedFailure[],
  options: RunOptions = {},
): number[][] {
  const cascade = cascadeOn(timedSystemOf(plan)).run(failures, options);
  return everyHour.map((hour) => plan.entities.map((_, v) => levelAt(cascade, v, hour)));
}

function expectClose(fast: readonly number[][], slow: readonly number[][]): void {
  const off = everyHour.filter((hour) => !(distance(fast[hour]!, slow[hour]!) < CLOSE));
  expect(off).toEqual([]);
}

/** Expects no level of the second to be above that of the first. */
function expectNotAbove(high: readonly number[][], low: readonly number[][]): void {
  const above = everyHour.filter((hour) => low[hour]!.some((level, v) => level > high[hour]![v]! + CLOSE));
  expect(above).toEqual([]);
}

const assumption = fc.constantFrom<RunOptions>(
  { failover: { assume: 'always' } },
  { failover: { assume: 'never' } },
);

describe('the levels of every hour', () => {
  test.each([
    ['always', 'without'],
    ['never', 'without'],
    ['always', 'with'],
    ['never', 'with'],
  ] as const)('are those of a clock that ticks, switches working %s, %s crowding', (assume, crowding) => {
    const hasCrowding = crowding === 'with';
    fc.assert(
      fc.property(withFailures(FULL), ({ plan, failures }) => {
        const slow = tickThrough(plan, failures, {
          hours: HORIZON,
          works: () => assume === 'always',
          hasCrowding,
        });
        expectClose(levelsByHour(plan, failures, { failover: { assume }, hasCrowding }), slow.served);
      }),
      { numRuns: 600 },
    );
  });

  test('with drawn switches are those of a clock in one of the worlds that can be drawn', () => {
    fc.assert(
      fc.property(withFailures({ ...FULL, maxEntities: 5 }), fc.nat(1000), ({ plan, failures }, seed) => {
        const fast = levelsByHour(plan, failures, { failover: { assume: 'drawn', seed, replicate: 3 } });
        const open = plan.requirements.flatMap(({ failoverProbability }, r) =>
          failoverProbability === 0.5 ? [r] : [],
        );
        const worlds = Array.from(
          { length: 2 ** open.length },
          (_, bits) =>
            tickThrough(plan, failures, {
              hours: HORIZON,
              works: (r) =>
                open.includes(r)
                  ? ((bits >> open.indexOf(r)) & 1) === 1
                  : plan.requirements[r]!.failoverProbability === 1,
            }).served,
        );
        const fits = worlds.some((slow) =>
          everyHour.every((hour) => distance(fast[hour]!, slow[hour]!) < CLOSE),
        );
        expect(fits).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('without any time, start or switch are the greatest fixpoint for the failures under way', () => {
    fc.assert(
      fc.property(withFailures({ maxEntities: 12 }), (drawn) => {
        const { plan, failures } = withStandIns(drawn.plan, drawn.failures);
        const system = timedSystemOf(plan);
        const structural = createCascade(buildNetwork(system, 'run'));
        const timed = cascadeOn(timedSystemOf(drawn.plan)).run(drawn.failures);
        for (const hour of everyHour) {
          structural.run(
            failures
              .filter(({ start, duration }) => start <= hour && hour < start + duration)
              .map(({ entity }) => entity),
          );
          const now = drawn.plan.entities.map((_, v) => levelAt(timed, v, hour));
          expect(distance(now, structural.level.slice(0, now.length))).toBeLessThan(CLOSE);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('under a failure that leaves a part are those under the loss of a supplier that matters as much', () => {
    fc.assert(
      fc.property(
        withFailures(FULL),
        assumption,
        fc.boolean(),
        ({ plan, failures }, options, hasCrowding) => {
          const whole = withStandIns(plan, failures);
          const fast = levelsByHour(plan, failures, { ...options, hasCrowding });
          const other = levelsByHour(whole.plan, whole.failures, { ...options, hasCrowding });
          expectClose(
            fast,
            other.map((levels) => levels.slice(0, plan.entities.length)),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test('stay full for everyone but the failed when it is back before any grace ends', () => {
    fc.assert(
      fc.property(
        timedPlans({ ...FULL, hasSwitchers: true }),
        fc.nat(),
        fc.nat(3),
        (plan, which, duration) => {
          const entity = which % plan.entities.length;
          const patient = {
            ...plan,
            requirements: plan.requirements.map((requirement) => ({
              ...requirement,
              suppliers: requirement.suppliers.map((supplier) => ({
                ...supplier,
                grace: duration + plan.entities[entity]!.recovery,
              })),
            })),
          };
          const cascade = cascadeOn(timedSystemOf(patient)).run([{ entity, start: 1, duration }]);
          expect(rowsOf(cascade).filter(([, v]) => v !== entity)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('where switches take no time and need no help, levels never rise', () => {
  const runs = { numRuns: 400 };
  const crowded = fc.boolean();

  test('with one more failure', () => {
    fc.assert(
      fc.property(
        withFailures(WITHOUT_SWITCHING),
        assumption,
        crowded,
        ({ plan, failures }, options, hasCrowding) => {
          const run = (list: readonly TimedFailure[]) =>
            levelsByHour(plan, list, { ...options, hasCrowding });
          expectNotAbove(run(failures.slice(1)), run(failures));
        },
      ),
      runs,
    );
  });

  test('with a longer failure', () => {
    fc.assert(
      fc.property(
        withFailures(WITHOUT_SWITCHING),
        assumption,
        crowded,
        ({ plan, failures }, options, hasCrowding) => {
          const longer = failures.map((failure, i) =>
            i === 0 ? { ...failure, duration: failure.duration + 2 } : failure,
          );
          const run = (list: readonly TimedFailure[]) =>
            levelsByHour(plan, list, { ...options, hasCrowding });
          expectNotAbove(run(failures), run(longer));
        },
      ),
      runs,
    );
  });

  test('with a failure that leaves less', () => {
    fc.assert(
      fc.property(
        withFailures(WITHOUT_SWITCHING),
        assumption,
        crowded,
        ({ plan, failures }, options, hasCrowding) => {
          const deeper = failures.map((failure) => ({ ...failure, level: (failure.level ?? 0) / 2 }));
          const run = (list: readonly TimedFailure[]) =>
            levelsByHour(plan, list, { ...options, hasCrowding });
          expectNotAbove(run(failures), run(deeper));
        },
      ),
      runs,
    );
  });

  test('with less grace, nor with more time to recover', () => {
    fc.assert(
      fc.property(
        withFailures(WITHOUT_SWITCHING),
        assumption,
        crowded,
        ({ plan, failures }, options, hasCrowding) => {
          const hasty = {
            entities: plan.entities.map((entity) => ({ ...entity, recovery: entity.recovery + 1 })),
            requirements: plan.requirements.map((requirement) => ({
              ...requirement,
              suppliers: requirement.suppliers.map(({ entity, grace }) => ({
                entity,
                grace: Math.max(0, grace - 1),
              })),
            })),
          };
          const run = (which: TimedPlan) => levelsByHour(which, failures, { ...options, hasCrowding });
          expectNotAbove(run(plan), run(hasty));
        },
      ),
      runs,
    );
  });
});

/** The valid rows of a column, copied. */
function valid(
  cascade: TimedCascade,
  column: 'time' | 'entity' | 'level' | 'because' | 'via' | 'cause' | 'previous',
) {
  return Array.from(cascade.timeline[column].subarray(0, cascade.timeline.count));
}

/** Everything that a run leaves behind, copied. */
function outcomeOf(cascade: TimedCascade): object {
  const columns = (['time', 'entity', 'level', 'because', 'via', 'cause'] as const).map((name) =>
    valid(cascade, name),
  );
  return { columns, hoursLost: [...cascade.hoursLost], touched: cascade.levels.touched.length };
}

describe('the timeline', () => {
  test('moves with the entities when these are renamed and listed in another order', () => {
    const shuffled = withFailures(FULL).chain(({ plan, failures }) =>
      fc.record({
        plan: fc.constant(plan),
        failures: fc.constant(failures),
        order: fc.shuffledSubarray([...plan.entities.keys()], { minLength: plan.entities.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, assumption, ({ plan, failures, order }, options) => {
        const moved = cascadeOn(timedSystemOf(plan, (v) => `other ${v}`, order)).run(
          failures.map((failure) => ({ ...failure, entity: order.indexOf(failure.entity) })),
          options,
        );
        const back = rowsOf(moved)
          .map(([hour, v, level]) => [hour, order[v]!, level] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const rows = rowsOf(cascadeOn(timedSystemOf(plan)).run(failures, options));
        expect(back.map(([hour, v]) => [hour, v])).toEqual(rows.map(([hour, v]) => [hour, v]));
        expect(
          distance(
            back.map((row) => row[2]),
            rows.map((row) => row[2]),
          ),
        ).toBeLessThan(CLOSE);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps its draws when the tables are listed in another order', () => {
    fc.assert(
      fc.property(withFailures(FULL), fc.nat(99), ({ plan, failures }, seed) => {
        const order = [...plan.entities.keys()].reverse();
        const failover = { assume: 'drawn', seed, replicate: 0 } as const;
        const turned = cascadeOn(timedSystemOf(plan, undefined, order)).run(
          failures.map((failure) => ({ ...failure, entity: order.indexOf(failure.entity) })),
          { failover },
        );
        const hours = (list: readonly number[][]): number[][] => list.map(([hour]) => [hour!]);
        const plain = cascadeOn(timedSystemOf(plan)).run(failures, { failover });
        expect(hours(rowsOf(turned))).toEqual(hours(rowsOf(plain)));
      }),
      { numRuns: 200 },
    );
  });

  test('is the same in a workspace that was used before, and when it is run in slices', () => {
    fc.assert(
      fc.property(withFailures(FULL), fc.boolean(), ({ plan, failures }, hasCrowding) => {
        const system = timedSystemOf(plan);
        const fresh = outcomeOf(cascadeOn(system).run(failures, { hasCrowding }));
        const used = cascadeOn(system);
        used.run([...failures, { entity: 0, start: 0, duration: 5 }], {
          hasCrowding,
          failover: { assume: 'never' },
        });
        expect(outcomeOf(used.run(failures, { hasCrowding }))).toEqual(fresh);
        expect(outcomeOf(used.run(failures, { hasCrowding, slice: 1 }))).toEqual(fresh);
      }),
      { numRuns: 300 },
    );
  });

  test('is the same when a failure is told in parts that follow each other, in whatever order', () => {
    fc.assert(
      fc.property(withFailures(FULL), fc.nat(3), ({ plan, failures }, first) => {
        const parts = failures.flatMap((failure) =>
          failure.duration <= first
            ? [failure]
            : [
                { ...failure, start: failure.start + first, duration: failure.duration - first },
                { ...failure, duration: first },
              ],
        );
        const { run } = cascadeOn(timedSystemOf(plan));
        const whole = outcomeOf(run(failures));
        expect(outcomeOf(run(parts))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  test('rises in time, tells real changes only, and adds up to the hours lost', () => {
    fc.assert(
      fc.property(withFailures(FULL), assumption, ({ plan, failures }, options) => {
        const cascade = cascadeOn(timedSystemOf(plan)).run(failures, options);
        const [time, entity, level, previous] = (['time', 'entity', 'level', 'previous'] as const).map(
          (name) => valid(cascade, name),
        ) as [number[], number[], number[], number[]];
        expect([...time].sort((a, b) => a - b)).toEqual(time);
        const lost = plan.entities.map(() => 0);
        level.forEach((to, row) => {
          const from = previous[row]! < 0 ? 1 : level[previous[row]!]!;
          expect(to).not.toBe(from);
          const next = time.findIndex((_, later) => previous[later] === row);
          const until = next < 0 ? HORIZON : time[next]! / 3_600_000;
          lost[entity[row]!]! += (1 - to) * (until - time[row]! / 3_600_000);
        });
        expect(distance(lost, cascade.hoursLost)).toBeLessThan(CLOSE);
      }),
      { numRuns: 300 },
    );
  });

  test('names for each change a requirement of the entity and a member of it, or its own failure', () => {
    fc.assert(
      fc.property(withFailures(FULL), assumption, ({ plan, failures }, options) => {
        const cascade = cascadeOn(timedSystemOf(plan)).run(failures, options);
        const { because, via, cause } = cascade.timeline;
        const failed = new Set(failures.map(({ entity }) => entity));
        valid(cascade, 'entity').forEach((v, row) => {
          if (cause[row] === FAILURE) expect([failed.has(v), because[row], via[row]]).toEqual([true, -1, -1]);
          else {
            const { dependent, suppliers } = plan.requirements[because[row]!]!;
            expect(dependent).toBe(v);
            expect(suppliers.map(({ entity }) => entity)).toContain(via[row]);
          }
        });
      }),
      { numRuns: 300 },
    );
  });
});

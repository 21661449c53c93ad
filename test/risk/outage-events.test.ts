/** The events of a year: what belongs together, and that taking it apart changes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAST_HOUR } from '../../engine/risk/outage-events.ts';
import { systemFrom } from '../formats/reading.ts';
import { cascadeOn, type Shape, timedPlans, timedSystemOf } from '../time/timed-systems.ts';
import { eventsOf, sum } from './years.ts';

const FULL: Shape = {
  maxEntities: 8,
  maxGrace: 3,
  maxRecovery: 3,
  maxFailoverHours: 3,
  hasStarts: true,
  hasSwitchers: true,
};

const SLOW = systemFrom({
  entities: 'id,kind,weight,recovery_hours\na,platform,1,5\nb,platform,1,\n',
  dependencies: 'dependent,supplier\na,b\n',
});

describe('an event', () => {
  test('lasts until everything is back, and takes in what starts until then', () => {
    const events = eventsOf(SLOW, [
      ['b', 10, 2],
      ['b', 17, 1],
      ['a', 30, 1],
      ['b', 35.5, 1],
      ['b', 100, 1],
    ]);
    expect(events.map(({ start, failures }) => [start, failures.map((failure) => failure.start)])).toEqual([
      [10, [0, 7]],
      [30, [0, 5.5]],
      [100, [0]],
    ]);
  });

  test('is nothing when an outage is too short for the clock', () => {
    expect(
      eventsOf(SLOW, [
        ['b', 10, 1e-8],
        ['b', 20, 1],
      ]),
    ).toMatchObject([{ start: 20 }]);
  });

  test('that is never over lasts until a year after the year, with all that comes', () => {
    const circle = systemFrom({
      entities: 'id,kind,weight,recovery_hours\na,platform,1,1\nb,platform,1,1\n',
      dependencies: 'dependent,supplier\na,b\nb,a\n',
    });
    const [event, ...others] = eventsOf(circle, [
      ['a', 100, 1],
      ['b', 8000, 1],
    ]);
    expect(others).toEqual([]);
    expect(event!.failures).toHaveLength(2);
    expect(event!.weightHours).toBeCloseTo(2 * (LAST_HOUR - 100), 6);
  });

  test('by itself loses what it loses in one run of the whole year', () => {
    const outages = fc.array(fc.tuple(fc.nat(7), fc.nat(60), fc.nat(6)), { maxLength: 12 });
    fc.assert(
      fc.property(
        timedPlans(FULL),
        outages,
        fc.constantFrom('always' as const, 'never' as const),
        (plan, drawn, failover) => {
          const system = timedSystemOf(plan);
          const told = drawn
            .map(([v, start, duration]) => [v % plan.entities.length, start + v / 16, duration] as const)
            .sort((a, b) => a[1] - b[1]);
          const events = eventsOf(
            system,
            told.map(([v, start, duration]) => [system.entities.id[v]!, start, duration] as const),
            failover,
          );
          const whole = cascadeOn(system).run(
            told.map(([entity, start, duration]) => ({ entity, start, duration })),
            { horizonHours: LAST_HOUR, failover: { assume: failover } },
          );
          const weight = system.weights[0]!.values;
          const lost = sum(whole.hoursLost.map((hours, v) => hours * weight[v]!));
          expect(sum(events.map(({ weightHours }) => weightHours))).toBeCloseTo(lost, 6);
          const counted = told.filter(([, , duration]) => duration > 0).length;
          expect(sum(events.map(({ failures }) => failures.length))).toBe(counted);
        },
      ),
      { numRuns: 400 },
    );
  });
});

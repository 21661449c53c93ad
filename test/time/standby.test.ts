/** Standbys: alternatives that are not in use, until what is in use is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applied } from '../scenario/scenarios.ts';
import { tell } from './story.ts';
import { cascadeOn, timedSystemOf, withFailures } from './timed-systems.ts';

const entities = 'id,kind,weight,capacity\nuser,application,10,\nmain,cdn,0,\nspare,cdn,0,4';
const dependencies = (share: string): string =>
  `dependent,supplier,group,share,failover_hours\nuser,main,g,,2\nuser,spare,g,${share},2`;

describe('a standby, which has share 0', () => {
  const standby = { entities, dependencies: dependencies('0') };

  test('fells nobody when it alone is lost, where a member in use has to be left first', () => {
    expect(tell(standby, [['spare', 0, 5]]).changes).toEqual(['0 spare 0', '5 spare 1']);
    const inUse = { entities, dependencies: dependencies('') };
    expect(tell(inUse, [['spare', 0, 5]]).hoursLost).toMatchObject({ user: 2 });
  });

  test('takes over when the switch is done, as any alternative', () => {
    expect(tell(standby, [['main', 0, 5]]).hoursLost).toMatchObject({ user: 2 });
    expect(tell(standby, [['main', 0, 5]], { failover: { assume: 'never' } }).hoursLost).toMatchObject({
      user: 5,
    });
    expect(tell(standby, [['spare', 0, 5]], { failover: { assume: 'never' } }).hoursLost).not.toHaveProperty(
      'user',
    );
  });

  test('that is lost while it is in use takes the dependent along', () => {
    expect(
      tell(standby, [
        ['main', 0, 10],
        ['spare', 4, 3],
      ]).hoursLost,
    ).toMatchObject({ user: 5 });
  });

  test('is not in use again because it was lost and came back', () => {
    expect(
      tell(standby, [
        ['spare', 0, 1],
        ['spare', 3, 1],
      ]).hoursLost,
    ).not.toHaveProperty('user');
  });

  test('carries no load before it is in use, and all of it afterwards', () => {
    const { changes } = tell(standby, [['main', 0, 5]], { hasCrowding: true });
    expect(changes).toContain('2 spare 0.4');
    expect(tell(standby, [], { hasCrowding: true }).changes).toEqual([]);
  });

  test('is an alternative like the others where too few others are in the group', () => {
    const two = {
      entities,
      dependencies: 'dependent,supplier,group,share,failover_hours\nuser,main,g,0,2\nuser,spare,g,0,2',
    };
    expect(tell(two, [['spare', 0, 5]]).hoursLost).toMatchObject({ user: 2 });
  });
});

test('an alternative that a scenario adds costs nobody an hour, whoever fails and however switches go', () => {
  const shape = { maxEntities: 6, maxGrace: 3, maxRecovery: 3, hasStarts: true };
  const failover = fc.oneof(
    fc.constant({ assume: 'always' as const }),
    fc.constant({ assume: 'never' as const }),
    fc.nat(50).map((replicate) => ({ assume: 'drawn' as const, seed: 1, replicate })),
  );
  fc.assert(
    fc.property(
      withFailures(shape),
      failover,
      fc.constantFrom(0, 1, 3),
      fc.constantFrom(0.5, 1),
      ({ plan, failures }, assumption, failoverHours, fraction) => {
        const before = timedSystemOf(plan);
        const { system } = applied(before, {
          verb: 'add-alternative',
          where: {},
          fraction,
          to: { split: 'even' },
          failoverHours,
          failoverProbability: 0.5,
        });
        const old = cascadeOn(before).run(failures, { failover: assumption });
        const now = cascadeOn(system).run(failures, { failover: assumption });
        for (let v = 0; v < plan.entities.length; v++)
          expect(now.hoursLost[v]!).toBeLessThanOrEqual(old.hoursLost[v]! + 1e-9);
      },
    ),
    { numRuns: 1000 },
  );
});

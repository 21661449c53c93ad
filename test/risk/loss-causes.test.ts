/** What losses go back to: by hand on small stories, and that nothing is left over. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemFrom } from '../formats/reading.ts';
import { type Shape, timedPlans, timedSystemOf } from '../time/timed-systems.ts';
import { eventsOf, sum } from './years.ts';

const FULL: Shape = {
  maxEntities: 8,
  maxGrace: 3,
  maxRecovery: 3,
  maxFailoverHours: 3,
  hasStarts: true,
  hasSwitchers: true,
};

/** A defect takes a cloud down, which takes a shop down; the shop's names come from elsewhere. */
const STORY = systemFrom({
  entities: `id,kind,weight,recovery_hours
shop,application,10,2
cloud,cloud-service,1,1
defect,cause,0,
names,dns,0,
`,
  dependencies: `dependent,supplier,role,grace_hours
shop,cloud,hosting,0
shop,names,dns,1
cloud,defect,update,0
`,
});

const partsOf = (outages: Parameters<typeof eventsOf>[1], system = STORY) =>
  eventsOf(system, outages).map(({ parts }) => parts);

describe('a loss', () => {
  test('of the failed itself is independent until its failure has ended, then recovery', () => {
    expect(partsOf([['shop', 5, 4]])).toEqual([
      { 'shop < shop, own, independent': 40, 'shop < shop, own, recovery': 20 },
    ]);
  });

  test('of others is cascading, in the role of the first link', () => {
    expect(partsOf([['cloud', 5, 4]])).toEqual([
      {
        'cloud < cloud, own, independent': 4,
        'cloud < cloud, own, recovery': 1,
        'shop < cloud, hosting, cascading': 40,
        // an hour of the cloud's, and two of its own
        'shop < cloud, hosting, recovery': 30,
      },
    ]);
  });

  test('that goes back to a cause is its doing for all, in the role of who needs the cause', () => {
    expect(partsOf([['defect', 5, 4]])).toEqual([
      {
        'cloud < defect, update, commonCause': 4,
        'cloud < defect, update, recovery': 1,
        'shop < defect, update, commonCause': 40,
        'shop < defect, update, recovery': 30,
      },
    ]);
  });

  test('is felt after its grace, and belongs to what was lost then', () => {
    expect(partsOf([['names', 5, 4]])).toEqual([
      { 'shop < names, dns, cascading': 30, 'shop < names, dns, recovery': 20 },
    ]);
  });

  test('goes to the next failure that holds on when the first has ended', () => {
    expect(
      partsOf([
        ['shop', 5, 4],
        ['names', 6, 9],
      ]),
    ).toEqual([
      {
        'shop < shop, own, independent': 40,
        'shop < names, dns, cascading': 60,
        'shop < names, dns, recovery': 20,
      },
    ]);
  });

  test('goes on to another failure where the first gives back a part', () => {
    const shares = systemFrom({
      entities: 'id,kind,weight\nshop,application,10\na,cdn,0\nb,dns,0\n',
      dependencies: 'dependent,supplier,role,loss,grace_hours\nshop,a,cdn,1,0\nshop,b,dns,0.5,0\n',
    });
    expect(
      partsOf(
        [
          ['a', 0, 4],
          ['b', 1, 9],
        ],
        shares,
      ),
    ).toEqual([{ 'shop < a, cdn, cascading': 40, 'shop < b, dns, cascading': 30 }]);
  });

  test('goes on in the role of what still holds it where a part is back, whatever fails elsewhere', () => {
    const paths = systemFrom({
      entities:
        'id,kind,weight,recovery_hours\nshop,application,10,\na,cdn,0,\nb,dns,0,2\nroot,platform,0,\nfar,platform,0,\n',
      dependencies:
        'dependent,supplier,role,loss,grace_hours\nshop,a,cdn,1,0\nshop,b,dns,0.5,0\na,root,site,1,0\nb,root,power,1,0\n',
    });
    const alone = [['root', 5, 4]] as const;
    const expected = [{ 'shop < root, site, cascading': 40, 'shop < root, power, recovery': 10 }];
    expect(partsOf(alone, paths)).toEqual(expected);
    expect(partsOf([...alone, ['far', 6, 1]], paths)).toEqual(expected);
  });

  test('always goes back to something that failed, and its parts add up', () => {
    const outages = fc.array(fc.tuple(fc.nat(7), fc.nat(30), fc.integer({ min: 1, max: 6 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(timedPlans(FULL), outages, (plan, drawn) => {
        const system = timedSystemOf(plan);
        const told = drawn
          .map(([v, start, hours]) => [`e${v % plan.entities.length}`, start, hours] as const)
          .sort((a, b) => a[1] - b[1]);
        for (const { weightHours, parts, failures } of eventsOf(system, told)) {
          expect(sum(Object.values(parts))).toBeCloseTo(weightHours, 4);
          const failed = new Set(failures.map(({ entity }) => `e${entity}`));
          for (const key of Object.keys(parts)) expect(failed).toContain(/< (e\d+),/.exec(key)![1]);
        }
      }),
      { numRuns: 600 },
    );
  });
});

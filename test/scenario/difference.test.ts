/** What two scenarios do differently, in words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioDifference } from '../../engine/scenario/difference.ts';
import { scenarioWords } from '../../engine/scenario/words.ts';
import { scenarioOf } from './scenarios.ts';

const second = {
  verb: 'add-alternative',
  where: { role: ['hosting'] },
  fraction: 0.4,
  to: { operators: 'other' },
  failoverHours: 1,
  failoverProbability: 0.8,
};
const drop = { verb: 'remove', where: { role: ['control-plane'], dependent: { sector: ['finance'] } } };
const limit = { verb: 'reassign', where: { role: ['dns'] }, cap: { share: 0.3 }, to: {} };

describe('a scenario in words', () => {
  test('says what each intervention changes', () => {
    expect(scenarioWords(scenarioOf(second, drop, limit))).toEqual([
      'Give 40 % of those who depend on others for hosting one supplier more to choose from, the other suppliers of another operator, in proportion to what they supply already; where there was no choice, a switch takes 1 h and works in 80 % of all cases.',
      'Free those who depend on others for control-plane (only entities in sector finance) of that dependency.',
      'Move those who depend on others for dns to the other suppliers, in proportion to what they supply already, until no supplier has more than 30 %.',
    ]);
  });

  test('has a sentence for every verb', () => {
    const words = scenarioWords(
      scenarioOf(
        { verb: 'set', where: { entity: { kind: ['dns'] } }, column: 'outages_per_year', times: 0.1 },
        { verb: 'set', where: { role: ['ca'] }, column: 'grace_hours', to: 376, fraction: 0.5 },
        {
          verb: 'add',
          what: 'entities',
          id: 'x',
          count: 3,
          like: { supplies: ['hosting'], top: { count: 1 } },
          times: { outagesPerYear: 1.5 },
          needs: 0.5,
        },
        {
          verb: 'add',
          what: 'dependencies',
          where: { entity: { id: ['x/*'] } },
          supplier: { id: ['names'] },
          role: 'dns',
        },
        { verb: 'remove', where: { entity: { operator: ['aws'] } } },
        {
          verb: 'set',
          where: { entity: { kind: ['ca'], outages: 'unknown' } },
          column: 'outage_hours',
          to: 3,
        },
        { verb: 'fail', where: { entity: { country: ['DE', 'FR'] } }, hours: 5 },
      ),
    );
    expect(words).toEqual([
      'Multiply the outages per year of entities of kind dns by 0.1.',
      'Set the grace hours of 50 % of those who depend on others for ca to 376.',
      'Add 3 entities x/1 to x/3, like the first by weight of dependents among entities that supply hosting, with 1.5 times the outages, which needs 50 % of what that needs.',
      'Make x/* depend on names for dns.',
      'Retire entities run by aws.',
      'Set the outage hours of entities of kind ca without a known rate of outages to 3 at the median.',
      'Make entities in DE, FR fail at hour 0 for 5 h.',
    ]);
  });
});

describe('the difference of two scenarios', () => {
  const told = (before: readonly object[], after: readonly object[]): readonly string[] =>
    scenarioDifference(scenarioOf(...before), scenarioOf(...after)).map(({ change, details }) =>
      [change, ...details.map(({ path, before: from, after: to }) => `${path}: ${from} to ${to}`)].join(' '),
    );

  test('tells what is set otherwise, taken out and put in', () => {
    expect(told([second, drop], [{ ...second, fraction: 0.6, failoverHours: 0 }, limit])).toEqual([
      'removed',
      'changed failoverHours: 1 to 0 fraction: 0.4 to 0.6',
      'added',
    ]);
  });

  test('counts another order as a difference', () => {
    expect(told([second, drop], [drop, second])).toEqual(['removed', 'same', 'added']);
  });

  test('of anything from itself is none, and from the baseline all of it', () => {
    const some = fc.array(fc.constantFrom(second, drop, limit), { maxLength: 5 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        expect(told(before, before).every((each) => each === 'same')).toBe(true);
        expect(told([], after)).toEqual(after.map(() => 'added'));
        const differences = told(before, after);
        const of = (...changes: readonly string[]): number =>
          differences.filter((each) => changes.includes(each.split(' ')[0]!)).length;
        expect(of('same', 'removed', 'changed')).toBe(before.length);
        expect(of('same', 'added', 'changed')).toBe(after.length);
      }),
    );
  });
});

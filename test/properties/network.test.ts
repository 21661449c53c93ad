import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIncidence } from '../../engine/model/incidence.ts';
import { buildNetwork, type Network, networkFaults } from '../../engine/model/network.ts';
import { reach } from '../../engine/structure/reach.ts';
import { hardNeed, networkOf, type Plan, plans, systemOf } from './systems.ts';

/** Three entities, two requirements: 0 needs 2 of {1, 2}, 1 needs 2. */
const SMALL: Plan = {
  weights: [1, 1, 1],
  requirements: [{ ...hardNeed(0, 1), suppliers: [1, 2], isGroup: true, need: 2, loss: 0.5 }, hardNeed(1, 2)],
};

const int = (...values: number[]): Int32Array => Int32Array.from(values);

describe('a network built from a system', () => {
  test('has no fault, with and without what is needed to start', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 16 }), (plan) => {
        const system = systemOf(plan);
        expect(networkFaults(buildNetwork(system, 'run'))).toEqual([]);
        expect(networkFaults(buildNetwork(system, 'run+start'))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('has the planned members, needs and losses in the order of the table', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 10 }), (plan) => {
        const network = buildNetwork(systemOf(plan), 'run+start');
        const found = Array.from({ length: network.requirementCount }, (_, r) => ({
          dependent: network.dependent[r],
          suppliers: [...network.member.slice(network.memberStart[r], network.memberStart[r + 1])],
          need: network.need[r],
          loss: network.loss[r],
        }));
        expect(found).toEqual(
          plan.requirements.map(({ dependent, suppliers, need, loss }) => ({
            dependent,
            suppliers: [...new Set(suppliers)],
            need,
            loss,
          })),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('of what is needed to run leaves requirements of the start phase empty and in their place', () => {
    const plan = { ...SMALL, requirements: [{ ...hardNeed(0, 1), phase: 'start' as const }, hardNeed(1, 2)] };
    const network = networkOf(plan);
    expect([...network.memberStart]).toEqual([0, 0, 1]);
    expect([...network.requirement]).toEqual([1]);
  });
});

describe('the check of a network', () => {
  test('accepts the small network that is broken below', () => {
    expect(networkFaults(networkOf(SMALL))).toEqual([]);
  });

  const breakages: [string, (sound: Network) => Partial<Network>][] = [
    ['a start is missing', ({ memberStart }) => ({ memberStart: memberStart.slice(0, -1) })],
    ['the first start is not 0', () => ({ memberStart: int(1, 2, 3) })],
    ['the last start is not the length', () => ({ memberStart: int(0, 2, 2) })],
    ['a row ends before it starts', () => ({ memberStart: int(0, 4, 3) })],
    ['a member is beyond the entities', () => ({ member: int(1, 3, 2) })],
    ['a member is negative', () => ({ member: int(1, -1, 2) })],
    ['a supplier stands twice in a requirement', () => ({ member: int(2, 2, 2) })],
    ['a member is not the one that uses say', () => ({ member: int(1, 0, 2) })],
    ['need is 0', () => ({ need: int(0, 1) })],
    ['need is more than there are members', () => ({ need: int(3, 1) })],
    ['loss is above 1', () => ({ loss: Float64Array.of(1.5, 1) })],
    ['loss is below 0', () => ({ loss: Float64Array.of(-0.5, 1) })],
    ['loss is not a number', () => ({ loss: Float64Array.of(Number.NaN, 1) })],
    ['a dependent is beyond the entities', () => ({ dependent: int(3, 1) })],
    ['a dependent is negative', () => ({ dependent: int(-1, 1) })],
    ['a dependent is another than the lists say', () => ({ dependent: int(2, 1) })],
    ['a use is missing', () => ({ use: int(0, 0), useStart: int(0, 0, 1, 2) })],
    ['a use is beyond the requirements', () => ({ use: int(0, 0, 2) })],
    ['a use stands with another entity', () => ({ useStart: int(0, 1, 1, 3) })],
    ['uses have one start too few', ({ useStart }) => ({ useStart: useStart.slice(0, -1) })],
    [
      'a requirement is listed with nobody',
      () => ({ requirement: int(0), requirementStart: int(0, 1, 1, 1) }),
    ],
    ['a requirement is listed with another entity', () => ({ requirementStart: int(0, 0, 2, 2) })],
    [
      'a requirement is listed with another entity as well',
      () => ({ requirement: int(0, 1, 0), requirementStart: int(0, 1, 2, 3) }),
    ],
    [
      'a requirement is listed twice with its dependent',
      () => ({ requirement: int(0, 0, 1), requirementStart: int(0, 2, 3, 3) }),
    ],
    ['there are more entities than lists', () => ({ entityCount: 4 })],
    ['there are more requirements than lists', () => ({ requirementCount: 3 })],
  ];
  test.each(breakages)('finds that %s', (_, breakIt) => {
    const sound = networkOf(SMALL);
    const broken = { ...sound, ...breakIt(sound) };
    expect(networkFaults(broken)).not.toEqual([]);
  });
});

describe('reach', () => {
  test('counts whom a naive search finds, in both directions and through every phase', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 12 }), (plan) => {
        const { dependencies, entities } = systemOf(plan);
        const incidence = buildIncidence(entities.count, dependencies);
        const links = plan.requirements.flatMap(({ dependent, suppliers, switchers }) =>
          [...suppliers, ...switchers].map((supplier) => [dependent, supplier] as const),
        );
        const count = (v: number, forward: boolean): number => {
          let seen = new Set([v]);
          for (;;) {
            const more = new Set(seen);
            for (const [dependent, supplier] of links) {
              if (forward && seen.has(dependent)) more.add(supplier);
              if (!forward && seen.has(supplier)) more.add(dependent);
            }
            if (more.size === seen.size) return seen.size - 1;
            seen = more;
          }
        };
        for (let v = 0; v < entities.count; v++) {
          expect(reach(dependencies, incidence, v, 'down')).toBe(count(v, true));
          expect(reach(dependencies, incidence, v, 'up')).toBe(count(v, false));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** What holds for every intervention on every system. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork, networkFaults } from '../../engine/model/network.ts';
import { FAILOVER, type System } from '../../engine/model/system.ts';
import { createCascade } from '../../engine/structure/cascade.ts';
import { writeAndRead } from '../formats/reading.ts';
import { distance, type Plan, plans, systemOf } from '../properties/systems.ts';
import { applied } from './scenarios.ts';

const entityFilter = fc.oneof(
  fc.constant({}),
  fc.nat(7).map((v) => ({ id: [`e${v}`] })),
  fc.record({
    top: fc.record({ count: fc.integer({ min: 1, max: 3 }), by: fc.constantFrom('weight', 'dependents') }),
  }),
  fc.constant({ not: { id: ['e1'] } }),
);
const where = fc.record(
  { role: fc.constant(['platform']), dependent: entityFilter, supplier: entityFilter },
  { requiredKeys: [] },
);
const fraction = fc.constantFrom(0.2, 0.5, 1);
const to = fc.record(
  {
    suppliers: entityFilter,
    split: fc.constantFrom('even', 'present-share'),
    operators: fc.constantFrom('any', 'other'),
  },
  { requiredKeys: [] },
);
const cap = fc.record({ share: fc.constantFrom(0.1, 0.4, 0.8), of: fc.constantFrom('each', 'by-operator') });

const keeping = fc.oneof(
  fc.record({ verb: fc.constant('reassign'), where, fraction, to }),
  fc.record({ verb: fc.constant('reassign'), where, cap, to }),
  fc.record({
    verb: fc.constant('add-alternative'),
    where,
    fraction,
    to,
    count: fc.integer({ min: 1, max: 2 }),
    failoverProbability: fc.constantFrom(0, 0.8, 1),
  }),
  fc.record({
    verb: fc.constant('set'),
    where,
    fraction,
    column: fc.constant('loss'),
    times: fc.constantFrom(0, 0.5, 2),
  }),
  fc.record({
    verb: fc.constant('set'),
    where,
    fraction,
    column: fc.constant('grace_hours'),
    to: fc.constantFrom(0, 5),
  }),
  fc.record({
    verb: fc.constant('set'),
    where: fc.record({ entity: entityFilter }),
    fraction,
    column: fc.constantFrom('outages_per_year', 'recovery_hours', 'capacity'),
    to: fc.constantFrom(0, 5),
  }),
  fc.record({
    verb: fc.constant('add'),
    what: fc.constant('entities'),
    id: fc.constantFrom('new', 'e0'),
    like: entityFilter,
    kind: fc.constant('dns'),
    needs: fc.constantFrom(0, 0.5, 1),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    verb: fc.constant('add'),
    what: fc.constant('dependencies'),
    where: fc.record({ entity: entityFilter }),
    supplier: entityFilter,
    role: fc.constantFrom('platform', 'another'),
    fraction,
  }),
  fc.record({ verb: fc.constant('fail'), where: fc.record({ entity: entityFilter }), fraction }),
);
const removing = fc.record({
  verb: fc.constant('remove'),
  where: fc.oneof(where, fc.record({ entity: entityFilter })),
  fraction,
});

const systems = plans({ maxEntities: 8 });

/** The columns of a system that no intervention may touch, up to the length that they had. */
function lasting({ entities, requirements, weights }: System, length: System): unknown {
  const [entityCount, requirementCount] = [length.entities.count, length.requirements.count];
  return {
    id: entities.id.slice(0, entityCount),
    name: entities.name.slice(0, entityCount),
    kind: Array.from(entities.kind.slice(0, entityCount)),
    operator: Array.from(entities.operator.slice(0, entityCount)),
    weights: weights.map(({ values }) => Array.from(values.slice(0, entityCount))),
    dependent: Array.from(requirements.dependent.slice(0, requirementCount)),
    phase: Array.from(requirements.phase.slice(0, requirementCount)),
  };
}

function places({ dependencies }: System, count: number): unknown {
  return [dependencies.dependent, dependencies.requirement, dependencies.phase, dependencies.role.codes].map(
    (column) => Array.from<number>(column.slice(0, count)),
  );
}

/** The levels of the first entities for every single failure, and for every pair. */
function levels(system: System, entityCount: number): number[][] {
  const cascade = createCascade(buildNetwork(system, 'run'));
  return Array.from({ length: entityCount ** 2 }, (_, pair) => {
    cascade.run([pair % entityCount, Math.floor(pair / entityCount)]);
    return Array.from(cascade.level.slice(0, entityCount));
  });
}

describe('every intervention', () => {
  test('renumbers nothing, weighs nobody anew and leaves a sound network, which can be written and read', () => {
    fc.assert(
      fc.property(
        systems,
        fc.array(fc.oneof(keeping, removing), { minLength: 1, maxLength: 3 }),
        (plan: Plan, interventions) => {
          const before = systemOf(plan);
          const { system, effects } = applied(before, ...interventions);
          expect(effects).toHaveLength(interventions.length);
          expect(lasting(system, before)).toEqual(lasting(before, before));
          expect(
            system.weights.map(({ values }) => values.slice(before.entities.count).some((x) => x !== 0)),
          ).toEqual([false]);
          expect(networkFaults(buildNetwork(system, 'run+start'))).toEqual([]);
          const again = writeAndRead(system).system!;
          const { count } = system.entities;
          expect(again.entities.id).toEqual(system.entities.id);
          expect(distance(levels(again, count).flat(), levels(system, count).flat())).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('keeps the place of every dependency unless it removes some, and says how many it adds and removes', () => {
    fc.assert(
      fc.property(systems, fc.oneof(keeping, removing), (plan: Plan, intervention) => {
        const before = systemOf(plan);
        const { system, effects } = applied(before, intervention);
        const [effect] = effects;
        expect(system.dependencies.count - before.dependencies.count).toBe(
          effect!.dependenciesAdded - effect!.dependenciesRemoved,
        );
        expect(system.entities.count - before.entities.count).toBe(effect!.entitiesAdded);
        if (intervention.verb === 'remove') return;
        const { count } = before.dependencies;
        expect(places(system, count)).toEqual(places(before, count));
      }),
      { numRuns: 300 },
    );
  });

  test('gives the very same system, hash included, when it changes nothing, and says so', () => {
    fc.assert(
      fc.property(systems, fc.oneof(keeping, removing), (plan: Plan, intervention) => {
        const before = systemOf(plan);
        const { system, effects } = applied(before, intervention);
        const { remarks, matched, reached, ...changes } = effects[0]!;
        const isIdle = Object.values(changes).every((count) => count === 0);
        expect(system === before).toBe(isIdle);
        expect(system.hash === before.hash).toBe(isIdle);
        if (isIdle && intervention.verb !== 'fail') expect(remarks).not.toEqual([]);
        expect(reached).toBeLessThanOrEqual(Math.max(matched, system.entities.count));
      }),
      { numRuns: 300 },
    );
  });

  test('does nothing with a fraction of 0', () => {
    fc.assert(
      fc.property(systems, fc.oneof(keeping, removing), (plan: Plan, intervention) => {
        fc.pre('fraction' in intervention);
        const before = systemOf(plan);
        expect(applied(before, { ...intervention, fraction: 0 }).system).toBe(before);
      }),
    );
  });

  test('reaches whom it reaches for a smaller fraction, too', () => {
    fc.assert(
      fc.property(
        systems,
        fc.oneof(keeping, removing),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (plan, intervention, part) => {
          fc.pre('fraction' in intervention && intervention.verb !== 'fail');
          const before = systemOf(plan);
          const larger = touched(before, applied(before, { ...intervention, fraction: 0.9 }).system);
          const smaller = touched(before, applied(before, { ...intervention, fraction: 0.9 * part }).system);
          expect(smaller.filter((key) => !larger.includes(key))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('reaches for a looser cap nobody who stays under a tighter one', () => {
    fc.assert(
      fc.property(
        systems,
        where,
        to,
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
        (plan, chosen, goal, caps) => {
          const before = systemOf(plan);
          const [tight, loose] = [...caps]
            .sort((a, b) => a - b)
            .map((share) =>
              applied(before, {
                verb: 'reassign',
                where: chosen,
                cap: { share },
                to: { ...goal, operators: 'any' },
              }),
            );
          const stays = new Set(
            touched(before, loose!.system).filter((key) => !touched(before, tight!.system).includes(key)),
          );
          // those who find no supplier at all move under neither
          if (!tight!.effects[0]!.remarks.some(({ message }) => message.includes('stay where they are')))
            expect([...stays]).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The dependencies and entities in which a system differs, by name; rows that are left out count. */
function touched(before: System, after: System): readonly string[] {
  const rows = (system: System): readonly string[] =>
    Array.from({ length: system.dependencies.count }, (_, e) => {
      const { dependencies, requirements } = system;
      const r = dependencies.requirement[e]!;
      if (dependencies.phase[e] === FAILOVER) return '';
      return JSON.stringify([
        dependencies.dependent[e],
        r < before.requirements.count ? r : 'new',
        dependencies.supplier[e]! < before.entities.count ? dependencies.supplier[e] : 'new',
        requirements.loss[r],
        dependencies.graceHours[e],
      ]);
    });
  const known = rows(before);
  const dependents = known
    .filter((row) => !rows(after).includes(row))
    .concat(rows(after).filter((row) => !known.includes(row)))
    .filter((row) => row !== '')
    .map((row) => `dependent ${JSON.parse(row)[0]}`);
  const numbers = (system: System, v: number): unknown =>
    [system.entities.outagesPerYear, system.entities.recoveryHours, system.entities.capacity].map(
      (column) => column[v],
    );
  const changed = Array.from(before.entities.id.keys()).filter(
    (v) => JSON.stringify(numbers(before, v)) !== JSON.stringify(numbers(after, v)),
  );
  return [...new Set([...dependents, ...changed.map((v) => `entity ${v}`)])];
}

describe('an alternative', () => {
  test('never lowers anybody, whoever fails', () => {
    fc.assert(
      fc.property(systems, where, fraction, to, (plan: Plan, chosen, share, goal) => {
        const before = systemOf(plan);
        const { system } = applied(before, {
          verb: 'add-alternative',
          where: chosen,
          fraction: share,
          to: goal,
        });
        const { count } = before.entities;
        const [old, now] = [levels(before, count), levels(system, count)];
        old.forEach((were, pair) => {
          expect(were.filter((level, w) => now[pair]![w]! < level)).toEqual([]);
        });
      }),
      { numRuns: 300 },
    );
  });
});

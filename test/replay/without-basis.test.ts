import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIncidence } from '../../engine/model/incidence.ts';
import { buildNetwork, networkFaults } from '../../engine/model/network.ts';
import { PHASES, type System, textAt } from '../../engine/model/system.ts';
import { reachableFrom } from '../../engine/replay/reachable.ts';
import { ownEvidence, withoutBasis } from '../../engine/replay/without-basis.ts';
import { systemFrom } from '../formats/reading.ts';
import { cascadeOn, HORIZON, levelAt, rowsOf, type Shape, type TimedPlan } from '../time/timed-systems.ts';
import { STORM, taggedPlans, taggedSystem } from './tagged.ts';

const EVERYTHING: Shape = {
  maxEntities: 8,
  maxGrace: 3,
  maxRecovery: 3,
  maxFailoverHours: 3,
  hasStarts: true,
  hasSwitchers: true,
};

/** Without switches that take time or help, where a larger shock may lose less. */
const PLAIN: Shape = { ...EVERYTHING, maxFailoverHours: 0, hasSwitchers: false };

const ALL = (): boolean => true;
const OTHERS = (basis: string): boolean => basis !== STORM;

/** A dependency of an entity on itself stays within one operator: such rows carry no incident here. */
function betweenEntities(plan: TimedPlan, bases: readonly (readonly string[])[]) {
  return bases.map((rows, r) => {
    const { dependent, suppliers, switchers } = plan.requirements[r]!;
    const suppliedBy = [...suppliers.map(({ entity }) => entity), ...switchers];
    return rows.map((basis, i) => (suppliedBy[i] === dependent ? '' : basis));
  });
}

/** Every requirement that has members, in the order of the table, with all that decides something. */
function requirementsOf({ dependencies, requirements }: System) {
  const found = Array.from({ length: requirements.count }, (_, r) => ({
    dependent: requirements.dependent[r],
    group: textAt(requirements.group, r),
    need: requirements.need[r],
    loss: requirements.loss[r],
    phase: requirements.phase[r],
    failoverHours: requirements.failoverHours[r],
    failoverProbability: requirements.failoverProbability[r],
    rows: [] as unknown[],
  }));
  for (let e = 0; e < dependencies.count; e++)
    found[dependencies.requirement[e]!]!.rows.push([
      dependencies.dependent[e],
      dependencies.supplier[e],
      PHASES[dependencies.phase[e]!],
      textAt(dependencies.role, e),
      dependencies.graceHours[e],
      textAt(dependencies.evidence, e),
      textAt(dependencies.basis, e),
    ]);
  return found.filter(({ rows }) => rows.length > 0);
}

describe('a system without what is known only from an outage', () => {
  test('is the system of a dataset without those rows', () => {
    fc.assert(
      fc.property(taggedPlans(EVERYTHING, 'each-row'), ({ plan, failures, bases: drawn }) => {
        const bases = betweenEntities(plan, drawn);
        const whole = taggedSystem(plan, bases, ALL);
        const reduced = withoutBasis(whole, STORM);
        const filtered = taggedSystem(plan, bases, OTHERS);
        expect(requirementsOf(reduced)).toEqual(requirementsOf(filtered));
        expect(reduced.entities).toBe(whole.entities);
        expect(reduced.requirements.dependent).toBe(whole.requirements.dependent);
        expect(networkFaults(buildNetwork(reduced, 'run'))).toEqual([]);
        expect(networkFaults(buildNetwork(reduced, 'run+start'))).toEqual([]);
        const hasCrowding = true;
        expect(rowsOf(cascadeOn(reduced).run(failures, { hasCrowding }))).toEqual(
          rowsOf(cascadeOn(filtered).run(failures, { hasCrowding })),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is the same object when nothing is known only from it, whatever the name', () => {
    fc.assert(
      fc.property(taggedPlans(PLAIN, 'each-row'), ({ plan, bases }) => {
        const filtered = taggedSystem(plan, bases, OTHERS);
        for (const id of [STORM, '', 'stor', 'storm-', 'constructor'])
          expect(withoutBasis(filtered, id)).toBe(filtered);
        expect(ownEvidence(filtered, STORM)).not.toContain(1);
        expect(ownEvidence(filtered, '')).not.toContain(1);
      }),
    );
  });

  test('has whole requirements less, and nobody ever serves less', () => {
    fc.assert(
      fc.property(taggedPlans(PLAIN, 'whole-requirements'), ({ plan, failures, bases }) => {
        const whole = taggedSystem(plan, bases, ALL);
        const before = cascadeOn(whole).run(failures);
        const after = cascadeOn(withoutBasis(whole, STORM)).run(failures);
        for (let hour = 0; hour < HORIZON; hour++)
          for (let v = 0; v < plan.entities.length; v++)
            expect(levelAt(after, v, hour)).toBeGreaterThanOrEqual(levelAt(before, v, hour) - 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test('may fall where an alternative is known only from the outage', () => {
    const dependencies =
      'dependent,supplier,group,need,basis\nshop,host,clouds,1,\nshop,spare,clouds,1,storm\n';
    const system = systemFrom({
      entities: 'id,kind,weight\nshop,application,1\nhost,platform,0\nspare,platform,0\n',
      dependencies,
    });
    const failures = [{ entity: 1, start: 0, duration: 1 }];
    expect(rowsOf(cascadeOn(system).run(failures))).toEqual([
      [0, 1, 0],
      [1, 1, 1],
    ]);
    expect(rowsOf(cascadeOn(withoutBasis(system, STORM)).run(failures))).toEqual([
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
      [1, 1, 1],
    ]);
  });

  test('needs of a group no more than are left', () => {
    const group = ['a,', 'b,', 'c,storm', 'd,storm']
      .map((end) => end.split(','))
      .map(([supplier, basis]) => `shop,${supplier},g,3,${basis}\n`);
    const system = systemFrom({
      entities: `id,kind\n${['shop', 'a', 'b', 'c', 'd'].map((id) => `${id},platform\n`).join('')}`,
      dependencies: `dependent,supplier,group,need,basis\n${group.join('')}`,
    });
    expect([...withoutBasis(system, STORM).requirements.need]).toEqual([2]);
    expect([...ownEvidence(system, STORM)]).toEqual([0, 0, 1, 1]);
  });

  test('keeps what the account tells of the insides of one operator, however far down', () => {
    const system = systemFrom({
      entities:
        'id,kind,operator\nowner,organisation,\ncloud,platform,owner\npart,platform,cloud\nnames,dns,\n',
      dependencies:
        'dependent,supplier,basis\ncloud,part,storm\npart,owner,storm\ncloud,names,storm\nnames,part,storm\n',
    });
    expect([...ownEvidence(system, STORM)]).toEqual([0, 0, 1, 1]);
    expect(withoutBasis(system, STORM).dependencies.count).toBe(2);
  });
});

describe('whom an outage can reach by other evidence', () => {
  test('is whom a naive search finds in the rows that are left', () => {
    fc.assert(
      fc.property(taggedPlans(EVERYTHING, 'each-row'), fc.array(fc.nat(7)), (tagged, drawn) => {
        const { plan } = tagged;
        const bases = betweenEntities(plan, tagged.bases);
        const system = taggedSystem(plan, bases, ALL);
        const from = drawn.filter((v) => v < plan.entities.length);
        const incidence = buildIncidence(system.entities.count, system.dependencies);
        const links = plan.requirements.flatMap(({ dependent, suppliers }, r) =>
          suppliers.flatMap(({ entity }, i) => (OTHERS(bases[r]![i]!) ? [[dependent, entity] as const] : [])),
        );
        let seen = new Set(from);
        for (let size = -1; size !== seen.size; ) {
          size = seen.size;
          for (const [dependent, supplier] of links)
            if (seen.has(supplier)) seen = new Set([...seen, dependent]);
        }
        expect(new Set(reachableFrom(system, incidence, { from, without: STORM }))).toEqual(seen);
      }),
      { numRuns: 300 },
    );
  });
});

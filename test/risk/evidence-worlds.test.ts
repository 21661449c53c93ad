/** Which dependencies exist in a world. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork, networkFaults } from '../../engine/model/network.ts';
import type { System } from '../../engine/model/system.ts';
import { prepareEvidence } from '../../engine/risk/evidence-worlds.ts';
import { drain } from '../formats/reading.ts';
import { type Shape, timedPlans, timedSystemOf } from '../time/timed-systems.ts';

const FULL: Shape = { maxEntities: 8, maxFailoverHours: 1, hasStarts: true, hasSwitchers: true };

function withConfidence(system: System, confidence: (e: number) => number): System {
  const { dependencies } = system;
  return {
    ...system,
    dependencies: { ...dependencies, confidence: dependencies.confidence.map((_, e) => confidence(e)) },
  };
}

function worldOf(system: System, of: { readonly seed: number; readonly world: number }): System {
  return drain(drain(prepareEvidence(system)).result(of)).result;
}

/** The dependencies by who needs whom, and for what. */
function linksOf({ entities, dependencies }: System): ReadonlySet<string> {
  return new Set(
    Array.from(
      dependencies.dependent,
      (v, e) =>
        `${entities.id[v]} ${entities.id[dependencies.supplier[e]!]} ${dependencies.requirement[e]} ${dependencies.phase[e]}`,
    ),
  );
}

describe('a world of evidence', () => {
  test('has every dependency of a world with less confidence, and is a sound system', () => {
    fc.assert(
      fc.property(timedPlans(FULL), fc.nat(1000), fc.nat(20), (plan, seed, world) => {
        const system = timedSystemOf(plan);
        const low = (e: number): number => [0, 0.3, 0.6, 1][e % 4]!;
        const high = (e: number): number => Math.min(1, low(e) + 0.3);
        const few = worldOf(withConfidence(system, low), { seed, world });
        const many = worldOf(withConfidence(system, high), { seed, world });
        for (const link of linksOf(few)) expect(linksOf(many)).toContain(link);
        expect(networkFaults(buildNetwork(many, 'run+start'))).toEqual([]);
        expect(many.requirements.count).toBe(system.requirements.count);
      }),
      { numRuns: 200 },
    );
  });

  test('is the system itself where all is certain', () => {
    const system = timedSystemOf({
      entities: [{ weight: 1, recovery: 0, capacity: Number.NaN }],
      requirements: [],
    });
    expect(worldOf(system, { seed: 1, world: 0 })).toBe(system);
  });
});

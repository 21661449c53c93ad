import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blastRadii } from '../../engine/structure/blast-radius.ts';
import { directImpacts } from '../../engine/structure/direct-impact.ts';
import { drain } from '../formats/reading.ts';
import { distance, equation, hardNeed, networkOf, type Plan, plans } from './systems.ts';

function impactsOf(plan: Plan): Float64Array {
  return drain(directImpacts(networkOf(plan), Float64Array.from(plan.weights))).result;
}

test('the direct impact is the weight that others lose when the equation is applied once', () => {
  fc.assert(
    fc.property(plans({ maxEntities: 14 }), (plan) => {
      const once = plan.weights.map((_, v) => {
        const level = plan.weights.map((__, i) => (i === v ? 0 : 1));
        return equation(plan, 'run', new Set([v]), level).reduce(
          (sum, left, i) => sum + (i === v ? 0 : plan.weights[i]! * (1 - left)),
          0,
        );
      });
      expect(distance(impactsOf(plan), once)).toBeLessThan(1e-10);
    }),
    { numRuns: 500 },
  );
});

test('the direct impact is never more than the blast radius without the own weight', () => {
  fc.assert(
    fc.property(plans({ maxEntities: 14 }), (plan) => {
      const radii = drain(blastRadii(networkOf(plan), Float64Array.from(plan.weights))).result;
      const impacts = impactsOf(plan);
      expect([...radii].filter((radius, v) => impacts[v]! > radius - plan.weights[v]! + 1e-10)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('the direct impact of a hub of 60,000 is told in slices', () => {
  const count = 60_000;
  const spokes = Array.from({ length: count }, (_, v) => hardNeed(v + 1, 0));
  const plan = { weights: Array.from({ length: count + 1 }, () => 1), requirements: spokes };
  const { steps, result } = drain(directImpacts(networkOf(plan), Float64Array.from(plan.weights)));
  expect(result[0]).toBe(count);
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
});

/** The two kernels of random moments: the same numbers, bit for bit, on whatever way through the program. */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LaneKernel } from '../../engine/kernels/lane-kernel.ts';
import type { LanePlan } from '../../engine/kernels/lane-plan.ts';
import { createLanes } from '../../engine/kernels/lanes.ts';
import { createWasmLanes } from '../../engine/kernels/lanes-wasm.ts';
import { planMoments } from '../../engine/risk/moments-plan.ts';
import { drain } from '../formats/reading.ts';
import { networkOf, type Plan, plans } from '../properties/systems.ts';
import { simulate } from '../risk/worlds.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const PROBABILITIES = [0, 1e-9, 1e-4, 0.003, 0.05, 0.2499, 0.2501, 0.5, 0.51, 0.9, 1] as const;

/** Systems with chances, all kinds of requirements and cycles among them. */
function chances(maxEntities: number) {
  return plans({ maxEntities }).chain((plan) =>
    fc.record({
      plan: fc.constant(plan),
      pFail: fc.array(fc.constantFrom(...PROBABILITIES), {
        minLength: plan.weights.length,
        maxLength: plan.weights.length,
      }),
      seed: fc.nat(2 ** 32 - 1),
    }),
  );
}

function lanePlan(plan: Plan, pFail: readonly number[], seed: number): LanePlan {
  return drain(
    planMoments({
      network: networkOf(plan),
      key: plan.weights.map((_, v) => `name of ${v}`),
      pFail: Float64Array.from(pFail),
      weight: Float64Array.from(plan.weights),
      seed,
    }),
  ).result.plan;
}

/** Losses of some ranges of worlds, and who was down how often in all. */
function outcome(kernel: LaneKernel | undefined, ranges: readonly (readonly [number, number, number])[]) {
  const losses = ranges.map(([block, from, to]) => {
    kernel!.begin(block, from, to);
    while (!kernel!.advance());
    return [...kernel!.loss.subarray(from, to)];
  });
  return { losses, downCounts: [...kernel!.downCounts()] };
}

const RANGES = [
  [0, 0, 512],
  [3, 100, 512],
  [4, 0, 512],
  [5, 0, 33],
  [2, 511, 512],
  [4_000_000, 64, 65],
] as const;

describe('WebAssembly and TypeScript', () => {
  test('give the same losses and counts, in whatever order blocks are asked for', () => {
    fc.assert(
      fc.property(chances(40), ({ plan, pFail, seed }) => {
        const lanes = lanePlan(plan, pFail, seed);
        const expected = outcome(createLanes(lanes), RANGES);
        for (const touched of [0, 1])
          expect(outcome(createWasmLanes({ ...lanes, touched }), RANGES)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test('give the same without room to draw ahead, and where it runs out', () => {
    fc.assert(
      fc.property(chances(25), ({ plan, pFail, seed }) => {
        const lanes = lanePlan(plan, pFail, seed);
        const expected = outcome(createLanes(lanes), RANGES);
        for (const room of [0, 2100, 5000]) {
          expect(outcome(createLanes({ ...lanes, room }), RANGES)).toEqual(expected);
          for (const touched of [0, 1])
            expect(outcome(createWasmLanes({ ...lanes, room, touched }), RANGES)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('give the same where k of many are needed, whatever k', () => {
    const suppliers = Array.from({ length: 70 }, (_, v) => v);
    const weights = Array.from({ length: 71 }, (_, v) => v + 1);
    for (const need of [1, 2, 20, 39, 40, 41, 63, 67, 68, 69]) {
      const requirement = { dependent: 70, suppliers, need, isGroup: true, loss: 1 };
      const plan: Plan = { weights, requirements: [{ ...requirement, phase: 'run', switchers: [] }] };
      const lanes = lanePlan(plan, [...suppliers.map(() => 1 - need / 70), 0], need);
      const expected = outcome(createLanes(lanes), RANGES);
      for (const touched of [0, 1])
        expect(outcome(createWasmLanes({ ...lanes, touched }), RANGES)).toEqual(expected);
    }
  });
});

describe('the kernel', () => {
  const network = networkOf({ weights: [1], requirements: [] });

  test('is WebAssembly where it is there, TypeScript where it is not, and the result says so', () => {
    const setting = { network, pFail: [0.3], count: 700 };
    const { kernel, ...result } = simulate(setting);
    expect(kernel).toContain('WASM SIMD');
    const asked = simulate({ ...setting, kernel: 'typescript' });
    vi.stubGlobal('WebAssembly', undefined);
    for (const other of [asked, simulate(setting)]) {
      expect(other.kernel).toContain('TypeScript');
      expect(other).toMatchObject(result);
    }
  });

  test('is TypeScript where WebAssembly has no vectors or no memory', () => {
    vi.stubGlobal('WebAssembly', {
      ...{ Memory: WebAssembly.Memory, Instance: WebAssembly.Instance },
      Module: class {
        constructor() {
          throw new Error('Invalid opcode');
        }
      },
    });
    expect(simulate({ network, pFail: [0.3], count: 1 }).kernel).toContain('TypeScript');
  });
});

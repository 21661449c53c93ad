/** Random moments in lanes, beside exact enumeration, closed forms and one world at a time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf, type Plan, type PlannedRequirement, plans } from '../properties/systems.ts';
import { downOneByOne, type Setting, setsDown, setsDownOneByOne, simulate } from './worlds.ts';

const PROBABILITIES = [0, 1e-6, 0.001, 0.01, 0.1, 0.4, 0.5, 0.7, 0.97, 1] as const;
const SEEDS = fc.nat(2 ** 32 - 1);
const OFTEN = { numRuns: 60 };

/** Plans with a probability for each entity. */
function chances(probabilities: readonly number[], maxEntities = 12) {
  return plans({ maxEntities }).chain((plan) =>
    fc.record({
      plan: fc.constant(plan),
      pFail: fc.array(fc.constantFrom(...probabilities), {
        minLength: plan.weights.length,
        maxLength: plan.weights.length,
      }),
    }),
  );
}

/** A plan of entities that need the groups given: dependent, suppliers, how many of them. */
function planOf(
  entityCount: number,
  groups: readonly (readonly [number, readonly number[], number])[],
): Plan {
  return {
    weights: Array.from({ length: entityCount }, () => 1),
    requirements: groups.map(
      ([dependent, suppliers, need]): PlannedRequirement => ({
        ...{ dependent, suppliers, need, isGroup: true, loss: 1, phase: 'run', switchers: [] },
      }),
    ),
  };
}

describe('worlds in lanes', () => {
  test('are those that the cascade gives one by one, for the same draws', () => {
    fc.assert(
      fc.property(chances(PROBABILITIES), SEEDS, fc.nat(5000), ({ plan, pFail }, seed, first) => {
        const setting = { network: networkOf(plan), pFail, seed, first, count: 1100 };
        expect(setsDown(setting)).toEqual(setsDownOneByOne(setting));
      }),
      OFTEN,
    );
  });

  test('of systems of many entities have the losses that the cascade gives one by one', () => {
    fc.assert(
      fc.property(chances([0, 0, 0.0003, 0.002, 0.05], 150), SEEDS, ({ plan, pFail }, seed) => {
        const setting = { network: networkOf(plan), pFail, seed, first: 1800, count: 700 };
        const { downCount, weightDown } = simulate({ ...setting, weight: plan.weights });
        const down = downOneByOne(setting);
        const total = plan.weights.reduce((sum, weight) => sum + weight, 0) || 1;
        expect([...weightDown]).toEqual(
          down.map((those) => those.reduce((sum, v) => sum + plan.weights[v]!, 0) / total),
        );
        for (const those of down) for (const v of those) downCount[v]!--;
        expect(downCount.every((left) => left === 0)).toBe(true);
      }),
      OFTEN,
    );
  });

  test('are those of one by one where k of many are needed, whatever k', () => {
    const suppliers = Array.from({ length: 33 }, (_, v) => v);
    for (const need of [1, 2, 16, 17, 18, 25, 30, 32, 33]) {
      const network = networkOf(planOf(34, [[33, suppliers, need]]));
      const pFail = [...suppliers.map(() => 1 - need / 34), 0];
      const setting = { network, pFail, count: 2000 };
      expect(setsDown(setting)).toEqual(setsDownOneByOne(setting));
    }
  });

  test('have all down that are certain to fail, and nobody where nobody can', () => {
    const network = networkOf(planOf(3, [[1, [0], 1]]));
    expect(new Set(setsDown({ network, pFail: [1, 0, 0], count: 1000 }))).toEqual(new Set([3]));
    expect(new Set(setsDown({ network, pFail: [0, 0, 0], count: 1000 }))).toEqual(new Set([0]));
  });

  test('of a system without entities, or without weight, have no loss', () => {
    const empty = networkOf({ weights: [], requirements: [] });
    expect(simulate({ network: empty, pFail: [], count: 3 })).toMatchObject({
      downCount: new Int32Array(0),
      weightDown: new Float64Array(3),
    });
    const network = networkOf(planOf(1, []));
    expect(simulate({ network, pFail: [1], weight: [0], count: 3 }).weightDown).toEqual(new Float64Array(3));
  });

  test('do not depend on how they are split into ranges', () => {
    fc.assert(
      fc.property(
        chances([0.001, 0.1, 0.5]),
        fc.nat(3000),
        fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 4 }),
        ({ plan, pFail }, first, lengths) => {
          const setting = { network: networkOf(plan), pFail, weight: plan.weights, seed: 7 };
          let at = first;
          const parts = lengths.map((count) => {
            const part = simulate({ ...setting, first: at, count });
            at += count;
            return part;
          });
          const whole = simulate({ ...setting, first, count: at - first });
          expect(parts.flatMap(({ weightDown }) => [...weightDown])).toEqual([...whole.weightDown]);
          whole.downCount.forEach((count, v) => {
            expect(parts.reduce((sum, { downCount }) => sum + downCount[v]!, 0)).toBe(count);
          });
        },
      ),
      OFTEN,
    );
  });

  test('do not depend on the order of the entities', () => {
    fc.assert(
      fc.property(
        chances([0.001, 0.1, 0.5]).chain(({ plan, pFail }) =>
          fc.record({
            plan: fc.constant(plan),
            pFail: fc.constant(pFail),
            order: fc.shuffledSubarray([...plan.weights.keys()], { minLength: plan.weights.length }),
          }),
        ),
        ({ plan, pFail, order }) => {
          // entity v of the one is entity order[v] of the other, by the same name
          const key = plan.weights.map((_, v) => `name of ${v}`);
          const movedKey = order.map(() => '');
          const movedP = order.map(() => 0);
          const movedWeight = order.map(() => 0);
          order.forEach((to, v) => {
            movedKey[to] = key[v]!;
            movedP[to] = pFail[v]!;
            movedWeight[to] = plan.weights[v]! / 3;
          });
          const moved: Plan = {
            weights: movedWeight,
            requirements: plan.requirements.map((requirement) => ({
              ...requirement,
              dependent: order[requirement.dependent]!,
              suppliers: requirement.suppliers.map((w) => order[w]!),
              switchers: requirement.switchers.map((w) => order[w]!),
            })),
          };
          const weight = plan.weights.map((each) => each / 3);
          const one = simulate({ network: networkOf(plan), pFail, key, weight, count: 700 });
          const other = simulate({
            network: networkOf(moved),
            pFail: movedP,
            key: movedKey,
            weight: movedWeight,
            count: 700,
          });
          // bit for bit: sums of weights are exact
          expect([...other.weightDown]).toEqual([...one.weightDown]);
          expect(order.map((to) => other.downCount[to]!)).toEqual([...one.downCount]);
        },
      ),
      OFTEN,
    );
  });

  test('lose nobody to a lower probability', () => {
    fc.assert(
      fc.property(
        chances([0, 1e-4, 0.002, 0.03, 0.3, 0.49, 0.51, 0.9, 1]),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
        SEEDS,
        ({ plan, pFail }, factor, seed) => {
          const setting = { network: networkOf(plan), seed, count: 1024 };
          const more = setsDown({ ...setting, pFail });
          const fewer = setsDown({ ...setting, pFail: pFail.map((p, v) => p * factor[v]!) });
          for (let r = 0; r < more.length; r++) expect(fewer[r]! & ~more[r]!).toBe(0);
        },
      ),
      OFTEN,
    );
  });

  test('differ by seed, by the key of the entity, and from one to the next', () => {
    const network = networkOf(planOf(1, []));
    const worlds = (given: Partial<Setting>) =>
      setsDown({ network, pFail: [0.5], count: 4096, ...given }).join('');
    const all = [worlds({}), worlds({ seed: 2 }), worlds({ key: ['other'] }), worlds({ first: 4096 })];
    const blocks = Array.from({ length: 8 }, (_, b) => all[0]!.slice(512 * b, 512 * (b + 1)));
    expect(new Set([...all, ...blocks]).size).toBe(12);
  });
});

/** Exact probability of each entity being down, by going through who is out; sets of entities as bits. */
function exactProbabilities(pFail: readonly number[], plan: Plan): number[] {
  const counting = plan.requirements
    .filter(({ phase, loss }) => phase === 'run' && loss >= 0.5)
    .map(({ dependent, suppliers, need }) => ({
      dependent: 1 << dependent,
      members: suppliers.reduce((set, w) => set | (1 << w), 0),
      need,
    }));
  const probabilities = pFail.map(() => 0);
  for (let out = 0; out < 2 ** pFail.length; out++) {
    const probability = pFail.reduce((product, p, v) => product * ((out >> v) & 1 ? p : 1 - p), 1);
    if (probability === 0) continue;
    let down = out;
    for (let before = -1; before !== down; ) {
      before = down;
      for (const { dependent, members, need } of counting)
        if (sizeOf(members & ~down) < need) down |= dependent;
    }
    for (let v = 0; v < pFail.length; v++) if ((down >> v) & 1) probabilities[v]! += probability;
  }
  return probabilities;
}

function sizeOf(set: number): number {
  let size = 0;
  for (let left = set; left !== 0; left &= left - 1) size++;
  return size;
}

describe('probabilities of being down', () => {
  test('agree with exact enumeration on generated systems', () => {
    const count = 100_000;
    const scores: number[] = [];
    fc.assert(
      fc.property(chances([0, 0.0005, 0.01, 0.1, 0.3, 0.6, 0.98], 12), SEEDS, ({ plan, pFail }, seed) => {
        const setting = { network: networkOf(plan), pFail, seed, count };
        const { downCount } = simulate(setting);
        exactProbabilities(pFail, plan).forEach((p, v) => {
          const spread = Math.sqrt(count * p * (1 - p));
          // few are not normally distributed
          if (spread > 4) scores.push((downCount[v]! - count * p) / spread);
          else expect(Math.abs(downCount[v]! - count * p)).toBeLessThan(4 * (spread + 1));
        });
      }),
      { numRuns: 150, seed: 11 },
    );
    expect(scores.length).toBeGreaterThan(300);
    expect(scores.length).toBeLessThan(1500);
    // of that many comparisons the largest lies below 4.5 but for one time in a hundred
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(4.5);
    const meanSquare = scores.reduce((sum, z) => sum + z * z, 0) / scores.length;
    expect(meanSquare).toBeGreaterThan(0.8);
    expect(meanSquare).toBeLessThan(1.2);
  });

  test.each([
    [0, 1e-4],
    [0.05, 5.902e-4],
    [0.1, 1.0809e-3],
    [0.2, 2.0639e-3],
  ])('of a pair with the share %d of common causes is what the beta factor says', (beta, published) => {
    const q = 0.01;
    const network = networkOf(
      planOf(6, [
        [3, [0], 1],
        [3, [2], 1],
        [4, [1], 1],
        [4, [2], 1],
        [5, [3, 4], 1],
      ]),
    );
    const own = (1 - beta) * q;
    const count = 2_000_000;
    const { downCount } = simulate({ network, pFail: [own, own, beta * q, 0, 0, 0], count });
    expect(Math.abs(downCount[5]! / count - published)).toBeLessThan(4 * Math.sqrt(published / count));
  });

  test.each([
    ['2 of 3 with .1 .2 .3', [0.1, 0.2, 0.3], 2, 0.098],
    ['2 of 3 down with .1 each', [0.1, 0.1, 0.1], 2, 0.028],
    ['3 of 4 down with .05 each', [0.05, 0.05, 0.05, 0.05], 3, 0.00048125],
  ] as const)('of %s is the published one', (_, pFail, fatal, published) => {
    const n = pFail.length;
    const network = networkOf(planOf(n + 1, [[n, pFail.map((__, v) => v), n - fatal + 1]]));
    const count = 1_000_000;
    const { downCount } = simulate({ network, pFail: [...pFail, 0], count });
    expect(Math.abs(downCount[n]! / count - published)).toBeLessThan(4 * Math.sqrt(published / count));
  });
});

describe('a market split over providers on one shared service', () => {
  // nine equal ones beside a larger one, such that the squares add up to 0.1606
  const largest = 0.1 + 0.3 * Math.sqrt(0.606);
  const unequal = [largest, ...Array.from({ length: 9 }, () => (1 - largest) / 9)];
  const herfindahl = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share ** 2, 0);
  test.each([
    ['one', [1], 0.0118365],
    ['three', [1 / 3, 1 / 3, 1 / 3], 0.0052497],
    ['ten', Array.from({ length: 10 }, () => 0.1), 0.0029443],
    ['ten of which one is larger', unequal, 0.0035429],
  ] as const)('of %s has the mean and the variance of the closed form', (_, shares, published) => {
    const n = shares.length;
    const q = 0.01;
    const q0 = 0.002;
    const mean = q0 + (1 - q0) * q;
    const variance = (1 - q0) * q * (1 - q) * herfindahl(shares) + q0 * (1 - q0) * (1 - q) ** 2;
    // the sum of squares 0.1606 is rounded
    expect(variance).toBeCloseTo(published, 6);
    // clients first, then providers, then the shared service
    const network = networkOf(
      planOf(
        2 * n + 1,
        shares.flatMap((__, i) => [[i, [n + i], 1] as const, [i, [2 * n], 1] as const]),
      ),
    );
    const count = 1_000_000;
    const { weightDown } = simulate({
      network,
      pFail: [...shares.map(() => 0), ...shares.map(() => q), q0],
      weight: [...shares, ...shares.map(() => 0), 0],
      count,
    });
    const found = weightDown.reduce((sum, share) => sum + share, 0) / count;
    const squares = weightDown.map((share) => (share - found) ** 2);
    const spread = squares.reduce((sum, square) => sum + square, 0) / count;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
    const fourth = squares.reduce((sum, square) => sum + (square - spread) ** 2, 0) / count;
    expect(Math.abs(spread - variance)).toBeLessThan(4 * Math.sqrt(fourth / count));
  });
});

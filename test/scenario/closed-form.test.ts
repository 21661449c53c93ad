/**
 * Section 9 of the model: users over providers with shares s, each provider out with probability q, a shared
 * service with q0. E F = q0 + (1 - q0) q; Var F = (1 - q0) q (1 - q) HHI + q0 (1 - q0) (1 - q)^2. The expected
 * values come from that closed form, or from listing all states, and never from the engine.
 */
import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../../engine/model/network.ts';
import type { System } from '../../engine/model/system.ts';
import { unavailabilities } from '../../engine/risk/unavailability.ts';
import { createCascade, weightDown } from '../../engine/structure/cascade.ts';
import { simulate } from '../risk/worlds.ts';
import { cascadeOn } from '../time/timed-systems.ts';
import { applied, market } from './scenarios.ts';

const q = 0.01;
const q0 = 0.002;

interface Moments {
  readonly mean: number;
  readonly square: number;
}

/** Outages per year of one hour each that make a probability of being out. */
function rateOf(probability: number): number {
  return (8766 * probability) / (1 - probability);
}

/** Mean and mean square of the fraction of weight that is down, over all states of what can fail. */
function enumerated(system: System): Moments {
  const { entities } = system;
  const pFail = unavailabilities(entities);
  const failing = Array.from(entities.id.keys()).filter((v) => pFail[v]! > 0);
  const weight = system.weights[0]!.values;
  const total = weight.reduce((sum, each) => sum + each, 0);
  const cascade = createCascade(buildNetwork(system, 'run'));
  let mean = 0;
  let square = 0;
  for (let bits = 0; bits < 2 ** failing.length; bits++) {
    const out = failing.filter((_, i) => (bits >> i) & 1);
    const probability = failing.reduce(
      (product, v, i) => product * ((bits >> i) & 1 ? pFail[v]! : 1 - pFail[v]!),
      1,
    );
    cascade.run(out);
    const down = weightDown(cascade, weight) / total;
    mean += probability * down;
    square += probability * down ** 2;
  }
  return { mean, square };
}

function closedForm(
  shares: readonly number[],
  chances: { readonly q: number; readonly q0: number },
): Moments {
  const { q: own, q0: shared } = chances;
  const hhi = shares.reduce((sum, s) => sum + s * s, 0);
  const mean = shared + (1 - shared) * own;
  const variance = (1 - shared) * own * (1 - own) * hhi + shared * (1 - shared) * (1 - own) ** 2;
  return { mean, square: variance + mean ** 2 };
}

/** The example of the issue: 55, 25 and 20 of 100 users. */
const concentrated = market({
  users: [55, 25, 20],
  rates: [rateOf(q), rateOf(q), rateOf(q)],
  sharedRate: rateOf(q0),
});
const base = closedForm([0.55, 0.25, 0.2], { q, q0 });

function expectMoments(found: Moments, expected: Moments): void {
  expect(found.mean).toBeCloseTo(expected.mean, 12);
  expect(found.square).toBeCloseTo(expected.square, 12);
}

describe('on a market with a shared service', () => {
  test('the system as it is has the moments of the closed form', () => {
    expectMoments(enumerated(concentrated), base);
  });

  test('a cap leaves the mean and shrinks the variance to that of the new shares', () => {
    const { system, effects } = applied(concentrated, {
      verb: 'reassign',
      where: { role: ['hosting'] },
      cap: { share: 0.4 },
      to: {},
    });
    // 15 of 55 move, in proportion 25 to 20, as long as there is room
    expect(effects[0]!.dependenciesChanged).toBe(15);
    expectMoments(enumerated(system), closedForm([0.4, 0.33, 0.27], { q, q0 }));
  });

  test('ten equal providers change the mean by 0 % and the mean square by -49.4 %', () => {
    const { system } = applied(
      concentrated,
      { verb: 'add', what: 'entities', id: 'entrant', count: 7, like: { id: ['p0'] } },
      {
        verb: 'reassign',
        where: { role: ['hosting'] },
        cap: { share: 0.1 },
        to: { suppliers: { kind: ['cloud-provider'] }, split: 'even' },
      },
    );
    const found = enumerated(system);
    expectMoments(found, closedForm(Array(10).fill(0.1), { q, q0 }));
    expect(100 * (found.mean / base.mean - 1)).toBeCloseTo(0, 9);
    expect(100 * (found.square / base.square - 1)).toBeCloseTo(-49.4, 1);
  });

  test('a shared service that fails ten times less often changes them by -14.9 % and -29.4 %', () => {
    const { system } = applied(concentrated, {
      verb: 'set',
      where: { entity: { supplies: ['dns'] } },
      column: 'outages_per_year',
      times: rateOf(q0 / 10) / rateOf(q0),
    });
    const found = enumerated(system);
    expectMoments(found, closedForm([0.55, 0.25, 0.2], { q, q0: q0 / 10 }));
    expect(100 * (found.mean / base.mean - 1)).toBeCloseTo(-14.9, 0);
    expect(100 * (found.square / base.square - 1)).toBeCloseTo(-29.4, 1);
  });

  test('a second provider for half, of which 80 % switch, changes the mean by -33.0 %', () => {
    // who switches without fail is as good as a draw for each: the mean is linear in them
    const { system, effects } = applied(concentrated, {
      verb: 'add-alternative',
      where: { role: ['hosting'] },
      fraction: 0.4,
      to: { operators: 'other' },
    });
    expect(effects[0]!.dependenciesAdded).toBe(40);
    const single = q0 + (1 - q0) * q;
    const double = q0 + (1 - q0) * q * q;
    const { mean } = enumerated(system);
    expect(mean).toBeCloseTo(0.6 * single + 0.4 * double, 12);
    expect(100 * (mean / base.mean - 1)).toBeCloseTo(-33.0, 0);
  });

  test('an entrant that fails more often raises the mean by what its share makes of it', () => {
    const { system } = applied(
      concentrated,
      {
        verb: 'add',
        what: 'entities',
        id: 'entrant',
        like: { supplies: ['hosting'], top: { count: 1 } },
        outagesPerYear: rateOf(3 * q),
      },
      {
        verb: 'reassign',
        where: { role: ['hosting'], supplier: { not: { id: ['entrant'] } } },
        fraction: 0.2,
        to: { suppliers: { id: ['entrant'] } },
      },
    );
    const { mean } = enumerated(system);
    expect(mean).toBeCloseTo(q0 + (1 - q0) * (0.8 * q + 0.2 * 3 * q), 12);
  });

  test('random moments agree with the closed form after a cap', () => {
    const { system } = applied(concentrated, {
      verb: 'reassign',
      where: { role: ['hosting'] },
      cap: { share: 0.4 },
      to: {},
    });
    const count = 200_000;
    const { weightDown: down } = simulate({
      network: buildNetwork(system, 'run'),
      pFail: Array.from(unavailabilities(system.entities)),
      key: system.entities.id,
      weight: Array.from(system.weights[0]!.values),
      count,
    });
    const expected = closedForm([0.4, 0.33, 0.27], { q, q0 });
    const mean = down.reduce((sum, x) => sum + x, 0) / count;
    const deviation = Math.sqrt((expected.square - expected.mean ** 2) / count);
    expect(Math.abs(mean - expected.mean)).toBeLessThan(5 * deviation);
    const square = down.reduce((sum, x) => sum + x * x, 0) / count;
    // the fourth moment is below the second, for fractions
    expect(Math.abs(square - expected.square)).toBeLessThan(5 * Math.sqrt(expected.square / count));
  });
});

const breakUp = (common: number): readonly object[] => [
  {
    verb: 'add',
    what: 'entities',
    id: 'part',
    count: 5,
    like: { id: ['p0'] },
    times: { outagesPerYear: 1 - common, recoveryHours: 1 - common },
  },
  { verb: 'set', where: { entity: { id: ['p0'] } }, column: 'outages_per_year', times: common },
  {
    verb: 'add',
    what: 'dependencies',
    where: { entity: { id: ['part/*'] } },
    supplier: { id: ['p0'] },
    role: 'common-cause',
  },
  {
    verb: 'reassign',
    where: { role: ['hosting'], supplier: { id: ['p0'] } },
    to: { suppliers: { id: ['part/*'] }, split: 'even' },
  },
];

describe('in time', () => {
  /** User-hours that outages of an hour cost on average, one of each provider and of the shared service added up. */
  const hoursLost = (system: System, failoverProbability: number): number => {
    const run = (fail: number, assume: 'always' | 'never'): number => {
      const { hoursLost: lost } = cascadeOn(system).run([{ entity: fail, start: 0, duration: 1 }], {
        failover: { assume },
      });
      return system.weights[0]!.values.reduce((sum, weight, v) => sum + weight * (lost[v] ?? 0), 0);
    };
    const failing = Array.from(system.entities.id.keys()).filter(
      (v) => system.entities.outagesPerYear[v]! > 0,
    );
    return failing.reduce(
      (sum, v) => sum + failoverProbability * run(v, 'always') + (1 - failoverProbability) * run(v, 'never'),
      0,
    );
  };

  test('a second provider for half, whose switch works in 80 % of all cases, saves 40 % of what providers cost', () => {
    const { system } = applied(concentrated, {
      verb: 'add-alternative',
      where: { role: ['hosting'] },
      fraction: 0.5,
      to: { operators: 'other' },
      failoverProbability: 0.8,
    });
    // 100 user-hours by all providers together; the shared service is back within the usual grace
    expect(hoursLost(concentrated, 0.8)).toBeCloseTo(100, 9);
    expect(hoursLost(system, 0.8)).toBeCloseTo(60, 9);
  });

  test('parts of a provider that keep every cause are out when it is, and for as long', () => {
    const recovering = { verb: 'set', where: { entity: { id: ['p0'] } }, column: 'recovery_hours', to: 3 };
    const before = applied(concentrated, recovering).system;
    const { system } = applied(before, ...breakUp(1));
    const lost = (of: System): readonly number[] => {
      const { hoursLost: all } = cascadeOn(of).run([
        { entity: of.entities.id.indexOf('p0'), start: 0, duration: 2 },
      ]);
      return Array.from(all.slice(0, before.entities.count));
    };
    expect(lost(system)).toEqual(lost(before));
    expect(Math.max(...lost(before))).toBe(5);
  });
});

describe('a break-up', () => {
  test('into parts that keep nothing in common has the moments of the new shares', () => {
    const { system } = applied(concentrated, ...breakUp(0));
    expectMoments(enumerated(system), closedForm([0.25, 0.2, ...Array(5).fill(0.11)], { q, q0 }));
  });

  test('into parts that keep every cause changes nothing in any world', () => {
    const { system } = applied(concentrated, ...breakUp(1));
    expectMoments(enumerated(system), base);
    const worlds = (of: System): readonly number[] =>
      Array.from(
        simulate({
          network: buildNetwork(of, 'run'),
          pFail: Array.from(unavailabilities(of.entities)),
          key: of.entities.id,
          weight: Array.from(of.weights[0]!.values),
          count: 20_000,
        }).weightDown,
      );
    expect(worlds(system)).toEqual(worlds(concentrated));
  });
});

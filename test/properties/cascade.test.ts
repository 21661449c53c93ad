import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIncidence } from '../../engine/model/incidence.ts';
import { buildNetwork } from '../../engine/model/network.ts';
import type { System } from '../../engine/model/system.ts';
import { blastRadii } from '../../engine/structure/blast-radius.ts';
import { type Cascade, createCascade, weightDown } from '../../engine/structure/cascade.ts';
import { coldLevels, restartDeadlocks } from '../../engine/structure/cold-start.ts';
import { type Explainable, explain, reasonFor } from '../../engine/structure/explain.ts';
import { drain, systemFrom } from '../formats/reading.ts';
import {
  dependencyRows,
  distance,
  entityRows,
  equation,
  hardNeed,
  naiveFixpoint,
  networkOf,
  type Plan,
  plans,
  plansWithFailures,
  subsets,
  systemOf,
  systemOfRows,
} from './systems.ts';

const TOLERANCE = 1e-12;

/** Losses of at most 0.9 leave an error of TOLERANCE / (1 - 0.9) for every entity on a path. */
const COLD_TOLERANCE = 1e-10;

function levelsOf(plan: Plan, fail: readonly number[]): number[] {
  const cascade = createCascade(networkOf(plan));
  cascade.run(fail);
  return [...cascade.level];
}

function radiiOf(plan: Plan): Float64Array {
  return drain(blastRadii(networkOf(plan), Float64Array.from(plan.weights))).result;
}

/** A system after a cascade, as the explanation wants it. */
function afterFailureOf(system: System, fail: readonly number[]): Explainable {
  const network = buildNetwork(system, 'run');
  const cascade = createCascade(network);
  cascade.run(fail);
  return { system, network, incidence: buildIncidence(system.entities.count, system.dependencies), cascade };
}

/** Everything that a run leaves behind, copied. */
function outcomeOf(cascade: Cascade): object {
  const order = [...cascade.order.slice(0, cascade.count)];
  return {
    level: [...cascade.level],
    order,
    because: order.map((v) => cascade.because[v]),
    via: order.map((v) => cascade.via[v]),
  };
}

describe('the levels after a cascade', () => {
  test('with full losses are the greatest fixpoint, in every state of every system', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 8, losses: [1] }), (plan) => {
        const cascade = createCascade(networkOf(plan));
        for (const fail of subsets(plan.weights.length)) {
          cascade.run(fail);
          expect([...cascade.level]).toEqual(naiveFixpoint(plan, 'run', fail, 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('in a system of ten entities are the greatest fixpoint in every state', () => {
    const isLarge = (plan: Plan): boolean => plan.weights.length === 10 && plan.requirements.length > 8;
    fc.assert(
      fc.property(plans({ maxEntities: 10, losses: [1] }).filter(isLarge), (plan) => {
        const cascade = createCascade(networkOf(plan));
        for (const fail of subsets(10)) {
          cascade.run(fail);
          if (distance(cascade.level, naiveFixpoint(plan, 'run', fail, 1)) !== 0) return false;
        }
        return true;
      }),
      { numRuns: 6 },
    );
  });

  test('with graded losses are the greatest fixpoint', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 12 }), ({ plan, fail }) => {
        expect(distance(levelsOf(plan, fail), naiveFixpoint(plan, 'run', fail, 1))).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 500 },
    );
  });

  test('satisfy the equation', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 20 }), ({ plan, fail }) => {
        const level = levelsOf(plan, fail);
        expect(distance(level, equation(plan, 'run', new Set(fail), level))).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 300 },
    );
  });

  test('are full for everyone when nothing fails, and none for everyone when all fail', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 12 }), (plan) => {
        const all = plan.weights.map((_, v) => v);
        expect(levelsOf(plan, [])).toEqual(all.map(() => 1));
        expect(levelsOf(plan, all)).toEqual(all.map(() => 0));
      }),
    );
  });

  test('are never higher after a larger shock', () => {
    const shocks = plansWithFailures({ maxEntities: 12 }).chain(({ plan, fail }) =>
      fc.record({ plan: fc.constant(plan), fail: fc.constant(fail), kept: fc.subarray(fail) }),
    );
    fc.assert(
      fc.property(shocks, ({ plan, fail, kept }) => {
        const large = levelsOf(plan, fail);
        const small = levelsOf(plan, kept);
        expect(large.filter((value, v) => value > small[v]! + TOLERANCE)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('move with the entities when these are renamed and listed in another order', () => {
    const shuffled = plansWithFailures({ maxEntities: 12 }).chain(({ plan, fail }) =>
      fc.record({
        plan: fc.constant(plan),
        fail: fc.constant(fail),
        place: fc.shuffledSubarray(
          plan.weights.map((_, v) => v),
          { minLength: plan.weights.length },
        ),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ plan, fail, place }) => {
        const renamed = (v: number): string => `other ${place[v]}`;
        const rows = entityRows(plan, renamed);
        const sorted = place.map((_, at) => rows[place.indexOf(at)]!);
        const cascade = createCascade(
          buildNetwork(systemOfRows(sorted, dependencyRows(plan, renamed).reverse()), 'run'),
        );
        cascade.run(fail.map((v) => place[v]!));
        const moved = place.map((at) => cascade.level[at]!);
        expect(distance(moved, levelsOf(plan, fail))).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 300 },
    );
  });

  test('stay the same when a row of the table is repeated', () => {
    const repeated = fc.record({ drawn: plansWithFailures({ maxEntities: 10 }), which: fc.nat() });
    fc.assert(
      fc.property(repeated, ({ drawn: { plan, fail }, which }) => {
        const rows = dependencyRows(plan);
        fc.pre(rows.length > 0);
        const twice = [...rows, rows[which % rows.length]!];
        const cascade = createCascade(buildNetwork(systemOfRows(entityRows(plan), twice), 'run'));
        cascade.run(fail);
        expect([...cascade.level]).toEqual(levelsOf(plan, fail));
      }),
      { numRuns: 300 },
    );
  });

  test('stay the same when every entity is made to depend on itself', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 10 }), ({ plan, fail }) => {
        const loops = plan.weights.map((_, v) => hardNeed(v, v));
        const looped = { ...plan, requirements: [...plan.requirements, ...loops] };
        expect(levelsOf(looped, fail)).toEqual(levelsOf(plan, fail));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the fallen', () => {
  test('are closed: who stands has enough suppliers that stand', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 16, losses: [1] }), ({ plan, fail }) => {
        const level = levelsOf(plan, fail);
        const starved = plan.requirements.filter(({ dependent, suppliers, need, phase }) => {
          const standing = [...new Set(suppliers)].filter((supplier) => level[supplier] === 1).length;
          return phase === 'run' && level[dependent] === 1 && standing < need;
        });
        expect(starved).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('are listed once each, failed ones first, then by rising level', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 16 }), ({ plan, fail }) => {
        const cascade = createCascade(networkOf(plan));
        cascade.run(fail);
        const order = [...cascade.order.slice(0, cascade.count)];
        const below = [...cascade.level.keys()].filter((v) => cascade.level[v]! < 1);
        expect([...order].sort((a, b) => a - b)).toEqual(below);
        expect(order.slice(0, new Set(fail).size)).toEqual([...new Set(fail)]);
        const drops = order.filter(
          (v, i) => i > 0 && cascade.level[v]! < cascade.level[order[i - 1]!]! - 1e-15,
        );
        expect(drops).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of one run leave no trace in the next run of the same workspace', () => {
    const twoShocks = plansWithFailures({ maxEntities: 12 }).chain(({ plan, fail }) =>
      fc.record({ plan: fc.constant(plan), first: fc.constant(fail), second: fc.subarray(fail) }),
    );
    fc.assert(
      fc.property(twoShocks, ({ plan, first, second }) => {
        const network = networkOf(plan);
        const fresh = createCascade(network);
        fresh.run(second);
        const used = createCascade(network);
        used.run(first);
        used.run(second);
        used.run(first);
        used.run(second);
        expect(outcomeOf(used)).toEqual(outcomeOf(fresh));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the blast radius', () => {
  test('of each entity is the weight down after a cascade of its own', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 16 }), (plan) => {
        const network = networkOf(plan);
        const weight = Float64Array.from(plan.weights);
        const single = plan.weights.map((_, v) => {
          const cascade = createCascade(network);
          cascade.run([v]);
          return weightDown(cascade, weight);
        });
        expect([...drain(blastRadii(network, weight)).result]).toEqual(single);
      }),
      { numRuns: 200 },
    );
  });

  test('is the sum of weight times service lost', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 10 }), (plan) => {
        const slow = plan.weights.map((_, v) =>
          naiveFixpoint(plan, 'run', [v], 1).reduce((sum, f, i) => sum + plan.weights[i]! * (1 - f), 0),
        );
        expect(distance(radiiOf(plan), slow)).toBeLessThan(1e-10);
      }),
      { numRuns: 200 },
    );
  });

  test('never shrinks when a hard dependency is added', () => {
    const additions = fc.record({ plan: plans({ maxEntities: 10 }), from: fc.nat(), to: fc.nat() });
    fc.assert(
      fc.property(additions, ({ plan, from, to }) => {
        const count = plan.weights.length;
        fc.pre(count > 0);
        const added = hardNeed(from % count, to % count);
        const before = radiiOf(plan);
        const after = radiiOf({ ...plan, requirements: [...plan.requirements, added] });
        expect([...after].filter((radius, v) => radius < before[v]! - 1e-10)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('never grows when a requirement gets one more alternative that depends on nobody', () => {
    const additions = fc.record({ plan: plans({ maxEntities: 10 }), which: fc.nat() });
    fc.assert(
      fc.property(additions, ({ plan, which }) => {
        fc.pre(plan.requirements.length > 0);
        const chosen = which % plan.requirements.length;
        const newcomer = plan.weights.length;
        const eased = {
          weights: [...plan.weights, 0],
          requirements: plan.requirements.map((requirement, r) =>
            r === chosen
              ? { ...requirement, isGroup: true, suppliers: [...requirement.suppliers, newcomer] }
              : requirement,
          ),
        };
        const before = radiiOf(plan);
        const after = radiiOf(eased).slice(0, newcomer);
        expect([...after].filter((radius, v) => radius > before[v]! + 1e-10)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of many entities is reported in slices whose fractions rise to at most 1', () => {
    const count = 400;
    const chain = Array.from({ length: count - 1 }, (_, v) => hardNeed(v, v + 1));
    const plan = { weights: Array.from({ length: count }, () => 1), requirements: chain };
    const { steps, result } = drain(blastRadii(networkOf(plan), Float64Array.from(plan.weights)));
    expect([...result]).toEqual(Array.from({ length: count }, (_, v) => v + 1));
    expect(steps.length).toBeGreaterThan(2);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(steps.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
  });
});

describe('the cold start', () => {
  test('reaches the least fixpoint over what is needed to run and to start', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 10 }), ({ plan, fail }) => {
        const cold = coldLevels(buildNetwork(systemOf(plan), 'run+start'), fail);
        const naive = naiveFixpoint(plan, 'run+start', fail, 0);
        expect(distance(cold, naive)).toBeLessThan(COLD_TOLERANCE);
        // zero is zero, not nearly so
        expect([...cold].map((value) => value > 0)).toEqual(naive.map((value) => value > 0));
      }),
      { numRuns: 500 },
    );
  });

  test('with full losses agrees with the naive iteration in every state', () => {
    fc.assert(
      fc.property(plans({ maxEntities: 7, losses: [1] }), (plan) => {
        const network = buildNetwork(systemOf(plan), 'run+start');
        for (const fail of subsets(plan.weights.length))
          expect([...coldLevels(network, fail)]).toEqual(naiveFixpoint(plan, 'run+start', fail, 0));
      }),
      { numRuns: 60 },
    );
  });

  test('locks out exactly those who are up in the running system and down after a total stop', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 10 }), ({ plan, fail }) => {
        const warm = naiveFixpoint(plan, 'run', fail, 1);
        const cold = naiveFixpoint(plan, 'run+start', fail, 0);
        const network = buildNetwork(systemOf(plan), 'run+start');
        const expected = warm.flatMap((value, v) => (value > 0 && cold[v] === 0 ? [v] : []));
        expect(restartDeadlocks(network, Float64Array.from(warm), fail)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('finds two entities locked that need each other to start', () => {
    const plan: Plan = {
      weights: [1, 1, 1],
      requirements: [hardNeed(0, 1), { ...hardNeed(1, 0), phase: 'start' }, hardNeed(2, 0)],
    };
    const network = buildNetwork(systemOf(plan), 'run+start');
    expect(restartDeadlocks(network, new Float64Array(3).fill(1), [])).toEqual([0, 1, 2]);
    expect(levelsOf(plan, [])).toEqual([1, 1, 1]);
  });
});

describe('the explanation of a fall', () => {
  test('leads from a failed entity to the one asked for, each step by a supplier that is really lost', () => {
    fc.assert(
      fc.property(plansWithFailures({ maxEntities: 12 }), ({ plan, fail }) => {
        const done = afterFailureOf(systemOf(plan), fail);
        const { system, network, cascade } = done;
        const failed = new Set(fail);
        for (let v = 0; v < plan.weights.length; v++) {
          const chain = explain(done, v);
          if (cascade.level[v] === 1) {
            expect(chain).toEqual([]);
            continue;
          }
          expect(chain.at(-1)!.entity).toBe(v);
          expect(failed.has(chain[0]!.entity)).toBe(true);
          expect(chain[0]!.suppliers).toEqual([]);
          expect(new Set(chain.map((step) => step.entity)).size).toBe(chain.length);
          for (const [i, step] of chain.entries()) {
            expect(step.level).toBe(cascade.level[step.entity]);
            expect(step.sentence).toContain(system.entities.name[step.entity]);
            if (i === 0) continue;
            const cause = chain[i - 1]!.entity;
            const r = cascade.because[step.entity]!;
            const members = [...network.member.slice(network.memberStart[r], network.memberStart[r + 1])];
            expect(network.dependent[r]).toBe(step.entity);
            expect(members).toContain(cause);
            expect(step.suppliers).toContain(cause);
            expect(step.suppliers.every((w) => members.includes(w) && cascade.level[w]! < 1)).toBe(true);
            expect(step.sentence).toContain(system.entities.name[cause]);
            // those named are as badly off as the one that decided, or worse; nobody else is blamed
            const blamed = members.filter((w) => cascade.level[w]! <= cascade.level[cause]!);
            expect(step.suppliers).toEqual(blamed);
            // without the suppliers named, too few are left for what the requirement needs
            expect(members.length - step.suppliers.length).toBeLessThan(network.need[r]!);
            const allowed = 1 - network.loss[r]! * (1 - cascade.level[cause]!);
            expect(Math.abs(step.level - allowed)).toBeLessThan(TOLERANCE);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('gives no reason for an entity that was made to fail', () => {
    const done = afterFailureOf(systemOf({ weights: [1, 1], requirements: [hardNeed(0, 1)] }), [1]);
    expect(reasonFor(done, 1)).toBeUndefined();
    expect(reasonFor(done, 0)).toEqual({
      requirement: 0,
      role: 'platform',
      group: '',
      need: 1,
      memberCount: 1,
      suppliers: [1],
    });
  });

  test('takes the shortest chain where several lead to the same fall', () => {
    // 0 needs 1 and 3; 1 needs 2, 2 needs 3: the direct need of 3 is the shorter reason
    const plan = {
      weights: [1, 1, 1, 1],
      requirements: [hardNeed(0, 1), hardNeed(1, 2), hardNeed(2, 3), hardNeed(0, 3)],
    };
    const done = afterFailureOf(systemOf(plan), [3]);
    expect(explain(done, 0).map((step) => step.entity)).toEqual([3, 0]);
  });

  test('says what the alternatives are for, not what a switch between them needs', () => {
    const system = systemFrom({
      entities: 'id,kind,weight\nshop,application,1\none,cdn,0\ntwo,cdn,0\npager,platform,0\n',
      dependencies:
        'dependent,supplier,role,group,phase\n' +
        'shop,pager,alerting,g,failover\nshop,one,delivery,g,run\nshop,two,delivery,g,run\n',
    });
    const done = afterFailureOf(system, [1, 2]);
    expect(explain(done, 0).at(-1)!.sentence).toBe(
      'shop is down because it needs 1 of 2 alternatives for delivery, and it has lost one (down), two (down).',
    );
  });

  test('never rounds a partial service to all or nothing', () => {
    const sentenceAt = (loss: number): string => {
      const system = systemOf({ weights: [1, 1], requirements: [{ ...hardNeed(0, 1), loss }] });
      return explain(afterFailureOf(system, [1]), 0).at(-1)!.sentence;
    };
    expect(sentenceAt(0.999)).toContain('keeps less than 1 % of its service');
    expect(sentenceAt(0.001)).toContain('keeps more than 99 % of its service');
    expect(sentenceAt(0.4)).toContain('keeps 60 % of its service');
  });
});

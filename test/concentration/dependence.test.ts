/** Concentration on generated systems, against sets and maps, and against the laws that it must obey. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConcentrationResult, JobRequest } from '../../engine/api/protocol.ts';
import { drain } from '../formats/reading.ts';
import { naiveFixpoint } from '../properties/systems.ts';
import { concentrationOf, openTables, type SupplierRow, suppliersOf } from './running.ts';
import {
  allUsers,
  directLoss,
  directUsers,
  groupsOf,
  type MarketPlan,
  marketPlans,
  plainShares,
  ROLES,
  rowsOf,
  tablesOf,
} from './systems.ts';

const TOLERANCE = 1e-12;

/** A system with a role that one of its dependencies has. */
const drawn = marketPlans({ maxEntities: 10 }).chain((plan) =>
  fc.record({
    plan: fc.constant(plan),
    role: fc.constantFrom(...ROLES),
    suppliers: fc.constantFrom('each' as const, 'by-operator' as const),
  }),
);

interface Question {
  readonly plan: MarketPlan;
  readonly role: string;
  readonly suppliers: 'each' | 'by-operator';
}

/** The answer of the engine, or nothing where no row has the role. */
function answer(
  { plan, role, suppliers }: Question,
  asked: Partial<JobRequest<'concentration'>> = {},
): { readonly result: ConcentrationResult; readonly rows: Map<string, SupplierRow> } {
  const { entities, dependencies } = tablesOf(plan);
  const opened = openTables(entities, dependencies);
  fc.pre(opened.view.roles.some((label, code) => label === role && opened.view.role.includes(code)));
  const result = concentrationOf(opened, { role, suppliers, ...asked });
  return { result, rows: suppliersOf(opened, result) };
}

function weightOf(plan: MarketPlan, users: Iterable<number>): number {
  return [...users].reduce((sum, v) => sum + plan.plan.weights[v]!, 0);
}

describe('concentration and impact', () => {
  test('are those of sets of users and of the naive fixpoint, direct and hidden', () => {
    fc.assert(
      fc.property(drawn, (question) => {
        const { plan, role, suppliers } = question;
        const { rows: found } = answer(question);
        const rows = rowsOf(plan);
        const groups = groupsOf(plan, rows, { role, isRolledUp: suppliers === 'by-operator' });
        const total = weightOf(plan, plan.plan.weights.keys());
        const close = (value: number, weight: number): void =>
          expect(Math.abs(value - (total > 0 ? weight / total : 0))).toBeLessThan(TOLERANCE);
        expect([...found.keys()].sort()).toEqual([...groups.keys()].map((v) => `e${v}`).sort());
        for (const [key, failed] of groups) {
          const row = found.get(`e${key}`)!;
          const users = directUsers(rows, role, failed);
          close(row.concentration, weightOf(plan, users));
          close(row.hiddenConcentration, weightOf(plan, allUsers(rows, failed)));
          const lost = [...users].map(
            (user) => plan.plan.weights[user]! * directLoss(rows, { user, role, failed }),
          );
          close(
            row.impact,
            lost.reduce((a, b) => a + b, 0),
          );
          const level = naiveFixpoint(plan.plan, 'run', [...failed], 1);
          const down = level.map((value, v) => (failed.has(v) ? 0 : plan.plan.weights[v]! * (1 - value)));
          close(
            row.hiddenImpact,
            down.reduce((a, b) => a + b, 0),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test('hold the laws: hidden is never below direct, impact never above concentration, all within 0..1', () => {
    fc.assert(
      fc.property(drawn, (question) => {
        for (const row of answer(question).rows.values()) {
          expect(row.hiddenConcentration).toBeGreaterThanOrEqual(row.concentration);
          expect(row.hiddenImpact).toBeGreaterThanOrEqual(row.impact);
          expect(row.impact).toBeLessThanOrEqual(row.concentration + TOLERANCE);
          expect(row.hiddenImpact).toBeLessThanOrEqual(row.hiddenConcentration + TOLERANCE);
          expect(row.impact).toBeGreaterThanOrEqual(0);
          expect(row.hiddenConcentration).toBeLessThanOrEqual(1 + TOLERANCE);
          if (row.impact === 0) expect(row.amplification).toBeNaN();
          else expect(row.amplification).toBe(row.hiddenImpact / row.impact);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are listed by falling hidden impact, with ranks that say how many are above', () => {
    fc.assert(
      fc.property(drawn, (question) => {
        const { result } = answer(question);
        const above = (values: Float64Array, s: number): number =>
          1 + values.filter((value) => value > values[s]!).length;
        for (const s of result.supplier.keys()) {
          if (s > 0) expect(result.hiddenImpact[s]!).toBeLessThanOrEqual(result.hiddenImpact[s - 1]!);
          expect(result.rankHidden[s]).toBe(above(result.hiddenImpact, s));
          expect(result.rankDirect[s]).toBe(above(result.impact, s));
        }
        const direct = answer(question, { dependence: 'direct' }).result;
        expect([...direct.impact]).toEqual([...direct.impact].sort((a, b) => b - a));
        expect(direct.hiddenImpact).toHaveLength(0);
        expect(direct.rankHidden).toHaveLength(0);
        expect(direct.carrierStart.every((at) => at === 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('say who carries the hidden part: entities on the supplier, and never more than there is', () => {
    fc.assert(
      fc.property(drawn, (question) => {
        const { plan, role, suppliers } = question;
        const rows = rowsOf(plan);
        const groups = groupsOf(plan, rows, { role, isRolledUp: suppliers === 'by-operator' });
        const { weights } = plan.plan;
        const total = weightOf(plan, weights.keys());
        for (const [id, { carriers, hiddenImpact, impact }] of answer(question).rows) {
          const failed = groups.get(Number(id.slice(1)))!;
          const level = naiveFixpoint(plan.plan, 'run', [...failed], 1);
          const beyond = weights.map((weight, user) =>
            failed.has(user)
              ? 0
              : (weight * (1 - level[user]! - directLoss(rows, { user, role, failed }))) / total,
          );
          const carried = carriers.reduce((sum, { share }) => sum + share, 0);
          const hidden = hiddenImpact - impact;
          expect(carried).toBeLessThanOrEqual(hidden + TOLERANCE);
          if (carriers.length < 3) expect(Math.abs(carried - hidden)).toBeLessThan(TOLERANCE);
          expect(carriers.map(({ share }) => share)).toEqual(
            carriers.map(({ share }) => share).sort((a, b) => b - a),
          );
          for (const { id: carrier, example, share } of carriers) {
            const v = Number(carrier.slice(1));
            const user = Number(example.slice(1));
            const stands = rows.some((row) => row.user === v && row.isRun && failed.has(row.supplier));
            expect(stands || failed.has(v)).toBe(true);
            expect(share).toBeGreaterThan(0);
            expect(beyond[user]!).toBeGreaterThan(0);
            expect(beyond[user]!).toBeLessThanOrEqual(share + TOLERANCE);
            if (carriers.length === 1) expect(beyond[user]).toBe(Math.max(...beyond));
            expect(allUsers(rows, new Set([v])).has(user)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('shares', () => {
  test('split every user over its rows and sum to 1', () => {
    fc.assert(
      fc.property(drawn, ({ plan, role }) => {
        const { result, rows: found } = answer({ plan, role, suppliers: 'each' });
        const rows = rowsOf(plan);
        const shares = plainShares(rows, plan.plan.weights, role);
        for (const [id, { share }] of found)
          expect(Math.abs(share - (shares.get(Number(id.slice(1))) ?? 0))).toBeLessThan(TOLERANCE);
        const sum = result.share.reduce((a, b) => a + b, 0);
        const isUsed = result.population.roleUserCount > 0;
        expect(Math.abs(sum - (isUsed ? 1 : 0))).toBeLessThan(TOLERANCE);
        expect(result.indices === null).toBe(!isUsed);
        expect(result.remark === '').toBe(isUsed);
        if (!isUsed) return;
        const { weights } = plan.plan;
        const users = new Set(rows.filter((row) => row.role === role).map(({ user }) => user));
        const squares = (parts: readonly number[]): number => parts.reduce((s, part) => s + part ** 2, 0);
        const alone = [...users].map((user) => weights[user]! / weightOf(plan, users));
        expect(result.indices!.centralization).toBeCloseTo(squares([...shares.values()]) - squares(alone), 9);
      }),
      { numRuns: 300 },
    );
  });
});

describe('rolling up to operators', () => {
  test('changes nothing where nobody has an operator', () => {
    fc.assert(
      fc.property(drawn, ({ plan, role }) => {
        const alone = { ...plan, operators: plan.operators.map(() => -1) };
        const each = answer({ plan: alone, role, suppliers: 'each' }).result;
        const rolled = answer({ plan: alone, role, suppliers: 'by-operator' }).result;
        expect({ ...rolled, assumptions: [] }).toEqual({ ...each, assumptions: [] });
      }),
      { numRuns: 150 },
    );
  });

  test('adds up shares, and counts a user of several members once', () => {
    fc.assert(
      fc.property(drawn, ({ plan, role }) => {
        const each = answer({ plan, role, suppliers: 'each' }).rows;
        const rolled = answer({ plan, role, suppliers: 'by-operator' }).rows;
        const groups = groupsOf(plan, rowsOf(plan), { role, isRolledUp: true });
        for (const [key, members] of groups) {
          const whole = rolled.get(`e${key}`)!;
          const sum = (of: (row: SupplierRow) => number): number =>
            [...members].reduce((total, v) => total + of(each.get(`e${v}`)!), 0);
          expect(Math.abs(whole.share - sum((row) => row.share))).toBeLessThan(TOLERANCE);
          expect(whole.concentration).toBeLessThanOrEqual(sum((row) => row.concentration) + TOLERANCE);
          expect(whole.hiddenConcentration).toBeLessThanOrEqual(
            sum((row) => row.hiddenConcentration) + TOLERANCE,
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('entities that are renamed and listed in another order have the same results', () => {
  const shuffled = drawn.chain((question) =>
    fc.record({
      question: fc.constant(question),
      order: fc.shuffledSubarray(
        question.plan.plan.weights.map((_, v) => v),
        { minLength: question.plan.plan.weights.length },
      ),
    }),
  );
  const bare = (rows: Map<string, SupplierRow>) =>
    [...rows].map(([id, { carriers, ...row }]) => ({ id, ...row })).sort((a, b) => (a.id < b.id ? -1 : 1));
  fc.assert(
    fc.property(shuffled, ({ question, order }) => {
      const { plan, role, suppliers } = question;
      const before = answer(question);
      const { entities, dependencies } = tablesOf(plan, (v) => `e${v}`, order);
      const opened = openTables(entities, dependencies);
      const after = concentrationOf(opened, { role, suppliers });
      // sums come out in another order, and so differ by a last digit
      expect(bare(suppliersOf(opened, after))).toEqual(
        bare(before.rows).map((row) => ({ ...row, share: expect.closeTo(row.share, 10) })),
      );
      const { indices } = before.result;
      const near = Object.entries(indices ?? {}).map(([key, value]) => [
        key,
        typeof value === 'number' ? expect.closeTo(value, 6) : value,
      ]);
      expect(after.indices).toEqual(indices && Object.fromEntries(near));
    }),
    { numRuns: 200 },
  );
});

test('the exposure to each country is that of the naive fixpoint', () => {
  fc.assert(
    fc.property(marketPlans({ maxEntities: 8 }), (plan) => {
      const { entities, dependencies } = tablesOf(plan);
      const { run } = openTables(entities, dependencies);
      const found = run({ kind: 'jurisdictions', weight: 'weight', sectors: [], countries: [] });
      const { weights } = plan.plan;
      const total = weightOf(plan, weights.keys());
      const top = (v: number): number => (plan.operators[v]! < 0 ? v : top(plan.operators[v]!));
      const all = [...weights.keys()];
      expect([...found.countries].sort()).toEqual(
        [...new Set(plan.countries)].filter((country) => country !== '').sort(),
      );
      const down = (failed: readonly number[]): number =>
        total === 0
          ? 0
          : naiveFixpoint(plan.plan, 'run', failed, 1).reduce(
              (sum, level, v) => sum + (weights[v]! * (1 - level)) / total,
              0,
            );
      found.countries.forEach((country, c) => {
        const located = all.filter((v) => plan.countries[v] === country);
        const controlled = all.filter((v) => plan.countries[top(v)] === country);
        const either = all.filter((v) => located.includes(v) || controlled.includes(v));
        expect(found.located[c]).toBeCloseTo(down(located), 12);
        expect(found.controlled[c]).toBeCloseTo(down(controlled), 12);
        expect(found.either[c]).toBeCloseTo(down(either), 12);
        expect(found.own[c]).toBeCloseTo(total === 0 ? 0 : weightOf(plan, either) / total, 12);
        if (c > 0) expect(found.either[c]!).toBeLessThanOrEqual(found.either[c - 1]!);
      });
    }),
    { numRuns: 300 },
  );
});

test('long work is told in slices whose fractions rise to at most 1', () => {
  const ids = Array.from({ length: 500 }, (_, v) => v);
  const { steps, result } = drain(
    openTables(
      `id,kind,weight\n${ids.map((v) => `e${v},dns,1\n`).join('')}`,
      `dependent,supplier\n${ids
        .slice(1)
        .map((v) => `e${v - 1},e${v}\n`)
        .join('')}`,
    ).engine.job<'concentration'>({
      kind: 'concentration',
      role: 'dns',
      weight: 'weight',
      sectors: [],
      countries: [],
      suppliers: 'each',
      dependence: 'hidden',
    }),
  );
  // a chain: everybody before a link falls with it
  expect([...result.hiddenImpact]).toEqual(
    ids
      .slice(1)
      .map((v) => v / 500)
      .reverse(),
  );
  const fractions = steps.map(({ fraction }) => fraction);
  expect(fractions.length).toBeGreaterThan(5);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
  expect(fractions.at(-1)).toBeLessThanOrEqual(1);
});

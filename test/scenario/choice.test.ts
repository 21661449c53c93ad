/** Choices under a budget, against everything that there is to choose from, told by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestChoice,
  type Choice,
  chooseByStep,
  costOfLevers,
  isAffordable,
  paretoFront,
} from '../../engine/scenario/choice.ts';
import { drain } from '../formats/reading.ts';

type Loss = (levers: readonly number[]) => number;

/** All subsets that the budget allows, by recursion. */
function allChoices(costs: readonly number[], budget: number, loss: Loss): readonly Choice[] {
  const subsets = (from: number): readonly (readonly number[])[] =>
    from === costs.length ? [[]] : subsets(from + 1).flatMap((rest) => [rest, [from, ...rest]]);
  return subsets(0)
    .map((levers) => ({
      levers,
      cost: costOfLevers(levers, costs),
      averageAnnualLoss: loss(levers),
      oneInTen: undefined,
    }))
    .filter(({ cost }) => isAffordable(cost, budget));
}

function byStep(costs: readonly number[], budget: number, loss: Loss): readonly Choice[] {
  // biome-ignore lint/correctness/useYield: the value is known
  function* evaluate(levers: readonly number[]) {
    return { averageAnnualLoss: loss(levers), oneInTen: undefined };
  }
  return drain(chooseByStep({ costs, budget }, evaluate)).result;
}

describe('a choice under a budget', () => {
  test('finds two measures of which each alone is worthless', () => {
    // a second cloud saves nothing without a second name service
    const loss: Loss = (levers) =>
      100 - (levers.includes(0) && levers.includes(1) ? 60 : 0) - (levers.includes(2) ? 10 : 0);
    const best = bestChoice(byStep([2, 2, 2], 4, loss));
    expect(best).toMatchObject({ levers: [0, 1], cost: 4, averageAnnualLoss: 40 });
  });

  test('swaps what was worth its price for what saves more', () => {
    // by value for money the cheap one comes first, and then there is no money for the dear one
    const loss: Loss = (levers) => 100 - (levers.includes(0) ? 2 : 0) - (levers.includes(1) ? 50 : 0);
    const best = bestChoice(byStep([1, 50], 50, loss));
    expect(best).toMatchObject({ levers: [1], averageAnnualLoss: 50 });
  });

  test('is the best of all where each measure saves what it saves whatever else is done', () => {
    const saved = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(saved, fc.nat(6), (gains, budget) => {
        const costs = gains.map(() => 1);
        const loss: Loss = (levers) => 200 - levers.reduce((sum, lever) => sum + gains[lever]!, 0);
        const best = bestChoice(byStep(costs, budget, loss));
        expect(best.averageAnnualLoss).toBe(bestChoice(allChoices(costs, budget, loss)).averageAnnualLoss);
        expect(best.cost).toBeLessThanOrEqual(budget);
      }),
    );
  });

  test('never costs more than the budget, and is never worse than any one measure', () => {
    const table = fc.array(fc.nat(1000), { minLength: 32, maxLength: 32 });
    const prices = fc.array(fc.nat(9), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(table, prices, fc.nat(30), (losses, costs, budget) => {
        const loss: Loss = (levers) => losses[levers.reduce((bits, lever) => bits + 2 ** lever, 0)]!;
        const looked = byStep(costs, budget, loss);
        const best = bestChoice(looked);
        for (const { cost } of looked) expect(isAffordable(cost, budget)).toBe(true);
        for (const [lever, cost] of costs.entries())
          if (cost <= budget) expect(best.averageAnnualLoss).toBeLessThanOrEqual(loss([lever]));
      }),
    );
  });
});

describe('the front of choices', () => {
  const choice = (cost: number, averageAnnualLoss: number, oneInTen: number): Choice => ({
    levers: [cost],
    cost,
    averageAnnualLoss,
    oneInTen,
  });

  test('keeps who is best for something, cheapest first', () => {
    const front = paretoFront([
      choice(3, 5, 9),
      choice(0, 10, 10),
      choice(2, 8, 12),
      choice(4, 6, 9),
      choice(5, 7, 8),
    ]);
    expect(front.map(({ cost }) => cost)).toEqual([0, 2, 3, 5]);
  });

  test('is what pairwise comparison leaves', () => {
    const three = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5));
    fc.assert(
      fc.property(fc.array(three, { minLength: 1, maxLength: 20 }), (points) => {
        const choices = points.map(([a, b, c]) => choice(a, b, c));
        const isBelow = (p: Choice, q: Choice): boolean =>
          p.cost <= q.cost && p.averageAnnualLoss <= q.averageAnnualLoss && p.oneInTen! <= q.oneInTen!;
        const names = (list: readonly Choice[]): string[] =>
          [...new Set(list.map((each) => JSON.stringify(each)))].sort();
        const expected = choices.filter((each) =>
          choices.every((other) => !isBelow(other, each) || isBelow(each, other)),
        );
        expect(names(paretoFront(choices))).toEqual(names(expected));
      }),
    );
  });
});

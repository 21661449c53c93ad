/**
 * What to do with a budget. Less risk is not submodular: a second cloud can be worthless without a second name
 * service. So all combinations are looked at where they can be, and else steps of one measure or two, and swaps.
 */

/** What a combination of measures comes to. */
export interface Value {
  /** Weight-hours a year. */
  readonly averageAnnualLoss: number;
  /** Loss of a year that is reached once in ten; undefined with fewer than 300 years. */
  readonly oneInTen: number | undefined;
}

export interface Choice extends Value {
  /** Levers that are chosen, ascending. */
  readonly levers: readonly number[];
  readonly cost: number;
}

/** Costs that add up to a budget in another order must not be too much for it. */
const ROUNDING = 1e-9;

/** Whether a cost is within a budget. */
export function isAffordable(cost: number, budget: number): boolean {
  return cost <= budget * (1 + ROUNDING);
}

/** What levers cost together, added in their order. */
export function costOfLevers(levers: readonly number[], costs: readonly number[]): number {
  return levers.reduce((sum, lever) => sum + costs[lever]!, 0);
}

/**
 * The choices than which no other is as good in cost, mean and tail and better in one; of equal ones that with
 * the fewest levers. Cheapest first. O(n log n + n x front).
 */
export function paretoFront(choices: readonly Choice[]): readonly Choice[] {
  const tailOf = ({ oneInTen }: Choice): number => oneInTen ?? 0;
  const sorted = [...choices].sort(
    (a, b) =>
      a.cost - b.cost ||
      a.averageAnnualLoss - b.averageAnnualLoss ||
      tailOf(a) - tailOf(b) ||
      a.levers.length - b.levers.length,
  );
  const front: Choice[] = [];
  for (const choice of sorted) {
    const isBeaten = front.some(
      (other) => other.averageAnnualLoss <= choice.averageAnnualLoss && tailOf(other) <= tailOf(choice),
    );
    if (!isBeaten) front.push(choice);
  }
  return front;
}

/** The choice with the lowest mean; of equal ones the cheapest, then that with the fewest levers. */
export function bestChoice(choices: readonly Choice[]): Choice {
  return choices.reduce((best, each) =>
    (each.averageAnnualLoss - best.averageAnnualLoss ||
      each.cost - best.cost ||
      each.levers.length - best.levers.length) < 0
      ? each
      : best,
  );
}

/**
 * Everything that is looked at on the way: from nothing, by the one measure or pair that saves most for what it
 * costs, as long as one saves anything, then by swaps of one measure for another that save more. The best single
 * measures are among it, which greedy steps alone could miss (Khuller, Moss and Naor 1999). Yields the fraction of
 * the budget spent. At most levers^2 / 2 evaluations a step.
 */
export function* chooseByStep<Progress>(
  { costs, budget }: { readonly costs: readonly number[]; readonly budget: number },
  evaluate: (levers: readonly number[]) => Generator<Progress, Value>,
): Generator<Progress, readonly Choice[]> {
  const looked = new Map<string, Choice>();
  function* look(levers: readonly number[]): Generator<Progress, Choice | undefined> {
    const cost = costOfLevers(levers, costs);
    if (!isAffordable(cost, budget)) return undefined;
    const key = levers.join();
    const found = looked.get(key) ?? { levers, cost, ...(yield* evaluate(levers)) };
    looked.set(key, found);
    return found;
  }
  const all = costs.map((_, lever) => lever);
  const withMore = (levers: readonly number[], more: readonly number[]): readonly number[] =>
    [...levers, ...more].sort((a, b) => a - b);
  const isIn = (levers: readonly number[], lever: number): boolean => levers.includes(lever);

  let current = (yield* look([]))!;
  for (let isGoing = true; isGoing; ) {
    isGoing = false;
    const free = all.filter((lever) => !isIn(current.levers, lever));
    const steps = free.flatMap((a, i) => [[a], ...free.slice(i + 1).map((b) => [a, b])]);
    let next: Choice | undefined;
    let mostFor = 0;
    for (const step of steps) {
      const choice = yield* look(withMore(current.levers, step));
      if (choice === undefined) continue;
      const saved = current.averageAnnualLoss - choice.averageAnnualLoss;
      const price = choice.cost - current.cost;
      const savedFor = price > 0 ? saved / price : saved * Number.MAX_VALUE;
      if (saved > 0 && savedFor > mostFor) {
        mostFor = savedFor;
        next = choice;
      }
    }
    if (next === undefined) continue;
    current = next;
    isGoing = true;
  }
  for (let isGoing = true; isGoing; ) {
    isGoing = false;
    let next = current;
    for (const out of current.levers)
      for (const into of all.filter((lever) => !isIn(current.levers, lever))) {
        const choice = yield* look(
          withMore(
            current.levers.filter((lever) => lever !== out),
            [into],
          ),
        );
        if (choice !== undefined && choice.averageAnnualLoss < next.averageAnnualLoss) next = choice;
      }
    if (next === current) continue;
    current = next;
    isGoing = true;
  }
  return [...looked.values()];
}

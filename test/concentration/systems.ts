/**
 * Markets for property tests: the generated systems of test/properties with roles, shares, operators,
 * sectors and countries, and every quantity of the concentration worked out with sets and maps.
 */
import fc from 'fast-check';
import { FAILOVER, RUN, type System, textAt } from '../../engine/model/system.ts';
import { systemFrom } from '../formats/reading.ts';
import { dependencyRows, type Plan, plans } from '../properties/systems.ts';

export const ROLES = ['dns', 'cdn'] as const;

export interface MarketPlan {
  readonly plan: Plan;
  /** By row of the dependencies table. */
  readonly roles: readonly string[];
  readonly shares: readonly string[];
  /** By entity: an entity with a lower index, or -1; so there is no circle. */
  readonly operators: readonly number[];
  readonly countries: readonly string[];
  readonly sectors: readonly string[];
}

/** Losses whose products and sums are exact, so that an order of addition cannot be seen. */
const EXACT_LOSSES = [0, 0.25, 0.5, 0.75, 1];

/** Systems with cycles, loops, alternatives and all else, on which some roles have a market. */
export function marketPlans({ maxEntities }: { readonly maxEntities: number }): fc.Arbitrary<MarketPlan> {
  return plans({ maxEntities, losses: EXACT_LOSSES }).chain((plan) => {
    const rowCount = dependencyRows(plan).length;
    const perEntity = <T>(arbitrary: (v: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.tuple(...plan.weights.map((_, v) => arbitrary(v)));
    const perRow = (...values: readonly string[]): fc.Arbitrary<string[]> =>
      fc.array(fc.constantFrom(...values), { minLength: rowCount, maxLength: rowCount });
    return fc.record({
      plan: fc.constant(plan),
      roles: perRow(...ROLES),
      shares: perRow('', '', '0', '0.25', '0.5', '1'),
      operators: perEntity((v) => fc.oneof(fc.constant(-1), fc.integer({ min: -1, max: v - 1 }))),
      countries: perEntity(() => fc.constantFrom('', 'DE', 'FR', 'US')),
      sectors: perEntity(() => fc.constantFrom('', 'finance', 'health')),
    });
  });
}

export interface Tables {
  readonly entities: string;
  readonly dependencies: string;
}

/** The tables of a plan; `idOf` renames the entities, `order` lists them otherwise than by index. */
export function tablesOf(
  { plan, roles, shares, operators, countries, sectors }: MarketPlan,
  idOf = (v: number) => `e${v}`,
  order: readonly number[] = plan.weights.map((_, v) => v),
): Tables {
  const entities = order.map((v) => {
    const operator = operators[v]! < 0 ? '' : idOf(operators[v]!);
    return `${idOf(v)},platform,${plan.weights[v]},${operator},${countries[v]},${sectors[v]}`;
  });
  const rows = dependencyRows(plan, idOf).map((row, e) => `${row},${roles[e]},${shares[e]}`);
  return {
    entities: `${['id,kind,weight,operator,country,sector', ...entities].join('\n')}\n`,
    dependencies: `${['dependent,supplier,group,need,loss,phase,role,share', ...rows].join('\n')}\n`,
  };
}

export interface Row {
  readonly user: number;
  readonly supplier: number;
  readonly role: string;
  readonly requirement: number;
  readonly isRun: boolean;
  readonly need: number;
  readonly loss: number;
  /** NaN where it is not given. */
  readonly share: number;
}

/** The dependencies of a system as plain rows, without those that are needed only to switch. */
export function rowsOf(plan: MarketPlan): readonly Row[] {
  const system: System = systemFrom(tablesOf(plan));
  const { dependencies, requirements } = system;
  return Array.from({ length: dependencies.count }, (_, e) => e)
    .filter((e) => dependencies.phase[e] !== FAILOVER)
    .map((e) => {
      const requirement = dependencies.requirement[e]!;
      return {
        user: dependencies.dependent[e]!,
        supplier: dependencies.supplier[e]!,
        role: textAt(dependencies.role, e),
        requirement,
        isRun: requirements.phase[requirement] === RUN,
        need: requirements.need[requirement]!,
        loss: requirements.loss[requirement]!,
        share: dependencies.share[e]!,
      };
    });
}

/** Who fails with whom: suppliers of the role, by themselves or by topmost operator. */
export function groupsOf(
  { operators }: MarketPlan,
  rows: readonly Row[],
  { role, isRolledUp }: { readonly role: string; readonly isRolledUp: boolean },
): Map<number, Set<number>> {
  const top = (v: number): number => (operators[v]! < 0 ? v : top(operators[v]!));
  const groups = new Map<number, Set<number>>();
  for (const row of rows.filter((each) => each.role === role)) {
    const key = isRolledUp ? top(row.supplier) : row.supplier;
    groups.set(key, (groups.get(key) ?? new Set()).add(row.supplier));
  }
  return groups;
}

function without(set: ReadonlySet<number>, others: ReadonlySet<number>): Set<number> {
  return new Set([...set].filter((v) => !others.has(v)));
}

/** The users with a dependency on one of the failed for the role. */
export function directUsers(rows: readonly Row[], role: string, failed: ReadonlySet<number>): Set<number> {
  const users = rows.filter((row) => row.role === role && failed.has(row.supplier)).map((row) => row.user);
  return without(new Set(users), failed);
}

/** Fraction that a user loses by its own requirements for the role when all else is up. */
export function directLoss(
  rows: readonly Row[],
  { user, role, failed }: { readonly user: number; readonly role: string; readonly failed: Set<number> },
): number {
  const own = rows.filter((row) => row.user === user && row.isRun);
  const losses = own
    .filter((row) => row.role === role && failed.has(row.supplier))
    .map(({ requirement, need, loss }) => {
      const members = new Set(
        own.filter((row) => row.requirement === requirement).map((row) => row.supplier),
      );
      return without(members, failed).size < need ? loss : 0;
    });
  return Math.max(0, ...losses);
}

/** Everybody else that reaches one of the failed by any path. */
export function allUsers(rows: readonly Row[], failed: ReadonlySet<number>): Set<number> {
  const reached = new Set(failed);
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const row of rows) if (reached.has(row.supplier)) reached.add(row.user);
  }
  return without(reached, failed);
}

/** Share of each supplier of the role: users split over their rows. */
export function plainShares(
  rows: readonly Row[],
  weights: readonly number[],
  role: string,
): Map<number, number> {
  const shares = new Map<number, number>();
  let total = 0;
  weights.forEach((weight, user) => {
    const own = rows.filter((row) => row.role === role && row.user === user);
    if (weight === 0 || own.length === 0) return;
    total += weight;
    const parts = own.map(({ share }) => (Number.isNaN(share) ? 1 / own.length : share));
    const sum = parts.reduce((a, b) => a + b, 0);
    own.forEach(({ supplier }, k) => {
      const part = sum === 0 ? 1 / own.length : parts[k]! / sum;
      shares.set(supplier, (shares.get(supplier) ?? 0) + weight * part);
    });
  });
  return new Map([...shares].map(([supplier, weight]) => [supplier, weight / total]));
}

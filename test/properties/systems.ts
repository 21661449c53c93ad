/**
 * Systems for property tests: a plan of entities and requirements that fast-check generates, its tables as
 * text (read through the real importer), and the equation of the model worked out the slow and obvious way.
 */
import fc from 'fast-check';
import { buildNetwork, type Network } from '../../engine/model/network.ts';
import type { System } from '../../engine/model/system.ts';
import { systemFrom } from '../formats/reading.ts';

export interface PlannedRequirement {
  readonly dependent: number;
  /** One supplier for a dependency of its own; several, perhaps repeated, for a group. */
  readonly suppliers: readonly number[];
  readonly isGroup: boolean;
  readonly need: number;
  readonly loss: number;
  readonly phase: 'run' | 'start';
  /** Suppliers that are needed only to switch; they decide nothing here. */
  readonly switchers: readonly number[];
}

export interface Plan {
  /** One per entity. */
  readonly weights: readonly number[];
  readonly requirements: readonly PlannedRequirement[];
}

const LOSSES = [0, 0.25, 0.5, 0.75, 0.9, 1] as const;

interface PlanOptions {
  readonly maxEntities: number;
  readonly losses?: readonly number[];
}

/**
 * Plans with any mixture of parallel dependencies, self-loops, isolated entities, cycles, several
 * components, groups, graded losses, phases, and none or one entity.
 */
export function plans({ maxEntities, losses = LOSSES }: PlanOptions): fc.Arbitrary<Plan> {
  return fc.integer({ min: 0, max: maxEntities }).chain((entityCount) => {
    if (entityCount === 0) return fc.constant<Plan>({ weights: [], requirements: [] });
    const entity = fc.nat(entityCount - 1);
    const phase = fc.oneof(
      { weight: 4, arbitrary: fc.constant('run' as const) },
      { weight: 1, arbitrary: fc.constant('start' as const) },
    );
    const common = { dependent: entity, loss: fc.constantFrom(...losses), phase };
    const alone = fc.record({
      ...common,
      suppliers: fc.tuple(entity),
      isGroup: fc.constant(false),
      need: fc.constant(1),
      switchers: fc.constant<number[]>([]),
    });
    const group = fc
      .record({
        ...common,
        suppliers: fc.array(entity, { minLength: 1, maxLength: 5 }),
        isGroup: fc.constant(true),
        need: fc.nat(4),
        switchers: fc.array(entity, { maxLength: 2 }),
      })
      .map((drawn) => ({ ...drawn, need: 1 + (drawn.need % new Set(drawn.suppliers).size) }));
    return fc.record({
      weights: fc.array(fc.constantFrom(0, 1, 2, 7.5), { minLength: entityCount, maxLength: entityCount }),
      requirements: fc.array(fc.oneof(alone, group), { maxLength: Math.ceil(1.8 * entityCount) }),
    });
  });
}

/** A plan that has at least one entity, with a set of its entities. */
export function plansWithFailures(options: PlanOptions): fc.Arbitrary<{ plan: Plan; fail: number[] }> {
  return plans(options).chain((plan) =>
    fc.record({
      plan: fc.constant(plan),
      fail: plan.weights.length === 0 ? fc.constant([]) : fc.array(fc.nat(plan.weights.length - 1)),
    }),
  );
}

/** A requirement of one supplier with full loss. */
export function hardNeed(dependent: number, supplier: number): PlannedRequirement {
  return { dependent, suppliers: [supplier], isGroup: false, need: 1, loss: 1, phase: 'run', switchers: [] };
}

/** The entities table of a plan; `idOf` renames them. */
export function entityRows(plan: Plan, idOf = (v: number) => `e${v}`): string[] {
  return plan.weights.map((weight, v) => `${idOf(v)},platform,${weight}`);
}

export function dependencyRows(plan: Plan, idOf = (v: number) => `e${v}`): string[] {
  return plan.requirements.flatMap((requirement, r) => {
    const { dependent, suppliers, isGroup, need, loss, phase, switchers } = requirement;
    const row = (supplier: number, inPhase: string): string =>
      `${idOf(dependent)},${idOf(supplier)},${isGroup ? `g${r}` : ''},${need},${loss},${inPhase}`;
    return [
      ...suppliers.map((supplier) => row(supplier, phase)),
      ...switchers.map((supplier) => row(supplier, 'failover')),
    ];
  });
}

export function systemOfRows(entities: readonly string[], dependencies: readonly string[]): System {
  return systemFrom({
    entities: `${['id,kind,weight', ...entities].join('\n')}\n`,
    dependencies: `${['dependent,supplier,group,need,loss,phase', ...dependencies].join('\n')}\n`,
  });
}

export function systemOf(plan: Plan): System {
  return systemOfRows(entityRows(plan), dependencyRows(plan));
}

/** The network of a plan as a running system needs it. */
export function networkOf(plan: Plan): Network {
  return buildNetwork(systemOf(plan), 'run');
}

/** The requirements of a plan that count in a running system, or in one that starts. */
function counting(plan: Plan, needed: 'run' | 'run+start'): readonly PlannedRequirement[] {
  return plan.requirements.filter(({ phase }) => phase === 'run' || needed === 'run+start');
}

/** One application of the equation of the model to all entities at once. */
export function equation(
  plan: Plan,
  needed: 'run' | 'run+start',
  fail: ReadonlySet<number>,
  level: ArrayLike<number>,
): number[] {
  const next: number[] = plan.weights.map((_, v) => (fail.has(v) ? 0 : 1));
  for (const { dependent, suppliers, need, loss } of counting(plan, needed)) {
    const delivered = [...new Set(suppliers)].map((supplier) => level[supplier]!).sort((a, b) => b - a);
    const allowed = 1 - loss * (1 - delivered[need - 1]!);
    next[dependent] = Math.min(next[dependent]!, allowed);
  }
  return next;
}

/** The fixpoint that is reached from everything up (greatest) or from everything down (least). */
export function naiveFixpoint(
  plan: Plan,
  needed: 'run' | 'run+start',
  fail: readonly number[],
  from: 0 | 1,
): number[] {
  const failed = new Set(fail);
  let level: number[] = plan.weights.map(() => from);
  for (let round = 0; round < 100_000; round++) {
    const next = equation(plan, needed, failed, level);
    if (next.every((value, v) => value === level[v])) return next;
    level = next;
  }
  throw new Error('The iteration does not come to rest.');
}

/** Every subset of the first `count` numbers. */
export function subsets(count: number): number[][] {
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, v) => v).filter((v) => (bits >> v) & 1),
  );
}

/** The largest difference between two lists of numbers; infinite where their lengths differ. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

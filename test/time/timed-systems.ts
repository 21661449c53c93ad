/** Systems with times for property tests: generated plans in whole hours, and their tables as text. */
import fc from 'fast-check';
import type { System } from '../../engine/model/system.ts';
import { type FailoverAssumption, modesUnder } from '../../engine/time/switching.ts';
import { createTimedCascade, type TimedCascade, type TimedFailure } from '../../engine/time/timed-cascade.ts';
import { buildTimedNetwork } from '../../engine/time/timed-network.ts';
import { systemFrom } from '../formats/reading.ts';

export interface TimedRequirement {
  readonly dependent: number;
  readonly isGroup: boolean;
  /** Each supplier once in a group; with its hours of grace. */
  readonly suppliers: readonly { readonly entity: number; readonly grace: number }[];
  readonly need: number;
  readonly loss: number;
  readonly phase: 'run' | 'start';
  readonly failoverHours: number;
  readonly failoverProbability: number;
  readonly switchers: readonly number[];
}

export interface TimedPlan {
  readonly entities: readonly {
    readonly weight: number;
    readonly recovery: number;
    readonly capacity: number;
  }[];
  readonly requirements: readonly TimedRequirement[];
}

export interface Shape {
  readonly maxEntities: number;
  readonly losses?: readonly number[];
  readonly maxGrace?: number;
  readonly maxRecovery?: number;
  readonly maxFailoverHours?: number;
  readonly hasStarts?: boolean;
  readonly hasSwitchers?: boolean;
}

const LOSSES = [0, 0.25, 0.5, 0.9, 1, 1, 1, 1] as const;

/** Any mixture of cycles, self-loops, parallel dependencies, groups and times that the shape allows. */
export function timedPlans(shape: Shape): fc.Arbitrary<TimedPlan> {
  const { maxEntities, losses = LOSSES, maxGrace = 0, maxRecovery = 0, maxFailoverHours = 0 } = shape;
  return fc.integer({ min: 1, max: maxEntities }).chain((count) => {
    const entity = fc.nat(count - 1);
    const supplier = fc.record({ entity, grace: fc.nat(maxGrace) });
    const common = {
      dependent: entity,
      loss: fc.constantFrom(...losses),
      phase: shape.hasStarts
        ? fc.constantFrom('run' as const, 'run' as const, 'run' as const, 'start' as const)
        : fc.constant('run' as const),
    };
    const alone = fc.record({
      ...common,
      isGroup: fc.constant(false),
      suppliers: fc.tuple(supplier),
      need: fc.constant(1),
      failoverHours: fc.constant(0),
      failoverProbability: fc.constant(1),
      switchers: fc.constant<number[]>([]),
    });
    const group = fc
      .record({
        ...common,
        isGroup: fc.constant(true),
        suppliers: fc.uniqueArray(supplier, { minLength: 1, maxLength: 4, selector: (each) => each.entity }),
        need: fc.nat(3),
        failoverHours: fc.nat(maxFailoverHours),
        failoverProbability: fc.constantFrom(0, 0.5, 1),
        switchers: shape.hasSwitchers ? fc.uniqueArray(entity, { maxLength: 2 }) : fc.constant<number[]>([]),
      })
      .map((drawn) => ({ ...drawn, need: 1 + (drawn.need % drawn.suppliers.length) }));
    return fc.record({
      entities: fc.array(
        fc.record({
          weight: fc.constantFrom(0, 1, 2, 7.5),
          recovery: fc.nat(maxRecovery),
          capacity: fc.constantFrom(Number.NaN, Number.NaN, 0, 2, 5),
        }),
        { minLength: count, maxLength: count },
      ),
      requirements: fc.array(fc.oneof(alone, group), { maxLength: Math.ceil(1.8 * count) }),
    });
  });
}

/** Failures with starts and durations in whole hours, now and then one for good, or one that leaves a part. */
function failuresOf(plan: TimedPlan): fc.Arbitrary<TimedFailure[]> {
  return fc.array(
    fc.record({
      entity: fc.nat(plan.entities.length - 1),
      start: fc.nat(6),
      duration: fc.oneof(
        { weight: 6, arbitrary: fc.nat(8) },
        { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
      ),
      level: fc.constantFrom(0, 0, 0, 0.2, 0.5, 0.6, 1),
    }),
    { maxLength: 4 },
  );
}

export function withFailures(shape: Shape): fc.Arbitrary<{ plan: TimedPlan; failures: TimedFailure[] }> {
  return timedPlans(shape).chain((plan) =>
    fc.record({ plan: fc.constant(plan), failures: failuresOf(plan) }),
  );
}

/** The same, with a supplier that is lost wholly in the place of every failure that leaves a part. */
export function withStandIns(
  plan: TimedPlan,
  failures: readonly TimedFailure[],
): { readonly plan: TimedPlan; readonly failures: readonly TimedFailure[] } {
  const entities = [...plan.entities];
  const requirements = [...plan.requirements];
  const whole = failures.map(({ level = 0, ...failure }) => {
    if (level === 0) return failure;
    const standIn = entities.push({ weight: 0, recovery: 0, capacity: Number.NaN }) - 1;
    requirements.push({
      dependent: failure.entity,
      isGroup: false,
      suppliers: [{ entity: standIn, grace: 0 }],
      need: 1,
      loss: 1 - level,
      phase: 'run',
      failoverHours: 0,
      failoverProbability: 1,
      switchers: [],
    });
    return { ...failure, entity: standIn };
  });
  return { plan: { entities, requirements }, failures: whole };
}

const blank = (value: number): string => (Number.isNaN(value) ? '' : String(value));

/** The system of a plan; `idOf` renames its entities and `order` lists them in another order. */
export function timedSystemOf(
  plan: TimedPlan,
  idOf = (v: number) => `e${v}`,
  order: readonly number[] = [...plan.entities.keys()],
): System {
  const entities = order.map((v) => {
    const { weight, recovery, capacity } = plan.entities[v]!;
    return `${idOf(v)},platform,${weight},${recovery},${blank(capacity)}\n`;
  });
  const dependencies = plan.requirements.flatMap((requirement, r) => {
    const { dependent, isGroup, suppliers, need, loss, phase, failoverHours, failoverProbability } =
      requirement;
    const row = (supplier: number, inPhase: string, grace: number): string =>
      `${idOf(dependent)},${idOf(supplier)},${isGroup ? `g${r}` : ''},${need},${loss},${inPhase},${grace},${failoverHours},${failoverProbability}\n`;
    return [
      ...suppliers.map(({ entity, grace }) => row(entity, phase, grace)),
      ...requirement.switchers.map((entity) => row(entity, 'failover', 0)),
    ];
  });
  return systemFrom({
    entities: `id,kind,weight,recovery_hours,capacity\n${entities.join('')}`,
    dependencies: `dependent,supplier,group,need,loss,phase,grace_hours,failover_hours,failover_probability\n${dependencies.join('')}`,
  });
}

export interface RunOptions {
  readonly failover?: FailoverAssumption;
  readonly horizonHours?: number;
  readonly hasCrowding?: boolean;
  /** Visits between two pauses; none unless given. */
  readonly slice?: number;
}

const ALWAYS: FailoverAssumption = { assume: 'always' };

/** A workspace for a system, with how to run it. */
export function cascadeOn(system: System): {
  readonly cascade: TimedCascade;
  run(failures: readonly TimedFailure[], options?: RunOptions): TimedCascade;
} {
  const timed = buildTimedNetwork(system);
  const cascade = createTimedCascade(timed, system.entities.capacity);
  return {
    cascade,
    run(failures, { failover = ALWAYS, horizonHours = HORIZON, hasCrowding = false, slice } = {}) {
      cascade.begin(failures, {
        horizonHours,
        modeOf: modesUnder(system, timed, failover),
        ...(hasCrowding ? { crowding: system.weights[0]!.values } : {}),
      });
      while (!cascade.advance(slice ?? Number.POSITIVE_INFINITY));
      return cascade;
    },
  };
}

/** Hours that tests look at, unless they say otherwise. */
export const HORIZON = 48;

const TICKS = 3_600_000;

/** The level of an entity at an hour, its change at that very hour included. */
export function levelAt({ timeline }: TimedCascade, v: number, hour: number): number {
  return timeline.levelAt(timeline.last(v, hour * TICKS));
}

/** The timeline as (hour, entity, level), by hour and then entity. */
export function rowsOf({ timeline }: TimedCascade): [number, number, number][] {
  return Array.from(timeline.time.subarray(0, timeline.count))
    .map((time, row): [number, number, number] => [time / TICKS, timeline.entity[row]!, timeline.level[row]!])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

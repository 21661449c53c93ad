/** A system with dependencies added that are required by themselves, and nothing else changed. */
import { extended } from './extended.ts';
import type { System } from './system.ts';

/** A dependency without alternatives: a requirement of its own. */
export interface NewDependency {
  readonly dependent: number;
  readonly supplier: number;
  readonly role: string;
  /** Index into `PHASES`: run or start. */
  readonly phase: number;
  /** 0..1. */
  readonly loss: number;
  /** NaN for what is usual of the role. */
  readonly graceHours: number;
}

/**
 * The system with these dependencies after its own, each with a requirement after those that there are, certain
 * and of the evidence `assumed`; the same object when there are none. No index changes.
 * O(dependencies + requirements).
 */
export function withDependencies(system: System, added: readonly NewDependency[]): System {
  return extended(
    system,
    {
      entities: [],
      requirements: added.map(({ dependent, loss, phase }) => ({
        dependent,
        group: '',
        need: 1,
        loss,
        phase,
        failoverHours: 0,
        failoverProbability: 1,
      })),
      dependencies: added.map(({ supplier, role, phase, graceHours }, i) => ({
        requirement: system.requirements.count + i,
        supplier,
        role,
        phase,
        graceHours,
        share: Number.NaN,
        confidence: Number.NaN,
        drawnAs: '',
      })),
    },
    '',
  );
}

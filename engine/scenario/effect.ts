/** What an intervention does to a system, beside the system that it makes. */
import type { System } from '../model/system.ts';
import type { TimedFailure } from '../time/timed-cascade.ts';
import type { Lottery } from './adopters.ts';
import type { Field } from './select.ts';

/** Something that a person should know of an intervention on this system. */
export interface Remark {
  /** An error is something that the scenario names and the system does not have, or has already. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** The numbers of one intervention; all are counts. */
export interface Effect {
  /** Entities that it could reach: those that its `where` means, or the dependents of the dependencies that it means. */
  readonly matched: number;
  /** Those of them that take part, after the fraction or the cap. */
  readonly reached: number;
  readonly entitiesAdded: number;
  readonly entitiesChanged: number;
  readonly dependenciesAdded: number;
  readonly dependenciesChanged: number;
  readonly dependenciesRemoved: number;
  readonly remarks: readonly Remark[];
}

/** An intervention carried out. The system is the same object when nothing is changed. */
export interface Outcome {
  readonly system: System;
  readonly effect: Effect;
  /** What it makes fail. */
  readonly failures: readonly TimedFailure[];
}

/** Where an intervention is carried out. */
export interface Site {
  readonly field: Field;
  /** The draws of who takes part. */
  readonly lottery: Lottery;
  /** What new and changed rows have as their source. */
  readonly source: string;
}

export const NO_EFFECT: Effect = {
  matched: 0,
  reached: 0,
  entitiesAdded: 0,
  entitiesChanged: 0,
  dependenciesAdded: 0,
  dependenciesChanged: 0,
  dependenciesRemoved: 0,
  remarks: [],
};

/** An outcome with these numbers, 0 where none is given, and no failures. */
export function outcome(system: System, effect: Partial<Effect>): Outcome {
  return { system, effect: { ...NO_EFFECT, ...effect }, failures: [] };
}

/** A remark that does not stop anything. */
export function warning(message: string): Remark {
  return { severity: 'warning', message };
}

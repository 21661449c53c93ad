/**
 * A scenario carried out: a pure function from System to System (model.md, section 9). Interventions happen in the
 * order in which they stand, each on what the one before has made.
 */
import { fingerprint } from '../model/fingerprint.ts';
import type { System } from '../model/system.ts';
import type { TimedFailure } from '../time/timed-cascade.ts';
import { add } from './add.ts';
import { addAlternative } from './add-alternative.ts';
import { bytesOfText, canonicalJson } from './canonical.ts';
import { type Effect, type Outcome, type Remark, type Site, warning } from './effect.ts';
import { fail } from './fail.ts';
import { reassign } from './reassign.ts';
import { remove } from './remove.ts';
import type { DependencyFilter, Filter, Intervention, Scenario } from './schema.ts';
import { type Field, fieldOf } from './select.ts';
import { setColumn } from './set-column.ts';

export interface Applied {
  /** The same object as before when the scenario changes nothing. */
  readonly system: System;
  /** One for each intervention, in their order. */
  readonly effects: readonly Effect[];
  /** What is to fail, in the order of the interventions. */
  readonly failures: readonly TimedFailure[];
}

export interface ApplyOptions {
  /** How much each entity counts, for shares of a market and for top entities; new entities count nothing. */
  readonly weight: Float64Array;
  /** Decides who takes part; a whole number from 0 to 2^32 - 1. */
  readonly seed: number;
}

/**
 * Entity and requirement indices stay; new ones follow. So do dependency indices, except where a `remove` leaves
 * rows out (decision 16). The hash of what comes out is one of the hash before, the interventions and the options,
 * and the same as before where nothing is changed. O(interventions x (entities + dependencies)).
 */
export function applyScenario(system: System, scenario: Scenario, options: ApplyOptions): Applied {
  let current = system;
  const effects: Effect[] = [];
  const failures: TimedFailure[] = [];
  for (const intervention of scenario.interventions) {
    const weight = new Float64Array(current.entities.count);
    weight.set(options.weight);
    const field = fieldOf(current, weight);
    const done = carryOut(intervention, {
      field,
      lottery: { seed: options.seed, purpose: purposeOf(intervention) },
      source: `assumed in scenario ${scenario.id}`,
    });
    effects.push({ ...done.effect, remarks: remarksOn(intervention, field, done.effect) });
    failures.push(...done.failures);
    current = done.system;
  }
  if (current === system) return { system, effects, failures };
  const inputs = canonicalJson([system.hash, scenario.interventions, options.seed]);
  const hash = fingerprint([bytesOfText(inputs), new Uint8Array(options.weight.slice().buffer)]);
  return { system: { ...current, hash }, effects, failures };
}

function carryOut(intervention: Intervention, site: Site): Outcome {
  switch (intervention.verb) {
    case 'reassign':
      return reassign(intervention, site);
    case 'add-alternative':
      return addAlternative(intervention, site);
    case 'set':
      return setColumn(intervention, site);
    case 'add':
      return add(intervention, site);
    case 'remove':
      return remove(intervention, site);
    case 'fail':
      return fail(intervention, site);
  }
}

/** Who takes part is drawn anew for every verb, column and choice of roles, and for nothing else. */
function purposeOf(intervention: Intervention): string {
  const { verb } = intervention;
  const column = verb === 'set' ? [intervention.column] : [];
  const roles =
    'where' in intervention && 'role' in intervention.where
      ? [...(intervention.where.role ?? [])].sort()
      : [];
  return JSON.stringify([verb, ...column, ...roles]);
}

/** What a person must know: names that are none, and that nothing was found or nothing is changed. */
function remarksOn(intervention: Intervention, field: Field, effect: Effect): readonly Remark[] {
  const remarks = [...unknownNames(intervention, field), ...effect.remarks];
  const changes =
    effect.entitiesAdded +
    effect.entitiesChanged +
    effect.dependenciesAdded +
    effect.dependenciesChanged +
    effect.dependenciesRemoved;
  const adds = intervention.verb === 'add' && intervention.what === 'entities';
  if (effect.matched === 0 && !adds) remarks.push(warning('It matches nothing here, so it does nothing.'));
  else if (changes === 0 && intervention.verb !== 'fail' && effect.remarks.length === 0)
    remarks.push(
      warning(
        effect.reached === 0
          ? 'Nobody takes part, so it does nothing.'
          : 'All that it reaches is so already; it does nothing.',
      ),
    );
  return remarks;
}

/** Ids and roles that the system does not have. */
function unknownNames(intervention: Intervention, { system, indexOf }: Field): readonly Remark[] {
  const roles = new Set(system.dependencies.role.labels);
  const said: Remark[] = [];
  const checkRoles = (named: readonly string[] | undefined): void => {
    for (const role of named ?? [])
      if (!roles.has(role)) said.push(warning(`No dependency has the role '${role}'.`));
  };
  const checkFilter = (filter: Filter | undefined): void => {
    const named = [filter, filter?.not].flatMap((traits) => [
      ...(traits?.id ?? []),
      ...(traits?.operator ?? []),
    ]);
    for (const id of named)
      if (!id.endsWith('*') && !indexOf.has(id))
        said.push({ severity: 'error', message: `There is no entity '${id}'.` });
    checkRoles(filter?.supplies);
  };
  if ('where' in intervention) {
    const where: DependencyFilter & { readonly entity?: Filter } = intervention.where;
    checkRoles(where.role);
    for (const filter of [where.entity, where.dependent, where.supplier]) checkFilter(filter);
  }
  if ('to' in intervention && typeof intervention.to === 'object') checkFilter(intervention.to.suppliers);
  if ('supplier' in intervention) checkFilter(intervention.supplier);
  if ('like' in intervention) checkFilter(intervention.like);
  return said;
}

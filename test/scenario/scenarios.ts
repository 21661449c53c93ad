/** Scenarios for tests: read from JSON as a person would write it, and carried out on small systems. */

import type { System } from '../../engine/model/system.ts';
import { type Applied, applyScenario } from '../../engine/scenario/apply-scenario.ts';
import { readScenario } from '../../engine/scenario/read-scenario.ts';
import type { Scenario } from '../../engine/scenario/schema.ts';
import { systemFrom } from '../formats/reading.ts';

export function textOf(interventions: readonly unknown[], more: object = {}): string {
  return JSON.stringify({ schemaVersion: 1, id: 'test', title: 'Test', interventions, ...more });
}

/** A scenario that must be sound. */
export function scenarioOf(...interventions: readonly unknown[]): Scenario {
  const read = readScenario('test.json', textOf(interventions));
  if (!read.ok)
    throw new Error(read.problems.map(({ column, message }) => `${column}: ${message}`).join(' '));
  return read.value;
}

/** Carried out with the system's first weight. */
export function applied(system: System, ...interventions: readonly unknown[]): Applied {
  return applyScenario(system, scenarioOf(...interventions), { weight: system.weights[0]!.values, seed: 1 });
}

/** The dependencies of a system as texts, by their index. */
export function links({ entities, dependencies, requirements }: System): readonly string[] {
  return Array.from({ length: dependencies.count }, (_, e) => {
    const group = requirements.group.labels[requirements.group.codes[dependencies.requirement[e]!]!];
    const role = dependencies.role.labels[dependencies.role.codes[e]!];
    const names = `${entities.id[dependencies.dependent[e]!]} > ${entities.id[dependencies.supplier[e]!]}`;
    return `${names} for ${role}${group === '' ? '' : ` in ${group}`}`;
  });
}

interface MarketPlan {
  /** How many users each provider has, in the order p0, p1, ... */
  readonly users: readonly number[];
  /** Outages per year of the providers; 88 for each unless given. */
  readonly rates?: readonly number[];
  /** Outages per year of a service `shared` that every user needs; there is none without. */
  readonly sharedRate?: number;
  /** Of an outage, always the same; 1 unless given. */
  readonly hours?: number;
  /** That users get by without a supplier; that of the role unless given. */
  readonly graceHours?: number;
}

/** Users of weight 1, each hosted by one provider; all need `shared` where it has a rate. */
export function market({ users, rates, sharedRate, hours = 1, graceHours }: MarketPlan): System {
  const entities = ['id,kind,weight,outages_per_year,outage_hours_p50,outage_hours_p95'];
  const dependencies = ['dependent,supplier,role,grace_hours'];
  users.forEach((_, p) => {
    entities.push(`p${p},cloud-provider,0,${rates?.[p] ?? 88},${hours},${hours}`);
  });
  if (sharedRate !== undefined) entities.push(`shared,dns,0,${sharedRate},${hours},${hours}`);
  users.forEach((count, p) => {
    for (let u = 0; u < count; u++) {
      entities.push(`u${p}.${u},organisation,1,,,`);
      dependencies.push(`u${p}.${u},p${p},hosting,${graceHours ?? ''}`);
      if (sharedRate !== undefined) dependencies.push(`u${p}.${u},shared,dns,${graceHours ?? ''}`);
    }
  });
  return systemFrom({ entities: `${entities.join('\n')}\n`, dependencies: `${dependencies.join('\n')}\n` });
}

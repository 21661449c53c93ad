/** One entity for the inspector: its suppliers and dependents with their evidence, reach and blast radius. */
import type { Incidence } from '../model/incidence.ts';
import { FAILOVER, PHASES, type System, textAt, type Weight } from '../model/system.ts';
import { weightDown } from '../structure/cascade.ts';
import type { Explainable } from '../structure/explain.ts';
import { reach } from '../structure/reach.ts';
import type { EvidenceRow, Inspection } from './protocol.ts';

/** Runs one cascade and two breadth-first searches; O(what the entity reaches). */
export function inspectEntity(session: Explainable, entity: number, weight: Weight): Inspection {
  const { system, incidence, cascade } = session;
  const { dependencies } = system;
  cascade.run([entity]);
  const blastWeight = weightDown(cascade, weight.values);
  const totalWeight = weight.values.reduce((total, value) => total + value, 0);
  const supplierRows = incidence.down.subarray(incidence.downStart[entity], incidence.downStart[entity + 1]);
  const dependentRows = incidence.up.subarray(incidence.upStart[entity], incidence.upStart[entity + 1]);
  return {
    entity,
    source: textAt(system.entities.source, entity),
    asOf: textAt(system.entities.asOf, entity),
    suppliers: Array.from(supplierRows, (e) => evidenceRow(session, e, dependencies.supplier[e]!)),
    dependents: Array.from(dependentRows, (e) => evidenceRow(session, e, dependencies.dependent[e]!)),
    reachDown: reach(dependencies, incidence, entity, 'down'),
    reachUp: reach(dependencies, incidence, entity, 'up'),
    blastWeight,
    blastShare: totalWeight > 0 ? blastWeight / totalWeight : 0,
    blastCount: cascade.count - 1,
  };
}

function evidenceRow({ system, incidence }: Explainable, e: number, entity: number): EvidenceRow {
  const { dependencies, requirements } = system;
  const r = dependencies.requirement[e]!;
  const confidence = dependencies.confidence[e]!;
  return {
    dependency: e,
    entity,
    role: textAt(dependencies.role, e),
    phase: PHASES[dependencies.phase[e]!]!,
    group: textAt(requirements.group, r),
    members: memberCount(system, incidence, r),
    need: requirements.need[r]!,
    loss: requirements.loss[r]!,
    confidence: Number.isNaN(confidence) ? null : confidence,
    source: textAt(dependencies.source, e),
    asOf: textAt(dependencies.asOf, e),
    evidence: textAt(dependencies.evidence, e),
    basis: textAt(dependencies.basis, e),
  };
}

/** Alternatives in a requirement, counted among the dependencies of its dependent. */
function memberCount(system: System, incidence: Incidence, r: number): number {
  const { dependencies, requirements } = system;
  const v = requirements.dependent[r]!;
  let count = 0;
  for (let i = incidence.downStart[v]!; i < incidence.downStart[v + 1]!; i++) {
    const e = incidence.down[i]!;
    if (dependencies.requirement[e] === r && dependencies.phase[e] !== FAILOVER) count++;
  }
  return count;
}

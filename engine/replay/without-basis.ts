/** A system without what is known only from one outage, so that its replay proves something (model.md, section 10). */
import { topmostOperators } from '../model/operators.ts';
import { type DependencyTable, FAILOVER, type System, type TextColumn } from '../model/system.ts';

/**
 * 1 for every dependency that is known only from this incident: its `basis` is exactly it, and it leads from one
 * topmost operator to another. What the account tells of a provider's own insides is part of what failed and no
 * claim about anybody else; it stays. An empty id is no incident. O(dependencies + entities).
 */
export function ownEvidence({ entities, dependencies }: System, incidentId: string): Uint8Array {
  const { basis, dependent, supplier, count } = dependencies;
  const code = incidentId === '' ? -1 : basis.labels.indexOf(incidentId);
  const own = new Uint8Array(count);
  if (code < 0) return own;
  const topmost = topmostOperators(entities.operator);
  for (let e = 0; e < count; e++)
    if (basis.codes[e] === code && topmost[dependent[e]!] !== topmost[supplier[e]!]) own[e] = 1;
  return own;
}

/**
 * The system without its `ownEvidence` of the incident; the same object when there is none. Entities and
 * requirements keep their indices: a requirement that loses members needs at most those that are left, one that
 * loses all is left without members and decides nothing, and who only helped it to switch goes too.
 * O(dependencies + entities).
 */
export function withoutBasis(system: System, incidentId: string): System {
  const { dependencies, requirements } = system;
  const own = ownEvidence(system, incidentId);
  if (!own.includes(1)) return system;
  const memberCount = new Int32Array(requirements.count);
  for (let e = 0; e < dependencies.count; e++)
    if (dependencies.phase[e] !== FAILOVER && own[e] === 0) memberCount[dependencies.requirement[e]!]!++;
  const kept = Int32Array.from(Array(dependencies.count).keys()).filter(
    (e) => own[e] === 0 && memberCount[dependencies.requirement[e]!]! > 0,
  );
  return {
    ...system,
    dependencies: rowsOf(dependencies, kept),
    requirements: {
      ...requirements,
      need: requirements.need.map((need, r) => Math.min(need, memberCount[r]!)),
    },
  };
}

function rowsOf(table: DependencyTable, rows: Int32Array): DependencyTable {
  const numbers = (values: Float64Array): Float64Array => Float64Array.from(rows, (e) => values[e]!);
  const texts = ({ labels, codes }: TextColumn): TextColumn => ({
    labels,
    codes: rows.map((e) => codes[e]!),
  });
  return {
    count: rows.length,
    dependent: rows.map((e) => table.dependent[e]!),
    supplier: rows.map((e) => table.supplier[e]!),
    role: texts(table.role),
    requirement: rows.map((e) => table.requirement[e]!),
    phase: Uint8Array.from(rows, (e) => table.phase[e]!),
    graceHours: numbers(table.graceHours),
    share: numbers(table.share),
    confidence: numbers(table.confidence),
    source: texts(table.source),
    asOf: texts(table.asOf),
    evidence: texts(table.evidence),
    basis: texts(table.basis),
    extra: new Map([...table.extra].map(([header, column]) => [header, texts(column)])),
  };
}

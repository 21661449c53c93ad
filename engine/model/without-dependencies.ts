/** A system with some of its dependencies left out, and nothing else changed. */
import { type DependencyTable, FAILOVER, type System, type TextColumn } from './system.ts';

/**
 * The system without the dependencies that are 1 in `isLeftOut`, one value per dependency; the same object when
 * none is. Entities and requirements keep their indices: a requirement that loses members needs at most those
 * that are left, one that loses all is left without members and decides nothing, and who only helped it to
 * switch goes too. O(dependencies + entities).
 */
export function withoutDependencies(system: System, isLeftOut: Uint8Array): System {
  const { dependencies, requirements } = system;
  if (!isLeftOut.includes(1)) return system;
  const memberCount = new Int32Array(requirements.count);
  for (let e = 0; e < dependencies.count; e++)
    if (dependencies.phase[e] !== FAILOVER && isLeftOut[e] === 0)
      memberCount[dependencies.requirement[e]!]!++;
  const kept = Int32Array.from(Array(dependencies.count).keys()).filter(
    (e) => isLeftOut[e] === 0 && memberCount[dependencies.requirement[e]!]! > 0,
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
    ...(table.drawnAs && { drawnAs: texts(table.drawnAs) }),
    extra: new Map([...table.extra].map(([header, column]) => [header, texts(column)])),
  };
}

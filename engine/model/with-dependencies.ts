/** A system with dependencies added, and nothing else changed. */
import type { DependencyTable, RequirementTable, System, TextColumn } from './system.ts';

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
  if (added.length === 0) return system;
  return {
    ...system,
    dependencies: dependenciesWith(system, added),
    requirements: requirementsWith(system.requirements, added),
  };
}

function dependenciesWith(
  { dependencies: table, requirements }: System,
  added: readonly NewDependency[],
): DependencyTable {
  const numbers = (values: Float64Array, of: (each: NewDependency) => number): Float64Array =>
    floatsWith(values, added.map(of));
  const same = (column: TextColumn, text: string): TextColumn =>
    textsWith(
      column,
      added.map(() => text),
    );
  return {
    count: table.count + added.length,
    dependent: intsWith(
      table.dependent,
      added.map(({ dependent }) => dependent),
    ),
    supplier: intsWith(
      table.supplier,
      added.map(({ supplier }) => supplier),
    ),
    role: textsWith(
      table.role,
      added.map(({ role }) => role),
    ),
    requirement: intsWith(
      table.requirement,
      added.map((_, i) => requirements.count + i),
    ),
    phase: bytesWith(
      table.phase,
      added.map(({ phase }) => phase),
    ),
    graceHours: numbers(table.graceHours, ({ graceHours }) => graceHours),
    share: numbers(table.share, () => Number.NaN),
    confidence: numbers(table.confidence, () => Number.NaN),
    source: same(table.source, ''),
    asOf: same(table.asOf, ''),
    evidence: same(table.evidence, 'assumed'),
    basis: same(table.basis, ''),
    extra: new Map([...table.extra].map(([header, column]) => [header, same(column, '')])),
  };
}

function requirementsWith(table: RequirementTable, added: readonly NewDependency[]): RequirementTable {
  const one = added.map(() => 1);
  return {
    count: table.count + added.length,
    dependent: intsWith(
      table.dependent,
      added.map(({ dependent }) => dependent),
    ),
    group: textsWith(
      table.group,
      added.map(() => ''),
    ),
    need: intsWith(table.need, one),
    loss: floatsWith(
      table.loss,
      added.map(({ loss }) => loss),
    ),
    phase: bytesWith(
      table.phase,
      added.map(({ phase }) => phase),
    ),
    failoverHours: floatsWith(
      table.failoverHours,
      added.map(() => 0),
    ),
    failoverProbability: floatsWith(table.failoverProbability, one),
  };
}

function intsWith(values: Int32Array, more: readonly number[]): Int32Array {
  const joined = new Int32Array(values.length + more.length);
  joined.set(values);
  joined.set(more, values.length);
  return joined;
}

function floatsWith(values: Float64Array, more: readonly number[]): Float64Array {
  const joined = new Float64Array(values.length + more.length);
  joined.set(values);
  joined.set(more, values.length);
  return joined;
}

function bytesWith(values: Uint8Array, more: readonly number[]): Uint8Array {
  const joined = new Uint8Array(values.length + more.length);
  joined.set(values);
  joined.set(more, values.length);
  return joined;
}

/** Texts that the column has keep their code; new ones come after them. */
function textsWith({ labels, codes }: TextColumn, more: readonly string[]): TextColumn {
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  for (const text of more) if (!codeOf.has(text)) codeOf.set(text, codeOf.size);
  return {
    labels: [...codeOf.keys()],
    codes: intsWith(
      codes,
      more.map((text) => codeOf.get(text)!),
    ),
  };
}

/** A system with entities, requirements and dependencies more, and nothing else changed. */
import { noTexts } from './dependency-key.ts';
import type { DependencyTable, EntityTable, RequirementTable, System, TextColumn } from './system.ts';

/** An entity without a weight. `NaN` stands for "not given". */
export interface NewEntity {
  readonly id: string;
  readonly name: string;
  /** Index into `KINDS`. */
  readonly kind: number;
  /** Entity that owns or runs it, or -1. */
  readonly operator: number;
  readonly country: string;
  readonly sector: string;
  readonly outagesPerYear: number;
  readonly outageHoursP50: number;
  readonly outageHoursP95: number;
  readonly recoveryHours: number;
  readonly capacity: number;
}

export interface NewRequirement {
  readonly dependent: number;
  /** Empty for a dependency that is a requirement of its own. */
  readonly group: string;
  readonly need: number;
  readonly loss: number;
  /** Index into `PHASES`: run or start. */
  readonly phase: number;
  readonly failoverHours: number;
  readonly failoverProbability: number;
}

/** A dependency of the dependent of its requirement. `NaN` stands for "not given". */
export interface NewDependency {
  /** One that there is, or one of the new, counted on from those. */
  readonly requirement: number;
  readonly supplier: number;
  readonly role: string;
  /** Index into `PHASES`. */
  readonly phase: number;
  readonly graceHours: number;
  readonly share: number;
  readonly confidence: number;
  /** The key of the dependency without which it would not be there; empty for none. */
  readonly drawnAs: string;
}

export interface NewRows {
  readonly entities: readonly NewEntity[];
  readonly requirements: readonly NewRequirement[];
  readonly dependencies: readonly NewDependency[];
}

/**
 * The system with these rows after its own, each of the evidence `assumed` with `source` as its source; the same
 * object when there are none. No index changes. Ids of entities and suppliers of a requirement must differ from
 * those that there are. O(entities + dependencies).
 */
export function extended(system: System, added: NewRows, source: string): System {
  if (added.entities.length + added.requirements.length + added.dependencies.length === 0) return system;
  const requirements = requirementsWith(system.requirements, added.requirements);
  return {
    ...(added.entities.length === 0 ? system : withEntities(system, added.entities, source)),
    requirements,
    dependencies: dependenciesWith(system.dependencies, requirements, added.dependencies, source),
  };
}

function withEntities(system: System, added: readonly NewEntity[], source: string): System {
  const none = added.map(() => 0);
  return {
    ...system,
    entities: entitiesWith(system.entities, added, source),
    weights: system.weights.map((weight) => ({ ...weight, values: joined(weight.values, none) })),
  };
}

function entitiesWith(table: EntityTable, added: readonly NewEntity[], source: string): EntityTable {
  const all = <Key extends keyof NewEntity>(key: Key): readonly NewEntity[Key][] =>
    added.map((each) => each[key]);
  const same = (text: string): readonly string[] => added.map(() => text);
  return {
    count: table.count + added.length,
    id: [...table.id, ...all('id')],
    name: [...table.name, ...all('name')],
    kind: joined(table.kind, all('kind')),
    operator: joined(table.operator, all('operator')),
    country: textsWith(table.country, all('country')),
    sector: textsWith(table.sector, all('sector')),
    outagesPerYear: joined(table.outagesPerYear, all('outagesPerYear')),
    outageHoursP50: joined(table.outageHoursP50, all('outageHoursP50')),
    outageHoursP95: joined(table.outageHoursP95, all('outageHoursP95')),
    recoveryHours: joined(table.recoveryHours, all('recoveryHours')),
    capacity: joined(table.capacity, all('capacity')),
    source: textsWith(table.source, same(source)),
    asOf: textsWith(table.asOf, same('')),
    extra: emptyExtra(table.extra, added.length),
  };
}

function requirementsWith(table: RequirementTable, added: readonly NewRequirement[]): RequirementTable {
  const all = <Key extends keyof NewRequirement>(key: Key): readonly NewRequirement[Key][] =>
    added.map((each) => each[key]);
  return {
    count: table.count + added.length,
    dependent: joined(table.dependent, all('dependent')),
    group: textsWith(table.group, all('group')),
    need: joined(table.need, all('need')),
    loss: joined(table.loss, all('loss')),
    phase: joined(table.phase, all('phase')),
    failoverHours: joined(table.failoverHours, all('failoverHours')),
    failoverProbability: joined(table.failoverProbability, all('failoverProbability')),
  };
}

function dependenciesWith(
  table: DependencyTable,
  requirements: RequirementTable,
  added: readonly NewDependency[],
  source: string,
): DependencyTable {
  const all = <Key extends keyof NewDependency>(key: Key): readonly NewDependency[Key][] =>
    added.map((each) => each[key]);
  const same = (text: string): readonly string[] => added.map(() => text);
  return {
    count: table.count + added.length,
    dependent: joined(
      table.dependent,
      added.map(({ requirement }) => requirements.dependent[requirement]!),
    ),
    supplier: joined(table.supplier, all('supplier')),
    role: textsWith(table.role, all('role')),
    requirement: joined(table.requirement, all('requirement')),
    phase: joined(table.phase, all('phase')),
    graceHours: joined(table.graceHours, all('graceHours')),
    share: joined(table.share, all('share')),
    confidence: joined(table.confidence, all('confidence')),
    source: textsWith(table.source, same(source)),
    asOf: textsWith(table.asOf, same('')),
    evidence: textsWith(table.evidence, same('assumed')),
    basis: textsWith(table.basis, same('')),
    ...drawnAsWith(table, all('drawnAs')),
    extra: emptyExtra(table.extra, added.length),
  };
}

/** The column appears with the first text in it. */
function drawnAsWith(table: DependencyTable, more: readonly string[]): Pick<DependencyTable, 'drawnAs'> {
  if (table.drawnAs === undefined && more.every((text) => text === '')) return {};
  return { drawnAs: textsWith(table.drawnAs ?? noTexts(table.count), more) };
}

type NumberColumn = Int32Array | Float64Array | Uint8Array;

/** The column with more values after its own. */
function joined<Column extends NumberColumn>(values: Column, more: readonly number[]): Column {
  const all = new (values.constructor as new (length: number) => Column)(values.length + more.length);
  all.set(values);
  all.set(more, values.length);
  return all;
}

/** Texts that the column has keep their code; new ones come after them. */
function textsWith({ labels, codes }: TextColumn, more: readonly string[]): TextColumn {
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  for (const text of more) if (!codeOf.has(text)) codeOf.set(text, codeOf.size);
  return {
    labels: [...codeOf.keys()],
    codes: joined(
      codes,
      more.map((text) => codeOf.get(text)!),
    ),
  };
}

function emptyExtra(extra: ReadonlyMap<string, TextColumn>, count: number): ReadonlyMap<string, TextColumn> {
  const none = Array.from({ length: count }, () => '');
  return new Map([...extra].map(([header, column]) => [header, textsWith(column, none)]));
}

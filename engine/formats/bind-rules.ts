/** The rules of a mapping, bound to the columns of a table and to the drafts that they add to. */
import type { BoundFields, DependencyDrafts } from './draft-dependencies.ts';
import type { DraftField, EntityDrafts } from './draft-entities.ts';
import type { DependencyMapping, EntityMapping, Rule, TableMapping } from './mapping.ts';
import type { BoundSplit, BoundText, UsedColumns } from './row-cells.ts';

export interface Drafts {
  readonly entities: EntityDrafts;
  /** Ids that name an entity of another id, which a person has said to be one. */
  readonly same: ReadonlyMap<string, string>;
  readonly dependencies: DependencyDrafts;
}

export interface BoundCase<Made> {
  readonly conditions: readonly { readonly column: number; readonly texts: ReadonlySet<string> }[];
  readonly skip: string | undefined;
  readonly make: Made;
}

export interface BoundRule<Made> {
  readonly split: BoundSplit | undefined;
  readonly cases: readonly BoundCase<Made>[];
}

export interface BoundEntity {
  readonly id: BoundText;
  /** Whether the row says what the entity is, and not only names it. */
  readonly describes: boolean;
  readonly fields: readonly { readonly field: DraftField; readonly text: BoundText }[];
  readonly operator: { readonly field: DraftField; readonly entity: BoundEntity } | undefined;
  readonly assumedKind: BoundText | undefined;
}

export interface BoundDependency {
  readonly dependent: BoundEntity;
  readonly supplier: BoundEntity;
  readonly fields: BoundFields;
  /** The fields apart from `dependent` and `supplier`, which come first. */
  readonly texts: readonly BoundText[];
}

/** The rules of a table; every column that they name is in `columns` afterwards. */
export function bindRules(
  table: TableMapping,
  columns: UsedColumns,
  drafts: Drafts,
): {
  readonly entities: readonly BoundRule<BoundEntity>[];
  readonly dependencies: readonly BoundRule<BoundDependency>[];
} {
  return {
    entities: table.entities.map((rule) =>
      boundRule(rule, columns, (entity) => ({ ...boundEntity(entity, columns, drafts), describes: true })),
    ),
    dependencies: table.dependencies.map((rule) =>
      boundRule(rule, columns, (dependency) => boundDependency(dependency, columns, drafts)),
    ),
  };
}

function boundRule<Mapped, Made>(
  { split, cases }: Rule<Mapped>,
  columns: UsedColumns,
  bind: (mapped: Mapped) => Made,
): BoundRule<Made> {
  return {
    split: split && columns.bindSplit(split),
    cases: cases.map(({ when, skip, make }) => ({
      conditions: Object.entries(when).map(([header, texts]) => ({
        column: columns.number(header),
        texts: new Set(texts.map((text) => text.trim())),
      })),
      skip,
      make: bind(make),
    })),
  };
}

function boundEntity(entity: EntityMapping, columns: UsedColumns, drafts: Drafts): BoundEntity {
  const { id, fields, operator, assumedKind } = entity;
  return {
    id: columns.bind(id),
    describes: fields.size > 0 || operator !== undefined || assumedKind !== undefined,
    fields: Array.from(fields, ([header, pattern]) => ({
      field: drafts.entities.field(header),
      text: columns.bind(pattern),
    })),
    operator: operator && {
      field: drafts.entities.field('operator'),
      entity: boundEntity(operator, columns, drafts),
    },
    assumedKind: assumedKind && columns.bind(assumedKind),
  };
}

function boundDependency(mapped: DependencyMapping, columns: UsedColumns, drafts: Drafts): BoundDependency {
  const dependent = boundEntity(mapped.dependent, columns, drafts);
  const supplier = boundEntity(mapped.supplier, columns, drafts);
  const texts = Array.from(mapped.fields, ([header, pattern]) => [header, columns.bind(pattern)] as const);
  return {
    dependent,
    supplier,
    fields: drafts.dependencies.bind(
      new Map([['dependent', dependent.id], ['supplier', supplier.id], ...texts]),
    ),
    texts: texts.map(([, text]) => text),
  };
}

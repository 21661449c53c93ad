/**
 * What each column of some tables becomes, as a person chooses it, and the mapping file that says the same
 * (docs/mapping.md). The plan is how a mapping is made; what imports is the mapping alone.
 */
import type { NumberStyle } from '../number-style.ts';
import { FIELD_OF, type TableShape } from './fields.ts';
import { ALTERNATIVE } from './words.ts';

export interface ColumnPlan {
  readonly column: string;
  /** Id of a field of the table's shape. */
  readonly becomes: string;
  /** What its texts are read as; empty where they are taken as they stand. */
  readonly words: Readonly<Record<string, string>>;
  /** How its numbers are written, where they are not written plainly. */
  readonly numbers?: NumberStyle;
  /** Where cells of several names are cut, empty for nowhere. */
  readonly splitAt: string;
  /** Texts for which a row or part makes nothing, with the empty cell as "". */
  readonly skip: readonly string[];
  /** Of a column that names suppliers for one role: the role, and the kind of those suppliers. */
  readonly role: string;
  readonly kind: string;
}

export interface TablePlan {
  /** Name of the table. */
  readonly file: string;
  readonly shape: TableShape;
  readonly columns: readonly ColumnPlan[];
  /** Kind of dependents, and of suppliers, of which no row says it. */
  readonly kind: string;
  readonly supplierKind: string;
  /** Whether a supplier is one entity for each role ("dns:North"), run by the operator of its name. */
  readonly scoped: boolean;
  /** The loss where no column says it, 0..1. */
  readonly loss: string;
  /** Grade of evidence where no column says it. */
  readonly evidence: string;
  /** Whether several suppliers in one cell are alternatives, of which one is enough. */
  readonly alternatives: boolean;
  /** Whether every dependent counts once, where no column says how much it counts. */
  readonly countsOnce: boolean;
}

export interface ImportPlan {
  readonly title: string;
  readonly weightLabel: string;
  readonly weightUnit: string;
  readonly tables: readonly TablePlan[];
}

const STYLE_WORDS: Readonly<Record<NumberStyle, string>> = {
  'decimal-comma': 'decimal comma',
  'decimal-point': 'decimal point and groups of thousands',
};

/** Why nothing is made of an empty cell, as the import counts it. */
const skipReason = (column: string): string => `no ${column}`;

/** A column that becomes something, with nothing else said of it. */
export function columnPlan(column: string, becomes: string): ColumnPlan {
  return { column, becomes, words: {}, splitAt: '', skip: [], role: '', kind: '' };
}

/** The mapping file of a plan, as text; `same` has ids that name an entity of another id. */
export function mappingText(plan: ImportPlan, same: Readonly<Record<string, string>> = {}): string {
  const mapping = { ...mappingOf(plan), ...(Object.keys(same).length > 0 && { same }) };
  return `${JSON.stringify(mapping, null, 2)}\n`;
}

/** What a plan assumes, in sentences that go into the dataset. */
export function assumptionsOf({ tables }: ImportPlan): readonly string[] {
  return tables.flatMap((table) => [
    ...table.columns.flatMap((column) => {
      const changed = Object.entries(column.words).filter(([from, to]) => from !== to && to !== '');
      if (changed.length === 0 || column.becomes === 'nothing' || column.becomes === 'note') return [];
      const label = FIELD_OF.get(column.becomes)?.label.toLowerCase() ?? column.becomes;
      const words = changed.map(([from, to]) =>
        to === ALTERNATIVE
          ? `'${from}' as one of several suppliers of which one is enough, nothing lost where it stands alone`
          : `'${from || 'empty'}' as ${to}`,
      );
      return [`In ${table.file}, ${label} from '${column.column}': ${words.join(', ')}.`];
    }),
    ...table.columns.flatMap(({ column, numbers }) =>
      numbers ? [`In ${table.file}, numbers of '${column}' are written with a ${STYLE_WORDS[numbers]}.`] : [],
    ),
    ...(table.shape === 'entities' || uses(table, 'loss') || table.loss === ''
      ? []
      : [`In ${table.file} no column says what is lost without a supplier; read as loss ${table.loss}.`]),
    ...(table.shape === 'wide' && table.alternatives && table.columns.some(isSplit)
      ? [`In ${table.file}, several suppliers in one cell are alternatives, of which one is enough.`]
      : []),
    ...(counted(table)
      ? [`In ${table.file} no column says how much each counts; every dependent counts once.`]
      : []),
    ...(table.scoped && table.shape !== 'entities'
      ? [`In ${table.file}, suppliers of one name have one operator.`]
      : []),
  ]);
}

function mappingOf(plan: ImportPlan): object {
  const hasWeight = plan.tables.some((table) => uses(table, 'weight'));
  const countsOnce = plan.tables.some((table) => counted(table));
  const assumed = assumptionsOf(plan);
  return {
    schemaVersion: 1,
    dataset: {
      title: plan.title,
      ...(assumed.length > 0 && { assumed }),
      ...(hasWeight && {
        weights: [{ column: 'weight', label: plan.weightLabel || 'Weight', unit: plan.weightUnit || '1' }],
      }),
      ...(countsOnce &&
        !hasWeight && { weights: [{ column: 'weight', label: 'Dependents', unit: 'dependents' }] }),
    },
    tables: plan.tables.map(tableOf),
  };
}

function tableOf(table: TablePlan): object {
  const translate = Object.fromEntries(
    table.columns
      .filter(
        ({ becomes, words }) => becomes !== 'nothing' && becomes !== 'note' && Object.keys(words).length > 0,
      )
      .map(({ column, words }) => [column, words]),
  );
  const styled = table.columns.filter(
    ({ becomes, numbers }) => numbers && becomes !== 'nothing' && becomes !== 'note',
  );
  return {
    file: table.file,
    ...(Object.keys(translate).length > 0 && { translate }),
    ...(styled.length > 0 && {
      numbers: Object.fromEntries(styled.map(({ column, numbers }) => [column, numbers])),
    }),
    ...(table.shape === 'entities' && { entities: [{ ...rowEntity(table, 'id'), ...entityNotes(table) }] }),
    ...(table.shape === 'wide' && {
      entities: [{ ...rowEntity(table, 'dependent'), ...entityNotes(table) }],
      dependencies: table.columns
        .filter(({ becomes }) => becomes === 'supplier-for')
        .map((c) => wideRule(table, c)),
    }),
    ...(table.shape === 'dependencies' && { dependencies: [longRule(table)] }),
  };
}

const ENTITY_OF_ROW = [
  'name',
  'kind',
  'operator',
  'country',
  'sector',
  'weight',
  'outages_per_year',
  'outage_hours_p50',
  'outage_hours_p95',
  'recovery_hours',
  'capacity',
] as const;

/** The entity that a row is about. */
function rowEntity(table: TablePlan, idField: 'id' | 'dependent'): Record<string, unknown> {
  const isEntities = table.shape === 'entities';
  const id = cellOf(table, idField) ?? cellOf(table, 'name') ?? '';
  const fields = [...ENTITY_OF_ROW, ...(isEntities ? (['source', 'as_of'] as const) : [])];
  const operator = cellOf(table, 'operator');
  return {
    id,
    ...textsOf(
      table,
      fields.filter((field) => field !== 'operator'),
    ),
    ...(operator !== undefined && {
      operator: isEntities ? operator : { id: operator, assumedKind: 'organisation' },
    }),
    ...(counted(table) && { weight: 1 }),
    ...(table.kind !== '' && { assumedKind: table.kind }),
  };
}

function longRule(table: TablePlan): object {
  const supplier = column(table, 'supplier');
  const cell = cellOf(table, 'supplier') ?? '';
  const scope = cellOf(table, 'supplier-kind') ?? cellOf(table, 'role');
  const isScoped = table.scoped && scope !== undefined;
  const name = cellOf(table, 'supplier-name') ?? (isScoped ? cell : undefined);
  const kind = cellOf(table, 'supplier-kind');
  const country = cellOf(table, 'supplier-country');
  const operator = cellOf(table, 'supplier-operator') ?? (isScoped ? cell : undefined);
  const described = {
    id: isScoped ? `${scope}:${cell}` : cell,
    ...(name !== undefined && { name }),
    ...(kind !== undefined && { kind }),
    ...(country !== undefined && { country }),
    ...(operator !== undefined && { operator: { id: operator, assumedKind: 'organisation' } }),
    ...(table.supplierKind !== '' && { assumedKind: table.supplierKind }),
  };
  const loss = column(table, 'loss');
  const group = cellOf(table, 'group');
  const fields = [
    'role',
    'need',
    'grace_hours',
    'failover_hours',
    'failover_probability',
    'phase',
    'share',
    'confidence',
    'evidence',
    'basis',
    'source',
    'as_of',
  ] as const;
  const notes = notesOf(table);
  const hasAlternatives = loss !== undefined && Object.values(loss.words).includes(ALTERNATIVE);
  const alternative = {
    when: { [loss?.column ?? '']: ALTERNATIVE },
    group: group ?? cellOf(table, 'role') ?? kind ?? 'alternatives',
    need: 1,
    loss: 1,
    lossAlone: 0,
  };
  const skips = ['dependent', 'supplier'].flatMap((field) => skipCases(column(table, field)));
  return {
    ...(supplier !== undefined &&
      isSplit(supplier) && { split: { cells: [supplier.column], at: supplier.splitAt } }),
    dependent: rowEntity(table, 'dependent'),
    supplier: described,
    ...textsOf(table, fields),
    ...(uses(table, 'evidence') || table.evidence === '' ? {} : { evidence: table.evidence }),
    ...(group !== undefined && { group }),
    ...(loss === undefined ? table.loss !== '' && { loss: table.loss } : { loss: pattern(loss.column) }),
    ...(notes && { columns: notes }),
    ...((hasAlternatives || skips.length > 0) && {
      cases: [...skips, ...(hasAlternatives ? [alternative] : []), {}],
    }),
  };
}

function wideRule(table: TablePlan, given: ColumnPlan): object {
  const cell = pattern(given.column);
  const { role } = given;
  const dependent = cellOf(table, 'dependent') ?? cellOf(table, 'name') ?? '';
  const kind = given.kind || table.supplierKind;
  return {
    ...(isSplit(given) && { split: { cells: [given.column], at: given.splitAt } }),
    dependent,
    supplier: table.scoped
      ? {
          id: `${literal(role)}:${cell}`,
          name: cell,
          kind,
          operator: { id: cell, assumedKind: 'organisation' },
        }
      : { id: cell, assumedKind: kind },
    role: literal(role),
    ...(isSplit(given) && table.alternatives && { group: literal(role), need: 1 }),
    ...(table.loss !== '' && { loss: table.loss }),
    ...(table.evidence !== '' && { evidence: table.evidence }),
    cases: [...skipCases(given), {}],
  };
}

function skipCases(given: ColumnPlan | undefined): object[] {
  if (given === undefined || given.skip.length === 0) return [];
  return [{ when: { [given.column]: given.skip }, skip: skipReason(given.column) }];
}

function isSplit({ splitAt }: ColumnPlan): boolean {
  return splitAt !== '';
}

function entityNotes(table: TablePlan): object {
  const notes = notesOf(table);
  return notes ? { columns: notes } : {};
}

/** Columns that are kept as they are; a name that the model uses itself gets "note" behind it. */
function notesOf(table: TablePlan): Record<string, string> | undefined {
  const notes = table.columns.filter(({ becomes, column: name }) => becomes === 'note' && isNamable(name));
  if (notes.length === 0) return undefined;
  return Object.fromEntries(
    notes.map(({ column: name }) => [
      OWN_NAMES.has(name.trim().toLowerCase()) ? `${name.trim()} (note)` : name.trim(),
      pattern(name),
    ]),
  );
}

const OWN_NAMES: ReadonlySet<string> = new Set(
  (
    'id name kind operator country sector outages_per_year outage_hours_p50 outage_hours_p95 recovery_hours ' +
    'capacity source as_of dependent supplier role group need loss grace_hours failover_hours ' +
    'failover_probability phase share confidence evidence basis weight lossalone'
  ).split(' '),
);

/** Whether a mapping can name the column at all. */
export function isNamable(column: string): boolean {
  return column.trim() !== '' && !/[{}]/.test(column) && column.trim() !== '__proto__';
}

function textsOf(table: TablePlan, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const cell = cellOf(table, field);
      return cell === undefined ? [] : [[field, cell]];
    }),
  );
}

function column(table: TablePlan, field: string): ColumnPlan | undefined {
  return table.columns.find(({ becomes }) => becomes === field);
}

/** Whether every dependent of the table counts once. */
function counted(table: TablePlan): boolean {
  return table.countsOnce && table.shape !== 'entities' && !uses(table, 'weight');
}

function uses(table: TablePlan, field: string): boolean {
  return column(table, field) !== undefined;
}

function cellOf(table: TablePlan, field: string): string | undefined {
  const found = column(table, field);
  return found && pattern(found.column);
}

function pattern(name: string): string {
  return `{${name.trim()}}`;
}

/** A text that stands as it is. */
function literal(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}');
}

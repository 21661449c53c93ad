/**
 * The mapping file: which cells of somebody's tables become which fields of entities and dependencies
 * (docs/mapping.md). Plain data that people write by hand and programs produce.
 */
import * as z from 'zod';
import { DEPENDENCY_COLUMNS } from '../model/build-dependencies.ts';
import { ENTITY_COLUMNS } from '../model/build-entities.ts';
import type { Problem } from '../model/problem.ts';
import { ABOUT } from './about.ts';
import { decodePieces } from './decode.ts';
import { NUMBER_STYLES } from './number-style.ts';
import { parsePattern, type TextPattern } from './text-pattern.ts';

/** What is written into each column of the native format. */
export type Fields = ReadonlyMap<string, TextPattern>;

/** How a row names an entity, and what it says of it: nothing, where there are no fields and no operator. */
export interface EntityMapping {
  readonly id: TextPattern;
  readonly fields: Fields;
  readonly operator?: EntityMapping | undefined;
  /** The kind where no row says one: what a row says takes its place without contradicting it. */
  readonly assumedKind?: TextPattern | undefined;
}

export interface DependencyMapping {
  readonly dependent: EntityMapping;
  readonly supplier: EntityMapping;
  /** May hold `lossAlone`, which stands for `loss` where the group turns out to have one supplier only. */
  readonly fields: Fields;
}

/** Cells that hold several texts each: the first of one belongs to the first of the others. */
export interface Split {
  readonly cells: readonly string[];
  readonly at: string;
}

/** What is made of the rows in which every column of `when` holds one of its texts. */
export interface Case<Made> {
  readonly when: Readonly<Record<string, readonly string[]>>;
  /** Why nothing is made of these rows. */
  readonly skip: string | undefined;
  readonly make: Made;
}

/** What becomes of each row, or of each part of its split cells: the first case that applies. */
export interface Rule<Made> {
  readonly split: Split | undefined;
  readonly cases: readonly Case<Made>[];
}

export type Mapping = z.output<typeof MAPPING>;
export type TableMapping = Mapping['tables'][number];

/** Deeper than any mapping goes; hostile files must not exhaust the stack. */
const DEEPEST = 16;

const ENTITY_FIELDS = [...ENTITY_COLUMNS, 'weight' as const].filter(
  (column) => column !== 'id' && column !== 'operator',
);
const DEPENDENCY_FIELDS = [...DEPENDENCY_COLUMNS, 'lossAlone' as const].filter(
  (column) => column !== 'dependent' && column !== 'supplier',
);

const TEXT = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string({
    error: ({ input }) => (input === undefined ? 'This is missing; expected a text.' : 'Expected a text.'),
  }),
);
const FILLED = TEXT.refine((text) => text !== '', { error: 'Expected a text that is not empty.' });

const PATTERN = TEXT.transform((text, context): TextPattern => {
  const pattern = parsePattern(text);
  if (pattern !== undefined) return pattern;
  context.issues.push({
    code: 'custom',
    input: text,
    message: `A brace in '${text}' stands alone. Write {column} for a cell, {{ and }} for braces.`,
  });
  return z.NEVER;
});

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: 'Expected a list [...].' }).min(1, { error: 'The list is empty.' });

const byName = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value, { error: 'Expected names with their values {...}.' });

/** An object with these keys and no other. */
function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `There is no key '${issue.keys.join("', '")}' here. Keys: ${keys}.`
        : `Expected {...} with the keys ${keys}.`,
  });
}

/** One text for each of the columns, and texts for further columns that are none of the model's own. */
function texts<Column extends string>(columns: readonly Column[]) {
  const own = Object.fromEntries(columns.map((column) => [column, PATTERN.optional()]));
  const known: ReadonlySet<string> = new Set([
    ...ENTITY_COLUMNS,
    ...DEPENDENCY_COLUMNS,
    'weight',
    'lossalone',
    '',
  ]);
  const further = byName(PATTERN).refine(
    (given) => Object.keys(given).every((name) => !known.has(name.trim().toLowerCase())),
    { error: 'A further column needs a name that the model does not use; its own stand beside "columns".' },
  );
  return { ...(own as Record<Column, z.ZodOptional<typeof PATTERN>>), columns: further.optional() };
}

function fieldsOf<Column extends string>(
  columns: readonly Column[],
  given: { readonly [C in Column]?: TextPattern | undefined } & {
    readonly columns?: Readonly<Record<string, TextPattern>> | undefined;
  },
): Fields {
  const fields = new Map<string, TextPattern>();
  for (const column of columns) {
    const pattern = given[column];
    if (pattern !== undefined) fields.set(column, pattern);
  }
  for (const [name, pattern] of Object.entries(given.columns ?? {})) fields.set(name.trim(), pattern);
  return fields;
}

const ENTITY_TEXTS = {
  ...texts(ENTITY_FIELDS),
  assumedKind: PATTERN.optional(),
  operator: z.lazy((): z.ZodType<EntityMapping> => ENTITY).optional(),
};
const ENTITY_OBJECT = strict({ id: PATTERN, ...ENTITY_TEXTS });

function entityOf(given: z.output<typeof ENTITY_OBJECT>): EntityMapping {
  const { id, operator, assumedKind } = given;
  return { id, operator, assumedKind, fields: fieldsOf(ENTITY_FIELDS, given) };
}

/** An entity, or its id alone as a text. */
const ENTITY: z.ZodType<EntityMapping> = z.preprocess(
  (value) => (typeof value === 'string' || typeof value === 'number' ? { id: value } : value),
  ENTITY_OBJECT.transform(entityOf),
);

const DEPENDENCY_TEXTS = texts(DEPENDENCY_FIELDS);
const DEPENDENCY_OBJECT = strict({ dependent: ENTITY, supplier: ENTITY, ...DEPENDENCY_TEXTS });

function dependencyOf(given: z.output<typeof DEPENDENCY_OBJECT>): DependencyMapping {
  const { dependent, supplier } = given;
  return { dependent, supplier, fields: fieldsOf(DEPENDENCY_FIELDS, given) };
}

const SPLIT = strict({ cells: listOf(FILLED), at: FILLED }).optional();
const CONDITIONS = z.object({
  when: byName(z.preprocess((value) => (Array.isArray(value) ? value : [value]), listOf(TEXT))).default({}),
  skip: FILLED.optional(),
});

/** The cases of a rule, each with the rule's own texts under its own; one that always applies without any. */
function casesOf<Given extends object, Made>(
  common: Given,
  cases:
    | readonly ({ readonly [Key in keyof Given]?: Given[Key] | undefined } & z.output<typeof CONDITIONS>)[]
    | undefined,
  make: (given: Given) => Made,
): readonly Case<Made>[] {
  if (cases === undefined) return [{ when: {}, skip: undefined, make: make(common) }];
  return cases.map(({ when, skip, ...own }) => ({ when, skip, make: make({ ...common, ...own }) }));
}

const ENTITY_RULE = strict({
  ...ENTITY_OBJECT.shape,
  split: SPLIT,
  cases: listOf(strict({ ...CONDITIONS.shape, ...ENTITY_TEXTS, id: PATTERN.optional() })).optional(),
}).transform(
  ({ split, cases, ...common }): Rule<EntityMapping> => ({ split, cases: casesOf(common, cases, entityOf) }),
);

const DEPENDENCY_RULE = strict({
  ...DEPENDENCY_OBJECT.shape,
  split: SPLIT,
  cases: listOf(
    strict({
      ...CONDITIONS.shape,
      ...DEPENDENCY_TEXTS,
      dependent: ENTITY.optional(),
      supplier: ENTITY.optional(),
    }),
  ).optional(),
}).transform(
  ({ split, cases, ...common }): Rule<DependencyMapping> => ({
    split,
    cases: casesOf(common, cases, dependencyOf),
  }),
);

const MAPPING = strict({
  schemaVersion: z.literal(1, { error: 'Expected 1, the only version of mapping files so far.' }),
  dataset: strict({
    ...ABOUT.shape,
    sources: listOf(strict(ABOUT.shape.sources.unwrap().element.shape)).default([]),
    weights: listOf(strict(ABOUT.shape.weights.unwrap().element.shape)).default(ABOUT.parse({}).weights),
  }).default(() => ABOUT.parse({})),
  same: byName(FILLED).default({}),
  tables: listOf(
    strict({
      file: FILLED,
      translate: byName(byName(TEXT)).default({}),
      numbers: byName(
        z.enum(NUMBER_STYLES, { error: `Expected how numbers are written: ${NUMBER_STYLES.join(' or ')}.` }),
      ).default({}),
      entities: listOf(ENTITY_RULE).default([]),
      dependencies: listOf(DEPENDENCY_RULE).default([]),
    }).refine(({ entities, dependencies }) => entities.length + dependencies.length > 0, {
      error: 'A table needs rules under "entities", "dependencies" or both.',
    }),
  ),
});

/** Reads a mapping file. Undefined, with every fault reported, when it is not sound. */
export function readMapping(file: string, bytes: Uint8Array, problems: Problem[]): Mapping | undefined {
  const report = (place: readonly PropertyKey[], message: string): undefined => {
    const column = z.core.toDotPath(place);
    problems.push({ severity: 'error', file, row: 0, column, value: '', message });
  };
  const before = problems.length;
  const text = [...decodePieces(file, bytes, problems)].join('');
  if (problems.length > before) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return report([], `This is not JSON: ${(error as Error).message}`);
  }
  const fault = unusable(json, []);
  if (fault !== undefined) return report(fault.place, fault.message);
  const checked = MAPPING.safeParse(json);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) report(issue.path, issue.message);
  return undefined;
}

/** What the schema cannot be asked: a name that it would pass over in silence, and endless depth. */
function unusable(
  json: unknown,
  place: readonly PropertyKey[],
): { readonly place: readonly PropertyKey[]; readonly message: string } | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (place.length > DEEPEST) return { place, message: 'This goes deeper than any mapping.' };
  if (Object.hasOwn(json, '__proto__'))
    return { place, message: 'The name "__proto__" cannot be used here; rename the column.' };
  for (const [key, value] of Object.entries(json)) {
    const fault = unusable(value, [...place, Array.isArray(json) ? Number(key) : key]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

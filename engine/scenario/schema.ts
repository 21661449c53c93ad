/**
 * A scenario as data: a name and a list of interventions in the order in which they happen (model.md,
 * section 9). No code and no callbacks, so that it can be hashed, compared, put into a link, attached to a paper.
 */
import * as z from 'zod';
import { isCountryCode } from '../model/countries.ts';
import { KINDS } from '../model/kinds.ts';
import { SCENARIO_VERSION } from './migrations.ts';

// a content security policy without eval: zod must not try to compile its schemas
z.config({ jitless: true });

/** An object with these keys and no other. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `There is no key '${issue.keys.join("', '")}' here. Keys: ${keys}.`
        : `Expected {...} with the keys ${keys}.`,
  });
}

/** What the error of a value says: that it is missing, or what was expected. */
function expected(what: string): { error: (issue: { readonly input?: unknown }) => string } {
  return {
    error: ({ input }) => (input === undefined ? `This is missing. Expected ${what}.` : `Expected ${what}.`),
  };
}

export const TEXT = z
  .string(expected('a text that is not empty'))
  .min(1, expected('a text that is not empty'));
export const TEXTS = z.array(TEXT, expected('a list of texts, as in ["hosting"]'));
const SOME_TEXTS = TEXTS.min(1, expected('a list with at least one text; leave the key out for any'));

/** A number within bounds, both included. */
export function numberIn(min: number, max: number, what: string) {
  return z.number(expected(what)).min(min, expected(what)).max(max, expected(what));
}

const FRACTION = numberIn(0, 1, 'a fraction from 0 to 1, as in 0.4 for 40 %');
const NOT_NEGATIVE = numberIn(0, Number.MAX_VALUE, 'a number of 0 or more');
const HOURS = numberIn(0, Number.MAX_VALUE, 'hours, a number of 0 or more');
const POSITIVE_HOURS = numberIn(Number.MIN_VALUE, Number.MAX_VALUE, 'hours, a number above 0');
const COUNT = z
  .int(expected('a whole number from 1 to 1000'))
  .min(1, expected('a whole number from 1 to 1000'))
  .max(1000, expected('a whole number from 1 to 1000'));
const COUNTRIES = z
  .array(
    z.string(expected('a country as two capital letters (ISO 3166-1), as in "DE"')).refine(isCountryCode, {
      error: 'Expected a country as two capital letters (ISO 3166-1), as in "DE".',
    }),
    expected('a list of countries, as in ["DE", "FR"]'),
  )
  .min(1, expected('a list with at least one country; leave the key out for any'));

/** A word out of a few. */
function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, expected(`one of ${words.map((word) => `"${word}"`).join(', ')}`));
}

const TRAITS = {
  /** A trailing * stands for anything. */
  id: SOME_TEXTS.optional(),
  kind: z
    .array(oneOf(KINDS), expected('a list of kinds, as in ["dns"]'))
    .min(1, expected('a list with at least one kind; leave the key out for any'))
    .optional(),
  sector: SOME_TEXTS.optional(),
  /** Where it is located. */
  country: COUNTRIES.optional(),
  /** Who owns or runs it, at any height; who is named belongs to it too. */
  operator: SOME_TEXTS.optional(),
  /** The country of the topmost operator; of the entity itself where it has none. */
  operatorCountry: COUNTRIES.optional(),
  /** No rate of its own, and none of anything of the same topmost operator that it stands on. */
  outages: z
    .literal(
      'unknown',
      expected('"unknown", for those without a known rate of outages; leave the key out for any'),
    )
    .optional(),
} as const;

const TOP = strict({
  count: COUNT,
  /** How many of the first to pass over. */
  skip: z
    .int(expected('a whole number of 0 or more'))
    .min(0, expected('a whole number of 0 or more'))
    .default(0),
  /** Own weight; how many dependencies stand on it; the weight of those that stand on it. */
  by: oneOf(['weight', 'dependents', 'dependent-weight']).default('dependent-weight'),
});

/** Which entities: all that have every trait that is given, and none of `not`; of these, the top ones. */
const FILTER = strict({
  ...TRAITS,
  not: strict(TRAITS).optional(),
  /** Roles for one of which it supplies somebody. */
  supplies: SOME_TEXTS.optional(),
  top: TOP.optional(),
});

/** Which dependencies: those for a role, from such a dependent, on such a supplier. */
const DEPENDENCIES = strict({
  role: SOME_TEXTS.optional(),
  dependent: FILTER.optional(),
  supplier: FILTER.optional(),
});

/** Which entities of a system. */
const ENTITIES = strict({ entity: FILTER });

/** Who takes over, or is added. */
const TO = strict({
  /** Candidates; all others that supply such a role already unless given. */
  suppliers: FILTER.optional(),
  /** In proportion to what they supply already, evenly, or by the shares that are given by id. */
  split: oneOf(['present-share', 'even', 'given']).default('present-share'),
  shares: z.record(TEXT, NOT_NEGATIVE, expected('shares by id, as in {"aws": 0.5, "azure": 0.5}')).optional(),
  /** Whether the topmost operator must be another one, the same, or may be any. */
  operators: oneOf(['any', 'other', 'same']).default('any'),
}).refine(({ split, shares }) => (split === 'given') === (shares !== undefined), {
  error: 'Expected "shares" with "split": "given", and only then.',
});

const REASSIGN = strict({
  verb: z.literal('reassign'),
  where: DEPENDENCIES,
  /** Of the dependents of each supplier; with a cap, all that it takes. */
  fraction: FRACTION.default(1),
  /** Moves only until nobody supplies more than this share of the weight that uses the role. */
  cap: strict({ share: FRACTION, of: oneOf(['each', 'by-operator']).default('each') }).optional(),
  to: TO,
}).refine(({ cap, fraction }) => cap === undefined || fraction === 1, {
  error: 'Expected "cap" or "fraction", not both: a cap says itself how many move.',
});

const ADD_ALTERNATIVE = strict({
  verb: z.literal('add-alternative'),
  where: DEPENDENCIES,
  fraction: FRACTION.default(1),
  /** How many suppliers more in each group. */
  count: COUNT.default(1),
  to: TO,
  /** Of requirements that have no alternative yet; groups keep their own. */
  failoverHours: HOURS.default(0),
  failoverProbability: FRACTION.default(1),
});

/** Numbers that `set` can change, with their bounds and whose they are. */
export const SETTABLE = {
  outages_per_year: { of: 'entity', most: Number.MAX_VALUE },
  outage_hours: { of: 'entity', most: Number.MAX_VALUE },
  recovery_hours: { of: 'entity', most: Number.MAX_VALUE },
  capacity: { of: 'entity', most: Number.MAX_VALUE },
  loss: { of: 'dependency', most: 1 },
  grace_hours: { of: 'dependency', most: Number.MAX_VALUE },
  failover_hours: { of: 'dependency', most: Number.MAX_VALUE },
  failover_probability: { of: 'dependency', most: 1 },
} as const;

export type Settable = keyof typeof SETTABLE;

const SET = strict({
  verb: z.literal('set'),
  where: z.union([ENTITIES, DEPENDENCIES], {
    error: 'Expected {"entity": {...}}, or {...} with some of the keys role, dependent, supplier.',
  }),
  column: oneOf(Object.keys(SETTABLE) as [Settable, ...Settable[]]),
  /** Exactly one of the three: the new value, what is added, or a factor. */
  to: NOT_NEGATIVE.optional(),
  by: z.number(expected('a number')).optional(),
  times: NOT_NEGATIVE.optional(),
  fraction: FRACTION.default(1),
})
  .refine(({ to, by, times }) => [to, by, times].filter((each) => each !== undefined).length === 1, {
    error: 'Expected exactly one of "to", "by" and "times".',
  })
  .refine(({ column, by }) => column !== 'outage_hours' || by === undefined, {
    error: 'Expected "to", the median, or "times": median and 95 % point of outages change by one factor.',
  })
  .refine(({ column, to, times }) => column !== 'outage_hours' || (to !== 0 && times !== 0), {
    error: 'Expected a number above 0: who is never out has 0 outages per year.',
  })
  .refine(({ column, to }) => to === undefined || to <= (SETTABLE[column]?.most ?? 0), {
    error: 'Expected a fraction from 0 to 1 for this column.',
    path: ['to'],
  })
  .refine(({ column, where }) => (SETTABLE[column]?.of === 'entity') === 'entity' in where, {
    error: ({ input }) =>
      (input as { readonly column: Settable }).column in SETTABLE &&
      SETTABLE[(input as { readonly column: Settable }).column].of === 'entity'
        ? 'This column belongs to entities: expected {"entity": {...}}.'
        : 'This column belongs to dependencies: expected some of the keys role, dependent, supplier.',
    path: ['where'],
  });

const ADD_ENTITIES = strict({
  verb: z.literal('add'),
  what: z.literal('entities'),
  /** The id; with a count above 1, followed by /1, /2, ... */
  id: TEXT,
  name: TEXT.optional(),
  count: COUNT.default(1),
  /** Takes kind, country, sector, times and outages of the first of these, and the role of its suppliers. */
  like: FILTER.optional(),
  kind: oneOf(KINDS).optional(),
  country: COUNTRIES.element.optional(),
  sector: TEXT.optional(),
  /** Id of who owns or runs it; nobody unless given. */
  operator: TEXT.optional(),
  outagesPerYear: NOT_NEGATIVE.optional(),
  outageHoursP50: POSITIVE_HOURS.optional(),
  /** Follows from the median unless given. */
  outageHoursP95: POSITIVE_HOURS.optional(),
  recoveryHours: HOURS.optional(),
  /** Factors on what is taken over. */
  times: strict({
    outagesPerYear: NOT_NEGATIVE.default(1),
    outageHours: numberIn(Number.MIN_VALUE, Number.MAX_VALUE, 'a number above 0').default(1),
    recoveryHours: NOT_NEGATIVE.default(1),
  }).prefault({}),
  /** Fraction of the requirements of `like` that it has too, with the same suppliers. */
  needs: FRACTION.default(0),
})
  .refine(({ like, kind }) => like !== undefined || kind !== undefined, {
    error: 'Expected "kind", or "like" to take it from.',
  })
  .refine(
    ({ outageHoursP50: p50, outageHoursP95: p95 }) => p95 === undefined || (p50 !== undefined && p95 >= p50),
    { error: 'Expected "outageHoursP50" with it, and no larger.', path: ['outageHoursP95'] },
  );

const ADD_DEPENDENCIES = strict({
  verb: z.literal('add'),
  what: z.literal('dependencies'),
  where: ENTITIES,
  fraction: FRACTION.default(1),
  /** Each of them is needed. */
  supplier: FILTER,
  role: TEXT,
  loss: FRACTION.default(1),
  graceHours: HOURS.optional(),
});

const REMOVE = strict({
  verb: z.literal('remove'),
  where: z.union([ENTITIES, DEPENDENCIES], {
    error: 'Expected {"entity": {...}}, or {...} with some of the keys role, dependent, supplier.',
  }),
  fraction: FRACTION.default(1),
});

const FAIL = strict({
  verb: z.literal('fail'),
  where: ENTITIES,
  fraction: FRACTION.default(1),
  start: HOURS.default(0),
  /** For good unless given. */
  hours: POSITIVE_HOURS.optional(),
  /** The most that it serves meanwhile. */
  level: FRACTION.default(0),
});

const VERBS = ['reassign', 'add-alternative', 'set', 'add', 'remove', 'fail'] as const;

const INTERVENTION = z.discriminatedUnion(
  'verb',
  [
    REASSIGN,
    ADD_ALTERNATIVE,
    SET,
    z.discriminatedUnion('what', [ADD_ENTITIES, ADD_DEPENDENCIES], {
      error: 'Expected "what": "entities" or "dependencies".',
    }),
    REMOVE,
    FAIL,
  ],
  { error: `Expected {...} with a verb: ${VERBS.join(', ')}.` },
);

const INTERVENTIONS = z.array(INTERVENTION, expected('a list of interventions'));

export const SCENARIO = strict({
  schemaVersion: z.literal(SCENARIO_VERSION, {
    error: `Expected ${SCENARIO_VERSION}, the version of scenarios that this program reads.`,
  }),
  id: TEXT,
  title: TEXT,
  description: z.string(expected('a text')).default(''),
  /** The presets that it was made from, with the values of their parameters. */
  from: z
    .array(
      strict({ preset: TEXT, values: z.record(TEXT, z.number(expected('a number'))) }),
      expected('a list'),
    )
    .default([]),
  interventions: INTERVENTIONS,
});

export type Scenario = z.output<typeof SCENARIO>;
export type Intervention = Scenario['interventions'][number];
export type Verb = Intervention['verb'];
/** The interventions of one verb. */
export type Of<V extends Verb> = Extract<Intervention, { readonly verb: V }>;
export type Traits = z.output<ReturnType<typeof strict<typeof TRAITS>>>;
export type Filter = z.output<typeof FILTER>;
export type DependencyFilter = z.output<typeof DEPENDENCIES>;
export type To = z.output<typeof TO>;

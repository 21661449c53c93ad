/**
 * A market as data: a population whose members choose suppliers layer by layer, with shares that were published or
 * are marked assumed. No code, so that it can be read, cited and changed.
 */
import * as z from 'zod';
import { isCountryCode } from '../model/countries.ts';
import { KINDS } from '../model/kinds.ts';

// a content security policy without eval: zod must not try to compile its schemas
z.config({ jitless: true });

/** The version of descriptions that this program reads. */
const MARKET_VERSION = 1;

/**
 * How a member gets the service of a layer: nobody has looked; not at all; from itself, once or more than once;
 * from one supplier that it cannot do without; from one whose loss costs it nothing; from several of which one is enough.
 */
export const PROVISIONS = ['unmeasured', 'none', 'own', 'own-several', 'sole', 'covered', 'several'] as const;

export type Provision = (typeof PROVISIONS)[number];

/** Stands for every supplier of the long tail in joint choices and targets. */
export const OTHERS = 'others';

function expected(what: string): { error: (issue: { readonly input?: unknown }) => string } {
  return {
    error: ({ input }) => (input === undefined ? `This is missing. Expected ${what}.` : `Expected ${what}.`),
  };
}

function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `There is no key '${issue.keys.join("', '")}' here. Keys: ${keys}.`
        : `Expected {...} with the keys ${keys}.`,
  });
}

function list<Item extends z.ZodType>(item: Item, what: string) {
  return z.array(item, expected(`a list of ${what}`));
}

function numberIn(min: number, max: number, what: string) {
  return z.number(expected(what)).min(min, expected(what)).max(max, expected(what));
}

function wholeIn(min: number, max: number) {
  const what = `a whole number from ${min} to ${max}`;
  return z.int(expected(what)).min(min, expected(what)).max(max, expected(what));
}

const TEXT = z.string(expected('a text that is not empty')).min(1, expected('a text that is not empty'));
/** Ids stand in keys such as `sole:aws` and in ids of entities such as `dns:aws`. */
const ID = z
  .string(expected('an id without a colon'))
  .regex(/^[^:\s][^:]*$/, expected('an id without a colon'));
const FRACTION = numberIn(0, 1, 'a fraction from 0 to 1');
const NOT_NEGATIVE = numberIn(0, Number.MAX_VALUE, 'a number of 0 or more');
const COUNTRY = z.string().refine(isCountryCode, { error: 'Expected a country as two capital letters.' });

/** One fraction for all strata, or one for each. */
const BY_STRATUM = z.union([FRACTION, z.array(FRACTION)], {
  error: 'Expected a fraction from 0 to 1, or a list with one for each stratum.',
});

/** The key of a source, or `assumed`, with words after a colon where there is something to say. */
const SOURCE = TEXT;

const OUTAGES = strict({
  perYear: NOT_NEGATIVE,
  hoursP50: numberIn(Number.MIN_VALUE, Number.MAX_VALUE, 'hours above 0'),
  hoursP95: numberIn(Number.MIN_VALUE, Number.MAX_VALUE, 'hours above 0'),
  recoveryHours: NOT_NEGATIVE.optional(),
  source: SOURCE,
}).refine(({ hoursP50, hoursP95 }) => hoursP50 <= hoursP95, {
  error: 'Expected hoursP95 to be at least hoursP50.',
});

const STRATUM = strict({
  id: TEXT,
  /** The first rank of those that belong to it; it ends where the next one begins. */
  fromRank: wholeIn(1, 2 ** 31).optional(),
  /** Instead of ranks: the part of the members that a draw puts into it. */
  share: FRACTION.optional(),
  country: COUNTRY.optional(),
});

const SHARES = {
  /** Fractions of the members of the stratum. */
  sole: BY_STRATUM.default(0),
  covered: BY_STRATUM.default(0),
  /** Of those that have it beside others: they count for each of their suppliers. */
  several: BY_STRATUM.default(0),
} as const;

const PROVIDER = strict({
  id: ID,
  name: TEXT.optional(),
  /** Who runs it; an operator of the same id unless given. */
  operator: ID.optional(),
  country: COUNTRY.optional(),
  ...SHARES,
  /** Where it serves from, as parts of its customers. */
  parts: list(
    strict({
      id: ID,
      name: TEXT.optional(),
      share: FRACTION,
      country: COUNTRY.optional(),
      outages: OUTAGES.optional(),
    }),
    'parts',
  ).optional(),
  outages: OUTAGES.optional(),
  source: SOURCE,
});

/** So many suppliers that nobody names, with one share of the market each. */
const STEP = strict({ count: wholeIn(1, 1_000_000), ...SHARES });

/** Suppliers of each stratum by how concentrated it is, where shares are not published. */
const SCORED = strict({
  /** Sum of the squared shares, for each stratum. */
  score: z.array(FRACTION),
  /** Ids of suppliers that lead everywhere, in this order; all others are national. */
  leaders: list(ID, 'ids'),
  count: wholeIn(1, 1000),
  tail: strict({ count: wholeIn(1, 100_000), share: FRACTION }),
  source: SOURCE,
});

const RULE = strict({
  /** Choices before this one that must all have been made: any of the keys, by layer, or by `sector`. */
  given: z.record(TEXT, list(TEXT, 'keys').min(1), expected('{"layer": ["key", ...]}')),
  /** Shares of this layer's keys among those; what is not named keeps its proportions. */
  shares: z.record(TEXT, FRACTION, expected('{"key": fraction}')).default({}),
  /** Of those among them who have several suppliers, the fraction that has each of these among them. */
  alternatives: z.record(TEXT, FRACTION, expected('{"provider": fraction}')).optional(),
  source: SOURCE,
});

const LAYER = strict({
  id: ID,
  title: TEXT,
  kind: z.enum(KINDS, expected(`one of ${KINDS.join(', ')}`)),
  role: TEXT,
  of: z.enum(['member', 'application'], expected('"member" or "application"')).default('member'),
  /** Fraction lost without it. */
  loss: FRACTION.default(1),
  /** What is usual of the role unless given. */
  graceHours: NOT_NEGATIVE.optional(),
  failoverHours: NOT_NEGATIVE.default(0),
  failoverProbability: FRACTION.default(1),
  /** What the numbers above stand on. */
  source: SOURCE,
  without: list(
    strict({
      provision: z.enum(['unmeasured', 'own', 'own-several'], expected('unmeasured, own or own-several')),
      share: BY_STRATUM,
      source: SOURCE,
    }),
    'provisions',
  ).default([]),
  /** How many suppliers those with several have, as shares by number. */
  severalCounts: z
    .array(strict({ count: wholeIn(2, 8), share: FRACTION }))
    .min(1)
    .default([{ count: 2, share: 1 }]),
  providers: list(PROVIDER, 'providers').default([]),
  tail: strict({ steps: list(STEP, 'steps'), source: SOURCE }).optional(),
  scored: SCORED.optional(),
  parts: strict({ kind: z.enum(KINDS), role: TEXT, outages: OUTAGES.optional() }).optional(),
  joint: list(RULE, 'rules').default([]),
  /** Of the further applications of a member, the fraction that is where its first one is. */
  alike: FRACTION.default(0),
  /** Of suppliers that have none of their own. */
  outages: OUTAGES.optional(),
});

const BETWEEN = strict({
  /** Ids of suppliers with their layer, as in `cdn:fastly`. */
  from: TEXT,
  to: TEXT,
  role: TEXT.optional(),
  /** Several that are not critical for one role are alternatives; a single one stands beside its own. */
  critical: z.boolean(expected('true or false')),
  graceHours: NOT_NEGATIVE.optional(),
  source: SOURCE,
});

const RANKS = wholeIn(1, 2 ** 31).optional();

const MEASURE = z.discriminatedUnion(
  'of',
  [
    /** Of the units whose provision is among some, those whose provision is one of fewer. */
    strict({
      of: z.literal('provision'),
      layer: TEXT,
      is: z.array(z.enum(PROVISIONS)).min(1),
      among: z.array(z.enum(PROVISIONS)).min(1).optional(),
      ranks: RANKS,
      fromRank: RANKS,
    }),
    /** Of all uses of a layer, those of one supplier; several suppliers of one unit share its use. */
    strict({
      of: z.literal('share'),
      layer: TEXT,
      supplier: TEXT,
      ranks: RANKS,
      fromRank: RANKS,
    }),
    /** Of all units, those that use one of the suppliers, or cannot do without one of them. */
    strict({
      of: z.enum(['concentration', 'impact']),
      layer: TEXT,
      suppliers: z.array(TEXT).min(1),
      dependence: z.enum(['direct', 'hidden']).default('direct'),
      /** Longest path that a study has followed, for concentration; any length unless given. */
      steps: wholeIn(1, 16).optional(),
      among: z.enum(['all', 'users']).default('all'),
      ranks: RANKS,
      stratum: TEXT.optional(),
    }),
    /** Of the measured units that use a supplier (all of them without one), those that use another one. */
    strict({
      of: z.literal('together'),
      use: strict({ layer: TEXT, supplier: TEXT }),
      given: strict({ layer: TEXT, supplier: TEXT }).optional(),
      ranks: RANKS,
    }),
    /** Of the measured units, those with so many layers that hang on one supplier or on themselves; or with at least so many on suppliers only. */
    strict({
      of: z.literal('critical-layers'),
      layers: z.array(TEXT).min(1),
      count: wholeIn(0, 16),
      counting: z.enum(['suppliers', 'suppliers-and-own']),
      compare: z.enum(['exactly', 'at-least']).default('exactly'),
      ranks: RANKS,
    }),
    /** Sum of the squared shares of the units of a layer less one by their number. */
    strict({ of: z.literal('centralization'), layer: TEXT, stratum: TEXT.optional() }),
    /** Of so many suppliers of a layer, those that use suppliers of another, or have a single one that they cannot do without. */
    strict({
      of: z.literal('between'),
      from: TEXT,
      to: TEXT,
      count: z.enum(['using', 'single']),
      outOf: wholeIn(1, 1_000_000),
    }),
  ],
  {
    error:
      'Expected {...} with "of": provision, share, concentration, impact, together, critical-layers, centralization or between.',
  },
);

const TARGET = strict({
  id: TEXT,
  title: TEXT,
  published: z.number(expected('a number')),
  measure: MEASURE,
  source: SOURCE,
});

export const MARKET = strict({
  $schema: z.string().optional(),
  schemaVersion: z.literal(MARKET_VERSION, {
    error: `Expected ${MARKET_VERSION}, the version of markets that this program reads.`,
  }),
  id: ID,
  title: TEXT,
  description: TEXT,
  asOf: TEXT,
  licence: z.string().default(''),
  sources: z.record(TEXT, strict({ title: TEXT, url: z.string() })),
  assumed: list(TEXT, 'texts'),
  /** What is true of the real market and unknown to this one. */
  missing: list(TEXT, 'texts'),
  members: strict({
    id: ID,
    name: TEXT,
    kind: z.enum(['organisation', 'application'], expected('organisation or application')),
    label: TEXT,
    unit: TEXT,
  }),
  /** How many members the figures are about. */
  population: wholeIn(1, 2 ** 31),
  strata: list(STRATUM, 'strata').min(1),
  sectors: strict({ shares: z.record(TEXT, FRACTION), source: SOURCE }).optional(),
  applications: strict({
    role: TEXT,
    /** How many members have so many, as shares by number. */
    counts: z.array(strict({ count: wholeIn(1, 16), share: BY_STRATUM })).min(1),
    /** Fraction of a member that is lost with its first, second, ... application; the last one goes on. */
    loss: z.array(FRACTION).min(1),
    source: SOURCE,
  }).optional(),
  layers: list(LAYER, 'layers').min(1),
  between: list(BETWEEN, 'dependencies').default([]),
  targets: list(TARGET, 'targets').default([]),
});

export type MarketDescription = z.output<typeof MARKET>;
export type LayerDescription = MarketDescription['layers'][number];
export type OutageDescription = NonNullable<LayerDescription['outages']>;
export type RuleDescription = LayerDescription['joint'][number];
export type Target = MarketDescription['targets'][number];
export type TargetMeasure = Target['measure'];

/** The value of a figure in a stratum, given for all or for each. */
export function inStratum(figure: number | readonly number[], stratum: number): number {
  return typeof figure === 'number' ? figure : figure[stratum]!;
}

/**
 * The session as an address: `#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&view=tower`. The
 * path is the page; the query holds the choices of all pages, so that going to another page loses none.
 * Readable, versioned, made of ids, and checked on the way in, because a link comes from anybody.
 * The hash of an address is never sent to a server.
 */
import { z } from 'zod';
import { pageInAddress } from './pages.ts';
import { decodePolicy, encodePolicy } from './policy-link.ts';
import { decodeReport, encodeReport } from './report-link.ts';
import { decodeRisk, encodeRisk } from './risk-link.ts';
import {
  BUILT_IN,
  COUNTS,
  type ConcentrationChoice,
  FIRST_CONCENTRATION,
  FIRST_SESSION,
  LAYOUTS,
  NO_FILTERS,
  type Session,
  SUPPLIERS,
} from './session.ts';
import { decodeStress, encodeStress, hasVersus, VERSUS } from './stress-link.ts';

z.config({ jitless: true });

const LINK_VERSION = 1;
/** Characters: as many as browsers take for an address. */
export const LONGEST_LINK = 2_000_000;
/** Entities that a link can name as failed. */
export const MOST_IDS = 2_000;
const LONGEST_ID = 500;
/** A hundred years. */
const MOST_HOURS = 876_600;

const id = z.string().min(1).max(LONGEST_ID);
const ids = z.array(id).max(MOST_IDS);
const measure = z.string().regex(/^[a-z0-9-]{0,60}$/);

const linkSchema = z.object({
  v: z.literal(String(LINK_VERSION)),
  d: z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}$/),
  fail: ids,
  at: id.nullable(),
  view: z.enum(LAYOUTS),
  weight: z.string().max(LONGEST_ID),
  kind: ids,
  role: ids,
  colour: measure,
  size: measure,
  of: z.string().max(LONGEST_ID),
  count: z.enum(COUNTS),
  suppliers: z.enum(SUPPLIERS),
  scale: z.string().max(LONGEST_ID),
  sector: ids,
  country: ids,
  t: z.coerce.number().min(0).max(MOST_HOURS),
});

type Field = keyof typeof linkSchema.shape;

const WHAT: Readonly<Record<Field, string>> = {
  v: 'version',
  d: 'dataset',
  fail: 'failed entities',
  at: 'selected entity',
  view: 'view',
  weight: 'weight',
  kind: 'kinds shown',
  role: 'roles shown',
  colour: 'measure that colours the map',
  size: 'measure that sizes the map',
  of: 'role whose concentration is shown',
  count: 'way of counting',
  suppliers: 'way of taking suppliers together',
  scale: 'scale of concentration',
  sector: 'sectors of the users',
  country: 'countries of the users',
  t: 'hour of the film',
};

export type LinkContent = Omit<Session, 'change'>;

export interface DecodedLink {
  /** What the link asks for, with defaults for what it does not say, or null when it is no link of ours. */
  readonly session: LinkContent | null;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

/** The hash of the address that shows this session. */
export function encodeLink(session: LinkContent): string {
  const query = new URLSearchParams({ v: String(LINK_VERSION), d: session.dataset });
  for (const failed of session.failed) query.append('fail', failed);
  if (session.selected !== null) query.set('at', session.selected);
  query.set('view', session.layout);
  if (session.weight !== '') query.set('weight', session.weight);
  for (const kind of session.filters.kinds) query.append('kind', kind);
  for (const role of session.filters.roles) query.append('role', role);
  if (session.colour !== '') query.set('colour', session.colour);
  if (session.size !== '') query.set('size', session.size);
  const { role, count, suppliers, scale, sectors, countries } = session.concentration;
  if (role !== FIRST_CONCENTRATION.role) query.set('of', role);
  if (count !== FIRST_CONCENTRATION.count) query.set('count', count);
  if (suppliers !== FIRST_CONCENTRATION.suppliers) query.set('suppliers', suppliers);
  if (scale !== FIRST_CONCENTRATION.scale) query.set('scale', scale);
  for (const sector of sectors) query.append('sector', sector);
  for (const country of countries) query.append('country', country);
  encodeStress(query, session.stress);
  if (session.against !== null) encodeStress(query, session.against, VERSUS);
  encodeRisk(query, session.risk);
  encodePolicy(query, session.policy);
  encodeReport(query, session.report);
  if (session.hour > 0) query.set('t', String(session.hour));
  return `#/${session.page}?${query}`;
}

/** Reads the hash of an address. Never throws: what cannot be read is left at its default and named. */
export function decodeLink(hash: string): DecodedLink {
  const start = hash.indexOf('?');
  if (start < 0) return { session: null, problems: [] };
  if (hash.length > LONGEST_LINK) return { session: null, problems: ['The link is too long to be read.'] };
  const query = new URLSearchParams(hash.slice(start + 1));
  const raw: Record<Field, unknown> = {
    // people who write a link by hand leave it out
    v: query.get('v') ?? String(LINK_VERSION),
    d: query.get('d') ?? BUILT_IN,
    fail: [...new Set(query.getAll('fail'))],
    at: query.get('at'),
    view: query.get('view') ?? FIRST_SESSION.layout,
    weight: query.get('weight') ?? '',
    kind: [...new Set(query.getAll('kind'))],
    role: [...new Set(query.getAll('role'))],
    colour: query.get('colour') ?? '',
    size: query.get('size') ?? '',
    of: query.get('of') ?? FIRST_CONCENTRATION.role,
    count: query.get('count') ?? FIRST_CONCENTRATION.count,
    suppliers: query.get('suppliers') ?? FIRST_CONCENTRATION.suppliers,
    scale: query.get('scale') ?? FIRST_CONCENTRATION.scale,
    sector: [...new Set(query.getAll('sector'))],
    country: [...new Set(query.getAll('country'))],
    t: query.get('t') ?? '0',
  };
  const version = linkSchema.shape.v.safeParse(raw.v);
  if (!version.success) {
    return {
      session: null,
      problems: [
        /^\d+$/.test(String(raw.v)) && Number(raw.v) > LINK_VERSION
          ? 'The link was made by a newer version of Linchpin, which this one cannot read.'
          : 'The address is not a link that Linchpin can read.',
      ],
    };
  }
  const problems: string[] = [];
  const lost = (words: string) => problems.push(`The link's ${words} could not be read and was left out.`);
  const read = <F extends Field>(field: F, fallback: z.output<(typeof linkSchema)['shape'][F]>) => {
    const result = linkSchema.shape[field].safeParse(raw[field]);
    if (result.success) return result.data as typeof fallback;
    lost(WHAT[field]);
    return fallback;
  };
  const page = pageInAddress(hash);
  if (page === null) problems.push('The link names a page that is not here; the map is shown instead.');
  const concentration: ConcentrationChoice = {
    role: read('of', FIRST_CONCENTRATION.role),
    count: read('count', FIRST_CONCENTRATION.count),
    suppliers: read('suppliers', FIRST_CONCENTRATION.suppliers),
    scale: read('scale', FIRST_CONCENTRATION.scale),
    sectors: read('sector', [...FIRST_CONCENTRATION.sectors]),
    countries: read('country', [...FIRST_CONCENTRATION.countries]),
  };
  const session: LinkContent = {
    page: page || FIRST_SESSION.page,
    dataset: read('d', BUILT_IN),
    failed: read('fail', []),
    selected: read('at', null),
    layout: read('view', FIRST_SESSION.layout),
    weight: read('weight', ''),
    filters: { kinds: read('kind', [...NO_FILTERS.kinds]), roles: read('role', [...NO_FILTERS.roles]) },
    colour: read('colour', ''),
    size: read('size', ''),
    concentration,
    stress: decodeStress(query, lost),
    against: hasVersus(query) ? decodeStress(query, lost, VERSUS) : null,
    risk: decodeRisk(query, lost),
    policy: decodePolicy(query, lost),
    report: decodeReport(query, lost),
    hour: read('t', 0),
  };
  return { session, problems };
}

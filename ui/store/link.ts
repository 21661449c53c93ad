/**
 * The session as an address: `#/map?v=1&d=digital-economy&fail=aws%2Fus-east-1%2Fdynamodb&view=tower`.
 * Readable, versioned, made of ids, and checked on the way in, because a link comes from anybody.
 * The hash of an address is never sent to a server.
 */
import { z } from 'zod';
import { BUILT_IN, FIRST_SESSION, LAYOUTS, NO_FILTERS, type Session } from './session.ts';

z.config({ jitless: true });

const LINK_VERSION = 1;
const LONGEST_LINK = 100_000;
const MOST_IDS = 2_000;
const LONGEST_ID = 500;

const id = z.string().min(1).max(LONGEST_ID);
const ids = z.array(id).max(MOST_IDS);

const linkSchema = z.object({
  v: z.literal(String(LINK_VERSION)),
  d: z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}$/),
  fail: ids,
  at: id.nullable(),
  view: z.enum(LAYOUTS),
  weight: z.string().max(LONGEST_ID),
  kind: ids,
  role: ids,
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
  return `#/map?${query}`;
}

/** Reads the hash of an address. Never throws: what cannot be read is left at its default and named. */
export function decodeLink(hash: string): DecodedLink {
  const start = hash.indexOf('?');
  if (start < 0) return { session: null, problems: [] };
  if (hash.length > LONGEST_LINK) return { session: null, problems: ['The link is too long to be read.'] };
  const query = new URLSearchParams(hash.slice(start + 1));
  const raw: Record<Field, unknown> = {
    v: query.get('v') ?? '',
    d: query.get('d') ?? BUILT_IN,
    fail: [...new Set(query.getAll('fail'))],
    at: query.get('at'),
    view: query.get('view') ?? FIRST_SESSION.layout,
    weight: query.get('weight') ?? '',
    kind: [...new Set(query.getAll('kind'))],
    role: [...new Set(query.getAll('role'))],
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
  const read = <F extends Field>(field: F, fallback: z.output<(typeof linkSchema)['shape'][F]>) => {
    const result = linkSchema.shape[field].safeParse(raw[field]);
    if (result.success) return result.data as typeof fallback;
    problems.push(`The link's ${WHAT[field]} could not be read and was left out.`);
    return fallback;
  };
  const session: LinkContent = {
    dataset: read('d', BUILT_IN),
    failed: read('fail', []),
    selected: read('at', null),
    layout: read('view', FIRST_SESSION.layout),
    weight: read('weight', ''),
    filters: { kinds: read('kind', [...NO_FILTERS.kinds]), roles: read('role', [...NO_FILTERS.roles]) },
  };
  return { session, problems };
}

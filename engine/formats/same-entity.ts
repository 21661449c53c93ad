/**
 * Entities that are likely one and the same under two ids. Only likely: whether they are is for a person to say.
 *
 * Each entity is entered under a few keys (its name, its id, its domain, its LEI, each as compared by
 * entity-keys.ts); entities that share a key are a block, and each of a block is paired with one other only.
 * So the pairs are at most as many as the keys, however many entities are called "unknown".
 */
import type { EntityTable } from '../model/system.ts';
import { textAt } from '../model/system.ts';
import { domainKey, nameKey } from './entity-keys.ts';

/** What two entities have in common, the strongest first. */
export const SAME_REASONS = ['lei', 'name', 'alike-name', 'domain', 'id'] as const;

export type SameReason = (typeof SAME_REASONS)[number];

export interface LikelySame {
  /** Index of the first entity; of the first table, where there are two. */
  readonly a: number;
  /** Index of the second entity; of the second table, where there are two. */
  readonly b: number;
  readonly reason: SameReason;
  /** 0..1, how likely they are one: an order for lists, no probability. */
  readonly score: number;
}

/** Scores by reason, which set the order in which pairs are shown; an assumption, not a measurement. */
const SCORE: Readonly<Record<SameReason, number>> = {
  lei: 0.99,
  name: 0.95,
  'alike-name': 0.9,
  domain: 0.85,
  id: 0.8,
};

/** By this a score falls where the kinds differ: the name servers and the content network of one firm are two. */
const OTHER_KIND = 0.5;
/** By this a score falls where the countries differ: subsidiaries often share their parent's name. */
const OTHER_COUNTRY = 0.6;

/** Entities between two pauses, a few milliseconds of work. */
const SLICE = 2048;

const LEI = /^[A-Z0-9]{18}[0-9]{2}$/;
const LEI_HEADER = /(^|[^a-z])lei([^a-z]|$)/i;
const DOMAIN_HEADER = /^(domain|website|web_?site|url|homepage|host(name)?)$/i;

/** Pairs of entities within a table that are likely one, the likeliest first. Yields the fraction done; O(text). */
export function* likelySame(entities: EntityTable): Generator<number, readonly LikelySame[]> {
  const blocks = yield* blocksOf(entities, 0.8);
  const pairs = new Map<string, LikelySame>();
  for (const [key, members] of blocks) {
    if (members.length === 1) continue;
    for (const b of members.slice(1)) {
      const a = members.find((v) => v !== b && entities.kind[v] === entities.kind[b]) ?? members[0]!;
      if (a !== b) note(pairs, pairOf([entities, Math.min(a, b)], [entities, Math.max(a, b)], key));
    }
  }
  return sorted(pairs);
}

/**
 * Pairs of an entity of `one` and an entity of `other` that are likely one, the likeliest first. Entities with
 * the same id are one already and make no pair. Yields the fraction done; O(text).
 */
export function* likelySameBetween(
  one: EntityTable,
  other: EntityTable,
): Generator<number, readonly LikelySame[]> {
  const blocks = yield* blocksOf(one, 0.4);
  const ids = new Set(one.id);
  const pairs = new Map<string, LikelySame>();
  const keys = keysOf(other);
  for (let b = 0; b < other.count; b++) {
    if (b % SLICE === SLICE - 1) yield 0.4 + (0.5 * b) / other.count;
    if (ids.has(other.id[b]!)) continue;
    for (const key of keys(b)) {
      const members = blocks.get(key);
      if (members === undefined) continue;
      const a = members.find((v) => one.kind[v] === other.kind[b]) ?? members[0]!;
      note(pairs, pairOf([one, a], [other, b], key));
    }
  }
  return sorted(pairs);
}

function* blocksOf(
  entities: EntityTable,
  share: number,
): Generator<number, ReadonlyMap<string, readonly number[]>> {
  const blocks = new Map<string, number[]>();
  const keys = keysOf(entities);
  for (let v = 0; v < entities.count; v++) {
    if (v % SLICE === SLICE - 1) yield (share * v) / entities.count;
    for (const key of keys(v)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [v]);
      else block.push(v);
    }
  }
  return blocks;
}

/** The keys of each entity, none twice; the first letter says what kind of key it is. */
function keysOf(entities: EntityTable): (v: number) => ReadonlySet<string> {
  const leis = [...entities.extra].filter(([header]) => LEI_HEADER.test(header));
  const domains = [...entities.extra].filter(([header]) => DOMAIN_HEADER.test(header));
  return (v) => {
    const keys = new Set<string>();
    const add = (kind: string, key: string): void => {
      if (key !== '') keys.add(kind + key);
    };
    const [id, name] = [entities.id[v]!, entities.name[v]!];
    add('n', nameKey(name));
    // an id such as "dns:north" says by its scope that it is apart from others called north
    if (id !== name && !id.includes(':')) add('n', nameKey(id));
    add('d', domainKey(name));
    if (id !== name) add('d', domainKey(id));
    for (const [, column] of domains) add('d', domainKey(textAt(column, v)));
    for (const [, column] of leis) {
      const lei = textAt(column, v).trim().toUpperCase();
      if (LEI.test(lei)) keys.add(`l${lei}`);
    }
    return keys;
  };
}

/** The pair, or undefined where one runs the other or both have one operator that runs them as two. */
function pairOf(
  [one, a]: readonly [EntityTable, number],
  [other, b]: readonly [EntityTable, number],
  key: string,
): LikelySame | undefined {
  const idOfOperator = (table: EntityTable, v: number): string | undefined =>
    table.operator[v] === -1 ? undefined : table.id[table.operator[v]!];
  const runsA = idOfOperator(one, a);
  const runsB = idOfOperator(other, b);
  const isOtherKind = one.kind[a] !== other.kind[b];
  if (runsA === other.id[b] || runsB === one.id[a]) return undefined;
  if (isOtherKind && runsA !== undefined && runsA === runsB) return undefined;
  const reason = reasonOf([one.id[a]!, one.name[a]!], [other.id[b]!, other.name[b]!], key);
  const [countryA, countryB] = [textAt(one.country, a), textAt(other.country, b)];
  const isOtherCountry = countryA !== '' && countryB !== '' && countryA !== countryB;
  const score =
    SCORE[reason] * (isOtherKind ? OTHER_KIND : 1) * (isOtherCountry && reason !== 'lei' ? OTHER_COUNTRY : 1);
  return { a, b, reason, score };
}

function reasonOf(
  [idA, nameA]: readonly [string, string],
  [idB, nameB]: readonly [string, string],
  key: string,
): SameReason {
  if (key.startsWith('l')) return 'lei';
  if (key.startsWith('d')) return 'domain';
  if (nameA === nameB) return 'name';
  const text = key.slice(1);
  const byName = nameKey(nameA) === text && nameKey(nameB) === text;
  return byName || (idA === nameA && idB === nameB) ? 'alike-name' : 'id';
}

/** Keeps the better of two pairs of the same entities. */
function note(pairs: Map<string, LikelySame>, pair: LikelySame | undefined): void {
  if (pair === undefined) return;
  const key = `${pair.a} ${pair.b}`;
  const known = pairs.get(key);
  if (known === undefined || known.score < pair.score) pairs.set(key, pair);
}

function sorted(pairs: ReadonlyMap<string, LikelySame>): readonly LikelySame[] {
  return [...pairs.values()].sort((p, q) => q.score - p.score || p.a - q.a || p.b - q.b);
}

/** Markets that can be made here: their descriptions, the keys of those made, and what one costs. */

import country from '../../datasets/markets/country.json?url';
import digitalEconomy from '../../datasets/markets/digital-economy-2025.json?url';
import web from '../../datasets/markets/web-2020.json?url';
import type { SystemSource } from '../../engine/api/protocol.ts';
import { amountText, counted, countText } from './words.ts';

/** What makes a market: the same three give the same one on any machine. */
export interface MarketChoice {
  readonly id: string;
  /** Members, from 1 to `MOST_MEMBERS`. */
  readonly size: number;
  /** A whole number from 0 to `LAST_SEED`. */
  readonly seed: number;
}

export interface Market {
  readonly id: string;
  readonly title: string;
  /** Members in the plural. */
  readonly members: string;
  /** What is published of it, in a sentence. */
  readonly what: string;
  readonly url: string;
}

export const MARKETS: readonly Market[] = [
  {
    id: 'digital-economy-2025',
    title: 'Digital economy 2025',
    members: 'organisations',
    what: 'Organisations and their applications on the clouds, regions, DNS, CDN, certificate authorities, clocks and identity of 2025. Every supplier has a rate of outages, so that all pages have something to say.',
    url: digitalEconomy,
  },
  {
    id: 'web-2020',
    title: 'Web 2020',
    members: 'sites',
    what: 'Sites by rank with their DNS, CDN and certificate authority, as measured in 2020: who is critical, how concentrated providers are, and on whom they stand themselves.',
    url: web,
  },
  {
    id: 'country',
    title: 'Hosting by country',
    members: 'sites',
    what: 'The most visited sites of 150 countries by who hosts them, as concentrated in each as was published.',
    url: country,
  },
];

export const MARKET_SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
/** The engine takes no more. */
export const MOST_MEMBERS = 9_999_999;
export const LAST_SEED = 2 ** 32 - 1;

/** Members from which on the page asks before it starts. */
export const LARGE = 300_000;

const KEY = /^market-([a-z0-9-]+)-([1-9]\d{0,6})-(0|[1-9]\d{0,9})$/;

/** The dataset key of a market, which a link can hold. */
export function marketKey({ id, size, seed }: MarketChoice): string {
  return `market-${id}-${size}-${seed}`;
}

/** The market that a dataset key names, or null when it names none that can be made here. */
export function marketOf(key: string): MarketChoice | null {
  const [, id = '', size = '', seed = ''] = KEY.exec(key) ?? [];
  const isKnown = MARKETS.some((market) => market.id === id) && Number(seed) <= LAST_SEED;
  return isKnown ? { id, size: Number(size), seed: Number(seed) } : null;
}

/** What a market is called while it is made and in the menu: "Web 2020, 10,000 sites, seed 1". */
export function marketTitle({ id, size, seed }: MarketChoice): string {
  const market = MARKETS.find((known) => known.id === id);
  return `${market?.title ?? id}, ${countText(size)} ${market?.members ?? 'members'}, seed ${seed}`;
}

/** What the engine makes a market from. Throws when the description cannot be had. */
export async function fetchMarket(choice: MarketChoice, signal: AbortSignal): Promise<SystemSource> {
  const { id, size, seed } = choice;
  const url = MARKETS.find((market) => market.id === id)?.url ?? '';
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`The description of the market could not be fetched (${answer.status}).`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { market: { market: { name: `${id}.json`, bytes }, size, seed, report: true } };
}

/** What one member brings with it, measured in Chromium on two shared cores; docs/markets.md has the table. */
const PER_MEMBER: Readonly<Record<string, { readonly seconds: number; readonly bytes: number }>> = {
  'digital-economy-2025': { seconds: 15e-6, bytes: 3_000 },
  'web-2020': { seconds: 15e-6, bytes: 1_300 },
  country: { seconds: 15e-6, bytes: 1_500 },
};

const GIGABYTE = 1e9;

/** What making a market takes, before it is begun. */
export function costText(choice: MarketChoice): string {
  const { seconds, bytes } = costOf(choice);
  const time =
    seconds < 1 ? 'less than a second' : `about ${counted(Math.ceil(seconds), 'second', 'seconds')}`;
  const memory =
    bytes < GIGABYTE / 10
      ? 'less than 100 MB'
      : bytes < GIGABYTE
        ? `about ${Math.ceil(bytes / 1e8) * 100} MB`
        : `about ${amountText(Math.ceil(bytes / 1e8) / 10)} GB`;
  return `Takes ${time} on a machine of today and ${memory} of memory while it is open. It can be stopped while it is made.`;
}

/** What else a large one means. */
export function largeText({ size }: MarketChoice): string {
  return `With ${countText(size)} members every page takes longer: simulated years come a few a minute instead of thousands a second, and a browser short of memory may close the page. What is open now comes back with undo. On the command line the same market takes half the memory.`;
}

function costOf({ id, size }: MarketChoice): { readonly seconds: number; readonly bytes: number } {
  const { seconds, bytes } = PER_MEMBER[id] ?? { seconds: 0, bytes: 0 };
  return { seconds: size * seconds, bytes: size * bytes };
}

/** What every member of a market has chosen, each by draws of its own. */
import { digest } from '../random/draw.ts';
import type { Words2 } from '../random/philox.ts';
import { type ChoicePlan, drawn, type LayerPlan, rowFor, type StratumPlan } from './choice-plan.ts';
import type { MarketDescription } from './description.ts';
import { createMemberDraws, type MemberDraws } from './member-draws.ts';

/** Members between two reports of progress: a few milliseconds of work. */
const SLICE = 1024;

/** Draws for one who looks for several suppliers and keeps finding the same ones. */
const MOST_TRIES = 1000;

/** Digits of the number of a member, so that ids do not depend on how many there are. */
const DIGITS = 7;

/** Choices of one layer: by unit, that is by member or by application. */
export interface LayerChoices {
  /** Index of the column within the stratum of the member. */
  readonly column: Uint16Array;
  /** The supplier, or its part where it has parts; of one with several, where its list begins in `lists`; -1 without. */
  readonly supplier: Int32Array;
}

export interface Choices {
  readonly memberCount: number;
  readonly memberIds: readonly string[];
  readonly stratum: Uint16Array;
  /** Index into the sectors of the plan, or -1. */
  readonly sector: Int16Array;
  /** Applications of member i: `applicationStart[i] ..`; all at 0 where members have none. */
  readonly applicationStart: Int32Array;
  /** One for each layer of the description. */
  readonly layers: readonly LayerChoices[];
  /** For each one with several: how many, then the suppliers. */
  readonly lists: Int32Array;
}

/** The id of the member of a rank from 1 on. */
export function memberId(market: MarketDescription, rank: number): string {
  return `${market.members.id}-${String(rank).padStart(DIGITS, '0')}`;
}

/** The id of an application, from 1 on, of a member. */
export function applicationId(member: string, number: number): string {
  return `${member}/app-${number}`;
}

/**
 * Draws the choices of members 1 to `size`, keyed by seed, member and layer: they are the same in every larger
 * market. Yields the fraction done; O(size x layers), 6 bytes for each member and layer.
 */
export function* drawChoices(
  market: MarketDescription,
  plan: ChoicePlan,
  { size, seed }: { readonly size: number; readonly seed: number },
): Generator<number, Choices> {
  const memberIds: string[] = new Array<string>(size);
  const keys = new Uint32Array(2 * size);
  const stratum = new Uint16Array(size);
  const sector = new Int16Array(size).fill(-1);
  const applicationStart = new Int32Array(size + 1);
  const drawsOf = (what: string): MemberDraws => createMemberDraws(seed, `market ${what}`);
  const ofMember = drawsOf('member');
  const ofLayer = market.layers.map(({ id }) => drawsOf(`layer ${id}`));

  for (let i = 0; i < size; i++) {
    if (i % SLICE === 0) yield (0.1 * i) / size;
    const id = memberId(market, i + 1);
    memberIds[i] = id;
    const key = digest(id);
    keys.set(key, 2 * i);
    ofMember.draw(key[0], key[1], 0);
    const { u, v } = ofMember;
    stratum[i] =
      plan.drawnStrata === undefined ? stratumOfRank(plan.strata, i + 1) : drawn(plan.drawnStrata, u);
    const { sectors, applicationCounts } = plan.strata[stratum[i]!]!;
    if (sectors !== undefined) sector[i] = drawn(sectors, v);
    let count = 0;
    if (applicationCounts !== undefined) {
      ofMember.draw(key[0], key[1], 1);
      count = drawn(applicationCounts, ofMember.u);
    }
    applicationStart[i + 1] = applicationStart[i]! + count;
  }
  const layers = market.layers.map(({ of }) => {
    const count = of === 'member' ? size : applicationStart[size]!;
    return { column: new Uint16Array(count), supplier: new Int32Array(count) };
  });
  const lists = growingList();

  /** Chooses in every layer of one sort of unit, given what has been met so far; returns what is met then. */
  const choose = (
    of: 'member' | 'application',
    { unit, like, key, strata, mask }: Unit & { readonly strata: StratumPlan },
  ): number => {
    let met = mask;
    for (let l = 0; l < layers.length; l++) {
      if (market.layers[l]!.of !== of) continue;
      const layer = strata.layers[l]!;
      const { column, supplier } = layers[l]!;
      const draws = ofLayer[l]!;
      if (like >= 0 && follows(draws, key, layer.alike)) {
        column[unit] = column[like]!;
        supplier[unit] = supplier[like]!;
      } else {
        draws.draw(key[0], key[1], 0);
        const row = rowFor(layer.needs, met);
        column[unit] = drawn(layer.rows[row]!, draws.u);
        supplier[unit] = supplierFor(layer, column[unit]!, { row, draws, key, lists });
      }
      met |= layer.columns[column[unit]!]!.mask;
    }
    return met;
  };

  const hasApplications = applicationStart[size]! > 0;
  for (let i = 0; i < size; i++) {
    if (i % SLICE === 0) yield 0.1 + (0.9 * i) / size;
    const strata = plan.strata[stratum[i]!]!;
    const mask = sector[i]! < 0 ? 0 : strata.sectorMasks[sector[i]!]!;
    const key: Words2 = [keys[2 * i]!, keys[2 * i + 1]!];
    const met = choose('member', { unit: i, like: -1, key, strata, mask });
    if (!hasApplications) continue;
    const first = applicationStart[i]!;
    for (let a = first; a < applicationStart[i + 1]!; a++) {
      const ofApplication = digest(applicationId(memberIds[i]!, a - first + 1));
      choose('application', { unit: a, like: a > first ? first : -1, key: ofApplication, strata, mask: met });
    }
  }
  return {
    memberCount: size,
    memberIds,
    stratum,
    sector,
    applicationStart,
    layers,
    lists: lists.values(),
  };
}

interface Unit {
  readonly unit: number;
  /** The unit that it may follow, or -1. */
  readonly like: number;
  readonly key: Words2;
  readonly mask: number;
}

/** Whether an application is where the first one of its member is. */
function follows(draws: MemberDraws, key: Words2, alike: number): boolean {
  if (alike === 0) return false;
  draws.draw(key[0], key[1], 1);
  return draws.u < alike;
}

function stratumOfRank(strata: readonly StratumPlan[], rank: number): number {
  let s = strata.length - 1;
  while (s > 0 && strata[s]!.fromRank > rank) s--;
  return s;
}

interface Drawing {
  readonly row: number;
  /** Has drawn the pair 0 of the key, of which the second number is still unused. */
  readonly draws: MemberDraws;
  readonly key: Words2;
  readonly lists: ReturnType<typeof growingList>;
}

function supplierFor(layer: LayerPlan, chosen: number, { row, draws, key, lists }: Drawing): number {
  const { column, suppliers, parts } = layer.columns[chosen]!;
  if (suppliers !== undefined) return drawn(parts ?? suppliers, draws.v);
  if (column.provision !== 'several') return -1;
  const from = layer.alternatives[row]!;
  const count = Math.min(drawn(layer.severalCounts, draws.v), from.values.length);
  const found: number[] = [];
  for (let n = 2; found.length < count && n < MOST_TRIES; n++) {
    draws.draw(key[0], key[1], n);
    const supplier = drawn(from, draws.u);
    if (!found.includes(supplier)) found.push(supplier);
  }
  return lists.add(found);
}

/** Lists of different lengths, one after another, each behind its length. */
function growingList(): { add(items: readonly number[]): number; values(): Int32Array } {
  let buffer = new Int32Array(1024);
  let end = 0;
  return {
    add(items) {
      if (end + items.length + 1 > buffer.length) {
        const larger = new Int32Array(2 * buffer.length);
        larger.set(buffer);
        buffer = larger;
      }
      const at = end;
      buffer[end++] = items.length;
      for (const item of items) buffer[end++] = item;
      return at;
    },
    values: () => buffer.subarray(0, end),
  };
}

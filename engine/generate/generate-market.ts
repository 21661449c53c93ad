/** A description, a size and a seed -> a market as a system. */
import { fingerprint } from '../model/fingerprint.ts';
import type { System } from '../model/system.ts';
import { planChoices } from './choice-plan.ts';
import type { MarketDescription } from './description.ts';
import { drawChoices } from './draw-choices.ts';
import { dependenciesOf } from './market-dependencies.ts';
import { entitiesOf } from './market-entities.ts';

/** Members that a market can have: ids of them have seven digits. */
export const MOST_MEMBERS = 9_999_999;

export interface MarketSize {
  /** 1 .. `MOST_MEMBERS`. */
  readonly size: number;
  /** 0 .. 2^32 - 1. */
  readonly seed: number;
}

/** Where working out thresholds, drawing, and writing the entities end, as parts of the work. */
const PLANNING = 0.05;
const DRAWING = 0.6;
const NAMING = 0.75;

/**
 * Generates the market: a System in which member 1 is the one of the first rank. The same description, size and
 * seed give the same System on any machine, and a larger market of one seed has all entities and dependencies of
 * a smaller one. Yields the fraction done every few milliseconds; O(members x layers); about 60 bytes per
 * dependency, 40 per requirement and 130 per entity, besides 6 for each choice while it works.
 */
export function* generateMarket(
  market: MarketDescription,
  { size, seed }: MarketSize,
): Generator<number, System> {
  const plan = yield* part(planChoices(market), [0, PLANNING]);
  const choices = yield* part(drawChoices(market, plan, { size, seed }), [PLANNING, DRAWING]);
  const { entities, weights, indices } = yield* part(entitiesOf(market, plan, choices), [DRAWING, NAMING]);
  const { dependencies, requirements } = yield* part(dependenciesOf(market, plan, { choices, indices }), [
    NAMING,
    1,
  ]);
  return {
    about: aboutMarket(market, { size, seed }),
    entities,
    dependencies,
    requirements,
    weights,
    hash: fingerprint([bytesOf(JSON.stringify([market, size, seed]))]),
  };
}

/** Two bytes a character: the engine has no encoder of texts of its own. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 0xff;
    bytes[2 * i + 1] = text.charCodeAt(i) >>> 8;
  }
  return bytes;
}

/** What a generated dataset says of itself: that it is one, from what, and what is assumed. */
function aboutMarket(market: MarketDescription, { size, seed }: MarketSize): System['about'] {
  const about = {
    name: `${market.id}-${size}-${seed}`,
    title: `${market.title} (generated: ${grouped(size)} members, seed ${seed})`,
    description: market.description,
    licence: market.licence,
    asOf: market.asOf,
    sources: Object.values(market.sources),
    measured: [],
    assumed: [
      'Every member and every choice is drawn: none of them is a real organisation.',
      ...market.assumed,
    ],
    missing: market.missing,
  };
  const document = {
    schemaVersion: 1,
    ...about,
    weights: [weightOf(market)],
    market: { id: market.id, size, seed },
  };
  return { ...about, document: `${JSON.stringify(document, null, 2)}\n` };
}

function weightOf({ members }: MarketDescription) {
  return {
    column: 'weight',
    label: members.label,
    unit: members.unit,
    description: `Every ${members.unit.replace(/s$/, '')} counts once.`,
  };
}

function* part<Result>(
  work: Generator<number, Result>,
  [from, to]: readonly [number, number],
): Generator<number, Result> {
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return next.value;
    yield from + next.value * (to - from);
  }
}

/** A count with separators of thousands, the same in every locale. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

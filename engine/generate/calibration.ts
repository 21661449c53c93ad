/** How well a generated market meets the figures that were published, with the error that comes from drawing. */
import type { System } from '../model/system.ts';
import type { MarketDescription, Provision, TargetMeasure } from './description.ts';
import { createMarketCounts, type Group, type MarketCounts } from './market-counts.ts';

/** A published figure beside what was generated; fractions 0..1. */
export interface TargetResult {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly published: number;
  readonly generated: number;
  /** Of the generated one, as another seed would move it. */
  readonly standardError: number;
  /** Off by at most `ERRORS` standard errors and `ALLOWANCE`. */
  readonly within: boolean;
}

/** Standard errors that drawing is granted. */
const ERRORS = 3;

/** What a figure may be off beyond that: one percentage point. */
const ALLOWANCE = 0.01;

/**
 * Every target that the market is large enough for, in the order of the description. `system` is the market as
 * `generateMarket` has made it. Yields the fraction done after each; O(targets x dependencies).
 */
export function* calibrate(
  market: MarketDescription,
  system: System,
): Generator<number, { readonly targets: readonly TargetResult[]; readonly tooSmallFor: readonly string[] }> {
  const counts = createMarketCounts(market, system);
  const targets: TargetResult[] = [];
  const tooSmallFor: string[] = [];
  for (const [i, target] of market.targets.entries()) {
    yield i / market.targets.length;
    const { id, title, source, published, measure } = target;
    const { ranks = 1, fromRank = 1 } = measure as { readonly ranks?: number; readonly fromRank?: number };
    if (Math.max(ranks, fromRank) > counts.memberCount) {
      tooSmallFor.push(id);
      continue;
    }
    const { share, standardError } = measured(counts, measure);
    const off = Math.abs(share - published);
    targets.push({
      id,
      title,
      source: source in market.sources ? market.sources[source]!.title : source,
      published,
      generated: share,
      standardError,
      within: off <= ERRORS * standardError + ALLOWANCE,
    });
  }
  return { targets, tooSmallFor };
}

interface Measured {
  readonly share: number;
  readonly standardError: number;
}

function measured(counts: MarketCounts, measure: TargetMeasure): Measured {
  switch (measure.of) {
    case 'provision': {
      const among = counts.provided(measure.layer, measure.among ?? ALL, measure);
      return shareOf(counts.provided(measure.layer, measure.is, measure), among);
    }
    case 'share': {
      const { uses, users } = counts.usesOf(measure.layer, measure.supplier, measure);
      // applications of one member are alike: no more independent draws than members
      const independent = Math.min(
        users,
        counts.members(measure).reduce((sum, is) => sum + is, 0),
      );
      return binomial((uses / Math.max(users, 1)) * independent, independent);
    }
    case 'concentration':
    case 'impact': {
      const all =
        measure.among === 'all'
          ? counts.units(measure.layer, measure)
          : counts.provided(measure.layer, SUPPLIED, measure);
      return shareOf(counts.depending(measure, measure), all);
    }
    case 'together': {
      const among = counts.measured(measure);
      const using = (use: { readonly layer: string; readonly supplier: string }) =>
        counts.depending(
          { of: 'concentration', layer: use.layer, suppliers: [use.supplier], dependence: 'direct' },
          measure,
        );
      return shareOf(
        using(measure.use),
        measure.given === undefined ? among : counts.both(among, using(measure.given)),
      );
    }
    case 'critical-layers': {
      const isExact = measure.compare === 'exactly';
      const ways: readonly Provision[] = measure.counting === 'suppliers' ? ['sole'] : ['sole', 'own'];
      const among = measure.counting === 'suppliers' ? counts.members(measure) : counts.measured(measure);
      const meets = counts.withLayers(
        measure.layers.map((layer) => counts.provided(layer, ways, measure)),
        (count) => (isExact ? count === measure.count : count >= measure.count),
      );
      return shareOf(meets, among);
    }
    case 'centralization':
      return centralization(counts.sharesOf(measure.layer, measure));
    case 'between':
      return { share: counts.between(measure) / measure.outOf, standardError: 0 };
  }
}

type Ways = readonly Provision[];

const ALL: Ways = ['unmeasured', 'none', 'own', 'own-several', 'sole', 'covered', 'several'];
const SUPPLIED: Ways = ['sole', 'covered', 'several'];

/** The part of a group that is in another, with the error of a binomial; that of one draw more where all or none are. */
function shareOf(some: Group, among: Group): Measured {
  let count = 0;
  let inside = 0;
  for (let v = 0; v < among.length; v++) {
    if (among[v] === 0) continue;
    count++;
    inside += some[v]!;
  }
  return binomial(inside, count);
}

function binomial(some: number, count: number): Measured {
  if (count === 0) return { share: 0, standardError: 0 };
  const share = some / count;
  const p = Math.min(Math.max(share, 1 / (count + 1)), count / (count + 1));
  return { share, standardError: Math.sqrt((p * (1 - p)) / count) };
}

/**
 * Sum of the squared shares less one by the number of users, with its error by the delta method:
 * Var = 4 (sum s^3 - (sum s^2)^2) / n.
 */
function centralization(users: readonly number[]): Measured {
  const n = users.reduce((sum, each) => sum + each, 0);
  if (n === 0) return { share: 0, standardError: 0 };
  const power = (k: number): number => users.reduce((sum, each) => sum + (each / n) ** k, 0);
  return {
    share: power(2) - 1 / n,
    standardError: 2 * Math.sqrt(Math.max(0, power(3) - power(2) ** 2) / n),
  };
}

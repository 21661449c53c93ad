/** The ways in which members of a stratum can have the service of a layer, with their shares. */
import {
  inStratum,
  type LayerDescription,
  type MarketDescription,
  OTHERS,
  PROVISIONS,
  type Provision,
} from './description.ts';
import { type Choosable, type LayerSuppliers, meanSeveral, scoredShares } from './market-suppliers.ts';

/** One way to have the service. */
export interface Column {
  readonly provision: Provision;
  /** Id of the provider, `others`, or empty where there is none or several. */
  readonly provider: string;
  /** Fraction of the members of the stratum. */
  readonly share: number;
  /** Who may stand behind it; nobody without. */
  readonly from: Choosable | undefined;
}

/** How far shares may miss 1 in all before that is a fault. */
export const ROUNDING = 1e-3;

/** The words by which joint choices and targets can name a column. */
export function keysOf({ provision, provider }: Pick<Column, 'provision' | 'provider'>): readonly string[] {
  return provider === '' ? [provision] : [provision, provider, `${provision}:${provider}`];
}

/** The columns of a layer in a stratum, those of share 0 left out; what is not told is `none`. O(suppliers). */
export function columnsOf(
  layer: LayerDescription,
  { named, steps, national }: LayerSuppliers,
  stratum: number,
): readonly Column[] {
  const columns: Column[] = [];
  const add = (provision: Provision, provider: string, share: number, from?: Choosable): void => {
    if (share > 0) columns.push({ provision, provider, share, from });
  };
  for (const { provision, share } of layer.without) add(provision, '', inStratum(share, stratum));
  for (const provision of ['sole', 'covered'] as const) {
    for (const provider of layer.providers)
      add(provision, provider.id, inStratum(provider[provision], stratum), named.get(provider.id)!);
    const inTail = tailShares(layer, steps, (step) => inStratum(step[provision], stratum));
    add(provision, OTHERS, inTail.total, inTail.from);
  }
  const several = severalOf(layer, { named, steps, national }, stratum);
  add('several', '', several.total / meanSeveral(layer), several.from);
  const scored = national[stratum];
  if (scored !== undefined && layer.scored !== undefined) {
    const shares = scoredShares(layer.scored, stratum);
    const { leaders } = layer.scored;
    scored.ranked.forEach((supplier, i) => {
      add('sole', leaders[i] ?? `${i + 1}`, shares.ranked[i]!, one(supplier));
    });
    add('sole', OTHERS, shares.tail, {
      suppliers: scored.tail,
      weights: scored.tail.map(() => 1),
      parts: [],
      partShares: [],
    });
  }
  const told = columns.reduce((sum, { share }) => sum + share, 0);
  if (told < 1 - ROUNDING) add('none', '', 1 - told);
  return columns;
}

function one(supplier: number): Choosable {
  return { suppliers: [supplier], weights: [1], parts: [], partShares: [] };
}

interface Shared {
  readonly total: number;
  readonly from: Choosable;
}

function tailShares(
  { tail }: LayerDescription,
  steps: LayerSuppliers['steps'],
  shareOf: (step: NonNullable<LayerDescription['tail']>['steps'][number]) => number,
): Shared {
  const suppliers: number[] = [];
  const weights: number[] = [];
  let total = 0;
  tail?.steps.forEach((step, i) => {
    const share = shareOf(step);
    if (share === 0) return;
    total += share;
    for (const supplier of steps[i]!) {
      suppliers.push(supplier);
      weights.push(share / step.count);
    }
  });
  return { total, from: { suppliers, weights, parts: [], partShares: [] } };
}

/** Who stands beside others, each with the fraction of the members that use it so. */
function severalOf(layer: LayerDescription, { named, steps }: LayerSuppliers, stratum: number): Shared {
  const inTail = tailShares(layer, steps, (step) => inStratum(step.several, stratum));
  const suppliers: number[] = [];
  const weights: number[] = [];
  for (const { id, several } of layer.providers) {
    const share = inStratum(several, stratum);
    if (share === 0) continue;
    suppliers.push(named.get(id)!.suppliers[0]!);
    weights.push(share);
  }
  const total = inTail.total + weights.reduce((sum, share) => sum + share, 0);
  return {
    total,
    from: {
      suppliers: [...suppliers, ...inTail.from.suppliers],
      weights: [...weights, ...inTail.from.weights],
      parts: [],
      partShares: [],
    },
  };
}

/** Every key by which the columns of a layer can be named, in any stratum. */
export function knownKeys(market: MarketDescription, layer: LayerDescription): ReadonlySet<string> {
  const providers = [...layer.providers.map(({ id }) => id), OTHERS];
  return new Set([
    ...PROVISIONS,
    ...providers,
    ...providers.flatMap((id) => [`sole:${id}`, `covered:${id}`]),
    ...(layer.scored === undefined ? [] : market.strata.map(({ id }) => id)),
  ]);
}

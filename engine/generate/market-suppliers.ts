/** Everybody who can be chosen in a market, layer by layer, in an order that its size does not change. */
import { kindIndex } from '../model/kinds.ts';
import {
  inStratum,
  type LayerDescription,
  type MarketDescription,
  type OutageDescription,
} from './description.ts';

export interface MarketSupplier {
  /** With its layer, as in `dns:aws`. */
  readonly id: string;
  readonly name: string;
  /** Index into `KINDS`. */
  readonly kind: number;
  /** Id of who runs it; empty for those whom nobody names. */
  readonly operator: string;
  readonly country: string;
  readonly outages: OutageDescription | undefined;
  readonly source: string;
  /** One of many whom nobody names: left out where nobody uses it. */
  readonly isTail: boolean;
}

/** One way to have a service, with those who may stand behind it. */
export interface Choosable {
  /** Indices into the suppliers. */
  readonly suppliers: readonly number[];
  /** In proportion, one for each. */
  readonly weights: readonly number[];
  /** Parts of the suppliers, chosen after them: indices into the suppliers; empty without. */
  readonly parts: readonly number[];
  readonly partShares: readonly number[];
}

/** Where the suppliers of a layer stand in the list of all. */
export interface LayerSuppliers {
  /** By id of the description. */
  readonly named: ReadonlyMap<string, Choosable>;
  /** Those whom nobody names, step by step. */
  readonly steps: readonly (readonly number[])[];
  /** National ones by stratum, the leading ones first; the tail last, as one more list. */
  readonly national: readonly { readonly ranked: readonly number[]; readonly tail: readonly number[] }[];
}

/** Every supplier of a market, and where those of each layer stand. O(suppliers). */
export function suppliersOfMarket(market: MarketDescription): {
  readonly suppliers: readonly MarketSupplier[];
  readonly layers: readonly LayerSuppliers[];
} {
  const suppliers: MarketSupplier[] = [];
  const add = (supplier: MarketSupplier): number => suppliers.push(supplier) - 1;
  const layers = market.layers.map((layer) => {
    const kind = kindIndex(layer.kind);
    const unnamed = (id: string, name: string, country: string, source: string): number =>
      add({
        id: `${layer.id}:${id}`,
        name,
        kind,
        operator: '',
        country,
        outages: layer.outages,
        source,
        isTail: true,
      });
    const named = new Map<string, Choosable>();
    for (const provider of layer.providers) {
      const { id, parts = [], source } = provider;
      const operator = provider.operator ?? id;
      const country = provider.country ?? '';
      const self = add({
        id: `${layer.id}:${id}`,
        name: provider.name ?? `${id} (${layer.title})`,
        kind,
        operator,
        country,
        outages: provider.outages ?? layer.outages,
        source,
        isTail: false,
      });
      const partKind = layer.parts === undefined ? kind : kindIndex(layer.parts.kind);
      const partSuppliers = parts.map((part) =>
        add({
          id: `${layer.id}:${id}/${part.id}`,
          name: part.name ?? `${provider.name ?? id} ${part.id}`,
          kind: partKind,
          operator,
          country: part.country ?? country,
          outages: part.outages ?? layer.parts?.outages,
          source,
          isTail: false,
        }),
      );
      named.set(id, {
        suppliers: [self],
        weights: [1],
        parts: partSuppliers,
        partShares: parts.map(({ share }) => share),
      });
    }
    let tailCount = 0;
    const steps = (layer.tail?.steps ?? []).map(({ count }) =>
      Array.from({ length: count }, () => {
        const number = ++tailCount;
        return unnamed(
          `other-${number}`,
          `Other ${number} (${layer.title})`,
          '',
          layer.tail?.source ?? 'assumed',
        );
      }),
    );
    const { scored } = layer;
    const national =
      scored === undefined
        ? []
        : market.strata.map((stratum) => {
            const nationalOne = (id: string): number =>
              unnamed(`${stratum.id}-${id}`, `${id} in ${stratum.id}`, stratum.country ?? '', scored.source);
            const leaders = scored.leaders.map((id) => named.get(id)!.suppliers[0]!);
            const rest = Array.from({ length: Math.max(0, scored.count - leaders.length) }, (_, i) =>
              nationalOne(`${i + leaders.length + 1}`),
            );
            return {
              ranked: [...leaders, ...rest],
              tail: Array.from({ length: scored.tail.count }, (_, i) => nationalOne(`small-${i + 1}`)),
            };
          });
    return { named, steps, national };
  });
  return { suppliers, layers };
}

/** The mean number of suppliers of those who have several. */
export function meanSeveral({ severalCounts }: LayerDescription): number {
  const total = severalCounts.reduce((sum, { share }) => sum + share, 0);
  return severalCounts.reduce((sum, { count, share }) => sum + (count * share) / total, 0);
}

/** Parts of the market of the suppliers in order of size, of which the squares sum up to `score`; and of the rest. */
export function scoredShares(
  layer: NonNullable<LayerDescription['scored']>,
  stratum: number,
): { readonly ranked: readonly number[]; readonly tail: number } {
  const score = inStratum(layer.score, stratum);
  const head = 1 - layer.tail.share;
  // the tail of a market that is too concentrated for it is left out
  const tail = score < head * head ? layer.tail.share : 0;
  const within = Math.min(1, score / (1 - tail) ** 2);
  // shares that fall by one factor, the first being 1 - factor: their squares sum up to (1 - factor)/(1 + factor)
  const factor = (1 - within) / (1 + within);
  const raw: number[] = [];
  for (let i = 0, share = 1; i < layer.count; i++, share *= factor) raw.push(share);
  const sum = raw.reduce((total, share) => total + share, 0);
  return { ranked: raw.map((share) => ((1 - tail) * share) / sum), tail };
}

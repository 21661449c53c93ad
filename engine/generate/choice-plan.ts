/** A description worked out into thresholds that one uniform number decides at. */
import { drawingWeights, wantedByRow } from './alternatives.ts';
import type { LayerDescription, MarketDescription, RuleDescription } from './description.ts';
import { inStratum } from './description.ts';
import { type GivenRow, jointShares } from './joint-shares.ts';
import { type Column, columnsOf, keysOf } from './layer-columns.ts';
import {
  type LayerSuppliers,
  type MarketSupplier,
  meanSeveral,
  suppliersOfMarket,
} from './market-suppliers.ts';

/** The layer name by which rules ask for the sector. */
export const SECTOR = 'sector';

/** Conditions that can be told apart: one bit each. */
export const MOST_CONDITIONS = 30;

/** One of several things, the last one where thresholds have run out. */
export interface Distribution {
  /** What can be drawn, in numbers of the caller. */
  readonly values: Int32Array;
  /** `upTo[i]` is where value i ends, 0..1, rising. */
  readonly upTo: Float64Array;
}

/** A way to have a service, ready to be drawn. */
export interface PlannedColumn {
  readonly column: Column;
  /** Which conditions of later rules it meets. */
  readonly mask: number;
  /** Suppliers of one who has one; undefined of those with none or several. */
  readonly suppliers: Distribution | undefined;
  readonly parts: Distribution | undefined;
}

export interface LayerPlan {
  readonly columns: readonly PlannedColumn[];
  /** Conditions of each rule that gives a row of its own; the last row is for all others and asks nothing. */
  readonly needs: Int32Array;
  readonly rows: readonly Distribution[];
  /** Suppliers of those with several, for each row; the same object where rows do not differ. */
  readonly alternatives: readonly Distribution[];
  /** How many suppliers those with several have. */
  readonly severalCounts: Distribution;
  readonly alike: number;
}

export interface StratumPlan {
  readonly fromRank: number;
  readonly country: string;
  readonly sectors: Distribution | undefined;
  readonly sectorMasks: Int32Array;
  readonly applicationCounts: Distribution | undefined;
  /** In the order of the description. */
  readonly layers: readonly LayerPlan[];
}

export interface ChoicePlan {
  readonly suppliers: readonly MarketSupplier[];
  readonly layerSuppliers: readonly LayerSuppliers[];
  readonly sectorNames: readonly string[];
  /** Undefined where strata follow ranks. */
  readonly drawnStrata: Distribution | undefined;
  readonly strata: readonly StratumPlan[];
}

/** Steps of thresholds: coarser than rounding, so that no machine's arithmetic shows. */
const STEPS = 2 ** 32;

/** The distribution of values by weights of which at least one is above 0; those of weight 0 never come. */
function distributionOf(values: readonly number[], weights: ArrayLike<number>): Distribution {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += weights[i]!;
  let sum = 0;
  const upTo = Float64Array.from(values, (_, i) => {
    sum += weights[i]!;
    return Math.round((sum / total) * STEPS) / STEPS;
  });
  return { values: Int32Array.from(values), upTo };
}

/** The value that the uniform number `u` in [0, 1) stands for. O(log values). */
export function drawn({ values, upTo }: Distribution, u: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (u < upTo[middle]!) high = middle;
    else low = middle + 1;
  }
  return values[low]!;
}

/** One question of rules: whether the choice in a layer has one of some keys. */
interface Condition {
  readonly layer: string;
  readonly keys: readonly string[];
}

/**
 * Works a description out, which must be sound (`readMarket`). Yields the fraction done after each layer of each
 * stratum; O(strata x layers x rules x columns) for each round of fitting.
 */
export function* planChoices(market: MarketDescription): Generator<number, ChoicePlan> {
  const { suppliers, layers: layerSuppliers } = suppliersOfMarket(market);
  const conditions = conditionsOf(market);
  const sectorNames = Object.keys(market.sectors?.shares ?? {});
  const byShare = market.strata.every(({ fromRank }) => fromRank === undefined);
  const strata: StratumPlan[] = [];
  for (const stratum of market.strata.keys()) {
    const work = planStratum(market, stratum, { layerSuppliers, conditions, sectorNames });
    let step = work.next();
    for (; !step.done; step = work.next()) yield (stratum + step.value) / market.strata.length;
    strata.push(step.value);
  }
  return {
    suppliers,
    layerSuppliers,
    sectorNames,
    drawnStrata: byShare
      ? distributionOf(
          [...market.strata.keys()],
          market.strata.map(({ share }) => share ?? 0),
        )
      : undefined,
    strata,
  };
}

/** Every condition that occurs, once each. */
export function conditionsOf(market: MarketDescription): readonly Condition[] {
  const found = new Map<string, Condition>();
  for (const { joint } of market.layers)
    for (const { given } of joint)
      for (const [layer, keys] of Object.entries(given))
        found.set(conditionKey(layer, keys), { layer, keys });
  return [...found.values()];
}

function conditionKey(layer: string, keys: readonly string[]): string {
  return JSON.stringify([layer, keys]);
}

interface Shared {
  readonly layerSuppliers: readonly LayerSuppliers[];
  readonly conditions: readonly Condition[];
  readonly sectorNames: readonly string[];
}

function* planStratum(
  market: MarketDescription,
  stratum: number,
  shared: Shared,
): Generator<number, StratumPlan> {
  const { conditions, sectorNames } = shared;
  const maskOf = (layer: string, keys: readonly string[]): number =>
    conditions.reduce(
      (mask, condition, bit) =>
        condition.layer === layer && condition.keys.some((key) => keys.includes(key))
          ? mask | (1 << bit)
          : mask,
      0,
    );
  const sectorMasks = Int32Array.from(sectorNames, (name) => maskOf(SECTOR, [name]));
  const sectorShares = Object.values(market.sectors?.shares ?? {});
  // how many have met which conditions so far
  let met = new Map<number, number>();
  if (sectorNames.length === 0) met.set(0, 1);
  const sectorTotal = sectorShares.reduce((sum, share) => sum + share, 0);
  sectorMasks.forEach((mask, i) => {
    met.set(mask, (met.get(mask) ?? 0) + sectorShares[i]! / sectorTotal);
  });
  const layers: LayerPlan[] = [];
  for (const [l, layer] of market.layers.entries()) {
    yield l / market.layers.length;
    const columns = columnsOf(layer, shared.layerSuppliers[l]!, stratum);
    const masks = columns.map((column) => maskOf(layer.id, keysOf(column)));
    const needs = layer.joint.map(({ given }) =>
      Object.entries(given).reduce((need, [of, keys]) => need | bitOf(conditions, of, keys), 0),
    );
    const parts = new Float64Array(needs.length + 1);
    for (const [mask, part] of met) parts[rowFor(needs, mask)]! += part;
    const marginal = columns.map(({ share }) => share);
    const rows = jointShares(
      layer.joint.map((rule, r): GivenRow => ({ part: parts[r]!, known: knownShares(rule, columns) })),
      marginal.map((share) => share / marginal.reduce((sum, each) => sum + each, 0)),
    );
    const next = new Map<number, number>();
    for (const [mask, part] of met) {
      const row = rows[rowFor(needs, mask)]!;
      const byMask = new Map<number, number>();
      row.forEach((fraction, c) => {
        byMask.set(masks[c]!, (byMask.get(masks[c]!) ?? 0) + fraction);
      });
      for (const [more, fraction] of byMask)
        next.set(mask | more, (next.get(mask | more) ?? 0) + part * fraction);
    }
    met = next;
    const places = [...columns.keys()];
    layers.push({
      columns: columns.map((column, c) => plannedColumn(column, masks[c]!)),
      needs: Int32Array.from([...needs, 0]),
      rows: rows.map((row) => distributionOf(places, row)),
      alternatives: alternativesByRow(layer, columns, {
        rows,
        parts,
        named: shared.layerSuppliers[l]!.named,
      }),
      severalCounts: distributionOf(
        layer.severalCounts.map(({ count }) => count),
        layer.severalCounts.map(({ share }) => share),
      ),
      alike: layer.alike,
    });
  }
  const { fromRank = 1, country = '' } = market.strata[stratum]!;
  const counts = market.applications?.counts;
  return {
    fromRank,
    country,
    sectors: sectorNames.length === 0 ? undefined : distributionOf([...sectorNames.keys()], sectorShares),
    sectorMasks,
    applicationCounts:
      counts === undefined
        ? undefined
        : distributionOf(
            counts.map(({ count }) => count),
            counts.map(({ share }) => inStratum(share, stratum)),
          ),
    layers,
  };
}

function bitOf(conditions: readonly Condition[], layer: string, keys: readonly string[]): number {
  const key = conditionKey(layer, keys);
  return 1 << conditions.findIndex((each) => conditionKey(each.layer, each.keys) === key);
}

/** The first row whose conditions are all met; the last one, which has none, is past the end of `needs`. */
export function rowFor(needs: ArrayLike<number>, mask: number): number {
  let row = 0;
  while (row < needs.length && (mask & needs[row]!) !== needs[row]) row++;
  return row;
}

/** What a rule says, by column; a share of a key that several columns have is split as they are. */
function knownShares({ shares }: RuleDescription, columns: readonly Column[]): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (const [key, share] of Object.entries(shares)) {
    const meant = columns.flatMap((column, c) => (keysOf(column).includes(key) ? [c] : []));
    const total = meant.reduce((sum, c) => sum + columns[c]!.share, 0);
    for (const c of meant) known.set(c, (share * columns[c]!.share) / total);
  }
  return known;
}

function plannedColumn(column: Column, mask: number): PlannedColumn {
  const { from, provision } = column;
  if (from === undefined || provision === 'several')
    return { column, mask, suppliers: undefined, parts: undefined };
  return {
    column,
    mask,
    suppliers: distributionOf(from.suppliers, from.weights),
    parts: from.parts.length === 0 ? undefined : distributionOf(from.parts, from.partShares),
  };
}

interface Rows {
  readonly rows: readonly Float64Array[];
  readonly parts: Float64Array;
  readonly named: LayerSuppliers['named'];
}

/** From whom those with several draw, for each row; nobody where there is no such column. */
function alternativesByRow(
  layer: LayerDescription,
  columns: readonly Column[],
  { rows, parts, named }: Rows,
): readonly Distribution[] {
  const several = columns.findIndex(({ provision }) => provision === 'several');
  const from = columns[several]?.from;
  if (from === undefined) return [];
  const wanted = wantedByRow(
    rows.map((row, r) => ({
      part: parts[r]! * row[several]!,
      known: knownAlternatives(layer.joint[r], from.suppliers, named),
    })),
    from.weights,
    meanSeveral(layer),
  );
  const made = new Map<readonly number[], Distribution>();
  return wanted.map((each) => {
    const before = made.get(each);
    if (before !== undefined) return before;
    const distribution = distributionOf(from.suppliers, drawingWeights(each, layer.severalCounts));
    made.set(each, distribution);
    return distribution;
  });
}

function knownAlternatives(
  rule: RuleDescription | undefined,
  suppliers: readonly number[],
  named: LayerSuppliers['named'],
): ReadonlyMap<number, number> | undefined {
  if (rule?.alternatives === undefined) return undefined;
  const known = new Map<number, number>();
  for (const [id, fraction] of Object.entries(rule.alternatives)) {
    const place = suppliers.indexOf(named.get(id)!.suppliers[0]!);
    if (place >= 0) known.set(place, fraction);
  }
  return known;
}

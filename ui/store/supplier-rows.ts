/** A concentration result as rows to be ranked, drawn and listed. */
import type { ConcentrationChoice } from './session.ts';
import type { ConcentrationResult, SystemView } from './types.ts';
import { fineShareText, listText } from './words.ts';

export interface SupplierRow {
  /** Place in the columns of the result. */
  readonly s: number;
  /** The supplier, or the topmost operator of a group. */
  readonly entity: number;
  /** Of the weight that uses the role, 0..1. */
  readonly share: number;
  /** Of the weight of all users, 0..1: direct, and with hidden dependence, which is never less. */
  readonly direct: number;
  readonly total: number;
  /** total / direct; NaN where nothing is direct. */
  readonly amplification: number;
  /** 1-based; equal values share the better rank. */
  readonly rankDirect: number;
  readonly rankTotal: number;
  /** Who carries the hidden part, the heaviest first; known only for what cannot do without the supplier. */
  readonly carriers: readonly Carrier[];
}

const NONE: readonly Carrier[] = [];

/** Rounding in the engine must not make a hidden part. */
const TOLERANCE = 1e-9;

/** The suppliers by what is counted, the highest with hidden dependence first. O(n log n). */
export function supplierRows(
  result: ConcentrationResult,
  count: ConcentrationChoice['count'],
): readonly SupplierRow[] {
  const direct = count === 'impact' ? result.impact : result.concentration;
  const hidden = count === 'impact' ? result.hiddenImpact : result.hiddenConcentration;
  const rankDirect = count === 'impact' ? result.rankDirect : ranksOf(direct);
  const rankTotal = count === 'impact' ? result.rankHidden : ranksOf(hidden);
  const rows = Array.from(result.supplier, (entity, s): SupplierRow => {
    const isHigher = hidden[s]! > direct[s]! + TOLERANCE;
    return {
      s,
      entity,
      share: result.share[s]!,
      direct: direct[s]!,
      total: isHigher ? hidden[s]! : direct[s]!,
      amplification: direct[s]! > 0 ? hidden[s]! / direct[s]! : Number.NaN,
      rankDirect: rankDirect[s]!,
      rankTotal: rankTotal[s]!,
      carriers: count === 'impact' ? carriersOf(result, s) : NONE,
    };
  });
  return rows.sort((a, b) => b.total - a.total || b.direct - a.direct || b.share - a.share || a.s - b.s);
}

/** 1 plus the number of higher values, for each value. */
function ranksOf(values: Float64Array): Int32Array {
  const rank = new Map<number, number>();
  values
    .slice()
    .sort()
    .reverse()
    .forEach((value, k) => {
      if (!rank.has(value)) rank.set(value, k + 1);
    });
  return Int32Array.from(values, (value) => rank.get(value)!);
}

/** Whether hidden dependence adds something that can be seen in the numbers shown. */
export function isAmplified(row: SupplierRow): boolean {
  return row.total > row.direct && fineShareText(row.total) !== fineShareText(row.direct);
}

export interface Carrier {
  readonly entity: number;
  /** Of the weight of all users, 0..1. */
  readonly share: number;
  /** The heaviest user that falls through it. */
  readonly example: number;
}

/** Who carries the hidden impact of a supplier, the heaviest first. */
export function carriersOf(result: ConcentrationResult, s: number): readonly Carrier[] {
  if (result.carrierStart[s] === result.carrierStart[s + 1]) return NONE;
  const carriers: Carrier[] = [];
  for (let c = result.carrierStart[s] ?? 0; c < (result.carrierStart[s + 1] ?? 0); c++) {
    carriers.push({
      entity: result.carrier[c]!,
      share: result.carriedShare[c]!,
      example: result.carriedExample[c]!,
    });
  }
  return carriers;
}

/** Carriers of less than this part of what is hidden are left out of sentences. */
const WORTH_TELLING = 0.1;

/** The carriers that make up most of the hidden part; the heaviest at least. */
export function mainCarriers(row: SupplierRow): readonly Carrier[] {
  const least = WORTH_TELLING * (row.total - row.direct);
  return row.carriers.filter(({ share }, i) => i === 0 || share >= least);
}

/** "via DigiCert and GlobalSign"; a supplier that is its own carrier is needed in another role. */
export function viaText(view: SystemView, row: SupplierRow): string {
  const others = mainCarriers(row)
    .filter(({ entity }) => entity !== row.entity)
    .map(({ entity }) => view.name[entity] ?? '');
  if (others.length === 0) return row.carriers.length === 0 ? '' : 'in other roles';
  return `via ${listText(others, 2)}`;
}

/** Of this weight, at least, a supplier must be a risk to be named for its amplification. */
export const WORTH_NAMING = 0.01;

/**
 * Suppliers with a hidden part, the most amplified first: before all others those that nobody depends on
 * directly, the heaviest of them first. Tiny ones are left out where there are others: a thousand times
 * nearly nothing is no news.
 */
export function mostAmplified(rows: readonly SupplierRow[]): readonly SupplierRow[] {
  const amplified = rows.filter(isAmplified);
  const notable = amplified.filter((row) => row.total >= WORTH_NAMING);
  const times = (row: SupplierRow) => (row.direct > 0 ? row.amplification : Number.POSITIVE_INFINITY);
  return [...(notable.length > 0 ? notable : amplified)].sort((a, b) =>
    times(a) === times(b) ? b.total - a.total : times(b) - times(a),
  );
}

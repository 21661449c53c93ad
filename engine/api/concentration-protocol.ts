/** The words of the protocol on concentration: who serves how much of a role, and what hides behind. Types only. */
import type { BandScale, Indices } from '../concentration/indices.ts';

export type { BandScale, Indices };

/** Who counts as a user: those with a weight that pass both filters; empty lists let everybody pass. */
export interface Population {
  readonly weight: string;
  readonly sectors: readonly string[];
  readonly countries: readonly string[];
}

/**
 * Concentration of one role. Suppliers are entities, or topmost operators with everything they supply in
 * the role; columns have one value per supplier, the most concentrated first. All fractions are of
 * the total weight of the population, except `share`, which is of the weight that uses the role.
 */
export interface ConcentrationResult {
  readonly engine: string;
  readonly role: string;
  readonly population: {
    readonly weight: string;
    readonly unit: string;
    readonly sectors: readonly string[];
    readonly countries: readonly string[];
    /** Entities with a weight that pass the filters, and their weight. */
    readonly userCount: number;
    readonly totalWeight: number;
    /** Those of them that use the role at all, and their weight. */
    readonly roleUserCount: number;
    readonly roleWeight: number;
  };
  /** Null when nobody with a weight uses the role; `remark` then says so. */
  readonly indices: Indices | null;
  readonly remark: string;
  /** Published scales, each with the label of the band that the HHI falls into; empty without indices. */
  readonly scales: readonly (BandScale & { readonly band: string })[];
  /** The supplier, or the topmost operator of a group of suppliers. */
  readonly supplier: Int32Array;
  readonly share: Float64Array;
  readonly concentration: Float64Array;
  readonly impact: Float64Array;
  /** With indirect dependence; empty when only direct dependence was asked for. */
  readonly hiddenConcentration: Float64Array;
  readonly hiddenImpact: Float64Array;
  /** hiddenImpact / impact; NaN where the direct impact is 0; empty when only direct was asked for. */
  readonly amplification: Float64Array;
  /** 1-based rank by impact, direct and with hidden dependence (empty without); equal values share the better rank. */
  readonly rankDirect: Int32Array;
  readonly rankHidden: Int32Array;
  /**
   * Who carries the hidden part of supplier s: rows `carrierStart[s] .. carrierStart[s + 1] - 1`, heaviest
   * first, at most three: the entity that stands directly on the supplier (the supplier itself where
   * users need it in another role), the fraction that falls through it beyond the direct impact, and the
   * user that loses most so (an example for the chain).
   */
  readonly carrierStart: Int32Array;
  readonly carrier: Int32Array;
  readonly carriedShare: Float64Array;
  readonly carriedExample: Int32Array;
  /** Cumulative shares 0..1 of the 0, 1, 2, ... smallest suppliers: the Lorenz curve. */
  readonly lorenz: Float64Array;
  readonly lorenzHidden: Float64Array;
  readonly assumptions: readonly string[];
}

/** Weight that falls if everything in a country fails, as fractions of the population's weight. */
export interface JurisdictionResult {
  readonly engine: string;
  readonly totalWeight: number;
  /** ISO 3166-1 alpha-2, the most exposed first. */
  readonly countries: readonly string[];
  /** If all entities located in the country fail. */
  readonly located: Float64Array;
  /** If all entities whose topmost operator is of the country fail. */
  readonly controlled: Float64Array;
  /** If both fail. */
  readonly either: Float64Array;
  /** The part of `either` that is made up of the failed entities themselves. */
  readonly own: Float64Array;
  readonly assumptions: readonly string[];
}

/** What can be asked of concentration. */
export interface ConcentrationJobs {
  concentration: {
    request: Population & {
      readonly role: string;
      /** Suppliers one by one, or together with all that their topmost operator runs. */
      readonly suppliers: 'each' | 'by-operator';
      readonly dependence: 'direct' | 'hidden';
    };
    result: ConcentrationResult;
  };
  jurisdictions: { request: Population; result: JurisdictionResult };
}

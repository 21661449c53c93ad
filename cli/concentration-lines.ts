/** A concentration result by supplier, as JSON, CSV and tables need it. */
import type { ConcentrationResult, SystemView } from '../engine/api/protocol.ts';

/** One supplier of a role. */
export interface SupplierLine {
  readonly id: string;
  readonly name: string;
  readonly share: number;
  readonly concentration: number;
  readonly impact: number;
  readonly rankDirect: number;
  /** Absent when only direct dependence was asked for. */
  readonly hidden?: {
    readonly hiddenConcentration: number;
    readonly hiddenImpact: number;
    /** Null where the direct impact is 0. */
    readonly amplification: number | null;
    readonly rankHidden: number;
    readonly via: readonly {
      readonly id: string;
      readonly name: string;
      readonly share: number;
      readonly example: string;
    }[];
  };
}

/** One role with its suppliers. */
export interface RoleLine {
  readonly result: ConcentrationResult;
  readonly scale: ConcentrationResult['scales'][number];
  readonly suppliers: readonly SupplierLine[];
}

/** Supplier s of a result. */
export function supplierLine(view: SystemView, result: ConcentrationResult, s: number): SupplierLine {
  const v = result.supplier[s]!;
  const direct = {
    id: view.id[v]!,
    name: view.name[v]!,
    share: result.share[s]!,
    concentration: result.concentration[s]!,
    impact: result.impact[s]!,
    rankDirect: result.rankDirect[s]!,
  };
  if (result.hiddenImpact.length === 0) return direct;
  const first = result.carrierStart[s]!;
  const carriers = result.carrier.subarray(first, result.carrierStart[s + 1]);
  return {
    ...direct,
    hidden: {
      hiddenConcentration: result.hiddenConcentration[s]!,
      hiddenImpact: result.hiddenImpact[s]!,
      amplification: Number.isNaN(result.amplification[s]) ? null : result.amplification[s]!,
      rankHidden: result.rankHidden[s]!,
      via: Array.from(carriers, (carrier, i) => ({
        id: view.id[carrier]!,
        name: view.name[carrier]!,
        share: result.carriedShare[first + i]!,
        example: view.id[result.carriedExample[first + i]!]!,
      })),
    },
  };
}

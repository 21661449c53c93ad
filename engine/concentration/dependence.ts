/** Direct and hidden dependence on every supplier of a market. */
import { createDirectDependence, type Wiring } from './direct.ts';
import { type Carrier, createHiddenDependence } from './hidden.ts';
import type { Market } from './market.ts';
import type { Users } from './users.ts';

/** Weights by supplier of the market, in units of the weight. */
export interface Dependence {
  readonly concentration: Float64Array;
  readonly impact: Float64Array;
  readonly hidden?: {
    readonly concentration: Float64Array;
    readonly impact: Float64Array;
    readonly carriers: readonly (readonly Carrier[])[];
  };
}

/** Entities and dependencies touched between two reports of progress: a few milliseconds of work. */
const SLICE = 20_000;

/**
 * What depends on each supplier of a market: `concentration`, the weight of its users, and `impact`, the
 * weight they lose when it fails with all its members; with `hidden` also by every indirect path. A
 * supplier is no user of itself. Yields the fraction done; O(sum of what each failure touches).
 */
export function* dependenceOn(
  wiring: Wiring,
  market: Market,
  { users, depth }: { readonly users: Users; readonly depth: 'direct' | 'hidden' },
): Generator<number, Dependence> {
  const supplierCount = market.supplier.length;
  const direct = createDirectDependence(wiring, users, market.role);
  const hidden = depth === 'hidden' ? createHiddenDependence(wiring, users, direct) : undefined;
  const concentration = new Float64Array(supplierCount);
  const impact = new Float64Array(supplierCount);
  const hiddenConcentration = new Float64Array(supplierCount);
  const hiddenImpact = new Float64Array(supplierCount);
  const carriers: (readonly Carrier[])[] = [];
  let touched = 0;
  for (let s = 0; s < supplierCount; s++) {
    const failed = market.member.subarray(market.memberStart[s], market.memberStart[s + 1]);
    direct.run(failed);
    concentration[s] = direct.concentration;
    impact[s] = direct.impact;
    touched += 1 + direct.looked;
    if (hidden !== undefined) {
      hidden.run(failed);
      hiddenConcentration[s] = hidden.concentration;
      hiddenImpact[s] = hidden.impact;
      carriers.push(hidden.carriers);
      touched += hidden.touched;
    }
    if (touched >= SLICE) {
      touched = 0;
      yield (s + 1) / supplierCount;
    }
  }
  return {
    concentration,
    impact,
    ...(hidden === undefined
      ? {}
      : { hidden: { concentration: hiddenConcentration, impact: hiddenImpact, carriers } }),
  };
}

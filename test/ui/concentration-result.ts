import type { ConcentrationResult } from '../../ui/store/types.ts';

interface SupplierOfTest {
  readonly entity: number;
  readonly use: readonly [direct: number, hidden: number];
  readonly impact: readonly [direct: number, hidden: number];
  readonly carriers?: readonly (readonly [entity: number, share: number, example: number])[];
}

/** A result with the columns that the page reads; shares and ranks follow from the direct values. */
export function resultOf(
  suppliers: readonly SupplierOfTest[],
  patch: Partial<ConcentrationResult> = {},
): ConcentrationResult {
  const column = (value: (supplier: SupplierOfTest) => number) => Float64Array.from(suppliers, value);
  const rank = (values: Float64Array) =>
    Int32Array.from(values, (value) => 1 + values.filter((other) => other > value).length);
  const used = suppliers.reduce((sum, { use }) => sum + use[0], 0);
  const impact = column(({ impact }) => impact[0]);
  const hiddenImpact = column(({ impact }) => impact[1]);
  const carriers = suppliers.map((supplier) => supplier.carriers ?? []);
  const carrierStart = [0];
  for (const list of carriers) carrierStart.push((carrierStart.at(-1) ?? 0) + list.length);
  return {
    engine: '0.0.0',
    role: 'dns',
    population: {
      weight: 'weight',
      unit: 'users',
      sectors: [],
      countries: [],
      userCount: 2,
      totalWeight: 40,
      roleUserCount: 2,
      roleWeight: 40,
    },
    indices: null,
    remark: '',
    scales: [],
    supplier: Int32Array.from(suppliers, ({ entity }) => entity),
    share: column(({ use }) => (used > 0 ? use[0] / used : 0)),
    concentration: column(({ use }) => use[0]),
    impact,
    hiddenConcentration: column(({ use }) => use[1]),
    hiddenImpact,
    amplification: column(({ impact }) => (impact[0] > 0 ? impact[1] / impact[0] : Number.NaN)),
    rankDirect: rank(impact),
    rankHidden: rank(hiddenImpact),
    carrierStart: Int32Array.from(carrierStart),
    carrier: Int32Array.from(carriers.flat(), ([entity]) => entity),
    carriedShare: Float64Array.from(carriers.flat(), ([, share]) => share),
    carriedExample: Int32Array.from(carriers.flat(), ([, , example]) => example),
    lorenz: Float64Array.of(0, 1),
    lorenzHidden: Float64Array.of(0, 1),
    assumptions: [],
    ...patch,
  };
}

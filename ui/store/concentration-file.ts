/** A concentration result in the words of the command line: fractions, ids, nothing rounded. */
import type { ConcentrationResult, SystemView } from './types.ts';

/** The result as a JSON document with population, weight and formulas' inputs beside the numbers. */
export function concentrationJson(view: SystemView, result: ConcentrationResult): string {
  const { engine, role, population, scales, indices, remark, assumptions } = result;
  const document = {
    engine,
    dataset: { name: view.about.name, hash: view.hash, asOf: view.about.asOf, sources: view.about.sources },
    role,
    population,
    weight: population.weight,
    scales,
    indices,
    remark,
    suppliers: Array.from(result.supplier, (entity, s) => ({
      id: view.id[entity],
      share: result.share[s],
      concentration: result.concentration[s],
      hiddenConcentration: result.hiddenConcentration[s],
      impact: result.impact[s],
      hiddenImpact: result.hiddenImpact[s],
      amplification: Number.isNaN(result.amplification[s]) ? null : result.amplification[s],
    })),
    assumptions,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** All columns of the result as the rows of a CSV file, titles first. */
export function allColumns(
  view: SystemView,
  result: ConcentrationResult,
): readonly (readonly (string | number)[])[] {
  const columns = [
    'share',
    'concentration',
    'hiddenConcentration',
    'impact',
    'hiddenImpact',
    'amplification',
    'rankDirect',
    'rankHidden',
  ] as const;
  const cell = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '' : value);
  return [
    ['role', 'weight', 'id', 'name', ...columns],
    ...Array.from(result.supplier, (entity, s) => [
      result.role,
      result.population.weight,
      view.id[entity] ?? '',
      view.name[entity] ?? '',
      ...columns.map((column) => cell(result[column][s])),
    ]),
  ];
}

/** What a dataset says of itself once tables have been added to it. */
import type { WeightDeclaration } from '../model/build-entities.ts';
import type { System } from '../model/system.ts';
import type { Mapping } from './mapping.ts';

/** The dataset of an import: the mapping's own, or that of the system it is added to with what the mapping adds. */
export function datasetOf(mapping: Mapping, onto: System | undefined): Mapping['dataset'] {
  const own = mapping.dataset;
  if (onto === undefined) return own;
  const { document: _, sources, assumed, measured, missing, ...about } = onto.about;
  const open: readonly WeightDeclaration[] = onto.weights.map(({ values: __, ...weight }) => weight);
  const known = new Set(open.map(({ column }) => column.toLowerCase()));
  const added = own.weights.filter(
    ({ column }) => !known.has(column.toLowerCase()) && writes(mapping, column),
  );
  return {
    ...about,
    sources: union(sources, own.sources, ({ title, url }) => `${title} ${url}`),
    assumed: union(assumed, own.assumed, (text) => text),
    measured: union(measured, own.measured, (text) => text),
    missing: union(missing, own.missing, (text) => text),
    weights: [...open, ...added],
  };
}

/** Whether a rule gives entities this column. */
function writes({ tables }: Mapping, column: string): boolean {
  const named = (fields: ReadonlyMap<string, unknown>): boolean =>
    [...fields.keys()].some((each) => each.toLowerCase() === column.toLowerCase());
  return tables.some(
    ({ entities, dependencies }) =>
      entities.some(({ cases }) => cases.some(({ make }) => named(make.fields))) ||
      dependencies.some(({ cases }) =>
        cases.some(({ make }) => named(make.dependent.fields) || named(make.supplier.fields)),
      ),
  );
}

function union<Item>(first: readonly Item[], then: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map([...first, ...then].reverse().map((item) => [keyOf(item), item])).values()].reverse();
}

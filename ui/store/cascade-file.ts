/** What falls, and one entity with all that is known of it, as files: ids, fractions, nothing rounded. */
import type { CascadeResult, Inspection, SystemView } from './types.ts';
import { stateOf } from './words.ts';

type Cell = string | number;

/** Rows of a CSV file with everybody below full service, those who were made to fail first; titles first. */
export function cascadeRows(view: SystemView, cascade: CascadeResult): readonly (readonly Cell[])[] {
  const weights = view.weights.map(({ column }) => column);
  const { fallen, via, level, failed } = cascade;
  const row = (v: number, via: number): readonly Cell[] => [
    view.id[v]!,
    view.name[v]!,
    view.kinds[view.kind[v]!]!,
    failed.includes(v) ? 'failed' : stateOf(level[v]!),
    level[v]!,
    view.id[via] ?? '',
    ...view.weights.map(({ values }) => values[v]!),
  ];
  return [
    ['id', 'name', 'kind', 'state', 'level', 'because_of', ...weights],
    ...failed.map((v) => row(v, -1)),
    ...Array.from(fallen, (v, f) => row(v, via[f]!)),
  ];
}

/** The same as a JSON document, with what it counts and takes for granted. */
export function cascadeJson(view: SystemView, cascade: CascadeResult, weight: number): string {
  const { engine, failed, fallen, via, level, weightDown, totalWeight, share, assumptions } = cascade;
  return text({
    engine,
    dataset: datasetOf(view),
    failed: failed.map((v) => view.id[v]),
    weight: view.weights[weight]?.column ?? '',
    weightDown,
    totalWeight,
    share,
    fallen: Array.from(fallen, (v, f) => ({ id: view.id[v], level: level[v], becauseOf: view.id[via[f]!] })),
    assumptions,
  });
}

/** One entity as a JSON document: what it is, what its failure would do, and its dependencies with their evidence. */
export function entityJson(view: SystemView, inspection: Inspection): string {
  const { entity: v, suppliers, dependents, ...known } = inspection;
  const operator = view.operator[v] ?? -1;
  const withId = ({ entity, dependency: _, ...row }: (typeof suppliers)[number]) => ({
    id: view.id[entity],
    ...row,
  });
  return text({
    dataset: datasetOf(view),
    id: view.id[v],
    name: view.name[v],
    kind: view.kinds[view.kind[v]!],
    operator: operator >= 0 ? view.id[operator] : null,
    country: view.country[v],
    sector: view.sector[v],
    weights: Object.fromEntries(view.weights.map(({ column, values }) => [column, values[v]])),
    ...known,
    suppliers: suppliers.map(withId),
    dependents: dependents.map(withId),
  });
}

function datasetOf({ about, hash }: SystemView) {
  return { name: about.title || about.name, hash, asOf: about.asOf, sources: about.sources };
}

function text(document: unknown): string {
  return `${JSON.stringify(document, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value), 2)}\n`;
}

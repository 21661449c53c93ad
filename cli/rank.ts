/** `linchpin rank`: which entities matter most, by one or several measures. */
import type { RankResult, SystemView } from '../engine/api/protocol.ts';
import { type Column, type OutputOptions, percent, printCsv, printJson, printTable } from './output.ts';
import { openDataset, warnOfErrors } from './session.ts';

export interface RankOptions extends OutputOptions {
  readonly by: readonly string[];
  readonly weight?: string;
  /** How many entities to list; all for programs, 20 for people, unless given. */
  readonly top?: number;
}

const SHOWN = 20;

/** Prints the entities by the first measure, highest first, ties by id; exit code 1 on faulty data. */
export async function rank(folder: string, options: RankOptions): Promise<number> {
  const { view, run } = await openDataset(folder);
  const weight = options.weight ?? view.weights[0]!.column;
  const result = await run({ kind: 'rank', measures: options.by, weight });
  const [first] = result.columns as [Float64Array];
  const order = Array.from(view.id.keys()).sort(
    (v, w) => first[w]! - first[v]! || (view.id[v]! < view.id[w]! ? -1 : 1),
  );
  const forPeople = !options.json && !options.csv;
  const listed = order.slice(0, options.top ?? (forPeople ? SHOWN : order.length));
  if (options.json)
    printJson({
      measures: result.measures,
      weight: { column: weight, unit: view.weights.find((each) => each.column === weight)!.unit },
      entities: listed.map((v) => ({
        id: view.id[v]!,
        ...Object.fromEntries(result.measures.map(({ id }, m) => [id, result.columns[m]![v]!])),
      })),
      entityCount: view.entityCount,
      hash: view.hash,
      engine: view.engine,
    });
  else if (options.csv) printCsv(columns(view, result), listed);
  else {
    printTable(columns(view, result), listed);
    const rest = order.length - listed.length;
    if (rest > 0) process.stdout.write(`and ${rest} more; --top ${order.length} lists all\n`);
  }
  return warnOfErrors(view) ? 1 : 0;
}

function columns(view: SystemView, result: RankResult): readonly Column<number>[] {
  return [
    { header: 'id', cell: (v) => view.id[v]! },
    { header: 'name', cell: (v) => view.name[v]! },
    { header: 'kind', cell: (v) => view.kinds[view.kind[v]!]! },
    ...result.measures.map(({ id }, m) => ({
      header: id,
      cell: (v: number) => result.columns[m]![v]!,
      shown: (v: number) => percent(result.columns[m]![v]!),
    })),
  ];
}

/** `linchpin rank`: which entities matter most, by one or several measures. */
import type { RankResult, SystemView } from '../engine/api/protocol.ts';
import {
  type Column,
  figure,
  type OutputOptions,
  percent,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { openDataset, warnOfErrors } from './session.ts';

/** A parameter of a measure with the value that it is given. */
export interface GivenParameter {
  readonly measure: string;
  readonly parameter: string;
  readonly value: number;
}

export interface RankOptions extends OutputOptions {
  readonly by: readonly string[];
  readonly param: readonly GivenParameter[];
  readonly weight?: string;
  /** How many entities to list; all for programs, 20 for people, unless given. */
  readonly top?: number;
}

const SHOWN = 20;

/** Prints the entities by the first measure, highest first, ties by id; exit code 1 on faulty data. */
export async function rank(folder: string, options: RankOptions): Promise<number> {
  const { view, run } = await openDataset(folder);
  const weight = options.weight ?? view.weights[0]!.column;
  const parameters = byMeasure(options.param);
  const result = await run({ kind: 'rank', measures: options.by, weight, parameters });
  const [first] = result.columns as [Float64Array];
  const order = Array.from(view.id.keys()).sort(
    (v, w) => first[w]! - first[v]! || (view.id[v]! < view.id[w]! ? -1 : 1),
  );
  const forPeople = !options.json && !options.csv;
  const listed = order.slice(0, options.top ?? (forPeople ? SHOWN : order.length));
  const measured = columns(result);
  if (options.json)
    printJson({
      measures: result.measures,
      weight: { column: weight, unit: view.weights.find((each) => each.column === weight)!.unit },
      entities: listed.map((v) => ({
        id: view.id[v]!,
        ...Object.fromEntries(measured.map(({ header, cell }) => [header, cell(v)])),
      })),
      entityCount: view.entityCount,
      hash: view.hash,
      engine: view.engine,
    });
  else if (options.csv) printCsv([...names(view), ...measured], listed);
  else {
    printTable([...names(view), ...measured], listed);
    const rest = order.length - listed.length;
    if (rest > 0) process.stdout.write(`and ${rest} more; --top ${order.length} lists all\n`);
    for (const { id, note } of result.measures) if (note !== '') process.stdout.write(`${id}: ${note}\n`);
  }
  return warnOfErrors(view) ? 1 : 0;
}

/** A whole number in full, so that counts stay right; any other to four digits. */
function number(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : figure(value);
}

function byMeasure(given: readonly GivenParameter[]): Record<string, Record<string, number>> {
  const measures = new Map<string, Record<string, number>>();
  for (const { measure, parameter, value } of given)
    measures.set(measure, { ...measures.get(measure), [parameter]: value });
  return Object.fromEntries(measures);
}

function names(view: SystemView): readonly Column<number>[] {
  return [
    { header: 'id', cell: (v) => view.id[v]! },
    { header: 'name', cell: (v) => view.name[v]! },
    { header: 'kind', cell: (v) => view.kinds[view.kind[v]!]! },
  ];
}

/** A column for each measure, and one for its standard error where it was sampled. */
function columns({ measures, columns, standardErrors }: RankResult): readonly Column<number>[] {
  return measures.flatMap(({ id, unit }, m) => {
    const shown = unit.startsWith('share') ? percent : number;
    const column = (header: string, values: Float64Array): Column<number> => ({
      header,
      cell: (v) => values[v]!,
      shown: (v) => shown(values[v]!),
    });
    const error = standardErrors[m]!;
    return [column(id, columns[m]!), ...(error.length > 0 ? [column(`${id}StandardError`, error)] : [])];
  });
}

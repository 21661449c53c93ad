/** `linchpin cascade`: what falls when these entities fail, and because of what. */
import type { FallReason, SystemView } from '../engine/api/protocol.ts';
import {
  type Column,
  figure,
  type OutputOptions,
  percent,
  printable,
  printCsv,
  printJson,
  printTable,
} from './output.ts';
import { openDataset, warnOfErrors } from './session.ts';
import { suggestions } from './suggestions.ts';
import { UsageError } from './usage.ts';

export interface CascadeOptions extends OutputOptions {
  readonly fail: readonly string[];
  readonly weight?: string;
}

interface FallenRow {
  readonly id: string;
  readonly name: string;
  readonly level: number;
  readonly reason: FallReason;
}

/** Fails the entities, prints the fallen in the order in which they fall; exit code 1 on faulty data. */
export async function cascade(folder: string, options: CascadeOptions): Promise<number> {
  const { view, run } = await openDataset(folder);
  const indexOf = new Map(view.id.map((id, v) => [id, v]));
  const fail = [...new Set(options.fail)].map((id) => entityOf(view, indexOf, id));
  const weight = options.weight ?? view.weights[0]!.column;
  const result = await run({ kind: 'cascade', fail, weight });
  const reasons = await run({ kind: 'reasons', fail });
  const { unit, label } = view.weights.find((each) => each.column === weight)!;
  const rows: FallenRow[] = reasons.map((reason) => ({
    id: view.id[reason.entity]!,
    name: view.name[reason.entity]!,
    level: result.level[reason.entity]!,
    reason,
  }));
  const ids = (entities: readonly number[]): string[] => entities.map((v) => view.id[v]!);
  if (options.json)
    printJson({
      failed: ids(result.failed),
      fallen: rows.map(({ id, level, reason }) => ({
        id,
        level,
        because: {
          requirement: reason.role,
          ...(reason.group === '' ? {} : { group: reason.group }),
          need: reason.need,
          of: reason.memberCount,
          suppliers: ids(reason.suppliers),
        },
      })),
      weightDown: result.weightDown,
      totalWeight: result.totalWeight,
      share: result.share,
      weight: { column: weight, unit },
      assumptions: result.assumptions,
      hash: view.hash,
      engine: result.engine,
    });
  else if (options.csv) printCsv(columns(view), rows);
  else {
    if (rows.length > 0) printTable(columns(view), rows);
    const names = result.failed.map((v) => view.name[v]).join(', ');
    process.stdout.write(`${rows.length > 0 ? '\n' : ''}Made to fail: ${printable(names)}\n`);
    process.stdout.write(`Falls with it: ${rows.length} of ${view.entityCount} entities\n`);
    process.stdout.write(
      `${printable(`${label} down: ${figure(result.weightDown)} of ${figure(result.totalWeight)} ${unit}`)} (${percent(result.share)})\n`,
    );
    process.stdout.write(`Assumed: ${result.assumptions.join(' ')}\n`);
  }
  return warnOfErrors(view) ? 1 : 0;
}

function columns(view: SystemView): readonly Column<FallenRow>[] {
  return [
    { header: 'id', cell: (row) => row.id },
    { header: 'name', cell: (row) => row.name },
    {
      header: 'level',
      cell: (row) => row.level,
      shown: (row) => (row.level === 0 ? 'down' : percent(row.level)),
    },
    { header: 'requirement', cell: (row) => row.reason.role },
    { header: 'needs', cell: (row) => `${row.reason.need} of ${row.reason.memberCount}` },
    {
      header: 'because of',
      cell: (row) => row.reason.suppliers.map((v) => view.id[v]).join(' '),
    },
  ];
}

function entityOf(view: SystemView, indexOf: ReadonlyMap<string, number>, id: string): number {
  const v = indexOf.get(id);
  if (v !== undefined) return v;
  const close = suggestions(view, id);
  const hint = close.length === 0 ? '' : ` Did you mean ${close.join(' or ')}?`;
  throw new UsageError(`There is no entity '${id}'.${hint}`);
}

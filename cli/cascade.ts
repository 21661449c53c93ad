/** `linchpin cascade`: what falls when these entities fail, and because of what. */
import type { FallReason, SystemView } from '../engine/api/protocol.ts';
import { parseFailures } from './failures.ts';
import { type Column, percent, printable, printCsv, printJson, printTable } from './output.ts';
import { openDataset, warnOfErrors } from './session.ts';
import { cascadeInTime, type TimelineOptions } from './timeline.ts';
import { UsageError } from './usage.ts';
import { weightText } from './weight-words.ts';

export interface CascadeOptions extends TimelineOptions {
  /** Entities that fail, with or without times; see failures.ts. */
  readonly fail: readonly string[];
}

interface FallenRow {
  readonly id: string;
  readonly name: string;
  readonly level: number;
  readonly reason: FallReason;
}

/**
 * Fails the entities, prints the fallen in the order in which they fall; exit code 1 on faulty data. As soon
 * as anything is said about time, the outage unfolds in time.
 */
export async function cascade(folder: string, options: CascadeOptions): Promise<number> {
  if (options.seed !== undefined && options.failover !== 'drawn')
    throw new UsageError('A seed says which switches work when they are drawn: add --failover drawn.');
  const session = await openDataset(folder);
  const { view, run } = session;
  const failures = parseFailures(view, options.fail);
  const isAboutTime =
    options.failover !== undefined || options.crowding || options.timeline || options.why !== undefined;
  if (isAboutTime || failures.some(({ isTimed }) => isTimed))
    return cascadeInTime(
      session,
      failures.map(({ isTimed: _, ...failure }) => failure),
      options,
    );
  const fail = [...new Set(failures.map(({ entity }) => entity))];
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
      `${printable(`${label} down: ${weightText(result.weightDown, unit)} of ${weightText(result.totalWeight, unit)}`)} (${percent(result.share)})\n`,
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

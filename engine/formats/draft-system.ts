/** A System as if its rows had been read: what tables are added to. */
import type { System } from '../model/system.ts';
import type { Drafts } from './bind-rules.ts';
import { dependencyColumns, entityColumns } from './native-columns.ts';
import type { BoundText } from './row-cells.ts';

/** Rows between two pauses, a few milliseconds of work. */
const SLICE = 1024;

/** What problems call the system that was open. */
const OPEN_SYSTEM = 'open system';

/** Adds every entity and dependency of the system; yields the fraction done. O(cells). */
export function* draftSystem(system: System, drafts: Drafts): Generator<number> {
  const total = Math.max(1, system.entities.count + system.dependencies.count);
  const cellOf = (column: string): BoundText => ({ pieces: [], columnCount: 1, file: OPEN_SYSTEM, column });
  const [ids, ...others] = entityColumns(system).map((column) => ({
    column,
    field: drafts.entities.field(column.header),
    from: cellOf(column.header),
  }));
  for (let v = 0; v < system.entities.count; v++) {
    if (v % SLICE === SLICE - 1) yield v / total;
    // as a spreadsheet counts, below a header
    const row = v + 2;
    const drafted = drafts.entities.entity(ids!.column.cell(v), ids!.from, row);
    for (const { column, field, from } of others)
      drafts.entities.say(drafted, field, column.cell(v), from, row);
  }
  const columns = dependencyColumns(system);
  const bound = drafts.dependencies.bind(new Map(columns.map(({ header }) => [header, cellOf(header)])));
  for (let e = 0; e < system.dependencies.count; e++) {
    if (e % SLICE === SLICE - 1) yield (system.entities.count + e) / total;
    drafts.dependencies.add(
      e + 2,
      bound,
      columns.map((column) => column.cell(e)),
    );
  }
}

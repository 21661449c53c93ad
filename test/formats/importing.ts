/** Imports tables given as texts, for tests. */
import { importTables, type TablesRead } from '../../engine/formats/import-tables.ts';
import { KINDS } from '../../engine/model/kinds.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { type System, textAt } from '../../engine/model/system.ts';
import { bytesOf, type Content, drain } from './reading.ts';

/** The parts of a mapping that a test is about; one table about `table.csv` unless `tables` is given. */
export interface Given {
  readonly tables?: readonly object[];
  readonly table?: object;
  readonly dataset?: object;
}

/** Imports files by name, or one `table.csv`. */
export function imported(
  given: Given | Content,
  files: Readonly<Record<string, Content>> | string,
): TablesRead {
  const mapping =
    typeof given === 'string' || given instanceof Uint8Array
      ? given
      : JSON.stringify({
          schemaVersion: 1,
          ...(given.dataset && { dataset: given.dataset }),
          tables: given.tables ?? [{ file: 'table.csv', ...given.table }],
        });
  const named = typeof files === 'string' ? { 'table.csv': files } : files;
  const { result } = drain(
    importTables(
      Object.entries(named).map(([name, content]) => ({ name, bytes: bytesOf(content) })),
      { name: 'map.json', bytes: bytesOf(mapping) },
    ),
  );
  return result;
}

/** Imports what must give a system. */
export function systemImported(...given: Parameters<typeof imported>): System {
  const { system, problems } = imported(...given);
  if (system === undefined) throw new Error(`No system: ${problems.map((each) => each.message).join(' ')}`);
  return system;
}

/** Every entity as "id kind weight operator". */
export function entityLines({ entities, weights }: System): string[] {
  return entities.id.map((id, v) => {
    const operator = entities.operator[v]!;
    const runs = operator < 0 ? '' : ` of ${entities.id[operator]}`;
    return `${id} ${KINDS[entities.kind[v]!]} ${weights[0]!.values[v]}${runs}`;
  });
}

/** Every requirement as "dependent needs 1 of supplier, supplier for role, else loses 1". */
export function requirementLines({ entities, dependencies, requirements }: System): string[] {
  const members = Array.from({ length: requirements.count }, (): number[] => []);
  dependencies.requirement.forEach((r, e) => {
    members[r]!.push(e);
  });
  return members.map((rows, r) => {
    const suppliers = rows.map((e) => entities.id[dependencies.supplier[e]!]).join(', ');
    const role = textAt(dependencies.role, rows[0]!);
    return `${entities.id[requirements.dependent[r]!]} needs ${requirements.need[r]} of ${suppliers} for ${role}, else loses ${requirements.loss[r]}`;
  });
}

/** Places and texts of problems in short. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map(({ severity, file, row, column, value }) =>
    `${severity} ${file} ${row} ${column} '${value}'`.replace(/ {2,}/g, ' '),
  );
}

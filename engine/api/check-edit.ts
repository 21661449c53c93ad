/** Whether an edit can be made: it is tried on the rows that it is about, and read as a file would be. */
import { strToU8 } from 'fflate';
import type { Edit } from '../formats/edit.ts';
import { dependencyColumns, entityColumns, type NativeColumn } from '../formats/native-columns.ts';
import { openDataset } from '../formats/open-dataset.ts';
import { guarded } from '../formats/write-dataset.ts';
import type { Problem } from '../model/problem.ts';
import type { System } from '../model/system.ts';
import type { Progress } from './protocol.ts';

/** What an edit sets, by column. */
function cellsOf(edit: Edit & { readonly do: 'set' | 'add' }): Readonly<Record<string, string>> {
  return edit.do === 'add' ? edit.cells : { [edit.column.trim().toLowerCase()]: edit.value };
}

/** The entity that a row of dependencies is of, by the name of the row; empty where it is none. */
function dependentOf(row: string): string {
  try {
    const [dependent] = JSON.parse(row) as readonly unknown[];
    return typeof dependent === 'string' ? dependent : '';
  } catch {
    return '';
  }
}

/**
 * What applying and reading would report of an edit that sets or adds: with the edited row stand all requirements of
 * its dependent, for rows of a group must agree. Other edits are not checked. O(entities + dependencies).
 */
export function* checkEdit(system: System, edit: Edit): Generator<Progress, readonly Problem[]> {
  if (edit.do !== 'set' && edit.do !== 'add') return [];
  const { entities, dependencies } = system;
  const { id = '', operator = '', dependent = '', supplier = '' } = cellsOf(edit);
  const isEntity = edit.table === 'entities';
  const row = edit.do === 'add' ? '' : isEntity ? edit.row : dependentOf(edit.row);
  const named = new Set([row, id, operator, dependent, supplier].map((text) => text.trim()));
  const members: number[] = [];
  if (!isEntity)
    for (let e = 0; e < dependencies.count; e++) {
      if (!named.has(entities.id[dependencies.dependent[e]!]!)) continue;
      members.push(e);
    }
  const known = new Set(members.map((e) => dependencies.supplier[e]!));
  for (let v = 0; v < entities.count; v++) if (named.has(entities.id[v]!)) known.add(v);
  // whoever is added is asked for an operator of their own
  for (const v of known) if (entities.operator[v]! >= 0) known.add(entities.operator[v]!);
  const { problems } = yield* openDataset(
    [
      { name: 'entities.csv', bytes: csv(entityColumns(system), [...known]) },
      { name: 'dependencies.csv', bytes: csv(dependencyColumns(system), members) },
    ],
    [edit],
  );
  return problems.filter(({ file, severity }) => file === 'edits' || severity === 'error');
}

function csv(columns: readonly NativeColumn[], rows: readonly number[]): Uint8Array {
  const quoted = (text: string): string => `"${guarded(text).replaceAll('"', '""')}"`;
  const lines = [
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  return strToU8(`${lines.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`);
}

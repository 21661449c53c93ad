/** The tables of the open system, each a list of columns that say the text of a cell. */
import { dependencyRow } from '../formats/apply-edits.ts';
import { dependencyColumns, entityColumns, type NativeColumn } from '../formats/native-columns.ts';
import { KINDS } from '../model/kinds.ts';
import type { Problem } from '../model/problem.ts';
import { EVIDENCE, FAILOVER, PHASES, type System, textAt } from '../model/system.ts';
import type { DataColumn, DataTable } from './data-protocol.ts';
import { AGES, ageOf, evidenceYear, yearsOf } from './evidence-age.ts';

/** The tables of one system by their names, each made when it is first asked for and kept. */
export type Tables = (name: DataTable) => Table;

/** The tables of a system and of what reading it has reported. */
export function createTables(system: System, problems: readonly Problem[]): Tables {
  const made = new Map<DataTable, Table>();
  return (name) => {
    const table = made.get(name) ?? tableOf(system, problems, name);
    made.set(name, table);
    return table;
  };
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  kind: KINDS,
  phase: PHASES,
  evidence: EVIDENCE,
  age: AGES,
  severity: ['error', 'warning'],
};

/** Columns that nobody can change there, by table: they follow from others, or make the row what it is. */
const FIXED: Readonly<Record<DataTable, readonly string[] | 'all'>> = {
  entities: [],
  dependencies: [],
  requirements: ['dependent', 'group', 'members'],
  evidence: ['age', 'years_old'],
  problems: 'all',
};

const OF_EVIDENCE = ['dependent', 'supplier', 'role', 'evidence', 'confidence', 'source', 'as_of', 'basis'];

/** A table, not yet in any order. */
export interface Table {
  readonly columns: readonly NativeColumn[];
  readonly count: number;
  /** What edits name a row by. */
  keyOf(row: number): string;
}

function tableOf(system: System, problems: readonly Problem[], table: DataTable): Table {
  const { entities, dependencies, requirements } = system;
  switch (table) {
    case 'problems':
      return { columns: problemColumns(problems), count: problems.length, keyOf: () => '' };
    case 'entities':
      return { columns: entityColumns(system), count: entities.count, keyOf: (v) => entities.id[v]! };
    case 'dependencies':
    case 'evidence': {
      const all = dependencyColumns(system);
      const columns =
        table === 'dependencies'
          ? all
          : [
              ...OF_EVIDENCE.map((header) => all.find((column) => column.header === header)!),
              ...agesOf(system),
            ];
      return { columns, count: dependencies.count, keyOf: dependencyKeys(system) };
    }
    default: {
      const members = new Int32Array(requirements.count);
      const first = new Int32Array(requirements.count).fill(-1);
      for (const [e, r] of dependencies.requirement.entries()) {
        if (dependencies.phase[e] === FAILOVER) continue;
        members[r]!++;
        if (first[r]! < 0) first[r] = e;
      }
      const keyOfMember = dependencyKeys(system);
      const number = (header: string, values: Float64Array): NativeColumn => ({
        header,
        type: 'number',
        cell: (r) => (Number.isNaN(values[r]!) ? '' : String(values[r])),
      });
      const columns: readonly NativeColumn[] = [
        { header: 'dependent', type: 'text', cell: (r) => entities.id[requirements.dependent[r]!]! },
        { header: 'group', type: 'text', cell: (r) => textAt(requirements.group, r) },
        { header: 'members', type: 'whole', cell: (r) => String(members[r]) },
        { header: 'need', type: 'whole', cell: (r) => String(requirements.need[r]) },
        number('loss', requirements.loss),
        { header: 'phase', type: 'text', cell: (r) => PHASES[requirements.phase[r]!]! },
        number('failover_hours', requirements.failoverHours),
        number('failover_probability', requirements.failoverProbability),
      ];
      // what is set on one row of a group is set on all of them
      return { columns, count: requirements.count, keyOf: (r) => keyOfMember(first[r]!) };
    }
  }
}

function agesOf(system: System): readonly NativeColumn[] {
  const years = yearsOf(system);
  const now = evidenceYear(system, years);
  return [
    {
      header: 'years_old',
      type: 'whole',
      cell: (e) => (years[e] === 0 ? '' : String(Math.max(0, now - years[e]!))),
    },
    { header: 'age', type: 'text', cell: (e) => ageOf(years[e]!, now) },
  ];
}

function problemColumns(problems: readonly Problem[]): readonly NativeColumn[] {
  const text = (header: 'severity' | 'file' | 'column' | 'value' | 'message'): NativeColumn => ({
    header,
    type: 'text',
    cell: (p) => problems[p]![header],
  });
  const row: NativeColumn = {
    header: 'row',
    type: 'whole',
    cell: (p) => (problems[p]!.row === 0 ? '' : String(problems[p]!.row)),
  };
  return [text('severity'), text('file'), row, text('column'), text('value'), text('message')];
}

/** Names of dependencies, counted once: which of several alike each is. O(dependencies) when first asked. */
function dependencyKeys({ entities, dependencies, requirements }: System): (e: number) => string {
  const partsOf = (e: number) =>
    [
      entities.id[dependencies.dependent[e]!]!,
      entities.id[dependencies.supplier[e]!]!,
      textAt(dependencies.role, e),
      textAt(requirements.group, dependencies.requirement[e]!),
    ] as const;
  let nths: Int32Array | undefined;
  const counted = (): Int32Array => {
    const alike = new Map<string, number>();
    return Int32Array.from({ length: dependencies.count }, (_, e) => {
      const key = JSON.stringify(partsOf(e));
      const nth = alike.get(key) ?? 0;
      alike.set(key, nth + 1);
      return nth;
    });
  };
  return (e) => {
    nths ??= counted();
    const [dependent, supplier, role, group] = partsOf(e);
    return dependencyRow(dependent, supplier, { role, group, nth: nths[e]! });
  };
}

/** What a person is told of the columns. */
export function columnsShown(table: DataTable, { columns }: Table): readonly DataColumn[] {
  return columns.map(({ header, type }) => ({
    header,
    type,
    words: WORDS[header] ?? [],
    isEditable: FIXED[table] !== 'all' && !FIXED[table].includes(header),
  }));
}

/** The columns of the native format over a System: what every writer writes, each in its own syntax. */
import { KINDS } from '../model/kinds.ts';
import { PHASES, type System, type TextColumn, textAt } from '../model/system.ts';

export interface NativeColumn {
  readonly header: string;
  readonly type: 'text' | 'number' | 'whole';
  /** The cell of a row as text, empty where nothing is given. */
  cell(row: number): string;
}

const text = (header: string, column: TextColumn): NativeColumn => ({
  header,
  type: 'text',
  cell: (row) => textAt(column, row),
});

const number = (header: string, values: Float64Array): NativeColumn => ({
  header,
  type: 'number',
  cell: (row) => (Number.isNaN(values[row]!) ? '' : String(values[row])),
});

const word = (header: string, cell: (row: number) => string): NativeColumn => ({
  header,
  type: 'text',
  cell,
});

const extras = (extra: ReadonlyMap<string, TextColumn>): readonly NativeColumn[] =>
  Array.from(extra, ([header, column]) => text(header, column));

/** Columns of entities.csv, known ones first, then weights and those that the model does not know. */
export function entityColumns({ entities, weights }: System): readonly NativeColumn[] {
  const weighed = new Set(weights.map((weight) => weight.column.toLowerCase()));
  const idOf = (v: number): string => (v < 0 ? '' : entities.id[v]!);
  const known = [
    word('id', idOf),
    word('name', (v) => entities.name[v]!),
    word('kind', (v) => KINDS[entities.kind[v]!]!),
    word('operator', (v) => idOf(entities.operator[v]!)),
    text('country', entities.country),
    text('sector', entities.sector),
    number('outages_per_year', entities.outagesPerYear),
    number('outage_hours_p50', entities.outageHoursP50),
    number('outage_hours_p95', entities.outageHoursP95),
    number('recovery_hours', entities.recoveryHours),
    number('capacity', entities.capacity),
    text('source', entities.source),
  ];
  return [
    // a column that is a weight as well is written once
    ...known.filter(({ header }) => !weighed.has(header)),
    ...weights.map((weight) => number(weight.column, weight.values)),
    ...extras(entities.extra),
    // last, because it never ends with a CR, which reading CSV would take for half of a line end
    text('as_of', entities.asOf),
  ];
}

/** Columns of dependencies.csv; what belongs to a requirement is repeated for each of its members. */
export function dependencyColumns(system: System): readonly NativeColumn[] {
  const { entities, dependencies, requirements } = system;
  const ofRequirement = ({ cell, ...column }: NativeColumn): NativeColumn => ({
    ...column,
    cell: (e) => cell(dependencies.requirement[e]!),
  });
  return [
    word('dependent', (e) => entities.id[dependencies.dependent[e]!]!),
    word('supplier', (e) => entities.id[dependencies.supplier[e]!]!),
    text('role', dependencies.role),
    ofRequirement(text('group', requirements.group)),
    ofRequirement({ header: 'need', type: 'whole', cell: (r) => String(requirements.need[r]) }),
    ofRequirement(number('loss', requirements.loss)),
    number('grace_hours', dependencies.graceHours),
    ofRequirement(number('failover_hours', requirements.failoverHours)),
    ofRequirement(number('failover_probability', requirements.failoverProbability)),
    word('phase', (e) => PHASES[dependencies.phase[e]!]!),
    number('share', dependencies.share),
    number('confidence', dependencies.confidence),
    text('source', dependencies.source),
    text('as_of', dependencies.asOf),
    text('evidence', dependencies.evidence),
    ...extras(dependencies.extra),
    // last, because it never ends with a CR, which reading CSV would take for half of a line end
    text('basis', dependencies.basis),
  ];
}

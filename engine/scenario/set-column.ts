/** The verb `set`: a number of entities, dependencies or requirements is changed. */

import { FAILOVER, type System, textAt } from '../model/system.ts';
import type { Lognormal } from '../random/lognormal.ts';
import { GRACE_DEFAULTS } from '../time/grace-defaults.ts';
import { adopters } from './adopters.ts';
import { type Outcome, outcome, type Remark, type Site, warning } from './effect.ts';
import { p95OfMedian } from './outage-hours.ts';
import { type DependencyFilter, type Filter, type Of, SETTABLE } from './schema.ts';
import { dependenciesWhere, entitiesWhere } from './select.ts';

type SetColumn = Of<'set'>;

/**
 * Sets a column, adds to it or multiplies it, and keeps the result within its bounds. A grace that is not given
 * counts as what is usual of its role, a time to recover as 0; a rate, a duration or a capacity that is not given
 * can only be set. How to switch is a matter of groups, and of these alone. `outage_hours` means the median; the 95 %
 * point goes with it. O(entities + dependencies).
 */
export function setColumn(intervention: SetColumn, site: Site): Outcome {
  const { where } = intervention;
  return 'entity' in where
    ? setOfEntities(intervention, site, where.entity)
    : setOfDependencies(intervention, site, where);
}

function setOfEntities(intervention: SetColumn, { field, lottery }: Site, filter: Filter): Outcome {
  const { fraction } = intervention;
  const { system } = field;
  const among = entitiesWhere(field, filter);
  const chosen = adopters(field, lottery, { among, fraction });
  const columns = entityColumns(system, intervention);
  const changed = columns.map(({ values, unset, toAt }) =>
    changedValues(intervention, { values, rows: chosen, unsetAt: () => unset, toAt }),
  );
  const isChanged = chosen.filter((v) =>
    changed.some((values, i) => !Object.is(values[v], columns[i]!.values[v])),
  );
  const remarks = notGiven(
    intervention,
    chosen.filter((v) => Number.isNaN(changed[0]![v])).length,
    chosen.length,
  );
  if (isChanged.length === 0)
    return outcome(system, { matched: among.length, reached: chosen.length, remarks });
  const entities = { ...system.entities };
  columns.forEach(({ key }, i) => {
    entities[key] = changed[i]!;
  });
  return outcome(
    { ...system, entities },
    {
      matched: among.length,
      reached: chosen.length,
      entitiesChanged: isChanged.length,
      remarks,
    },
  );
}

type EntityColumn = 'outagesPerYear' | 'outageHoursP50' | 'outageHoursP95' | 'recoveryHours' | 'capacity';

/** What a row is set to; undefined where it is not set to a value. */
type ToAt = (row: number) => number | undefined;

interface ColumnToSet {
  readonly key: EntityColumn;
  readonly values: Float64Array;
  /** What a value counts as that is not given. */
  readonly unset: number;
  readonly toAt: ToAt;
}

/** The columns behind a name. */
function entityColumns({ entities }: System, { column, to }: SetColumn): readonly ColumnToSet[] {
  const of = (key: EntityColumn, unset = Number.NaN): ColumnToSet => ({
    key,
    values: entities[key],
    unset,
    toAt: () => to,
  });
  if (column === 'outage_hours') {
    const before = (v: number): Lognormal => ({
      p50: entities.outageHoursP50[v]!,
      p95: entities.outageHoursP95[v]!,
    });
    const toAt: ToAt = (v) => (to === undefined ? undefined : p95OfMedian(to, before(v)));
    return [of('outageHoursP50'), { ...of('outageHoursP95'), toAt }];
  }
  if (column === 'recovery_hours') return [of('recoveryHours', 0)];
  return [of(column === 'capacity' ? 'capacity' : 'outagesPerYear')];
}

function setOfDependencies(
  intervention: SetColumn,
  { field, lottery }: Site,
  where: DependencyFilter,
): Outcome {
  const { fraction, column } = intervention;
  const { system } = field;
  const { dependencies, requirements } = system;
  const isOfSwitch = column === 'failover_hours' || column === 'failover_probability';
  const found = dependenciesWhere(field, where);
  const hasAlternatives = isOfSwitch ? groupsOf(system) : undefined;
  const matchedRows = found.filter((e) => hasAlternatives?.[dependencies.requirement[e]!] !== 0);
  const among = [...new Set(matchedRows.map((e) => dependencies.dependent[e]!))];
  const isChosen = new Set(adopters(field, lottery, { among, fraction }));
  const rows = matchedRows.filter((e) => isChosen.has(dependencies.dependent[e]!));
  const shared = [...new Set(rows.map((e) => dependencies.requirement[e]!))];
  const count = { matched: among.length, reached: isChosen.size };
  const isShared = column !== 'grace_hours';
  const before = {
    grace_hours: dependencies.graceHours,
    loss: requirements.loss,
    failover_hours: requirements.failoverHours,
    failover_probability: requirements.failoverProbability,
  }[column as 'loss'];
  const after = changedValues(intervention, {
    values: before,
    rows: isShared ? shared : rows,
    unsetAt: (e) => usualGrace(textAt(dependencies.role, e)),
  });
  const changed = rows.filter((e) => {
    const i = isShared ? dependencies.requirement[e]! : e;
    return !Object.is(before[i], after[i]);
  }).length;
  if (changed === 0) return outcome(system, count);
  const key = { loss: 'loss', failover_hours: 'failoverHours', failover_probability: 'failoverProbability' }[
    column as 'loss'
  ];
  const made: System = isShared
    ? { ...system, requirements: { ...requirements, [key]: after } }
    : { ...system, dependencies: { ...dependencies, graceHours: after } };
  return outcome(made, { ...count, dependenciesChanged: changed });
}

/** 1 for each requirement with more than one supplier: only there is anything to switch. */
function groupsOf({ dependencies, requirements }: System): Uint8Array {
  const count = new Int32Array(requirements.count);
  for (let e = 0; e < dependencies.count; e++)
    if (dependencies.phase[e] !== FAILOVER) count[dependencies.requirement[e]!]!++;
  return Uint8Array.from(count, (each) => (each > 1 ? 1 : 0));
}

function usualGrace(role: string): number {
  return GRACE_DEFAULTS.find((each) => each.role === role.trim().toLowerCase())?.hours ?? 0;
}

/** A copy with the rows changed; `unsetAt` stands in for what is not given. What cannot be computed stays. */
function changedValues(
  { column, to, by, times }: SetColumn,
  {
    values,
    rows,
    unsetAt,
    toAt = () => to,
  }: {
    readonly values: Float64Array;
    readonly rows: readonly number[];
    readonly unsetAt: (row: number) => number;
    readonly toAt?: ToAt;
  },
): Float64Array {
  const changed = values.slice();
  for (const row of rows) {
    const value = Number.isNaN(values[row]!) ? unsetAt(row) : values[row]!;
    const wanted = toAt(row) ?? (by === undefined ? value * times! : value + by);
    const bounded = Math.min(SETTABLE[column].most, Math.max(0, wanted));
    // the same value is no change, even where it was not written down
    if (bounded !== value) changed[row] = bounded;
  }
  return changed;
}

function notGiven({ column }: SetColumn, missing: number, chosen: number): readonly Remark[] {
  if (missing === 0) return [];
  return [
    warning(
      `${missing} of ${chosen} have no ${column.replaceAll('_', ' ')} that could be changed; nothing is made up for them.`,
    ),
  ];
}

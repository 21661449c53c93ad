/** Problems of an import, of a sort each, with what a person can do about them. */
import type { ImportPlan, Problem, TablePlan } from '../../engine/api/protocol.ts';

export interface Repair {
  readonly label: string;
  readonly plan: ImportPlan;
}

const TITLES: readonly (readonly [RegExp, string])[] = [
  [/contradicts/, 'Rows contradict each other'],
  [/same dependency|already stands/, 'Repeated rows'],
  [/depends on itself/, 'Depends on itself'],
  [/No entity has a weight/, 'Nothing counts'],
  [/not a kind/, 'Not a kind'],
  [/not a (two-letter )?country/, 'Not a country code'],
  [/not a (whole )?number|not a year/, 'Not a number'],
  [/is empty|are not;/, 'Empty cells'],
  [/cells, the header/, 'Rows of another length'],
  [/separated by/, 'How it was read'],
  [/quote/, 'Faulty quotes'],
];

/** What a sort of problem is called. */
export function problemTitle({ message }: Problem): string {
  return TITLES.find(([pattern]) => pattern.test(message))?.[1] ?? 'To know';
}

/** What can be done about problems like this one, by changing the plan; null where there is nothing. */
export function repairOf({ file, column, message }: Problem, plan: ImportPlan): Repair | null {
  const table = plan.tables.find((each) => each.file === file);
  if (/No entity has a weight/.test(message)) {
    if (plan.tables.every((each) => each.countsOnce || each.shape === 'entities')) return null;
    return {
      label: 'Count every dependent once',
      plan: { ...plan, tables: plan.tables.map((each) => ({ ...each, countsOnce: true })) },
    };
  }
  if (table === undefined) return null;
  const given = table.columns.find((each) => each.column === column);
  if (given === undefined) return null;
  const withTable = (patch: Partial<TablePlan>): ImportPlan => ({
    ...plan,
    tables: plan.tables.map((each) => (each === table ? { ...each, ...patch } : each)),
  });
  const withColumn = (patch: Partial<typeof given>): ImportPlan =>
    withTable({ columns: table.columns.map((each) => (each === given ? { ...each, ...patch } : each)) });
  if (/contradicts/.test(message) && table.shape === 'dependencies' && !table.scoped)
    return { label: 'One entity for each role', plan: withTable({ scoped: true }) };
  if (/is empty; the row is left out/.test(message) && !given.skip.includes(''))
    return { label: 'Skip the rows', plan: withColumn({ skip: [...given.skip, ''] }) };
  if (/is not a|is none of/.test(message) && !['dependent', 'supplier', 'id'].includes(given.becomes))
    return { label: 'Keep the column as note', plan: withColumn({ becomes: 'note', words: {} }) };
  return null;
}

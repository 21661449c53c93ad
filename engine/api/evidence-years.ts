/** How old what is known of an entity is. */
import type { System, TextColumn } from '../model/system.ts';

const DATE = /^((?:19|20)\d\d)(?:-\d\d){0,2}$/;

/** The year of each label of a column of dates; 0 for what is no date. */
function yearsOf({ labels }: TextColumn): Int16Array {
  return Int16Array.from(labels, (label) => Number(DATE.exec(label)?.[1] ?? 0));
}

/**
 * Per entity the year of its newest evidence: its own row, and the rows that say what it depends on.
 * 0 where none has a date. O(entities + dependencies).
 */
export function evidenceYears({ entities, dependencies }: System): Int16Array {
  const ofEntity = yearsOf(entities.asOf);
  const ofDependency = yearsOf(dependencies.asOf);
  const year = Int16Array.from(entities.asOf.codes, (code) => ofEntity[code]!);
  for (let e = 0; e < dependencies.count; e++) {
    const v = dependencies.dependent[e]!;
    year[v] = Math.max(year[v]!, ofDependency[dependencies.asOf.codes[e]!]!);
  }
  return year;
}

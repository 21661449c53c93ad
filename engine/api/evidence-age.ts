/** How old evidence is, against the date of the dataset or, without one, of its newest evidence. */
import { type System, textAt } from '../model/system.ts';

/** Years after which evidence counts as old: the outer bound of the dates of most published measurements. */
export const OLD_AFTER = 3;

/** Ages of evidence in words. */
export const AGES = ['recent', 'old', 'undated'] as const;

/** Year of the evidence of each dependency, 0 where it has none. O(dependencies). */
export function yearsOf({ dependencies }: System): Int32Array {
  return Int32Array.from({ length: dependencies.count }, (_, e) => yearOf(textAt(dependencies.asOf, e)));
}

/** The year against which evidence is old; 0 when nothing has a date. */
export function evidenceYear({ about }: System, years: Int32Array): number {
  return yearOf(about.asOf) || years.reduce((newest, each) => Math.max(newest, each), 0);
}

/** The age of evidence of a year in a word. */
export function ageOf(year: number, now: number): (typeof AGES)[number] {
  if (year === 0) return 'undated';
  return now - year > OLD_AFTER ? 'old' : 'recent';
}

function yearOf(text: string): number {
  return Number(/^\d{4}/.exec(text)?.[0] ?? 0);
}

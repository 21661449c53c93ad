/** Problems that say the same of different rows, counted together. */
import type { Problem } from '../model/problem.ts';

export interface ProblemClass {
  /** The first of them. */
  readonly example: Problem;
  readonly count: number;
  /** Rows of the first few. */
  readonly rows: readonly number[];
}

/** Rows of a class that are named. */
const ROWS_NAMED = 5;

/** The classes, errors first and the larger before the smaller. O(problems). */
export function problemClasses(problems: readonly Problem[]): readonly ProblemClass[] {
  const classes = new Map<string, { example: Problem; count: number; rows: number[] }>();
  for (const problem of problems) {
    const key = `${problem.severity} ${problem.file} ${problem.column} ${sortOf(problem.message)}`;
    const known = classes.get(key) ?? { example: problem, count: 0, rows: [] };
    known.count++;
    if (problem.row > 0 && known.rows.length < ROWS_NAMED) known.rows.push(problem.row);
    classes.set(key, known);
  }
  return [...classes.values()].sort(
    (a, b) =>
      Number(b.example.severity === 'error') - Number(a.example.severity === 'error') || b.count - a.count,
  );
}

/** The message without what differs from row to row. */
function sortOf(message: string): string {
  return message.replace(/'[^']*'|"[^"]*"|\d[\d,.]*/g, '_').slice(0, 80);
}

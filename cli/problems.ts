/** Problems of a dataset, as lines that say what, where and what to do. */
import type { Problem } from '../engine/api/protocol.ts';
import { type Column, printable } from './output.ts';

/** Problems printed before the rest is only counted, on a terminal. */
const SHOWN = 50;

export const PROBLEM_COLUMNS: readonly Column<Problem>[] = [
  { header: 'severity', cell: (problem) => problem.severity },
  { header: 'file', cell: (problem) => problem.file },
  { header: 'row', cell: (problem) => problem.row },
  { header: 'column', cell: (problem) => problem.column },
  { header: 'value', cell: (problem) => problem.value },
  { header: 'message', cell: (problem) => problem.message },
];

/** Prints each problem on a line; past the first 50 it says how many are left and how to get them. */
export function printProblems(problems: readonly Problem[], to: NodeJS.WritableStream): void {
  for (const { severity, file, row, column, message } of problems.slice(0, SHOWN)) {
    const place = [file, row > 0 ? `row ${row}` : '', column === '' ? '' : `column ${column}`];
    to.write(`${printable(`${severity}: ${place.filter((part) => part !== '').join(', ')}: ${message}`)}\n`);
  }
  if (problems.length > SHOWN)
    to.write(`and ${problems.length - SHOWN} more; --json or --csv lists all of them\n`);
}

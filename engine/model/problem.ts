/** A fault in somebody's data, as a value: what, where, and what was expected. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Name of the file, as given. */
  readonly file: string;
  /** Row as a spreadsheet counts: the header is row 1. 0 when the whole file is meant. */
  readonly row: number;
  /** Header of the column, or empty when the whole row is meant. */
  readonly column: string;
  /** The offending text, as read. */
  readonly value: string;
  /** One sentence: what is wrong, what was expected, what was done about it. */
  readonly message: string;
}

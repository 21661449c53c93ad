/** The part of papaparse that the engine uses; its published types bring Node's along. */
declare module 'papaparse' {
  interface ParseFault {
    readonly code: string;
    /** Record that the fault lies in, from 0. */
    readonly row?: number;
  }
  interface Parsed {
    readonly data: string[][];
    readonly errors: readonly ParseFault[];
    /** Where the first record begins that was not read. */
    readonly meta: { readonly cursor: number };
  }
  class Parser {
    constructor(config: { readonly newline: string; readonly delimiter: string });
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): Parsed;
  }
  const papa: {
    readonly Parser: typeof Parser;
    unparse(rows: readonly (readonly string[])[], config: { readonly newline: string }): string;
  };
  export default papa;
  export type { Parser };
}

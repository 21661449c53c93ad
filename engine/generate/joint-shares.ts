/** Shares that depend on what was chosen before, without changing what everybody chooses together. */

/** Rounds of fitting; each leaves a fraction of what is still missing. */
const ROUNDS = 1000;

/** Fitted well enough: what is left is far below one member in a million. */
const CLOSE = 1e-8;

/** The least weight of a cell that must not vanish, as a fraction of what it would be independently. */
const LEAST = 1e-3;

/** Who chooses in a way of its own: how many they are, and the shares that are known of them by column. */
export interface GivenRow {
  /** Part of all, 0..1. */
  readonly part: number;
  /** Fraction of the row by column; what is missing keeps its proportions. */
  readonly known: ReadonlyMap<number, number>;
}

/**
 * The fraction of each row by column, one row for each of `rows` and a last one for everybody else, so that all
 * rows together have the shares `marginal`. Known fractions hold where the marginals let them, and give way
 * least, in the sense of relative entropy, where they do not (iterative proportional fitting: Deming and Stephan,
 * On a least squares adjustment of a sampled frequency table, Annals of Mathematical Statistics 11, 1940).
 * `marginal` sums to 1. O(rounds x rows x columns).
 */
export function jointShares(rows: readonly GivenRow[], marginal: readonly number[]): Float64Array[] {
  const parts = [...rows.map(({ part }) => part), 1 - rows.reduce((sum, { part }) => sum + part, 0)];
  const table = rows.map(({ known }) => startingRow(known, marginal));
  const rest = Math.max(parts.at(-1)!, 0);
  table.push(
    Float64Array.from(marginal, (share, c) => {
      const taken = rows.reduce((sum, { part }, r) => sum + part * table[r]![c]!, 0);
      // what is left for everybody else; a column that is used up leaves a trace, so that fitting can give it back
      return share === 0 ? 0 : Math.max(share - taken, LEAST * share * rest) / Math.max(rest, LEAST);
    }),
  );
  parts[parts.length - 1] = rest;
  fitTo(table, parts, marginal);
  return table;
}

/** The known fractions as they are, the others in proportion to what they are of everybody. */
function startingRow(known: ReadonlyMap<number, number>, marginal: readonly number[]): Float64Array {
  let free = 0;
  let taken = 0;
  marginal.forEach((share, c) => {
    if (share === 0) return;
    const fraction = known.get(c);
    if (fraction === undefined) free += share;
    else taken += fraction;
  });
  const left = free > 0 ? Math.max(0, 1 - taken) / free : 0;
  return Float64Array.from(marginal, (share, c) =>
    share === 0 ? 0 : Math.max(known.get(c) ?? left * share, LEAST * share),
  );
}

/** Scales columns and rows in turn; rows are whole at the end. */
function fitTo(table: readonly Float64Array[], parts: readonly number[], marginal: readonly number[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    for (const row of table) {
      let sum = 0;
      for (const fraction of row) sum += fraction;
      if (sum > 0) for (let c = 0; c < row.length; c++) row[c]! /= sum;
    }
    let worst = 0;
    const factors = Float64Array.from(marginal, (share, c) => {
      let sum = 0;
      for (let r = 0; r < table.length; r++) sum += parts[r]! * table[r]![c]!;
      worst = Math.max(worst, Math.abs(sum - share));
      return sum > 0 ? share / sum : 1;
    });
    if (worst < CLOSE) return;
    // the last round leaves rows whole rather than columns
    if (round < ROUNDS - 1)
      for (const row of table) for (let c = 0; c < row.length; c++) row[c]! *= factors[c]!;
  }
}

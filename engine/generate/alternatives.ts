/** Drawing several different suppliers so that each is among them as often as it should be. */

const ROUNDS = 40;

const CLOSE = 1e-6;

/** Draws of more than three are weighed as draws of three. */
const DEEPEST = 3;

/** The part of a market that one of its suppliers must have for that its being taken matters to the others. */
const MATTERS = 5e-3;

/**
 * Weights for drawing suppliers one after another without repetition, with which supplier i is among those drawn
 * in proportion to `wanted[i]`; `counts` says how many are drawn, as shares by number. A supplier that would have
 * to be in more than all draws is in as many as can be. O(rounds x suppliers^2), suppliers below half a
 * percent of the market counted as one.
 */
export function drawingWeights(
  wanted: readonly number[],
  counts: readonly { readonly count: number; readonly share: number }[],
): Float64Array {
  const sum = wanted.reduce((total, each) => total + each, 0);
  const goal = wanted.map((each) => each / sum);
  const large = goal.flatMap((each, i) => (each >= MATTERS ? [i] : []));
  const shares = counts.reduce((total, { share }) => total + share, 0);
  const mean = counts.reduce(
    (total, { count, share }) => total + (Math.min(count, DEEPEST) * share) / shares,
    0,
  );
  const weight = Float64Array.from(goal);
  for (let round = 0; round < ROUNDS; round++) {
    const heads = large.map((i) => weight[i]!);
    const tail = Math.max(0, 1 - heads.reduce((total, each) => total + each, 0));
    const drawn = new Float64Array(heads.length);
    let drawnTail = 0;
    for (const { count, share } of counts) {
      const often = inclusion(heads, tail, Math.min(count, DEEPEST));
      for (let i = 0; i < heads.length; i++) drawn[i]! += (share / shares) * often.heads[i]!;
      drawnTail += (share / shares) * often.tail;
    }
    let worst = 0;
    const goalTail = goal.reduce((total, each) => (each < MATTERS ? total + each : total), 0);
    const tailFactor = drawnTail > 0 ? (mean * goalTail) / drawnTail : 1;
    large.forEach((i, h) => {
      worst = Math.max(worst, Math.abs(drawn[h]! / mean - goal[i]!));
      weight[i]! *= (mean * goal[i]!) / drawn[h]!;
    });
    for (let i = 0; i < weight.length; i++) if (goal[i]! < MATTERS) weight[i]! *= tailFactor;
    let total = 0;
    for (const each of weight) total += each;
    for (let i = 0; i < weight.length; i++) weight[i]! /= total;
    if (worst < CLOSE) break;
  }
  return weight;
}

/** Those of a row with several suppliers. */
export interface AlternativesRow {
  /** How many they are, as a part of anything that is the same for all rows. */
  readonly part: number;
  /** Fractions of them that have a supplier among theirs, by its place; undefined where they are as the rest. */
  readonly known: ReadonlyMap<number, number> | undefined;
}

/**
 * For each row, how often each supplier is to be among those drawn, in proportion: as known, and otherwise so that
 * all rows together have `wanted`. `mean` is the mean number drawn. Where known fractions leave nothing to the
 * rest, the rest keeps a trace. O(rows x suppliers).
 */
export function wantedByRow(
  rows: readonly AlternativesRow[],
  wanted: readonly number[],
  mean: number,
): readonly (readonly number[])[] {
  const sum = wanted.reduce((total, each) => total + each, 0);
  const base = wanted.map((each) => (mean * each) / sum);
  const own = rows.map(({ known }) => (known === undefined ? undefined : startingWith(known, base, mean)));
  const all = rows.reduce((total, { part }) => total + part, 0);
  const rest = base.map((often, i) =>
    Math.max(
      rows.reduce((left, { part }, r) => left - part * (own[r]?.[i] ?? 0), all * often),
      TRACE * often,
    ),
  );
  return own.map((each) => each ?? rest);
}

/** The part of itself that a supplier keeps where known fractions use it up. */
const TRACE = 1e-3;

function startingWith(
  known: ReadonlyMap<number, number>,
  base: readonly number[],
  mean: number,
): readonly number[] {
  let taken = 0;
  let free = 0;
  base.forEach((often, i) => {
    const fraction = known.get(i);
    if (fraction === undefined) free += often;
    else taken += fraction;
  });
  const factor = free > 0 ? Math.max(0, mean - taken) / free : 0;
  return base.map((often, i) => known.get(i) ?? factor * often);
}

/** How often each is among `count` drawn, and how many of the small ones, who are so many that none runs out. */
function inclusion(
  heads: readonly number[],
  tail: number,
  count: number,
): { readonly heads: Float64Array; readonly tail: number } {
  const often = new Float64Array(heads.length);
  let oftenTail = 0;
  const isTaken = new Uint8Array(heads.length);
  const draw = (depth: number, probability: number, left: number): void => {
    if (depth === count || !(left > 0)) return;
    for (let i = 0; i < heads.length; i++) {
      if (isTaken[i] === 1 || heads[i] === 0) continue;
      const p = (probability * heads[i]!) / left;
      often[i]! += p;
      isTaken[i] = 1;
      draw(depth + 1, p, left - heads[i]!);
      isTaken[i] = 0;
    }
    const p = (probability * tail) / left;
    oftenTail += p;
    // one of the small ones being taken changes nothing for the others
    if (p > 0) draw(depth + 1, p, left);
  };
  draw(0, 1, 1);
  return { heads: often, tail: oftenTail };
}

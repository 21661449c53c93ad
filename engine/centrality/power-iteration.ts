/** The leading eigenvector of a matrix without negative entries, by power iteration. */
import type { Parameter } from './measure.ts';

/** How long a measure of this kind may go on. */
export const ROUNDS: Parameter = {
  id: 'rounds',
  label: 'Most rounds of the iteration',
  unit: 'rounds',
  least: 1,
  most: 1_000_000,
  isWhole: true,
  standard: 2_000,
  source:
    'Linchpin: graphs of 100,000 entities settled within 100 rounds when measured; long chains need more.',
};

/** The neighbours of each node: those of v are `list[start[v]] .. list[start[v + 1] - 1]`. */
interface Rows {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

/** y[v] = sum of x over the neighbours of v: the product with an adjacency matrix. O(nodes + arcs). */
export function sumOver({ start, list }: Rows, x: Float64Array, y: Float64Array): void {
  for (let v = 0; v < y.length; v++) {
    let sum = 0;
    for (let i = start[v]!; i < start[v + 1]!; i++) sum += x[list[i]!]!;
    y[v] = sum;
  }
}

/** A symmetric matrix without negative entries, known only by what it does to a vector. */
export interface Operator {
  readonly size: number;
  /** Writes the product of the matrix and `x` into `y`. */
  multiply(x: Float64Array, y: Float64Array): void;
  /**
   * Multiple of the leading eigenvalue that is added to the diagonal: 0 where no eigenvalue is negative;
   * 1/2 where -1 times the leading one may be an eigenvalue too, as in bipartite graphs.
   */
  readonly shift: number;
}

export interface LeadingEigenvector {
  /** Euclidean length 1, no entry below 0; what is below `RESOLUTION` stands as 0. */
  readonly vector: Float64Array;
  /** ‖Mx - θx‖ / θ; at most `TOLERANCE` unless the rounds ran out. */
  readonly residual: number;
}

/** Relative residual at which a vector has settled; a thousand times what rounding leaves. */
const TOLERANCE = 1e-12;

/** Entries are this close to their limit, unless a second eigenvalue is within 1 % of the leading one. */
const RESOLUTION = 1e-10;

/**
 * The eigenvector to which power iteration leads from equal entries: where several eigenvectors lead, as with
 * components that are alike, the part of equal entries that lies among them, so that likes have equal
 * values. The matrix must not be zero. Yields the fraction of `rounds` used; one product per round.
 */
export function* leadingEigenvector(
  { size, multiply, shift }: Operator,
  rounds: number,
): Generator<number, LeadingEigenvector> {
  const x = new Float64Array(size).fill(1 / Math.sqrt(size));
  const y = new Float64Array(size);
  for (let round = 1; ; round++) {
    multiply(x, y);
    const eigenvalue = dot(x, y);
    const residual = distance(y, x, eigenvalue) / eigenvalue;
    if (residual <= TOLERANCE || round >= rounds)
      return { vector: x.map((value) => (value < RESOLUTION ? 0 : value)), residual };
    for (let v = 0; v < size; v++) y[v]! += shift * eigenvalue * x[v]!;
    const scale = 1 / Math.sqrt(dot(y, y));
    for (let v = 0; v < size; v++) x[v] = scale * y[v]!;
    yield round / rounds;
  }
}

/** What is left to say of a vector: nothing when it has settled. */
export function noteOf({ residual }: LeadingEigenvector, rounds: number): string {
  if (residual <= TOLERANCE) return '';
  return `The values had not settled at the limit of rounds (${rounds}): they leave a relative residual of ${residual.toExponential(1)}, so close ranks may still change. More rounds settle them.`;
}

/** x · y, with a compensated sum (Kahan 1965): a plain one is off by more than `TOLERANCE` for many entries. */
function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let v = 0; v < x.length; v++) {
    const term = x[v]! * y[v]! - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return sum;
}

/** ‖y - a x‖ */
function distance(y: Float64Array, x: Float64Array, a: number): number {
  let sum = 0;
  for (let v = 0; v < x.length; v++) sum += (y[v]! - a * x[v]!) ** 2;
  return Math.sqrt(sum);
}

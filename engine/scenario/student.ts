/** Student's t distribution for whole degrees of freedom. */
import { normalQuantile } from '../random/normal-quantile.ts';

/** Steps of Newton's method, far more than it takes. */
const MOST_STEPS = 60;

/**
 * The value that Student's t exceeds with a probability of 1 - `probability`, which is from 0.5 to below 1;
 * `degrees` is a whole number from 1. Exact to rounding: the angle at which the finite series of Abramowitz and
 * Stegun (26.7.3, 26.7.4) reaches the probability. O(degrees).
 */
export function studentQuantile(probability: number, degrees: number): number {
  const central = 2 * probability - 1;
  // t is wider than the normal distribution and the probability is concave in the angle: steps only go up, until
  // they are lost in rounding
  let angle = Math.atan(normalQuantile(probability) / Math.sqrt(degrees));
  for (let i = 0; i < MOST_STEPS; i++) {
    const { reached, slope } = centralProbability(angle, degrees);
    const step = (central - reached) / slope;
    angle += step;
    if (step <= Number.EPSILON * angle) break;
  }
  return Math.sqrt(degrees) * Math.tan(angle);
}

/** Probability of |t| < sqrt(degrees) tan(angle), and by how much it grows with the angle. */
function centralProbability(angle: number, degrees: number) {
  const cosine = Math.cos(angle);
  const square = cosine * cosine;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let k = isOdd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= (square * (k - 1)) / k;
  }
  const series = Math.sin(angle) * sum;
  // all but the powers of the cosine cancel in the derivative, and leave the term after the last
  const slope = (term * degrees) / cosine;
  return isOdd
    ? { reached: (2 / Math.PI) * (angle + series), slope: (2 / Math.PI) * slope }
    : { reached: series, slope };
}

/** Student's t distribution for whole degrees of freedom. */

/** Halvings of an angle after which doubles do not tell the two ends apart. */
const HALVINGS = 60;

/**
 * The value that Student's t exceeds with a probability of 1 - `probability`, which is from 0.5 to below 1;
 * `degrees` is a whole number from 1. Exact to rounding: the angle at which the finite series of Abramowitz and
 * Stegun (26.7.3, 26.7.4) reaches the probability. O(degrees).
 */
export function studentQuantile(probability: number, degrees: number): number {
  const central = 2 * probability - 1;
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (centralProbability(middle, degrees) < central) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}

/** Probability of |t| < sqrt(degrees) tan(angle). */
function centralProbability(angle: number, degrees: number): number {
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
  return isOdd ? (2 / Math.PI) * (angle + series) : series;
}

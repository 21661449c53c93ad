/** The average annual loss, how exact it is, and how it settled as years went by. */

export interface AverageLoss {
  readonly years: number;
  readonly mean: number;
  /** Of the mean; undefined with fewer than two units of years. */
  readonly standardError: number | undefined;
}

/**
 * Mean of the first `years` losses, with the standard error of units of `unitYears` years that are independent
 * of each other; the last may be shorter. O(years).
 */
export function averageLoss(
  losses: Float64Array,
  { years, unitYears }: { readonly years: number; readonly unitYears: number },
): AverageLoss {
  let sum = 0;
  for (let year = 0; year < years; year++) sum += losses[year]!;
  const mean = sum / years;
  const units = Math.ceil(years / unitYears);
  let squares = 0;
  for (let unit = 0; unit < units; unit++) {
    let deviation = 0;
    for (let year = unit * unitYears; year < Math.min((unit + 1) * unitYears, years); year++)
      deviation += losses[year]! - mean;
    squares += deviation ** 2;
  }
  return {
    years,
    mean,
    standardError: units < 2 ? undefined : Math.sqrt((squares * units) / (units - 1)) / years,
  };
}

/** The average after 64, 128, 256, ... years, and after all; O(years). */
export function convergence(losses: Float64Array, unitYears: number): readonly AverageLoss[] {
  const steps: AverageLoss[] = [];
  for (let years = 64; years < losses.length; years *= 2)
    steps.push(averageLoss(losses, { years, unitYears }));
  return [...steps, averageLoss(losses, { years: losses.length, unitYears })];
}

/** What is read off the yearly losses: exceedance at return periods, and values at risk, each with its interval. */
import { LEAST_UNITS, percentileInterval, RESAMPLES, resampledCounts } from './bootstrap.ts';
import { LEAST_EXCEEDANCES, type RankedLosses, rankLosses, readCurve } from './exceedance-curve.ts';

/** A loss that a year reaches or exceeds once in so many years on average. */
export interface CurvePoint {
  readonly returnPeriod: number;
  readonly loss: number;
  /** Bootstrap interval; none with too few units to draw again. */
  readonly low?: number;
  readonly high?: number;
}

/** A curve at return periods, shortest first, and the mean loss of the years at or above each. */
export interface Exceedance {
  readonly points: readonly CurvePoint[];
  readonly tails: readonly CurvePoint[];
}

/** Years between two reports of progress: a few milliseconds of work. */
const SLICE = 500_000;

/** Whether enough years stand behind a return period. */
export function isShown(returnPeriod: number, years: number): boolean {
  return years / returnPeriod >= LEAST_EXCEEDANCES;
}

/**
 * Exceedance of yearly losses, resampled in units of `unitYears` years. Leaves out return periods that are not
 * shown. Yields now and then. O(n log n + resamples x (units + ranks of the shortest period)).
 */
export function* exceedance(
  losses: Float64Array,
  {
    returnPeriods,
    unitYears,
    seed,
  }: { readonly returnPeriods: readonly number[]; readonly unitYears: number; readonly seed: number },
): Generator<void, Exceedance> {
  const years = losses.length;
  const periods = returnPeriods.filter((period) => isShown(period, years)).sort((a, b) => b - a);
  if (periods.length === 0) return { points: [], tails: [] };
  const ranked = rankLosses(losses, unitYears);
  yield;
  const drawn = yield* resampled(ranked, periods, { years, unitYears, seed });
  const { loss, tail } = readCurve(ranked, periods, { years });
  const pointsOf = (values: Float64Array, of: keyof typeof drawn): CurvePoint[] =>
    periods
      .map((returnPeriod, i) => ({
        returnPeriod,
        loss: values[i]!,
        ...(drawn[of].length > 0 ? percentileInterval(drawn[of][i]!) : {}),
      }))
      .reverse();
  return { points: pointsOf(loss, 'loss'), tails: pointsOf(tail, 'tail') };
}

/** Per period, the values of all resamples; empty with too few units. */
function* resampled(
  ranked: RankedLosses,
  periods: readonly number[],
  { years, unitYears, seed }: { readonly years: number; readonly unitYears: number; readonly seed: number },
): Generator<void, { readonly loss: readonly Float64Array[]; readonly tail: readonly Float64Array[] }> {
  const units = Math.ceil(years / unitYears);
  if (units < LEAST_UNITS) return { loss: [], tail: [] };
  const loss = periods.map(() => new Float64Array(RESAMPLES));
  const tail = periods.map(() => new Float64Array(RESAMPLES));
  let work = 0;
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const countOf = resampledCounts(units, { seed, purpose: 'bootstrap of years', resample });
    // the last unit may be shorter
    const missing = countOf[units - 1]! * (units * unitYears - years);
    const reading = readCurve(ranked, periods, { years: units * unitYears - missing, countOf });
    for (let i = 0; i < periods.length; i++) {
      loss[i]![resample] = reading.loss[i]!;
      tail[i]![resample] = reading.tail[i]!;
    }
    work += years;
    if (work < SLICE) continue;
    work = 0;
    yield;
  }
  return { loss, tail };
}

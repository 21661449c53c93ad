/** Bad years of several scenarios by one paired bootstrap: in a resample every scenario has the same years. */
import { LEAST_UNITS, percentileInterval, RESAMPLES, resampledCounts } from '../risk/bootstrap.ts';
import { rankLosses, readCurve } from '../risk/exceedance-curve.ts';
import { type CurvePoint, isShown } from '../risk/return-periods.ts';

/** Per scenario, per return period that is shown, shortest first. */
export interface PairedTails {
  readonly returnPeriods: readonly number[];
  /** Loss of a year that is reached once in so many, and the mean of the years at or above it. */
  readonly points: readonly (readonly CurvePoint[])[];
  readonly tails: readonly (readonly CurvePoint[])[];
  /** The points of all resamples; no rows with too few units to draw again. */
  readonly resampled: readonly (readonly Float64Array[])[];
}

/**
 * The curves of scenarios on the same years, resampled in units of `unitYears` years. Return periods behind which
 * too few years stand are left out. Yields now and then. O(scenarios x (n log n + resamples x ranks)).
 */
export function* pairedTails(
  losses: readonly Float64Array[],
  {
    returnPeriods,
    unitYears,
    seed,
  }: { readonly returnPeriods: readonly number[]; readonly unitYears: number; readonly seed: number },
): Generator<void, PairedTails> {
  const years = losses[0]?.length ?? 0;
  const periods = [...new Set(returnPeriods)].filter((each) => isShown(each, years)).sort((a, b) => b - a);
  const units = Math.ceil(years / unitYears);
  const count = periods.length > 0 && units >= LEAST_UNITS ? RESAMPLES : 0;
  const ranked: ReturnType<typeof rankLosses>[] = [];
  for (const each of losses) {
    ranked.push(rankLosses(each, unitYears));
    yield;
  }
  const rows = (): Float64Array[] => (count > 0 ? periods.map(() => new Float64Array(count)) : []);
  const loss = losses.map(rows);
  const tail = losses.map(rows);
  for (let resample = 0; resample < count; resample++) {
    const countOf = resampledCounts(units, { seed, purpose: 'bootstrap of years', resample });
    // the last unit may be shorter
    const missing = countOf[units - 1]! * (units * unitYears - years);
    for (const [s, each] of ranked.entries()) {
      const reading = readCurve(each, periods, { years: units * unitYears - missing, countOf });
      for (let i = 0; i < periods.length; i++) {
        loss[s]![i]![resample] = reading.loss[i]!;
        tail[s]![i]![resample] = reading.tail[i]!;
      }
    }
    yield;
  }
  const pointsOf = (values: Float64Array, drawn: readonly Float64Array[]): CurvePoint[] =>
    periods
      .map((returnPeriod, i) => ({
        returnPeriod,
        loss: values[i]!,
        ...(count > 0 ? percentileInterval(drawn[i]!) : {}),
      }))
      .reverse();
  const readings = ranked.map((each) =>
    periods.length > 0 ? readCurve(each, periods, { years }) : undefined,
  );
  return {
    returnPeriods: periods.slice().reverse(),
    points: readings.map((each, s) => (each ? pointsOf(each.loss, loss[s]!) : [])),
    tails: readings.map((each, s) => (each ? pointsOf(each.tail, tail[s]!) : [])),
    resampled: loss.map((each) => each.slice().reverse()),
  };
}

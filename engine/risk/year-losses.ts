/** Years of which nothing is kept but what they cost: twice as fast as with causes and worst events, or more. */
import { costOf } from '../time/pair-outages.ts';
import { runYears, type YearQuestion, type YearStage } from './simulated-years.ts';

/** Losses are weight-hours, and the same as those of `simulateYears`. */
export interface YearLosses {
  /** Per year: the sum over its events, and the largest of them. */
  readonly yearLoss: Float64Array;
  readonly largestEvent: Float64Array;
  /** Entities that fell in one event or another, ascending. */
  readonly fallen: Int32Array;
  /** Events at whose last hour somebody was still below full service, and those stopped because too much went on. */
  readonly unfinishedCount: number;
  readonly stoppedCount: number;
}

/** Yields the fraction done, every few milliseconds of work. Costs what the events of the years touch. */
export function* yearLosses(stage: YearStage, question: YearQuestion): Generator<number, YearLosses> {
  const { weight, years } = question;
  const yearLoss = new Float64Array(years);
  const largestEvent = new Float64Array(years);
  const isFallen = new Uint8Array(stage.system.entities.count);
  let at = 0;
  let unfinishedCount = 0;
  let stoppedCount = 0;
  yield* runYears(stage, question, {
    enter({ cascade }) {
      const { timeline, levels } = cascade;
      return () => {
        const { weightHours, backHour } = costOf(cascade, weight);
        for (const v of levels.touched) if (timeline.last(v) >= 0) isFallen[v] = 1;
        if (cascade.isStopped) stoppedCount++;
        else if (backHour === Number.POSITIVE_INFINITY) unfinishedCount++;
        yearLoss[at]! += weightHours;
        largestEvent[at] = Math.max(largestEvent[at]!, weightHours);
      };
    },
    endYear() {
      at++;
    },
    endBlock() {},
  });
  const fallen = Int32Array.from(isFallen.keys()).filter((v) => isFallen[v] === 1);
  return { yearLoss, largestEvent, fallen, unfinishedCount, stoppedCount };
}

/** What simulated years come to, in sentences that their numbers carry. */
import type { LossScale } from './loss-scale.ts';
import type { RangedRun } from './ranged-run.ts';
import { LEAST_EXCEEDANCES } from './risk-choice.ts';
import { durationText } from './time-words.ts';
import type { RiskResult } from './types.ts';
import { counted, countText, shareText } from './words.ts';

/** The year that the answer is about. */
const RARE = 100;
/** Why there is no number yet. */
export const TOO_FEW_YEARS = 'too few years for a number';
/** Standard errors on either side in which nine of ten averages lie. */
const NINE_OF_TEN = 1.645;
const NEARLY_ALL = 0.995;

export interface RiskFinding {
  readonly title: string;
  readonly detail: string;
}

/** The answer in two sentences, and what stands behind the average. */
export function riskFinding(result: RiskResult, scale: LossScale): RiskFinding {
  const { averageAnnualLoss, nature, years, outageCount } = result;
  if (result.totalWeight === 0) {
    return {
      title: 'Nobody here has a weight, so nothing can be lost',
      detail: 'Losses are hours of service by weight. Choose another weight, or open data that have one.',
    };
  }
  if (averageAnnualLoss === 0) {
    return {
      title: 'Nothing was lost in any simulated year',
      detail:
        outageCount === 0
          ? 'Nothing fails by itself here: no entity has a rate of outages a year. Rates and durations are columns of the entities.'
          : `In ${counted(years, 'year', 'years')} nobody with a weight lost service.`,
    };
  }
  const share = 1 - nature.independent.share;
  return {
    title: `An average year costs ${scale.words(averageAnnualLoss)}. ${rareText(result, scale)}`,
    detail: `${share >= NEARLY_ALL ? 'All' : shareText(share)} of the average comes from common causes, cascades and slow recovery. Conditional on this system and its assumptions; not a forecast.`,
  };
}

function rareText(result: RiskResult, scale: LossScale): string {
  const rare = pointAt(result, RARE);
  if (rare) return `One year in a hundred costs ${lossText(rare, scale)}.`;
  return `One year in a hundred takes ${countText(RARE * LEAST_EXCEEDANCES)} simulated years to tell.`;
}

/** The largest loss that the page shows, by which its unit is chosen. */
export function largestLoss({
  aep,
  averageAnnualLoss,
}: Pick<RiskResult, 'aep' | 'averageAnnualLoss'>): number {
  return Math.max(averageAnnualLoss, aep.at(-1)?.loss ?? 0);
}

/** The loss at a return period, if it is a number. */
export function pointAt({ aep }: Pick<RiskResult, 'aep'>, period: number) {
  return aep.find(({ returnPeriod }) => returnPeriod === period);
}

type Loss = Pick<RiskResult['aep'][number], 'loss' | 'low' | 'high'>;

/** A loss with its interval, where it has one: "31 h (27 to 35)". */
export function lossText({ loss, low, high }: Loss, scale: LossScale): string {
  const range = low === undefined || high === undefined ? '' : ` (${scale.range(low, high)})`;
  return `${scale.text(loss)}${range}`;
}

/** Half the width of the interval of the average in which nine of ten would lie, as a part of it; undefined when unknown. */
export function averageWithin({
  averageAnnualLoss,
  standardError,
}: Pick<RiskResult, 'averageAnnualLoss' | 'standardError'>): number | undefined {
  if (standardError === undefined || averageAnnualLoss === 0) return undefined;
  return (NINE_OF_TEN * standardError) / averageAnnualLoss;
}

/** The estimates so far, each with how exact it is. */
export function runningEstimates(
  result: RiskResult,
  scale: LossScale,
): readonly { readonly name: string; readonly value: string; readonly within: string }[] {
  const rare = pointAt(result, RARE);
  const of = averageWithin(result);
  const within = (part: number | undefined) => (part === undefined ? '' : `within ${shareText(part)}`);
  const average = { name: 'Average', value: scale.text(result.averageAnnualLoss), within: within(of) };
  if (!rare) return [average];
  const { loss, low, high } = rare;
  const half = low === undefined || high === undefined || loss === 0 ? undefined : (high - low) / 2 / loss;
  return [average, { name: `1 in ${RARE}`, value: scale.text(loss), within: within(half) }];
}

/** "about 9 s left"; empty while nobody can tell. */
export function leftText({ secondsLeft }: RangedRun): string {
  return secondsLeft === null ? '' : `about ${durationText(Math.max(1, secondsLeft) / 3600)} left`;
}

/** What stands in the place of the finding while there is none. */
export function waitingText({ done, target, isRunning }: RangedRun): string {
  return done === 0 && target > 0 && !isRunning
    ? 'Stopped before the first years were there. Go on to see numbers.'
    : 'Years are simulated one after another; the first numbers come after 64 of them.';
}

/** What is said to those who do not see it when the years stand still. */
export function restText({ done, target }: RangedRun, title: string): string {
  const years = counted(done, 'year', 'years');
  return `${done < target ? `Stopped after ${years}` : `${years} ${done === 1 ? 'is' : 'are'} simulated`}. ${title}`;
}

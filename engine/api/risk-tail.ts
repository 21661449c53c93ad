/** The job on the worst years: who drives them, and by what nature. */
import type { System } from '../model/system.ts';
import { LEAST_EXCEEDANCES } from '../risk/exceedance-curve.ts';
import { createYearStage, simulateYears } from '../risk/simulated-years.ts';
import { lossSplit, worstYears } from '../risk/tail-shares.ts';
import { joinRecords } from '../risk/year-records.ts';
import type { JobRequest, Progress, TailResult } from './protocol.ts';
import { reported } from './reported.ts';
import { RequestError, weightOf } from './request.ts';
import { checkYears } from './years-question.ts';

const STEP = 'Looking at the worst years';

/** Simulates the worst of the years again, and those alone. Costs what their events touch, and drawing their blocks. */
export function* riskTail(
  system: System,
  { parts, returnPeriod }: JobRequest<'riskTail'>,
): Generator<Progress, TailResult> {
  yield { step: STEP, fraction: 0 };
  const question = checkYears(system, parts);
  if (!(returnPeriod >= 1 && Number.isFinite(returnPeriod)))
    throw new RequestError(
      'bad-request',
      `The return period is ${returnPeriod}; expected a number of years from 1.`,
    );
  const { yearLoss } = joinRecords(parts.map((part) => part.records));
  yield { step: STEP, fraction: 0 };
  const only = worstYears(yearLoss, returnPeriod);
  const years = only.reduce((count, each) => count + each, 0);
  if (years < LEAST_EXCEEDANCES)
    return {
      returnPeriod,
      years,
      drivers: [],
      roles: [],
      own: 0,
      nature: { independent: 0, commonCause: 0, cascading: 0, recovery: 0 },
    };
  yield { step: STEP, fraction: 0 };
  const weight = weightOf(system, question.weight).values;
  const asked = { ...question, weight, firstYear: 0, years: only.length, only };
  const records = yield* reported(STEP, simulateYears(createYearStage(system), asked));
  const { drivers, roles, natures } = lossSplit(records);
  const [independent, commonCause, cascading, recovery] = natures;
  const { labels } = system.dependencies.role;
  return {
    returnPeriod,
    years,
    drivers,
    roles: labels.map((role, code) => ({ role, share: roles[code]! })).filter(({ share }) => share > 0),
    own: roles.at(-1)!,
    nature: {
      independent: independent!,
      commonCause: commonCause!,
      cascading: cascading!,
      recovery: recovery!,
    },
  };
}

/** The job on worst cases: which single failures, and which pairs, cost most. */
import type { System } from '../model/system.ts';
import { modesUnder } from '../time/switching.ts';
import { buildTimedNetwork } from '../time/timed-network.ts';
import { findWorstCases, type WorstCases } from '../time/worst-cases.ts';
import type { JobRequest, Progress, WorstRequest, WorstResult } from './protocol.ts';
import { RequestError, weightOf } from './request.ts';
import { checkRequest } from './timeline.ts';
import { counted, timeAssumptions } from './timeline-assumptions.ts';
import { ENGINE_VERSION } from './version.ts';

/** Thirty days: until when losses are counted unless the request says otherwise. */
const HORIZON_HOURS = 720;

/** Of how many suppliers pairs are formed unless the request says otherwise. */
const MOST_SUPPLIERS = 500;

/** Ranks what can fail by what it costs; see time/worst-cases.ts. */
export function* worst(system: System, request: JobRequest<'worst'>): Generator<Progress, WorstResult> {
  const { size, durationHours, top, horizonHours = HORIZON_HOURS, mostSuppliers = MOST_SUPPLIERS } = request;
  if (size !== 1 && size !== 2)
    throw new RequestError('bad-request', `Failures come alone (1) or in pairs (2), not '${String(size)}'.`);
  if (!(durationHours > 0))
    throw new RequestError('bad-request', `The duration is ${durationHours}; expected hours above 0.`);
  checkCount('number of cases to name', top);
  checkCount('number of suppliers to pair', mostSuppliers);
  const failover = checkRequest(system, { ...request, failures: [], horizonHours });
  const weight = weightOf(system, request.weight).values;
  const step = size === 1 ? 'Failing one at a time' : 'Failing two at a time';
  const timed = buildTimedNetwork(system);
  yield { step, fraction: 0 };
  const work = findWorstCases(timed, system.entities.capacity, {
    size,
    durationHours,
    horizonHours,
    weight,
    modeOf: remembered(modesUnder(system, timed, failover), timed.network.requirementCount),
    top,
    mostSuppliers,
  });
  let next = work.next();
  for (; !next.done; next = work.next()) yield { step, fraction: next.value };
  const { byLoss, bySurprise, supplierCount, pairedCount, caseCount, stoppedCount, fallen } = next.value;
  return {
    engine: ENGINE_VERSION,
    byLoss,
    bySurprise,
    supplierCount,
    pairedCount,
    caseCount,
    totalWeight: weight.reduce((sum, each) => sum + each, 0),
    assumptions: [
      ...timeAssumptions(system, timed, { fallen, request }),
      ...caseAssumptions({ size, supplierCount, pairedCount, stoppedCount }, horizonHours),
    ],
  };
}

function checkCount(what: string, count: number): void {
  if (!(Number.isInteger(count) && count >= 1))
    throw new RequestError('bad-request', `The ${what} is ${count}; expected a whole number of 1 or more.`);
}

/** The same answers, each worked out once: a draw is dear, and every case asks for it anew. */
function remembered(modeOf: (r: number) => number, requirementCount: number): (r: number) => number {
  const known = new Int8Array(requirementCount).fill(-1);
  return (r) => {
    if (known[r]! < 0) known[r] = modeOf(r);
    return known[r]!;
  };
}

function caseAssumptions(
  {
    size,
    supplierCount,
    pairedCount,
    stoppedCount,
  }: Pick<WorstCases, 'supplierCount' | 'pairedCount' | 'stoppedCount'> & Pick<WorstRequest, 'size'>,
  horizonHours: number,
): string[] {
  const sentences = [
    `Losses are counted until hour ${horizonHours}: who is not back by then counts as down until then.`,
  ];
  if (size === 2 && pairedCount < supplierCount)
    sentences.push(
      `Pairs are formed of the ${pairedCount} suppliers that cost most alone, of ${supplierCount}; pairs with others are not looked at.`,
    );
  if (stoppedCount > 0)
    sentences.push(
      `${counted(stoppedCount, 'outage was', 'outages were')} stopped before the end, because too much was going on; nothing after that is counted.`,
    );
  return sentences;
}

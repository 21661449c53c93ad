/** What simulated years take for granted, each in one sentence, with how often. */
import { BLOCK_YEARS } from '../risk/outage-draws.ts';
import { LAST_HOUR } from '../risk/outage-events.ts';
import { outageSources } from '../risk/outage-sources.ts';
import type { YearStage } from '../risk/simulated-years.ts';
import type { YearRecords } from '../risk/year-records.ts';
import { STRUCTURAL_ASSUMPTIONS } from './assumptions.ts';
import type { YearsQuestion } from './protocol.ts';
import { grouped, whyNoLoss } from './risk-words.ts';
import { counted, defaultAssumptions, failoverSentence } from './timeline-assumptions.ts';

/** Names what the numbers stand on, and what is not in them. */
export function riskAssumptions(
  { system, timed }: YearStage,
  {
    question,
    records,
  }: {
    readonly question: Required<YearsQuestion>;
    readonly records: Pick<YearRecords, 'fallen' | 'unfinishedCount' | 'stoppedCount'>;
  },
): readonly string[] {
  const { entities, dependencies } = system;
  const { failover, evidence } = question;
  const sources = outageSources(entities).length;
  const uncertain = dependencies.confidence.reduce((count, each) => count + (each < 1 ? 1 : 0), 0);
  const noLoss = whyNoLoss(system, question.weight);
  const sentences = [
    ...(noLoss === undefined ? [] : [noLoss]),
    'Outages begin at a constant rate and independently of each other; what fails together has to share a supplier or a cause.',
    `${counted(sources, 'entity has', 'entities have')} a rate and a duration of outages, of ${grouped(entities.count)}; the others are never out by themselves.`,
    `Every year begins with everything at full service; an event counts in the year in which it begins, and is followed until hour ${grouped(LAST_HOUR)} of that year.`,
    'An hour of lost service costs the same whenever it comes and however long the outage has lasted.',
    failover === 'drawn'
      ? 'Each switch to an alternative works with its probability, drawn anew for every year.'
      : failoverSentence({ failover }),
    'Survivors carry whatever load comes to them.',
    ...defaultAssumptions(system, timed, records.fallen),
    evidence === 'drawn'
      ? `Each of ${counted(uncertain, 'uncertain dependency', 'uncertain dependencies')}, of ${grouped(dependencies.count)}, exists with its confidence, drawn anew for every ${BLOCK_YEARS} years; dependencies that are not listed are missing.`
      : STRUCTURAL_ASSUMPTIONS[2],
  ];
  if (records.unfinishedCount > 0)
    sentences.push(
      `${counted(records.unfinishedCount, 'event was', 'events were')} not over at the last hour; losses are counted until then.`,
    );
  if (records.stoppedCount > 0)
    sentences.push(
      `${counted(records.stoppedCount, 'event was', 'events were')} stopped before the end, because too much was going on; nothing after that is counted.`,
    );
  return sentences;
}

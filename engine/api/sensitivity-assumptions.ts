/** What the comparison of worlds takes for granted, each in one sentence. */
import type { System } from '../model/system.ts';
import type { WorldsQuestion } from './protocol.ts';
import { grouped, whyNoLoss } from './risk-words.ts';
import { counted } from './timeline-assumptions.ts';

/** Worlds from which on a twentieth of them is one. */
const TWENTY = 20;

/** Names what is redrawn, what is added, and what stays. */
export function sensitivityAssumptions(
  system: System,
  { question, worlds }: { readonly question: Required<WorldsQuestion>; readonly worlds: number },
): readonly string[] {
  const { dependencies } = system;
  const uncertain = dependencies.confidence.reduce((count, each) => count + (each < 1 ? 1 : 0), 0);
  const noLoss = whyNoLoss(system, question.weight);
  const sentences = [
    ...(noLoss === undefined ? [] : [noLoss]),
    `Every world has the same outages, of ${counted(question.years, 'year', 'years')}; what differs between worlds comes from their dependencies alone.`,
    uncertain === 0
      ? 'No dependency is uncertain, so redrawing changes nothing.'
      : `Redrawn: each of ${counted(uncertain, 'uncertain dependency', 'uncertain dependencies')}, of ${grouped(dependencies.count)}, exists with its confidence, independently of the others.`,
  ];
  if (question.unseen.length > 0)
    sentences.push(
      'Unseen: all listed dependencies exist, and others are added that nobody has listed. Each is taken to look like a listed one without alternatives, drawn in proportion to its confidence: the same supplier, role, loss and grace, for another entity of the same kind.',
      'Not added: unseen alternatives, which would make losses smaller; links that would close a circle; suppliers that are not in the data at all.',
    );
  if (worlds < TWENTY)
    sentences.push(
      `With ${counted(worlds, 'world', 'worlds')} the ends of a band are hardly more than the least and the most of them.`,
    );
  return sentences;
}

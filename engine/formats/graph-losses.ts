/** What a graph format cannot carry of a System, in words for the person who exports it. */
import type { System } from '../model/system.ts';

/** `changedTexts` is the number of texts with characters that XML cannot hold. */
export function graphLosses(system: System, changedTexts: number): readonly string[] {
  const { entities, requirements, dependencies } = system;
  const losses: string[] = [];
  const members = new Int32Array(requirements.count);
  for (const r of dependencies.requirement) members[r]!++;
  if (members.some((count) => count > 1))
    losses.push(
      'Alternatives: other programs see an edge to each, and not that some of them are enough; that stands in the attributes "group" and "need".',
    );
  if (entities.operator.some((operator) => operator >= 0))
    losses.push('Operators: who runs an entity stands in its attribute "operator" and is no edge.');
  if (changedTexts > 0)
    losses.push(
      `${changedTexts} texts hold control characters, which XML cannot hold; each is written as its picture, such as \u2400.`,
    );
  return losses;
}

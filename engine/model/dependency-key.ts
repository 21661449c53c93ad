/** What a dependency is known by, so that its draws are the same whatever else a system has. */
import { type DependencyTable, type System, type TextColumn, textAt } from './system.ts';

/**
 * The ids of both sides, role and group, as one text. A dependency that a scenario has moved is still known by
 * what it was, and one that was added beside another by that other: both are there where the old one is.
 */
export function dependencyKey({ entities, dependencies, requirements }: System, e: number): string {
  const drawnAs = dependencies.drawnAs === undefined ? '' : textAt(dependencies.drawnAs, e);
  if (drawnAs !== '') return drawnAs;
  return JSON.stringify([
    entities.id[dependencies.dependent[e]!],
    entities.id[dependencies.supplier[e]!],
    textAt(dependencies.role, e),
    textAt(requirements.group, dependencies.requirement[e]!),
  ]);
}

/** Whether it is drawn at all; one without a confidence is certain. */
export function isUncertain({ confidence }: DependencyTable, e: number): boolean {
  return confidence[e]! < 1;
}

/** The dependencies of a system, the uncertain of these known for good by what they are in it. O(dependencies). */
export function keepingKeys(system: System, rows: Iterable<number>): DependencyTable {
  const { dependencies } = system;
  const drawn = [...rows].filter((e) => isUncertain(dependencies, e));
  if (drawn.length === 0) return dependencies;
  const before = dependencies.drawnAs ?? noTexts(dependencies.count);
  const labels = [...before.labels];
  const codes = before.codes.slice();
  for (const e of drawn) {
    if (codes[e] !== 0) continue;
    codes[e] = labels.length;
    labels.push(dependencyKey(system, e));
  }
  return { ...dependencies, drawnAs: { labels, codes } };
}

/** A column of empty texts. */
export function noTexts(count: number): TextColumn {
  return { labels: [''], codes: new Int32Array(count) };
}

/** What one scenario does and another does not, for people. */
import { canonicalJson } from './canonical.ts';
import type { Intervention, Scenario } from './schema.ts';
import { interventionWords } from './words.ts';

/** A step from one scenario to the other, in the order of the interventions. */
export interface Difference {
  readonly change: 'same' | 'added' | 'removed' | 'changed';
  /** The sentence of the intervention, as the second has it where both do. */
  readonly sentence: string;
  /** What is set otherwise, with its place in the intervention; empty unless `changed`. */
  readonly details: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

/**
 * How the interventions of `before` become those of `after`: the longest common sequence is the same, and what
 * stands between is changed in pairs of one verb, or taken out and put in. Order counts. O(n x m).
 */
export function scenarioDifference(before: Scenario, after: Scenario): readonly Difference[] {
  const [a, b] = [before.interventions, after.interventions];
  const [x, y] = [a.map((each) => canonicalJson(each)), b.map((each) => canonicalJson(each))];
  // longest[i][j]: how many of a[i..] and b[j..] can stay
  const longest = Array.from({ length: a.length + 1 }, () => new Int32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i]![j] =
        x[i] === y[j] ? 1 + longest[i + 1]![j + 1]! : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const differences: Difference[] = [];
  let out: Intervention[] = [];
  let into: Intervention[] = [];
  const settle = (): void => {
    differences.push(...changes(out, into));
    [out, into] = [[], []];
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && x[i] === y[j]) {
      settle();
      differences.push({ change: 'same', sentence: interventionWords(b[j]!), details: [] });
      i++;
      j++;
    } else if (j === b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!))
      out.push(a[i++]!);
    else into.push(b[j++]!);
  }
  settle();
  return differences;
}

/** Pairs of one verb are changes; the rest is taken out and put in. */
function changes(out: readonly Intervention[], into: readonly Intervention[]): readonly Difference[] {
  const left = [...out];
  const made = into.map((after): Difference => {
    const at = left.findIndex(({ verb }) => verb === after.verb);
    const sentence = interventionWords(after);
    if (at < 0) return { change: 'added', sentence, details: [] };
    const [before] = left.splice(at, 1);
    return { change: 'changed', sentence, details: detailsOf(before, after, '') };
  });
  const gone = left.map(
    (each): Difference => ({ change: 'removed', sentence: interventionWords(each), details: [] }),
  );
  return [...gone, ...made];
}

/** The leaves in which two values differ. */
function detailsOf(before: unknown, after: unknown, path: string): Difference['details'] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => detailsOf(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  return [{ path, before: shown(before), after: shown(after) }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'not given' : JSON.stringify(value);
}

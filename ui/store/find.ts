/** Finding entities by name or id. */
import type { SystemView } from './types.ts';

const lowered = new WeakMap<
  SystemView,
  {
    readonly names: readonly string[];
    readonly ids: readonly string[];
    /** Dependencies in which the entity is the supplier. */
    readonly dependents: Uint32Array;
  }
>();

function textOf(view: SystemView) {
  let text = lowered.get(view);
  if (!text) {
    const dependents = new Uint32Array(view.entityCount);
    for (const v of view.supplier) dependents[v]!++;
    text = {
      names: view.name.map((name) => name.toLowerCase()),
      ids: view.id.map((id) => id.toLowerCase()),
      dependents,
    };
    lowered.set(view, text);
  }
  return text;
}

/**
 * Entities whose name or id contains the query: those that start with it first, of equal ones that on
 * which more depend, then the shorter name. O(entities).
 */
export function findEntities(view: SystemView, query: string, limit: number): readonly number[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const { names, ids, dependents } = textOf(view);
  const buckets: number[][] = [[], [], []];
  for (let v = 0; v < view.entityCount; v++) {
    const at = names[v]!.indexOf(wanted);
    if (at === 0) buckets[0]!.push(v);
    else if (at > 0 && /[\s(/.-]/.test(names[v]![at - 1]!)) buckets[1]!.push(v);
    else if (at > 0 || ids[v]!.includes(wanted)) buckets[2]!.push(v);
  }
  const byUse = (a: number, b: number) =>
    dependents[b]! - dependents[a]! || names[a]!.length - names[b]!.length || a - b;
  const found: number[] = [];
  for (const bucket of buckets) {
    if (found.length < limit) found.push(...bucket.sort(byUse).slice(0, limit - found.length));
  }
  return found;
}

/** 1 per entity whose name or id contains the query, or null when the query is empty. O(entities). */
export function matchingEntities(view: SystemView, query: string): Uint8Array | null {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return null;
  const { names, ids } = textOf(view);
  const matching = new Uint8Array(view.entityCount);
  for (let v = 0; v < view.entityCount; v++) {
    if (names[v]!.includes(wanted) || ids[v]!.includes(wanted)) matching[v] = 1;
  }
  return matching;
}

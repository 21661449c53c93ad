/**
 * Dependencies that nobody has listed, as far as they can be guessed: a missing link reads as safety. Each is a
 * copy of a listed one, with another dependent of the same kind (decision 0015).
 */
import { buildIncidence } from '../model/incidence.ts';
import { FAILOVER, type System, textAt } from '../model/system.ts';
import type { NewDependency } from '../model/with-dependencies.ts';
import { digest, uniformPair } from '../random/draw.ts';

/** Draws tried for each dependency that is wanted, before there are held to be no more. */
const TRIES = 20;

/** Entities, or draws, between two yields: a few milliseconds of work. */
const SLICE = 5_000;

/** Draws the unseen dependencies of a world: as many as wanted, or as can be found. Shorter lists are beginnings of longer ones. */
export type DrawUnseen = (
  world: { readonly seed: number; readonly world: number },
  wanted: number,
) => Generator<void, readonly NewDependency[]>;

/**
 * Prepares the draws: they are keyed by seed, world and number, and choose from lists in the order of ids, so the
 * order of the tables decides nothing. What is copied is drawn from dependencies without alternatives, each as
 * likely as it is there; its new dependent from all others of the kind, listed or not as a dependent. What is
 * listed or drawn already, or would close a circle, is left out, and the next is drawn.
 * Yields now and then. O(entities log entities + dependencies), and for each draw what its supplier stands on.
 */
export function* prepareUnseen(system: System): Generator<void, DrawUnseen> {
  const { entities, dependencies, requirements } = system;
  const { dependent, supplier, confidence, phase, requirement, role, graceHours } = dependencies;
  const pairOf = (v: number, w: number): number => v * entities.count + w;
  const memberCount = new Int32Array(requirements.count);
  const listed = new Set<number>();
  for (let e = 0; e < dependencies.count; e++) {
    if (e % SLICE === SLICE - 1) yield;
    if (phase[e] !== FAILOVER) memberCount[requirement[e]!]!++;
    listed.add(pairOf(dependent[e]!, supplier[e]!));
  }
  const likelihood = (e: number): number => (Number.isNaN(confidence[e]!) ? 1 : confidence[e]!);
  const hasAlternatives = (e: number): boolean =>
    requirements.need[requirement[e]!]! < memberCount[requirement[e]!]!;
  const isModel = (e: number): boolean =>
    phase[e] !== FAILOVER && dependent[e] !== supplier[e] && !hasAlternatives(e);
  // rows with the same name are alike in all that counts
  const nameOf = (e: number): string =>
    JSON.stringify([
      entities.id[supplier[e]!],
      textAt(role, e),
      phase[e],
      requirements.loss[requirement[e]!],
      graceHours[e],
      confidence[e],
    ]);

  const byId = Int32Array.from(entities.id.keys()).sort((v, w) =>
    entities.id[v]! < entities.id[w]! ? -1 : 1,
  );
  yield;
  const { downStart, down } = buildIncidence(entities.count, dependencies);
  const ofKind = new Map<number, number[]>();
  const models: number[] = [];
  const upTo: number[] = [];
  let total = 0;
  for (const [i, v] of byId.entries()) {
    if (i % SLICE === SLICE - 1) yield;
    const kind = entities.kind[v]!;
    const alike = ofKind.get(kind);
    if (alike) alike.push(v);
    else ofKind.set(kind, [v]);
    const named = Array.from(down.subarray(downStart[v]!, downStart[v + 1]!))
      .filter(isModel)
      .map((e) => ({ e, name: nameOf(e) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { e } of named) {
      total += likelihood(e);
      models.push(e);
      upTo.push(total);
    }
  }
  const key = digest('unseen dependency');

  return function* draw({ seed, world }, wanted) {
    const links: NewDependency[] = [];
    if (!(total > 0)) return links;
    const draws = { seed, replicate: world, purpose: 'unseen dependencies' };
    const taken = new Set<number>();
    const addedTo = new Map<number, number[]>();
    const seenBy = new Int32Array(entities.count).fill(-1);
    let work = 0;
    /** Whether w needs v, by listed and added dependencies, in draw n. */
    const needs = (w: number, v: number, n: number): boolean => {
      const open = [w];
      seenBy[w] = n;
      const look = (next: number): void => {
        work++;
        if (seenBy[next] === n) return;
        seenBy[next] = n;
        open.push(next);
      };
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (at === v) return true;
        for (let i = downStart[at]!; i < downStart[at + 1]!; i++) look(supplier[down[i]!]!);
        addedTo.get(at)?.forEach(look);
      }
      return false;
    };
    for (let n = 0; links.length < wanted && n < TRIES * wanted; n++) {
      if (work++ > SLICE) {
        work = 0;
        yield;
      }
      const [which, who] = uniformPair(draws, key, n);
      const e = models[firstAbove(upTo, which * total)]!;
      const alike = ofKind.get(entities.kind[dependent[e]!]!)!;
      const v = alike[Math.floor(who * alike.length)]!;
      const w = supplier[e]!;
      const pair = pairOf(v, w);
      if (listed.has(pair) || taken.has(pair) || needs(w, v, n)) continue;
      taken.add(pair);
      const suppliers = addedTo.get(v);
      if (suppliers) suppliers.push(w);
      else addedTo.set(v, [w]);
      links.push({
        dependent: v,
        supplier: w,
        role: textAt(role, e),
        phase: phase[e]!,
        loss: requirements.loss[requirement[e]!]!,
        graceHours: graceHours[e]!,
      });
    }
    return links;
  };
}

/** The first place at which ascending sums are above a value; the last where none is. */
function firstAbove(sums: readonly number[], value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Of whom it is known how often they are out. */
import { buildIncidence } from '../model/incidence.ts';
import { RUN, type System } from '../model/system.ts';

/**
 * 1 for each entity that has a rate of outages, and for each that stands on one of the same topmost operator that has:
 * the outages of a whole are known by its parts, and a rate of its own would count them twice. It stands on what it
 * needs to run, and loses something without, directly or through others of that operator. O(entities + dependencies).
 */
export function knownOutages(
  { entities, dependencies, requirements }: System,
  topmost: Int32Array,
): Uint8Array {
  const isKnown = Uint8Array.from(entities.outagesPerYear, (rate) => (Number.isNaN(rate) ? 0 : 1));
  const { upStart, up } = buildIncidence(entities.count, dependencies);
  const found = Array.from(isKnown.keys()).filter((v) => isKnown[v] === 1);
  // the list grows while it is walked
  for (const v of found)
    for (let i = upStart[v]!; i < upStart[v + 1]!; i++) {
      const e = up[i]!;
      const r = dependencies.requirement[e]!;
      const whole = dependencies.dependent[e]!;
      const isPart =
        dependencies.phase[e] === RUN && requirements.loss[r]! > 0 && topmost[whole] === topmost[v];
      if (!isPart || isKnown[whole] === 1) continue;
      isKnown[whole] = 1;
      found.push(whole);
    }
  return isKnown;
}

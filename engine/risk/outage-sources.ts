/** Who can be out by itself: entities and causes with a rate and a duration of outages. */
import type { EntityTable } from '../model/system.ts';
import { digest } from '../random/draw.ts';
import type { Lognormal } from '../random/lognormal.ts';

export interface OutageSource {
  readonly entity: number;
  readonly id: string;
  /** The id as draws are keyed by it. */
  readonly key: ReturnType<typeof digest>;
  /** Above 0. */
  readonly perYear: number;
  /** Hours. */
  readonly duration: Lognormal;
}

/** In the order of the table; O(entities). */
export function outageSources({
  id,
  outagesPerYear,
  outageHoursP50,
  outageHoursP95,
}: EntityTable): readonly OutageSource[] {
  const sources: OutageSource[] = [];
  for (const [entity, perYear] of outagesPerYear.entries()) {
    const p50 = outageHoursP50[entity]!;
    if (!(perYear > 0) || Number.isNaN(p50)) continue;
    sources.push({
      entity,
      id: id[entity]!,
      key: digest(id[entity]!),
      perYear,
      duration: { p50, p95: outageHoursP95[entity]! },
    });
  }
  return sources;
}

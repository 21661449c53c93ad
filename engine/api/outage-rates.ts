/** The job on who can be out by itself, how often and for how long, and who says so. */
import type { System } from '../model/system.ts';
import { textAt } from '../model/system.ts';
import { outageSources } from '../risk/outage-sources.ts';
import type { OutageRates } from './protocol.ts';

/** The rates that simulated years and random moments stand on, the most frequent first; O(entities log entities). */
export function outageRates({ entities }: System): OutageRates {
  const rows = outageSources(entities).toSorted((a, b) => b.perYear - a.perYear || a.entity - b.entity);
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    entity: Int32Array.from(rows, ({ entity }) => entity),
    perYear: column(({ perYear }) => perYear),
    hoursP50: column(({ duration }) => duration.p50),
    hoursP95: column(({ duration }) => duration.p95),
    source: rows.map(({ entity }) => textAt(entities.source, entity)),
    asOf: rows.map(({ entity }) => textAt(entities.asOf, entity)),
  };
}

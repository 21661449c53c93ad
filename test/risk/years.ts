/** Simulated years for tests: systems with rates, their years, and outages that are told rather than drawn. */
import { KINDS } from '../../engine/model/kinds.ts';
import type { System } from '../../engine/model/system.ts';
import { createLossCauses } from '../../engine/risk/loss-causes.ts';
import { NATURES } from '../../engine/risk/loss-nature.ts';
import { type OutageEvent, runEvents } from '../../engine/risk/outage-events.ts';
import { createYearStage, simulateYears, type YearQuestion } from '../../engine/risk/simulated-years.ts';
import type { YearRecords } from '../../engine/risk/year-records.ts';
import { costOf } from '../../engine/time/pair-outages.ts';
import { modesUnder } from '../../engine/time/switching.ts';
import { drain } from '../formats/reading.ts';

/** Outages per year, and the median and the 95th percentile of their hours. */
export type Rate = readonly [perYear: number, p50: number, p95: number];

/** The system with these rates, one per entity; nothing for an entity that is never out by itself. */
export function withRates(system: System, rates: readonly (Rate | undefined)[]): System {
  const column = (i: 0 | 1 | 2): Float64Array => Float64Array.from(rates, (rate) => rate?.[i] ?? Number.NaN);
  return {
    ...system,
    entities: {
      ...system.entities,
      outagesPerYear: column(0),
      outageHoursP50: column(1),
      outageHoursP95: column(2),
    },
  };
}

export function recordsOf(system: System, asked: Partial<YearQuestion> = {}): YearRecords {
  return drain(
    simulateYears(createYearStage(system), {
      seed: 1,
      weight: system.weights[0]!.values,
      failover: 'drawn',
      evidence: 'as-given',
      firstYear: 0,
      years: 640,
      ...asked,
    }),
  ).result;
}

export const sum = (values: Iterable<number>): number => [...values].reduce((total, each) => total + each, 0);

export interface ToldEvent extends OutageEvent {
  readonly weightHours: number;
  /** Weight-hours by "entity < root, role, nature", rounded to nine digits. */
  readonly parts: Readonly<Record<string, number>>;
}

/** The events of one year with these outages: name, start and duration in hours. */
export function eventsOf(
  system: System,
  outages: readonly (readonly [name: string, start: number, duration: number])[],
  failover: 'always' | 'never' = 'always',
): readonly ToldEvent[] {
  const { id, kind } = system.entities;
  const stage = createYearStage(system);
  const weight = system.weights[0]!.values;
  const isCause = kind.map((each) => (KINDS[each] === 'cause' ? 1 : 0));
  const causes = createLossCauses(system, stage, { isCause, weight });
  const events: ToldEvent[] = [];
  const read = (event: OutageEvent): void => {
    const parts: Record<string, number> = {};
    causes.read(event, (part) => {
      const role = part.role === causes.ownRole ? 'own' : system.dependencies.role.labels[part.role]!;
      const key = `${id[part.entity]} < ${id[part.root]}, ${role}, ${NATURES[part.nature]}`;
      parts[key] = (parts[key] ?? 0) + weight[part.entity]! * part.hours;
    });
    for (const [key, value] of Object.entries(parts)) parts[key] = Number(value.toPrecision(9));
    events.push({ ...event, weightHours: costOf(stage.cascade, weight).weightHours, parts });
  };
  drain(
    runEvents(stage.cascade, {
      outages: outages.map(([name, start, duration]) => ({ entity: id.indexOf(name), start, duration })),
      modeOf: modesUnder(system, stage.timed, { assume: failover }),
      read,
    }),
  );
  return events;
}

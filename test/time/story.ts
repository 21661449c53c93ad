/** Small systems told in tables, run and read by name. */
import type { System } from '../../engine/model/system.ts';
import { explainAt } from '../../engine/time/explain-timeline.ts';
import { modesUnder } from '../../engine/time/switching.ts';
import { createTimedCascade } from '../../engine/time/timed-cascade.ts';
import { buildTimedNetwork } from '../../engine/time/timed-network.ts';
import { waitingCircles } from '../../engine/time/waiting-circles.ts';
import { systemFrom } from '../formats/reading.ts';
import type { RunOptions } from './timed-systems.ts';

/** `name`, its start and its duration in hours, for good without one, and what is left of it meanwhile. */
export type Failed = readonly [name: string, start: number, duration?: number, level?: number];

export interface Story {
  readonly system: System;
  /** Each change as "hour name level", in the order of the timeline. */
  readonly changes: readonly string[];
  readonly hoursLost: Readonly<Record<string, number>>;
  readonly deadlocks: readonly (readonly string[])[];
  /** Sentences for the state of an entity at an hour. */
  why(name: string, hour: number): readonly string[];
}

/** The table of three entities a, b and c of weight 1, with their hours of recovery. */
export const three = (recovery: readonly number[] = [0, 0, 0]): string =>
  `id,kind,weight,recovery_hours\n${['a', 'b', 'c'].map((id, v) => `${id},platform,1,${recovery[v]}`).join('\n')}`;

/** Runs the failures on tables given with their headers, one row a line. */
export function tell(
  tables: { readonly entities: string; readonly dependencies: string },
  failed: readonly Failed[],
  { failover = { assume: 'always' }, horizonHours = 100, hasCrowding = false }: RunOptions = {},
): Story {
  const text = (table: string): string =>
    `${table
      .trim()
      .split('\n')
      .map((line) => line.trim())
      .join('\n')}\n`;
  const system = systemFrom({ entities: text(tables.entities), dependencies: text(tables.dependencies) });
  const { id } = system.entities;
  const timed = buildTimedNetwork(system);
  const cascade = createTimedCascade(timed, system.entities.capacity);
  cascade.begin(
    failed.map(([name, start, duration = Number.POSITIVE_INFINITY, level = 0]) => ({
      entity: id.indexOf(name),
      start,
      duration,
      level,
    })),
    {
      horizonHours,
      modeOf: modesUnder(system, timed, failover),
      ...(hasCrowding ? { crowding: system.weights[0]!.values } : {}),
    },
  );
  cascade.advance(Number.POSITIVE_INFINITY);
  const { count, time, entity, level } = cascade.timeline;
  return {
    system,
    changes: Array.from(
      time.subarray(0, count),
      (at, row) => `${at / 3_600_000} ${id[entity[row]!]} ${level[row]}`,
    ),
    hoursLost: Object.fromEntries(cascade.levels.touched.map((v) => [id[v]!, cascade.hoursLost[v]!])),
    deadlocks: waitingCircles(cascade).map((circle) => circle.map((v) => id[v]!)),
    why: (name, hour) =>
      explainAt({ system, timed, cascade }, id.indexOf(name), hour).map((step) => step.sentence),
  };
}

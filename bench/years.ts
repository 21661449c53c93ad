/** Simulated years, event by event, beside one run of the timed cascade over each whole year. */
import type { System } from '../engine/model/system.ts';
import { BLOCK_YEARS, drawOutages } from '../engine/risk/outage-draws.ts';
import { LAST_HOUR } from '../engine/risk/outage-events.ts';
import { outageSources } from '../engine/risk/outage-sources.ts';
import { createYearStage, simulateYears } from '../engine/risk/simulated-years.ts';
import { costOf } from '../engine/time/pair-outages.ts';
import { modesUnder } from '../engine/time/switching.ts';
import { finish } from './finish.ts';
import { compare } from './measure.ts';

const SEED = 1;

/** Each event has a clock of its own in whole milliseconds, so a year may differ by some: 3.6 ms, in hours. */
const CLOCK_HOURS = 1e-6;

/** Times so many years, a multiple of 64; where the data have no rates, suppliers are out once in ten years. */
export function benchYears(given: System, years: number): void {
  const system = withRates(given);
  const weight = system.weights[0]!.values;
  const stage = createYearStage(system);
  const sources = outageSources(system.entities);
  const perYear = sources.reduce((sum, source) => sum + source.perYear, 0);
  const rounding = CLOCK_HOURS * weight.reduce((sum, each) => sum + each, 0);
  let fastest = Number.POSITIVE_INFINITY;
  compare(
    `${years} years with ${perYear.toFixed(1)} outages each`,
    [
      {
        name: 'linchpin',
        run: () => {
          const startedAt = performance.now();
          const question = { seed: SEED, weight, failover: 'drawn', evidence: 'as-given' } as const;
          const records = finish(simulateYears(stage, { ...question, firstYear: 0, years }));
          fastest = Math.min(fastest, performance.now() - startedAt);
          return records.yearLoss;
        },
      },
      {
        name: 'one run a year, total only',
        run: () =>
          Float64Array.from(
            Array.from({ length: years / BLOCK_YEARS }, (_, block) =>
              finish(drawOutages(sources, { seed: SEED, block })),
            ).flat(),
            (failures, replicate) => {
              const failover = { assume: 'drawn', seed: SEED, replicate } as const;
              stage.cascade.begin(failures, {
                horizonHours: LAST_HOUR,
                modeOf: modesUnder(system, stage.timed, failover),
              });
              stage.cascade.advance(Number.POSITIVE_INFINITY);
              return costOf(stage.cascade, weight).weightHours;
            },
          ),
      },
    ],
    (a, b) => a.every((loss, year) => Math.abs(loss - b[year]!) <= rounding),
    3,
  );
  console.log(`  ${((1000 * years) / fastest).toFixed(0)} years a second`);
}

/** The system as given, or where it has no rates, with suppliers that are out once in ten years. */
export function withRates(system: System): System {
  const { entities, dependencies } = system;
  if (outageSources(entities).length > 0) return system;
  const isSupplier = new Set(dependencies.supplier);
  const column = (value: number): Float64Array =>
    entities.outagesPerYear.map((_, v) => (isSupplier.has(v) ? value : Number.NaN));
  return {
    ...system,
    entities: {
      ...entities,
      outagesPerYear: column(0.1),
      outageHoursP50: column(3),
      outageHoursP95: column(24),
    },
  };
}

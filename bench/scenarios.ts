/** Measures carried out, and the same years in four scenarios, beside the years of each with everything told. */
import secondDns from '../datasets/policies/second-dns.json';
import type { System } from '../engine/model/system.ts';
import { createYearStage, simulateYears } from '../engine/risk/simulated-years.ts';
import { yearLosses } from '../engine/risk/year-losses.ts';
import { applyScenario } from '../engine/scenario/apply-scenario.ts';
import { instantiate, readPreset } from '../engine/scenario/preset.ts';
import { createScenarioSystems } from '../engine/scenario/scenario-systems.ts';
import type { Scenario } from '../engine/scenario/schema.ts';
import { finish } from './finish.ts';
import { compare } from './measure.ts';
import { withRates } from './years.ts';

const SEED = 1;

/** Times so many years in each scenario, a multiple of 64. */
export function benchScenarios(given: System, years: number): void {
  const system = withRates(given);
  const weight = system.weights[0]!.values;
  const fractions = [0.25, 0.5, 1];
  const measures = fractions.map((fraction) => secondDnsFor(fraction));
  compare(
    'A second name service for half of all',
    [
      {
        name: 'linchpin',
        run: () => applyScenario(system, measures[1]!, { weight, seed: SEED }).system.hash,
      },
    ],
    Object.is,
    3,
  );
  const scenarios = [[], ...measures.map((_, m) => [m])];
  const systems = createScenarioSystems(system, { measures, weight, seed: SEED });
  for (const members of scenarios) systems.giveBack(members, systems.takeStage(members));
  const asked = { seed: SEED, failover: 'drawn', evidence: 'as-given', firstYear: 0, years } as const;
  let fastest = Number.POSITIVE_INFINITY;
  compare(
    `${years} years in each of ${scenarios.length} scenarios`,
    [
      {
        name: 'losses only',
        run: () => {
          const startedAt = performance.now();
          const losses = scenarios.map((members) => {
            const stage = systems.takeStage(members);
            const done = finish(yearLosses(stage, { ...asked, weight: systems.made(members).weight }));
            systems.giveBack(members, stage);
            return done.yearLoss;
          });
          fastest = Math.min(fastest, performance.now() - startedAt);
          return losses;
        },
      },
      {
        name: 'with causes',
        run: () =>
          scenarios.map((members) => {
            const made = systems.made(members);
            const stage = createYearStage(made.system);
            return finish(simulateYears(stage, { ...asked, weight: made.weight })).yearLoss;
          }),
      },
    ],
    (a, b) => a.every((losses, s) => losses.every((loss, year) => loss === b[s]![year])),
    3,
  );
  const rate = (1000 * scenarios.length * years) / fastest;
  console.log(`  ${rate.toFixed(0)} years a second, all scenarios together`);
}

function secondDnsFor(fraction: number): Scenario {
  const preset = readPreset('second-dns', JSON.stringify(secondDns));
  const made = preset.ok ? instantiate(preset.value, { fraction }) : preset;
  if (!made.ok) throw new Error(made.problems[0]!.message);
  return made.value;
}

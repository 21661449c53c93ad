/** Presets for tests, and losses of their plans by rules that tests know. */
import type { Plan } from '../../engine/scenario/plan.ts';
import { type Preset, readPreset } from '../../engine/scenario/preset.ts';
import type { VariedLosses } from '../../engine/scenario/swings.ts';

const PARAMETER = {
  label: '{value}',
  unit: 'fraction',
  min: 0,
  max: 1,
  step: 0,
  default: 0.5,
  source: 'test',
};

/** A preset with these parameters, fractions from 0 to 1 unless told otherwise, that does nothing unless told what. */
export function presetOf(
  id: string,
  parameters: readonly object[],
  interventions: readonly unknown[] = [],
): Preset {
  const file = {
    schemaVersion: 1,
    id,
    title: id,
    explanation: id,
    parameters: parameters.map((each) => ({ ...PARAMETER, ...each })),
    interventions,
    sideEffects: [],
    doesNotFix: [],
    source: 'test',
  };
  const read = readPreset(id, JSON.stringify(file));
  if (!read.ok) throw new Error(read.problems[0]!.message);
  return read.value;
}

/** The values of all parameters in a scenario of a plan: by measure in the order of the scenario, by parameter. */
export function valuesIn({ measures, scenarios }: Plan, scenario: number): readonly number[] {
  return scenarios[scenario]!.flatMap((m) => {
    const measure = measures[m]!;
    if (!('preset' in measure)) return [];
    return measure.preset.parameters.map(({ id, default: standard }) => measure.values[id] ?? standard);
  });
}

/** Losses by a rule on the values of parameters, `noise` more and less in every other of `years` years. */
export function ruled(
  plan: Plan,
  loss: (values: readonly number[], scenario: readonly number[]) => number,
  { years, noise }: { readonly years: number; readonly noise: number } = { years: 2, noise: 1 },
): VariedLosses {
  const losses = plan.scenarios.map((members, s) => {
    const mean = loss(valuesIn(plan, s), members);
    // only what has a measure is noisy, so that a difference is too
    return Float64Array.from({ length: years }, (_, year) => {
      const sign = year % 2 === 0 ? 1 : -1;
      return mean + (members.length > 0 ? sign * noise : 0);
    });
  });
  return { ...plan, losses, unitYears: 1, against: 0 };
}

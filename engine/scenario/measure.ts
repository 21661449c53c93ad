/** A measure: a scenario, or a preset with values, whose parameters can then be varied. */
import type { Preset, PresetValues } from './preset.ts';
import type { Scenario } from './schema.ts';

/** A scenario, or a preset with values for its parameters; its defaults stand for those not given. */
export type Measure =
  | { readonly scenario: Scenario }
  | { readonly preset: Preset; readonly values: PresetValues };

/** A parameter of one of several measures, with its declared range. */
export interface Factor {
  /** Index of the measure. */
  readonly measure: number;
  readonly parameter: string;
  readonly min: number;
  readonly max: number;
  /** Distance between two values; 0 for any. */
  readonly step: number;
  /** As it is set now. */
  readonly value: number;
  /** The same for the same measure in every list: preset, which of those of that preset, parameter. */
  readonly key: string;
}

/** The parameters of those measures that are presets, in their order. */
export function factorsOf(measures: readonly Measure[]): readonly Factor[] {
  const seen = new Map<string, number>();
  return measures.flatMap((each, measure) => {
    if (!('preset' in each)) return [];
    const { preset, values } = each;
    const nth = (seen.get(preset.id) ?? 0) + 1;
    seen.set(preset.id, nth);
    return preset.parameters.map(({ id, min, max, step, default: standard }) => ({
      measure,
      parameter: id,
      min,
      max,
      step,
      value: values[id] ?? standard,
      key: `${preset.id} ${nth} ${id}`,
    }));
  });
}

/** The value at a part 0..1 of the way from the least to the most, on the nearest step. */
export function valueAt({ min, max, step }: Factor, part: number): number {
  const value = min + part * (max - min);
  if (step === 0) return value;
  const steps = Math.floor((max - min) / step + 1e-9);
  // the sum of many steps has digits that nobody wrote
  return Number((min + Math.min(steps, Math.round((value - min) / step)) * step).toPrecision(12));
}

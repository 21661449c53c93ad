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
  /** Whether the preset takes nothing but whole numbers. */
  readonly isWhole: boolean;
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
    return preset.parameters.map(({ id, unit, min, max, step, default: standard }) => ({
      measure,
      parameter: id,
      min,
      max,
      step,
      isWhole: unit !== 'fraction' && step >= 1,
      value: values[id] ?? standard,
      key: `${preset.id} ${nth} ${id}`,
    }));
  });
}

/** The value at a part 0..1 of the way from the least to the most, on the nearest step. */
export function valueAt(factor: Factor, part: number): number {
  const { min, max, step } = factor;
  const value = min * (1 - part) + max * part;
  return step === 0 ? allowed(factor, value) : onStep(factor, Math.round((value - min) / step));
}

/** The value for a number drawn from [0, 1): all parts of the range are as likely as each other, or all steps. */
export function drawnValue(factor: Factor, drawn: number): number {
  return factor.step === 0
    ? valueAt(factor, drawn)
    : onStep(factor, Math.floor(drawn * (lastStep(factor) + 1)));
}

function lastStep({ min, max, step }: Factor): number {
  return Math.floor((max - min) / step + 1e-9);
}

function onStep(factor: Factor, n: number): number {
  return allowed(factor, factor.min + Math.min(lastStep(factor), n) * factor.step);
}

function allowed({ min, max, isWhole }: Factor, value: number): number {
  // the sum of many steps has digits that nobody wrote
  const tidy = isWhole ? Math.round(value) : Number(value.toPrecision(12));
  const [least, most] = isWhole ? [Math.ceil(min), Math.floor(max)] : [min, max];
  return Math.min(most, Math.max(least, tidy));
}

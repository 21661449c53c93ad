/** Measures as data: a preset has plain words and parameters, and becomes a scenario with values for these. */
import * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { evaluate } from './expression.ts';
import { SCENARIO_VERSION } from './migrations.ts';
import { type Checked, check, parseDraft } from './read-scenario.ts';
import { numberIn, SCENARIO, type Scenario, strict, TEXT, TEXTS } from './schema.ts';

const NUMBER = numberIn(-Number.MAX_VALUE, Number.MAX_VALUE, 'a number');

const PARAMETER = strict({
  id: TEXT.regex(/^[A-Za-z][A-Za-z0-9]*$/, { error: 'Expected letters and digits, a letter first.' }),
  /** A sentence; {value} stands for the value. */
  label: TEXT,
  /** fraction, hours, or what is counted. */
  unit: TEXT,
  min: NUMBER,
  max: NUMBER,
  /** Distance between two values of a slider; 0 for any. */
  step: NUMBER.default(0),
  default: NUMBER,
  /** Where the default is from, or "assumed" and why. */
  source: TEXT,
})
  .refine(({ min, max }) => min < max, { error: 'Expected a "max" above "min".', path: ['max'] })
  .refine((given) => given.default >= given.min && given.default <= given.max, {
    error: 'Expected a default between "min" and "max".',
    path: ['default'],
  });

const PRESET = strict({
  schemaVersion: z.literal(SCENARIO_VERSION, {
    error: `Expected ${SCENARIO_VERSION}, the version of presets that this program reads.`,
  }),
  id: TEXT,
  title: TEXT,
  /** What is done, in plain words. */
  explanation: TEXT,
  parameters: z
    .array(PARAMETER, { error: 'Expected a list of parameters.' })
    .refine((parameters) => new Set(parameters.map(({ id }) => id)).size === parameters.length, {
      error: 'Expected a different id for every parameter.',
    }),
  /** As in a scenario; a text that begins with = stands for a number worked out from the parameters. */
  interventions: z.array(z.unknown(), { error: 'Expected a list of interventions.' }),
  sideEffects: TEXTS,
  doesNotFix: TEXTS,
  source: TEXT,
});

export type Preset = z.output<typeof PRESET>;

/** Values by the id of their parameter. */
export type PresetValues = Readonly<Record<string, number>>;

/** Whether a file is a preset, which has parameters, and no scenario. */
export function isPreset(text: string): boolean {
  const draft = parseDraft('', text);
  return draft.ok && Object.hasOwn(draft.value, 'parameters');
}

/** Reads a preset; it must make a sound scenario with its defaults. `file` is the name that problems carry. */
export function readPreset(file: string, text: string): Checked<Preset> {
  const draft = parseDraft(file, text);
  if (!draft.ok) return draft;
  const preset = checkPreset(draft.value, file);
  if (!preset.ok) return preset;
  const scenario = instantiate(preset.value, {}, file);
  return scenario.ok ? preset : scenario;
}

/** Holds a value against what a preset has to be; `file` is the name that problems carry. */
export function checkPreset(value: unknown, file: string): Checked<Preset> {
  return check(file, PRESET, value);
}

/** The scenario that a preset is with these values, the defaults where none is given. */
export function instantiate(
  preset: Preset,
  given: PresetValues,
  file: string = preset.id,
): Checked<Scenario> {
  const faults = faultsOfValues(preset, given).map((each) => problem(file, each));
  if (faults.length > 0) return { ok: false, problems: faults };
  const values = Object.fromEntries(
    preset.parameters.map(({ id, default: standard }) => [id, given[id] ?? standard]),
  );
  const problems: Problem[] = [];
  const interventions = filledIn(preset.interventions, {
    values: new Map(Object.entries(values)),
    path: 'interventions',
    report: (column, value, message) => problems.push(problem(file, { column, value, message })),
  });
  if (problems.length > 0) return { ok: false, problems };
  return check(file, SCENARIO, {
    schemaVersion: SCENARIO_VERSION,
    id: preset.id,
    title: preset.title,
    description: preset.explanation,
    from: [{ preset: preset.id, values }],
    interventions,
  });
}

interface Place {
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

function faultsOfValues({ id, parameters }: Preset, given: PresetValues): readonly Place[] {
  return Object.entries(given).flatMap(([name, value]): readonly Place[] => {
    const found = parameters.find((each) => each.id === name);
    const fault = (message: string): readonly Place[] => [{ column: name, value: String(value), message }];
    if (found === undefined) {
      const names = parameters.map((each) => each.id);
      const hint = names.length === 0 ? 'It has none.' : `Parameters: ${names.join(', ')}.`;
      return fault(`'${id}' has no parameter '${name}'. ${hint}`);
    }
    const { min, max, unit } = found;
    const isWhole = unit !== 'fraction' && found.step >= 1;
    if (!(value >= min && value <= max)) return fault(`Expected a value from ${min} to ${max} (${unit}).`);
    return isWhole && !Number.isInteger(value) ? fault(`Expected a whole number from ${min} to ${max}.`) : [];
  });
}

interface Filling {
  readonly values: ReadonlyMap<string, number>;
  readonly path: string;
  readonly report: (column: string, value: string, message: string) => void;
}

/** A copy in which every text that begins with = is a number. */
function filledIn(value: unknown, filling: Filling): unknown {
  const at = (path: string): Filling => ({ ...filling, path });
  if (Array.isArray(value)) return value.map((each, i) => filledIn(each, at(`${filling.path}[${i}]`)));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, filledIn(each, at(`${filling.path}.${key}`))]),
    );
  if (typeof value !== 'string' || !value.startsWith('=')) return value;
  const result = evaluate(value.slice(1), filling.values);
  if (result.ok) return result.value;
  filling.report(filling.path, value, `This cannot be worked out: ${result.fault}.`);
  return 0;
}

function problem(file: string, place: Place): Problem {
  return { severity: 'error', file, row: 0, ...place };
}

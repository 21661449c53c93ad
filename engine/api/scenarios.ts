/** Scenarios and presets: read, put into words, tried on the open system. */
import { decodePieces } from '../formats/decode.ts';
import type { System } from '../model/system.ts';
import { applyScenario } from '../scenario/apply-scenario.ts';
import { scenarioHash, scenarioText } from '../scenario/canonical.ts';
import { scenarioDifference } from '../scenario/difference.ts';
import { instantiate, isPreset, type Preset, readPreset } from '../scenario/preset.ts';
import { type Checked, check, readScenario } from '../scenario/read-scenario.ts';
import { SCENARIO, type Scenario } from '../scenario/schema.ts';
import { scenarioWords } from '../scenario/words.ts';
import type { JobRequest, Problem, Progress, SourceFile } from './protocol.ts';
import { checkWhole, RequestError, weightOf } from './request.ts';
import type {
  ReadScenarioResult,
  ScenarioDifferenceResult,
  ScenarioEffectsResult,
} from './scenario-protocol.ts';
import { ENGINE_VERSION } from './version.ts';

/**
 * Reads a scenario, or a preset with values. Throws `RequestError`: `bad-data` with every problem of the file,
 * `bad-request` for values that the preset does not have or allow.
 */
// biome-ignore lint/correctness/useYield: a scenario is a few kilobytes
export function* readScenarioFile({
  file,
  values,
}: JobRequest<'readScenario'>): Generator<Progress, ReadScenarioResult> {
  const text = textOf(file);
  const preset = isPreset(text) ? sound(file.name, readPreset(file.name, text)) : null;
  const scenario =
    preset === null ? sound(file.name, readScenario(file.name, text)) : withValues(preset, values);
  if (preset === null && Object.keys(values).length > 0)
    throw new RequestError('bad-request', `${file.name} is a scenario and has no parameters to set.`);
  return {
    scenario,
    preset,
    words: scenarioWords(scenario),
    hash: scenarioHash(scenario),
    text: scenarioText(scenario),
  };
}

/** Tries a scenario on a system. Throws `RequestError` when scenario, weight or seed are not sound. */
export function* scenarioEffects(
  system: System,
  request: JobRequest<'scenarioEffects'>,
): Generator<Progress, ScenarioEffectsResult> {
  // scenarios come in links and files of strangers
  const scenario = sound('scenario', check('scenario', SCENARIO, request.scenario));
  const weight = weightOf(system, request.weight).values;
  checkWhole('seed', request.seed, { from: 0, to: 2 ** 32 - 1 });
  const { system: made, effects, failures } = applyScenario(system, scenario, { weight, seed: request.seed });
  return {
    engine: ENGINE_VERSION,
    words: scenarioWords(scenario),
    effects,
    hash: made.hash,
    entityCount: made.entities.count,
    dependencyCount: made.dependencies.count,
    failed: [...new Set(failures.map(({ entity }) => entity))],
  };
}

/** Holds two scenarios against each other. Throws `RequestError` when one is not sound. */
// biome-ignore lint/correctness/useYield: scenarios are a few kilobytes
export function* scenarioDifferences(
  request: JobRequest<'scenarioDifference'>,
): Generator<Progress, ScenarioDifferenceResult> {
  const before = sound('before', check('before', SCENARIO, request.before));
  const after = sound('after', check('after', SCENARIO, request.after));
  return { differences: scenarioDifference(before, after) };
}

function textOf(file: SourceFile): string {
  const problems: Problem[] = [];
  const text = [...decodePieces(file.name, file.bytes, problems)].join('');
  if (problems.some(({ severity }) => severity === 'error')) throw notRead(file.name, problems);
  return text;
}

function withValues(preset: Preset, values: JobRequest<'readScenario'>['values']): Scenario {
  const made = instantiate(preset, values);
  if (made.ok) return made.value;
  const faults = made.problems.map(({ column, value, message }) => `${column} = ${value}: ${message}`);
  throw new RequestError('bad-request', faults.join(' '));
}

function sound<Value>(name: string, checked: Checked<Value>): Value {
  if (checked.ok) return checked.value;
  throw notRead(name, checked.problems);
}

function notRead(name: string, problems: readonly Problem[]): RequestError {
  return new RequestError('bad-data', `${name} is not a sound scenario. See the problems listed.`, problems);
}

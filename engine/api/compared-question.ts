/** What is asked of scenarios side by side, checked. */
import { fingerprint } from '../model/fingerprint.ts';
import { bytesOfText, canonicalJson, scenarioHash } from '../scenario/canonical.ts';
import { checkPreset, instantiate, type Preset } from '../scenario/preset.ts';
import { type Checked, check } from '../scenario/read-scenario.ts';
import { SCENARIO, type Scenario } from '../scenario/schema.ts';
import type { ComparedQuestion, Measure, YearsQuestion } from './protocol.ts';
import { checkWhole, RequestError } from './request.ts';
import { questionOf } from './years-question.ts';

/** Scenarios that one table may have: those of fifteen measures in all combinations. */
const MOST_SCENARIOS = 2 ** 15;

/** A question with nothing left open. */
export interface ComparedPlan extends Required<YearsQuestion> {
  readonly measures: readonly Scenario[];
  readonly scenarios: readonly (readonly number[])[];
  /** Fingerprint of the question: the same for measures that do the same, whatever they are called. */
  readonly asked: string;
  /** The same of everything but which scenarios there are. */
  readonly made: string;
}

/**
 * Measures as scenarios; throws `RequestError` for what is not sound, for they come in links and files of
 * strangers, and for those that make entities fail at an hour. Yields now and then.
 */
export function* measuresOf(measures: readonly Measure[]): Generator<void, readonly Scenario[]> {
  // variants of a measure share its preset
  const soundPresets = new Map<Preset, Preset>();
  const scenarios: Scenario[] = [];
  for (const measure of measures) {
    yield;
    if ('preset' in measure && !soundPresets.has(measure.preset))
      soundPresets.set(measure.preset, sound<Preset>(checkPreset(measure.preset, 'preset')));
    const made =
      'preset' in measure
        ? instantiate(soundPresets.get(measure.preset)!, measure.values)
        : check('scenario', SCENARIO, measure.scenario);
    const scenario = sound<Scenario>(made);
    if (scenario.interventions.some(({ verb }) => verb === 'fail'))
      throw new RequestError(
        'bad-request',
        `Scenario ${scenario.id} makes entities fail at an hour of its own; simulated years draw outages by themselves. Leave 'fail' out, or use it in a stress test.`,
      );
    scenarios.push(scenario);
  }
  return scenarios;
}

function sound<Value>(checked: Checked<Value>): Value {
  if (checked.ok) return checked.value;
  const faults = checked.problems.map(({ column, value, message }) =>
    [column, value === '' ? '' : `= ${value}`].join(' ').trim().concat(`: ${message}`),
  );
  throw new RequestError(
    'bad-data',
    `${checked.problems[0]!.file} is not sound. ${faults.join(' ')}`,
    checked.problems,
  );
}

/** What is asked; throws `RequestError` for what cannot be asked. Yields now and then. */
export function* comparedQuestionOf(asked: ComparedQuestion): Generator<void, ComparedPlan> {
  const { scenarios } = asked;
  checkWhole('number of scenarios', scenarios.length, { from: 1, to: MOST_SCENARIOS });
  checkMembers(asked.measures, scenarios);
  const question = questionOf(asked);
  const measures = yield* measuresOf(asked.measures);
  const hashes: string[] = [];
  for (const measure of measures) {
    hashes.push(scenarioHash(measure));
    yield;
  }
  const key = canonicalJson([question.seed, question.weight, question.failover, question.evidence, hashes]);
  return {
    ...question,
    measures,
    scenarios,
    asked: fingerprint([bytesOfText(key), bytesOfText(JSON.stringify(scenarios))]),
    made: fingerprint([bytesOfText(key)]),
  };
}

/** Throws `RequestError` for scenarios with a measure that is not there. */
export function checkMembers(measures: readonly unknown[], scenarios: readonly (readonly number[])[]): void {
  for (const member of new Set(scenarios.flat()))
    if (!(Number.isInteger(member) && member >= 0 && member < measures.length))
      throw new RequestError(
        'bad-request',
        `A scenario consists of measure ${member}; there are ${measures.length}, counted from 0.`,
      );
}

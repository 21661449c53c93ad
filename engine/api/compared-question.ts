/** What is asked of scenarios side by side, checked. */
import { fingerprint } from '../model/fingerprint.ts';
import { bytesOfText, canonicalJson } from '../scenario/canonical.ts';
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
}

/**
 * Measures as scenarios; throws `RequestError` for what is not sound, for they come in links and files of
 * strangers, and for those that make entities fail at an hour.
 */
export function measuresOf(measures: readonly Measure[]): readonly Scenario[] {
  return measures.map((measure) => {
    const made =
      'preset' in measure
        ? instantiate(sound<Preset>(checkPreset(measure.preset, 'preset')), measure.values)
        : check('scenario', SCENARIO, measure.scenario);
    const scenario = sound<Scenario>(made);
    if (scenario.interventions.some(({ verb }) => verb === 'fail'))
      throw new RequestError(
        'bad-request',
        `Scenario ${scenario.id} makes entities fail at an hour of its own; simulated years draw outages by themselves. Leave 'fail' out, or use it in a stress test.`,
      );
    return scenario;
  });
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

/** What is asked; throws `RequestError` for what cannot be asked. */
export function comparedQuestionOf(asked: ComparedQuestion): ComparedPlan {
  const measures = measuresOf(asked.measures);
  const { scenarios } = asked;
  checkWhole('number of scenarios', scenarios.length, { from: 1, to: MOST_SCENARIOS });
  checkMembers(measures, scenarios);
  return { ...questionOf(asked), measures, scenarios };
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

/** Fingerprint of a question: the same for measures that do the same, whatever they are called. O(question). */
export function askedOf({ measures, ...rest }: ComparedPlan): string {
  const done = measures.map(({ interventions }) => interventions);
  return fingerprint([bytesOfText(canonicalJson({ ...rest, measures: done }))]);
}

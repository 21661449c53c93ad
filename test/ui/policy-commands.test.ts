import { describe, expect, test } from 'vitest';
import { createPolicy } from '../../ui/store/policy.ts';
import { asIn, FIRST_POLICY, moved, sameMeasure, samePolicy } from '../../ui/store/policy-choice.ts';
import { createPolicyCommands } from '../../ui/store/policy-commands.ts';
import { groupedPresets, knownMeasure } from '../../ui/store/policy-library.ts';
import { aroundValue, inSentence, scenarioName, valueText } from '../../ui/store/policy-names.ts';
import { PRESETS } from '../../ui/store/policy-presets.ts';
import { policyQuestion } from '../../ui/store/policy-question.ts';
import { createSession } from '../../ui/store/session.ts';

const library = { presets: PRESETS, files: new Map() };
const shipped = (id: string, values = {}) => ({ id, values, file: '' });

function opened() {
  const session = createSession();
  const policy = createPolicy();
  policy.setState({ library });
  const commands = createPolicyCommands({ session, policy });
  const choice = () => session.getState().policy;
  const ids = () => choice().scenarios.map(({ measures }) => measures.map(({ id }) => id).join('+'));
  const undo = () => session.temporal.getState().undo();
  const name = () => session.getState().change.replaceAll('\u00a0', ' ');
  return { session, commands, choice, ids, undo, name };
}

const parameterOf = (preset: string, id: string) =>
  PRESETS.find((each) => each.id === preset)!.parameters.find((each) => each.id === id)!;

describe('the commands of the Policy page', () => {
  test('carry their names, and are undone one by one', () => {
    const { commands, ids, undo, name } = opened();
    commands.moveScenario(1, 1);
    expect([name(), ids()[0]]).toEqual(['move B to the right', 'second-dns']);
    commands.addMeasure(1, shipped('merger'));
    expect([name(), ids()[0]]).toEqual(['add Merger of the two largest clouds to B', 'second-dns+merger']);
    commands.moveMeasure({ scenario: 1, measure: 1 }, -1);
    expect(ids()[0]).toBe('merger+second-dns');
    commands.removeMeasure({ scenario: 1, measure: 1 });
    expect(name()).toBe('remove Second name service from B');
    commands.duplicateScenario(1);
    expect(ids().slice(0, 2)).toEqual(['merger', 'merger']);
    commands.deleteScenario(2);
    commands.addScenario();
    expect(ids().at(-1)).toBe('');
    for (let i = 0; i < 7; i++) undo();
    expect(ids()).toEqual(['break-up', 'second-dns', 'break-up+second-dns+multi-cloud']);
  });

  test('give a number to the scenarios behind that have the same, and to no other', () => {
    const { commands, choice, name } = opened();
    commands.setMeasureValue({ scenario: 1, measure: 0 }, parameterOf('break-up', 'common'), 0.6);
    expect(name()).toBe('set “… of its outages still strike all parts at once” to 60 % in B and D');
    expect(choice().scenarios.map(({ measures }) => measures[0]?.values)).toEqual([
      { common: 0.6 },
      {},
      { common: 0.6 },
    ]);
    commands.setMeasureValue({ scenario: 3, measure: 0 }, parameterOf('break-up', 'common'), 0.1);
    commands.setMeasureValue({ scenario: 1, measure: 0 }, parameterOf('break-up', 'common'), 0.2);
    expect(choice().scenarios.map(({ measures }) => measures[0]?.values)).toEqual([
      { common: 0.2 },
      {},
      { common: 0.1 },
    ]);
    // a number that is as usual is not kept, and takes no place in links
    commands.setMeasureValue({ scenario: 1, measure: 0 }, parameterOf('break-up', 'common'), 0.3);
    expect(choice().scenarios[0]?.measures[0]?.values).toEqual({});
  });

  test('change what is assumed in all scenarios', () => {
    const { commands, choice } = opened();
    commands.addMeasure(0, shipped('merger'));
    commands.removeMeasure({ scenario: 0, measure: 0 });
    expect(choice().given).toEqual([shipped('merger')]);
    commands.startPolicyAgain();
    expect(samePolicy(choice(), FIRST_POLICY)).toBe(true);
  });

  test('never make more scenarios than there are letters', () => {
    const { commands, ids } = opened();
    for (let i = 0; i < 9; i++) commands.addScenario();
    expect(ids()).toHaveLength(5);
    expect(commands.addScenarioOf(shipped('merger'))).toBe(false);
    for (let i = 0; i < 12; i++) commands.addMeasure(5, shipped('merger'));
    expect(ids().at(-1)?.split('+')).toHaveLength(8);
  });
});

describe('the question', () => {
  test('asks for each measure once, with what is given first in all scenarios', () => {
    const { measures, scenarios, givenCount } = policyQuestion(FIRST_POLICY, library);
    expect([measures.length, givenCount]).toEqual([4, 1]);
    expect(scenarios).toEqual([[0], [0, 1], [0, 2], [0, 1, 2, 3]]);
  });

  test('takes a measure that a scenario has twice as two', () => {
    const twice = { title: '', measures: [shipped('merger'), shipped('merger')] };
    const { scenarios } = policyQuestion({ ...FIRST_POLICY, given: [], scenarios: [twice, twice] }, library);
    expect(scenarios).toEqual([[], [0, 1], [0, 1]]);
  });

  test('leaves out what is not known', () => {
    const unknown = { title: '', measures: [shipped('no-such')] };
    const { scenarios, measures } = policyQuestion(
      { ...FIRST_POLICY, given: [], scenarios: [unknown] },
      library,
    );
    expect([measures, scenarios]).toEqual([[], [[], []]]);
  });
});

describe('names', () => {
  test('of scenarios are made of their measures', () => {
    const name = (...ids: string[]) =>
      scenarioName(
        '',
        ids.map((id) => shipped(id)),
        library,
      );
    expect(name('break-up')).toBe('Break up the largest cloud');
    expect(name('break-up', 'second-dns')).toBe('Break up the largest cloud and second name service');
    expect(name()).toBe('No measure yet');
    expect(scenarioName('Ours', [], library)).toBe('Ours');
    expect([inSentence('DNS for all'), inSentence('Second cloud')]).toEqual(['DNS for all', 'second cloud']);
  });

  test('of numbers stand in their sentences', () => {
    expect(
      [valueText(0.05, 'fraction'), valueText(3, 'parts')].map((text) => text.replace('\u00a0', ' ')),
    ).toEqual(['5 %', '3']);
    for (const { parameters } of PRESETS)
      for (const parameter of parameters) expect(aroundValue(parameter).join('')).not.toContain('{');
  });
});

describe('measures', () => {
  test('all come with the page, and each is offered once', () => {
    const offered = groupedPresets(PRESETS, true).flatMap(({ presets }) => presets.map(({ id }) => id));
    expect(offered.toSorted()).toEqual(PRESETS.map(({ id }) => id).toSorted());
    for (const { measures } of FIRST_POLICY.scenarios)
      for (const measure of measures) expect(knownMeasure(measure, library)).not.toBeNull();
    for (const measure of FIRST_POLICY.given) expect(knownMeasure(measure, library)).not.toBeNull();
  });

  test('are the same when they do the same', () => {
    expect(sameMeasure(shipped('a', { x: 1, y: 2 }), shipped('a', { y: 2, x: 1 }))).toBe(true);
    expect(sameMeasure(shipped('a', { x: 1 }), shipped('a', { y: 1 }))).toBe(false);
    expect(asIn(FIRST_POLICY, 3, shipped('second-dns'))).toBe(2);
    expect(asIn(FIRST_POLICY, 2, shipped('second-dns'))).toBe(0);
    expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
  });
});

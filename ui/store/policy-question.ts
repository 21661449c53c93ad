/** Scenarios as the engine is asked about them: each measure once, scenarios as lists of indices. */
import type { Measure } from '../../engine/api/protocol.ts';
import { FIRST_POLICY, type MeasureChoice, type PolicyChoice } from './policy-choice.ts';
import { type KnownMeasure, knownMeasure, type Library } from './policy-library.ts';
import { scenarioName } from './policy-names.ts';

/** Names that come with the page, which can stand in a sentence. */
const FIRST_TITLES: ReadonlySet<string> = new Set(FIRST_POLICY.scenarios.map(({ title }) => title));

/** A measure of a scenario. */
export interface PolicyMember {
  readonly choice: MeasureChoice;
  readonly known: KnownMeasure;
  /** Where it is among the measures of the question. */
  readonly at: number;
}

/** A scenario of the question, A first. */
export interface PolicyScenario {
  readonly name: string;
  /** Whether a person wrote the name. */
  readonly isNamed: boolean;
  /** What all have comes first. */
  readonly members: readonly PolicyMember[];
}

export interface PolicyQuestion {
  readonly measures: readonly Measure[];
  readonly scenarios: readonly (readonly number[])[];
  /** The same scenarios with what the page needs to tell about them. */
  readonly shown: readonly PolicyScenario[];
  /** How many members all scenarios have in common, at their beginning. */
  readonly givenCount: number;
}

/** The question that a choice comes to; what is not known is left out, for it is told in its place. */
export function policyQuestion(choice: PolicyChoice, library: Library): PolicyQuestion {
  const measures: Measure[] = [];
  const indexOf = new Map<string, number>();
  const membersOf = (choices: readonly MeasureChoice[]): readonly PolicyMember[] => {
    const times = new Map<string, number>();
    return choices.flatMap((each) => {
      const known = knownMeasure(each, library);
      if (known === null) return [];
      // a measure that a scenario takes twice is two of them
      const text = JSON.stringify([each.id, each.file, Object.entries(each.values).toSorted()]);
      const time = times.get(text) ?? 0;
      times.set(text, time + 1);
      const key = `${time} ${text}`;
      const at = indexOf.get(key) ?? measures.push(known.asked) - 1;
      indexOf.set(key, at);
      return [{ choice: each, known, at }];
    });
  };
  const given = membersOf(choice.given);
  const shown = [
    { name: 'The system as it is', isNamed: false, members: given },
    ...choice.scenarios.map(({ title, measures: own }) => ({
      name: scenarioName(title, own, library),
      isNamed: title !== '' && !FIRST_TITLES.has(title),
      members: membersOf([...choice.given, ...own]),
    })),
  ];
  return {
    measures,
    scenarios: shown.map(({ members }) => members.map(({ at }) => at)),
    shown,
    givenCount: given.length,
  };
}

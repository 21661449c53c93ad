/** What a person can do on the Policy page; every change carries its name. */
import type { PolicyStore } from './policy.ts';
import {
  FIRST_POLICY,
  letterOf,
  type MeasureChoice,
  MOST_MEASURES,
  MOST_SCENARIOS,
  moved,
  type PolicyChoice,
  type ScenarioChoice,
  sameMeasure,
  withValue,
} from './policy-choice.ts';
import { knownMeasure, type Parameter } from './policy-library.ts';
import { parameterName, scenarioName, valueText } from './policy-names.ts';
import { change, type SessionStore } from './session.ts';
import { countText, listText } from './words.ts';

/** A measure of a scenario; scenarios are counted from A as 0, which has what is given. */
export interface MeasurePlace {
  readonly scenario: number;
  readonly measure: number;
}

interface Stores {
  readonly session: SessionStore;
  readonly policy: PolicyStore;
}

/** The commands of the Policy page. */
export function createPolicyCommands({ session, policy }: Stores) {
  const now = () => session.getState().policy;

  function set(name: string, patch: Partial<PolicyChoice>): void {
    change(session, name, { policy: { ...now(), ...patch }, page: 'policy' });
  }

  function setScenario(s: number, name: string, patch: Partial<ScenarioChoice>): void {
    const { scenarios } = now();
    set(name, { scenarios: scenarios.map((each, i) => (i === s - 1 ? { ...each, ...patch } : each)) });
  }

  const measuresOf = (s: number): readonly MeasureChoice[] =>
    s === 0 ? now().given : (now().scenarios[s - 1]?.measures ?? []);

  function setMeasures(s: number, name: string, measures: readonly MeasureChoice[]): void {
    if (s === 0) set(name, { given: measures });
    else setScenario(s, name, { measures });
  }

  function titleOf(measure: MeasureChoice): string {
    return knownMeasure(measure, policy.getState().library)?.title ?? measure.id;
  }

  /** "B", or what is given to all. */
  const whereText = (s: number) => (s === 0 ? 'all scenarios' : letterOf(s));

  function insert(scenario: ScenarioChoice, at: number, name: string): void {
    const { scenarios } = now();
    if (scenarios.length < MOST_SCENARIOS) set(name, { scenarios: scenarios.toSpliced(at, 0, scenario) });
  }

  return {
    /** Changes how many years are simulated, and which. */
    setPolicyYears({ years, seed }: { readonly years?: number; readonly seed?: number }): void {
      if (years !== undefined) set(`compare over ${countText(years)} years`, { years });
      else if (seed !== undefined) set(`compare with seed ${seed}`, { seed });
    },

    /** Adds a scenario without measures at the end. */
    addScenario(): void {
      insert({ title: '', measures: [] }, now().scenarios.length, 'add a scenario');
    },

    /** Adds a scenario of one measure at the end; tells whether there was room. */
    addScenarioOf(measure: MeasureChoice): boolean {
      const { length } = now().scenarios;
      insert({ title: '', measures: [measure] }, length, `add ${titleOf(measure)} as a scenario`);
      return length < MOST_SCENARIOS;
    },

    /** Adds the same scenario again, behind it. */
    duplicateScenario(s: number): void {
      const scenario = now().scenarios[s - 1];
      if (!scenario) return;
      const name = scenarioName(scenario.title, scenario.measures, policy.getState().library);
      insert({ ...scenario, title: `${name.slice(0, 70)} (2)` }, s, `duplicate ${letterOf(s)}`);
    },

    /** Takes a scenario away. */
    deleteScenario(s: number): void {
      set(`delete ${letterOf(s)}`, { scenarios: now().scenarios.toSpliced(s - 1, 1) });
    },

    /** Moves a scenario by some places. */
    moveScenario(s: number, by: number): void {
      const direction = by < 0 ? 'left' : 'right';
      set(`move ${letterOf(s)} to the ${direction}`, {
        scenarios: moved(now().scenarios, s - 1, s - 1 + by),
      });
    },

    /** Gives a scenario a name, or the one made of its measures with an empty text. */
    nameScenario(s: number, title: string): void {
      setScenario(s, title === '' ? `let ${letterOf(s)} name itself` : `name ${letterOf(s)} “${title}”`, {
        title,
      });
    },

    /** Adds a measure at the end of a scenario. */
    addMeasure(s: number, measure: MeasureChoice): void {
      const measures = measuresOf(s);
      if (measures.length >= MOST_MEASURES) return;
      setMeasures(s, `add ${titleOf(measure)} to ${whereText(s)}`, [...measures, measure]);
    },

    /** Takes a measure away. */
    removeMeasure({ scenario, measure }: MeasurePlace): void {
      const measures = measuresOf(scenario);
      const found = measures[measure];
      if (!found) return;
      setMeasures(
        scenario,
        `remove ${titleOf(found)} from ${whereText(scenario)}`,
        measures.toSpliced(measure, 1),
      );
    },

    /** Moves a measure by some places, for they are carried out in their order. */
    moveMeasure({ scenario, measure }: MeasurePlace, by: number): void {
      const measures = measuresOf(scenario);
      const found = measures[measure];
      if (!found) return;
      const direction = by < 0 ? 'earlier' : 'later';
      setMeasures(
        scenario,
        `carry out ${titleOf(found)} ${direction} in ${whereText(scenario)}`,
        moved(measures, measure, measure + by),
      );
    },

    /**
     * Changes a number of a measure, in the scenarios behind it, too, that have the same measure with the same
     * numbers: these say that they are as in this one.
     */
    setMeasureValue({ scenario, measure }: MeasurePlace, parameter: Parameter, value: number): void {
      const found = measuresOf(scenario)[measure];
      if (!found) return;
      const { id, unit, default: usual } = parameter;
      const next = withValue(found, { id, value, usual });
      const { given, scenarios } = now();
      const followers: number[] = [];
      const changed = scenarios.map((each, i) => {
        const s = i + 1;
        if (scenario === 0 || s < scenario) return each;
        const measures = each.measures.map((one, m) => {
          const isMeant = s === scenario ? m === measure : sameMeasure(one, found);
          return isMeant ? next : one;
        });
        if (s > scenario && measures.some((one, m) => one !== each.measures[m])) followers.push(s);
        return { ...each, measures };
      });
      const letters = listText([whereText(scenario), ...followers.map(letterOf)], 6);
      set(`set “${parameterName(parameter)}” to ${valueText(value, unit)} in ${letters}`, {
        given: scenario === 0 ? given.map((each, m) => (m === measure ? next : each)) : given,
        scenarios: changed,
      });
    },

    /** Says what a measure costs, or takes its cost away with null. */
    setPolicyCost(key: string, title: string, cost: number | null): void {
      const { [key]: _, ...others } = now().costs;
      const costs = cost === null ? others : { ...others, [key]: cost };
      set(cost === null ? `take the cost of ${title} away` : `let ${title} cost ${cost}`, { costs });
    },

    /** Says what can be spent; null for no limit. */
    setPolicyBudget(budget: number | null): void {
      set(budget === null ? 'spend without limit' : `spend at most ${budget}`, { budget });
    },

    /** Goes back to the scenarios that the page begins with. */
    startPolicyAgain(): void {
      const { years, seed } = now();
      set('start again with the first scenarios', { ...FIRST_POLICY, years, seed });
    },
  };
}

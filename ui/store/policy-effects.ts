/** What measures did to this system, in words, from the effects that come with a result. */
import type { PolicyScenario } from './policy-question.ts';
import type { Effect } from './types.ts';
import { counted } from './words.ts';

/** What a measure did here. */
export interface MeasureEffect {
  readonly isNothing: boolean;
  /** Whether some of its interventions did nothing while others did something. */
  readonly isPartly: boolean;
  /** "Reaches 41 entities": those who take part. */
  readonly words: string;
  /** What a person should know of it. */
  readonly remarks: readonly string[];
}

const CHANGES = [
  'entitiesAdded',
  'entitiesChanged',
  'dependenciesAdded',
  'dependenciesChanged',
  'dependenciesRemoved',
] as const;

/** The effect of every measure of a scenario, in the order of its members; effects come one for each intervention. */
export function effectsOf({ members }: PolicyScenario, effects: readonly Effect[]): readonly MeasureEffect[] {
  let at = 0;
  return members.map(({ known }) => {
    const own = effects.slice(at, at + known.interventionCount);
    at += known.interventionCount;
    return effectOf(own);
  });
}

function effectOf(effects: readonly Effect[]): MeasureEffect {
  const without = effects.filter((effect) => CHANGES.every((change) => effect[change] === 0)).length;
  const isNothing = without === effects.length;
  const isPartly = !isNothing && without > 0;
  const matched = Math.max(0, ...effects.map((effect) => effect.matched));
  const reached = Math.max(0, ...effects.map((effect) => effect.reached));
  const remarks = [...new Set(effects.flatMap((effect) => effect.remarks.map(({ message }) => message)))];
  if (matched === 0)
    return { isNothing, isPartly, words: 'It matches nothing here, so it does nothing.', remarks };
  if (isNothing) return { isNothing, isPartly, words: 'It does nothing here.', remarks };
  const of = reached === matched ? '' : ` of ${matched}`;
  return {
    isNothing,
    isPartly,
    words: `It reaches ${counted(reached, 'entity', 'entities').replace(/^(\S+)/, `$1${of}`)} here.`,
    remarks,
  };
}

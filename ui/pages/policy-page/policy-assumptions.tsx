/** What the comparison stands on: assumptions, seed, and what the measures and the dataset assume. */
import type { PolicyAnswer } from '../../store/policy.ts';
import { letterOf } from '../../store/policy-choice.ts';
import { effectsOf } from '../../store/policy-effects.ts';
import { numberOf } from '../../store/policy-library.ts';
import { parameterSentence, valueText } from '../../store/policy-names.ts';
import type { SystemView } from '../../store/types.ts';
import { titleOf } from '../../store/words.ts';
import { Panel } from '../risk-page/panel.tsx';
import styles from '../risk-page/risk-assumptions.module.css';

interface PolicyAssumptionsProps {
  readonly view: SystemView;
  readonly answer: PolicyAnswer;
}

/** The lists. */
export function PolicyAssumptions({ view, answer: { question, result } }: PolicyAssumptionsProps) {
  const { about } = view;
  return (
    <Panel
      title="What this stands on"
      subtitle={`${titleOf(view)}${about.asOf === '' ? '' : ` as of ${about.asOf}`}; engine ${result.engine}, seed ${result.seed}`}
      how={
        <p>
          The engine lists what each result takes for granted. Numbers of measures are assumed unless a source
          stands beside them. Results are what follows from all of this for the system as listed; they are no
          forecast.
        </p>
      }
    >
      <List texts={result.assumptions} />
      <details className={styles.more}>
        <summary>What the measures assume and reach</summary>
        {question.shown.map(({ name, members }, s) => {
          const effects = effectsOf({ name, isNamed: false, members }, result.scenarios[s]?.effects ?? []);
          return (
            members.length > 0 && (
              <div key={letterOf(s)}>
                <h3>
                  {letterOf(s)}: {name}
                </h3>
                <List
                  texts={members.flatMap(({ choice, known }, m) => [
                    `${known.title}: ${effects[m]?.words ?? ''} ${effects[m]?.remarks.join(' ') ?? ''}`.trim(),
                    ...known.parameters.map((parameter) => {
                      const value = numberOf(choice, parameter);
                      const usual =
                        value === parameter.default
                          ? ''
                          : `, not ${valueText(parameter.default, parameter.unit)} as usual`;
                      return `${parameterSentence(parameter, value)}${usual}: ${parameter.source}`;
                    }),
                  ])}
                />
              </div>
            )
          );
        })}
      </details>
      {about.assumed.length > 0 && (
        <details className={styles.more}>
          <summary>What the dataset itself assumes</summary>
          <List texts={about.assumed} />
        </details>
      )}
    </Panel>
  );
}

function List({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {[...new Set(texts)].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

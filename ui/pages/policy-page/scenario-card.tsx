/** A scenario: its letter and name, the measures that it consists of, and what can be done with it. */
import { Menu } from '@mantine/core';
import { useState } from 'react';
import { IconButton } from '../../parts/button.tsx';
import { LetterBadge } from '../../parts/letter-badge.tsx';
import { useApp, usePolicy, useSession } from '../../parts/use-app.tsx';
import type { PolicyAnswer } from '../../store/policy.ts';
import { asIn, LONGEST_TITLE, letterOf, MOST_MEASURES, MOST_SCENARIOS } from '../../store/policy-choice.ts';
import { effectsOf, type MeasureEffect } from '../../store/policy-effects.ts';
import { scenarioName } from '../../store/policy-names.ts';
import type { PolicyScenario } from '../../store/policy-question.ts';
import type { SystemView } from '../../store/types.ts';
import { counted } from '../../store/words.ts';
import { AddMeasure } from './add-measure.tsx';
import { MeasureCard } from './measure-card.tsx';
import styles from './scenario-card.module.css';

/** The card of A: nothing changes, and what is assumed for all. */
export function BaselineCard({ view }: { readonly view: SystemView }) {
  const given = useSession((session) => session.policy.given);
  const effects = useEffects(0);
  return (
    <article className={styles.card} data-letter="A" aria-label="Scenario A">
      <div className={styles.head}>
        <LetterBadge letter="A" />
        <h2 className={styles.name}>The system as it is</h2>
      </div>
      <p className={styles.words}>
        Nothing changes. {counted(view.id.length, 'entity', 'entities')} and their dependencies as listed:
        what the other scenarios are held against.
      </p>
      {given.length > 0 && <h3 className={styles.given}>Assumed in all scenarios</h3>}
      {given.map((choice, m) => (
        <MeasureCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a measure is its place
          key={`${m} ${choice.id}`}
          choice={choice}
          place={{ scenario: 0, measure: m }}
          count={given.length}
          sameAs={0}
          effect={effects?.[m] ?? null}
        />
      ))}
      {given.length < MOST_MEASURES && <AddMeasure scenario={0} letter="all scenarios" />}
    </article>
  );
}

/** The card of a scenario, counted from A as 0. */
export function ScenarioCard({ scenario: s }: { readonly scenario: number }) {
  const choice = useSession((session) => session.policy);
  const library = usePolicy((policy) => policy.library);
  const effects = useEffects(s);
  const own = choice.scenarios[s - 1];
  if (!own) return null;
  const letter = letterOf(s);
  const { title, measures } = own;
  const name = scenarioName(title, measures, library);
  return (
    <article className={styles.card} data-letter={letter} aria-label={`Scenario ${letter}`}>
      <div className={styles.head}>
        <LetterBadge letter={letter} />
        <NameField key={name} scenario={s} name={name} />
        <CardMenu scenario={s} name={name} />
      </div>
      {measures.length === 0 && (
        <p className={styles.words}>No measure yet: this is the system as it is. Add what should change.</p>
      )}
      {measures.map((measure, m) => (
        <MeasureCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a measure is its place
          key={`${m} ${measure.id}`}
          choice={measure}
          place={{ scenario: s, measure: m }}
          count={measures.length}
          sameAs={asIn(choice, s, measure)}
          effect={effects?.[choice.given.length + m] ?? null}
        />
      ))}
      {measures.length < MOST_MEASURES && <AddMeasure scenario={s} letter={letter} />}
    </article>
  );
}

/** What the measures of a scenario did here, while the answer is one to what is asked now. */
function useEffects(s: number): readonly MeasureEffect[] | null {
  const answer = usePolicy((policy) => (policy.isOld ? null : policy.answer));
  const choice = useSession((session) => session.policy);
  return (
    answer && effectsIn(answer, s, choice.given.length + (choice.scenarios[s - 1]?.measures.length ?? 0))
  );
}

/** Null when the scenario has others by now, or some are not known. */
function effectsIn(
  { question, result }: PolicyAnswer,
  s: number,
  count: number,
): readonly MeasureEffect[] | null {
  const shown: PolicyScenario | undefined = question.shown[s];
  const risk = result.scenarios[s];
  return shown && risk && shown.members.length === count ? effectsOf(shown, risk.effects) : null;
}

interface NameProps {
  readonly scenario: number;
  readonly name: string;
}

/** The name, to be changed in its place; empty it is made of the measures again. */
function NameField({ scenario, name }: NameProps) {
  const app = useApp();
  const [text, setText] = useState(name);
  const commit = () => {
    const title = text.replaceAll(/\s+/g, ' ').trim();
    if (title === name) return setText(name);
    app.nameScenario(scenario, title);
  };
  return (
    <textarea
      className={styles.name}
      rows={1}
      value={text}
      maxLength={LONGEST_TITLE}
      aria-label={`Name of scenario ${letterOf(scenario)}`}
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          event.currentTarget.blur();
        } else if (event.key === 'Escape') setText(name);
      }}
    />
  );
}

function CardMenu({ scenario: s, name }: NameProps) {
  const app = useApp();
  const { scenarios } = useSession((session) => session.policy);
  const [first] = scenarios[s - 1]?.measures ?? [];
  const isAlone = scenarios[s - 1]?.measures.length === 1;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <IconButton className={styles.small} icon="more" label={`Change scenario ${letterOf(s)}: ${name}`} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={scenarios.length >= MOST_SCENARIOS} onClick={() => app.duplicateScenario(s)}>
          Duplicate
        </Menu.Item>
        <Menu.Item disabled={s === 1} onClick={() => app.moveScenario(s, -1)}>
          Move to the left
        </Menu.Item>
        <Menu.Item disabled={s === scenarios.length} onClick={() => app.moveScenario(s, 1)}>
          Move to the right
        </Menu.Item>
        <Menu.Item disabled={!first} onClick={() => void app.saveScenario(s)}>
          Save as a file
        </Menu.Item>
        {isAlone && (
          <Menu.Item onClick={() => app.removeMeasure({ scenario: s, measure: 0 })}>
            Remove its measure
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => app.deleteScenario(s)}>Delete scenario {letterOf(s)}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

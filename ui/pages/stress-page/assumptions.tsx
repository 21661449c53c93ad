/** What is assumed while an outage unfolds, each with what it means. */
import { useId } from 'react';
import { CommitField } from '../../parts/commit-field.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useApp, useSession, useStress } from '../../parts/use-app.tsx';
import { weightIndex } from '../../store/results.ts';
import { incidentOf } from '../../store/stress.ts';
import type { Failover } from '../../store/stress-choice.ts';
import { yearText } from '../../store/stress-words.ts';
import type { SystemView } from '../../store/types.ts';
import styles from './stress-setup.module.css';

const MOST_SEED = 2 ** 32 - 1;

const FAILOVER_OPTIONS = [
  { value: 'always', label: 'Always work' },
  { value: 'never', label: 'Never work' },
  { value: 'drawn', label: 'Drawn' },
] as const;

const FAILOVER_WORDS: Readonly<Record<Failover, string>> = {
  always:
    'Who has an alternative supplier switches to it, after the time that the switch takes, and every switch works.',
  never: 'No switch to an alternative works: who loses one supplier of a group loses what the group does.',
  drawn:
    'Each switch works with the chance that the data give; the same seed draws the same again, another seed another course.',
};

/** The part of the drawer below the failures. */
export function Assumptions({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const incidents = useStress((stress) => stress.incidents);
  const choice = useSession((session) => session.stress);
  const column = useSession((session) => session.weight);
  const { failover, seed, crowding, independent } = choice;
  const incident = incidentOf(choice, incidents);
  return (
    <section className={styles.section} aria-label="Assumptions">
      <h3>Switches to alternatives</h3>
      <div className={styles.row}>
        <Segments<Failover>
          label="Switches to alternatives"
          value={failover}
          options={FAILOVER_OPTIONS}
          onChange={(next) => app.setStressAssumption(`let switches be ${next}`, { failover: next })}
        />
      </div>
      <p className={styles.note}>
        {FAILOVER_WORDS[failover]}
        {failover === 'drawn' &&
          view.doubtfulSwitchCount === 0 &&
          ' No switch in these data has a chance below 1, so all of them work.'}
        {failover === 'drawn' && choice.replicate > 0 && ` Drawn${yearText(choice)} of the Risk page.`}
      </p>
      {failover === 'drawn' && (
        <div className={styles.fields}>
          <CommitField
            label="Seed"
            value={String(seed)}
            read={readSeed}
            error={`Write a whole number from 0 to ${MOST_SEED}.`}
            onCommit={(next) => app.setStressAssumption(`draw with seed ${next}`, { seed: next })}
          />
        </div>
      )}
      <Switch
        label="Crowding"
        words={`Who takes over the load of others, counted in ${view.weights[weightIndex(view, column)]?.label.toLowerCase() ?? 'weight'}, serves less when it is more than it can carry.${view.capacityCount === 0 ? ' Nobody in these data has a capacity, so this changes nothing.' : ''}`}
        isOn={crowding}
        onChange={(next) =>
          app.setStressAssumption(next ? 'count crowding' : 'leave out crowding', { crowding: next })
        }
      />
      {incident && (
        <Switch
          label="Only evidence from elsewhere"
          words="Leaves out dependencies that are known only from this outage: with them, a replay partly repeats what it was told."
          isOn={independent}
          onChange={(next) =>
            app.setStressAssumption(next ? 'use only evidence from elsewhere' : 'use all evidence', {
              independent: next,
            })
          }
        />
      )}
    </section>
  );
}

function readSeed(text: string): number | null {
  const seed = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return seed <= MOST_SEED ? seed : null;
}

interface SwitchProps {
  readonly label: string;
  readonly words: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Switch({ label, words, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles.switch}>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <b>{label}</b>
      </label>
      <p id={id} className={styles.note}>
        {words}
      </p>
    </div>
  );
}

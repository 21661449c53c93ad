/** One failure with the fields that change it. */
import { IconButton } from '../../parts/button.tsx';
import { CommitField } from '../../parts/commit-field.tsx';
import { Mark } from '../../parts/mark.tsx';
import { useApp, useDataset } from '../../parts/use-app.tsx';
import type { FailureChoice } from '../../store/stress-choice.ts';
import { durationText, parseDuration } from '../../store/time-words.ts';
import type { SystemView } from '../../store/types.ts';
import styles from './stress-setup.module.css';

const HOW_TO_WRITE = 'Write a time such as 2h52m, 90 min or 3 d.';
const FOR_GOOD = 'for good';

interface FailureRowProps {
  readonly view: SystemView;
  readonly failure: FailureChoice;
  /** Its place among the failures. */
  readonly i: number;
  /** What happened, for a real outage, else empty. */
  readonly what: string;
}

/** A row of the drawer. */
export function FailureRow({ view, failure: { id, start, duration, level }, i, what }: FailureRowProps) {
  const app = useApp();
  const v = useDataset((dataset) => dataset.indexOf.get(id));
  const name = v === undefined ? id : (view.name[v] ?? id);
  return (
    <li className={styles.failure} aria-label={name}>
      <div className={styles.who}>
        {v !== undefined && <Mark layer={view.layers[view.layer[v]!] ?? ''} state="failed" />}
        <b>{name}</b>
        <IconButton icon="close" label={`Repair ${name}`} onClick={() => app.removeStressFailure(i)} />
      </div>
      {v === undefined && <p className={styles.note}>This dataset does not have it, so it is left out.</p>}
      {what !== '' && <p className={styles.note}>{what}</p>}
      <div className={styles.fields}>
        <CommitField
          label="Starts after"
          value={durationText(start)}
          read={parseDuration}
          error={HOW_TO_WRITE}
          onCommit={(hours) => app.changeStressFailure(i, { start: hours })}
        />
        <CommitField
          label="Lasts"
          value={durationText(duration ?? Number.POSITIVE_INFINITY)}
          read={readDuration}
          error={`${HOW_TO_WRITE} Or: ${FOR_GOOD}.`}
          onCommit={({ hours }) => app.changeStressFailure(i, { duration: hours })}
        />
        <CommitField
          label="Service left, in %"
          value={String(Number((level * 100).toFixed(2)))}
          read={readPercent}
          error="Write a number from 0 to 100."
          onCommit={(next) => app.changeStressFailure(i, { level: next })}
        />
      </div>
    </li>
  );
}

function readDuration(text: string): { readonly hours: number | null } | null {
  if (text.trim() === '' || text.trim().toLowerCase() === FOR_GOOD) return { hours: null };
  const hours = parseDuration(text);
  return hours === null || hours === 0 ? null : { hours };
}

function readPercent(text: string): number | null {
  const number = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(text)?.[1]?.replace(',', '.');
  return number === undefined || Number(number) > 100 ? null : Number(number) / 100;
}

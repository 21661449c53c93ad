/** What colour and size mean on the map while a measure has taken the place of layer or weight. */
import type { ReactNode } from 'react';
import { HowButton } from '../../parts/button.tsx';
import { How } from '../../parts/how.tsx';
import { Mark } from '../../parts/mark.tsx';
import { shadesOf } from '../../parts/shades.ts';
import { useApp, useImportance, useSession } from '../../parts/use-app.tsx';
import { measureText } from '../../store/measure-words.ts';
import { counted, shareText } from '../../store/words.ts';
import styles from './measure-keys.module.css';

/** The keys of the measures that the map shows; nothing while it shows none. */
export function MeasureKeys() {
  const colour = useSession((session) => session.colour);
  const size = useSession((session) => session.size);
  return (
    <>
      {colour !== '' && (
        <Key name="Colour" id={colour}>
          {(values, unit) => <Tones values={values} unit={unit} />}
        </Key>
      )}
      {size !== '' && (
        <Key name="Size" id={size}>
          {(values, unit) => <Sizes values={values} unit={unit} tone={colour === '' ? null : 0} />}
        </Key>
      )}
    </>
  );
}

interface KeyProps {
  readonly name: string;
  readonly id: string;
  readonly children: (values: Float64Array, unit: string) => ReactNode;
}

function Key({ name, id, children }: KeyProps) {
  const measured = useImportance(({ measures }) => measures[id]);
  const about = useImportance(({ descriptions }) => descriptions.find((each) => each.id === id));
  const label = about?.label ?? id;
  return (
    <div className={styles.key}>
      <span>
        {name}: <b>{label}</b>
        {about && `, ${about.unit}`}
      </span>
      {measured?.values ? children(measured.values, about?.unit ?? '') : <Awaited id={id} label={label} />}
      {about && (
        <How label="How" title={`${label}, ${about.unit}`}>
          <p>{about.description}</p>
          <code>{about.formula}</code>
          {measured && measured.note !== '' && <p>{measured.note}</p>}
          <p>Source: {about.source}</p>
        </How>
      )}
    </div>
  );
}

/** How far a measure is, or why it is not there. */
function Awaited({ id, label }: { readonly id: string; readonly label: string }) {
  const app = useApp();
  const fraction = useImportance(({ measures }) => measures[id]?.fraction ?? null);
  const failure = useImportance(({ measures }) => measures[id]?.failure ?? '');
  if (failure !== '') {
    return (
      <span className={styles.failure} role="status">
        {failure} <HowButton onClick={() => app.retryMeasure(id)}>Try again</HowButton>
      </span>
    );
  }
  if (fraction === null) return null;
  return (
    <span className={styles.progress}>
      <progress max={1} value={fraction} aria-label={`Computing ${label}`} />
      {shareText(fraction)}
      <HowButton onClick={() => app.cancelMeasure(id)}>Cancel</HowButton>
    </span>
  );
}

interface ValuesProps {
  readonly values: Float64Array;
  readonly unit: string;
}

function Tones({ values, unit }: ValuesProps) {
  return (
    <ul className={styles.items}>
      {shadesOf(values).classes.map(({ tone, least, count }) => (
        <li key={tone} title={counted(count, 'entity', 'entities')}>
          <Mark layer="applications" tone={tone} size={14} />
          {tone === 0 ? '0' : `from ${measureText(unit, least)}`}
        </li>
      ))}
    </ul>
  );
}

function Sizes({ values, unit, tone }: ValuesProps & { readonly tone: number | null }) {
  return (
    <ul className={styles.items}>
      <li>
        <Mark layer="applications" size={9} tone={tone} />0
      </li>
      <li>
        <Mark layer="applications" size={24} tone={tone} />
        {measureText(unit, shadesOf(values).largest)}
      </li>
    </ul>
  );
}

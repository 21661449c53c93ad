/** Choices of a page bar that have many options: a select with its key before it. */
import type { ReactNode } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { useApp, useSession } from '../../parts/use-app.tsx';
import { weightIndex } from '../../store/results.ts';
import type { SystemView } from '../../store/types.ts';
import styles from './page-bar.module.css';

/** By what losses are counted. */
export function WeightChoice({ view }: { readonly view: SystemView }) {
  const app = useApp();
  const column = useSession((session) => session.weight);
  const { column: value = '', description = '' } = view.weights[weightIndex(view, column)] ?? {};
  return (
    <Pick label="Weight" value={value} title={description} onChange={app.setWeight}>
      {view.weights.map((weight) => (
        <option key={weight.column} value={weight.column}>
          {weight.label}
        </option>
      ))}
    </Pick>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly onChange: (value: string) => void;
}

/** A select with its key. */
export function Pick({ label, value, title, children, onChange }: PickProps) {
  return (
    <label className={styles.pick}>
      <span className={styles.key}>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)} title={title}>
        {children}
      </select>
      <Icon name="down" />
    </label>
  );
}

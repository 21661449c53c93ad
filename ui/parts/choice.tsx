/** One of several, in a field with its name in front. */

import styles from './choice.module.css';
import { Icon } from './icon.tsx';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly title?: string;
}

/** A list to choose from, the browser's own. */
export function Choice<T extends string>({ label, value, options, onChange, title }: ChoiceProps<T>) {
  return (
    <label className={styles.choice}>
      <span className={styles.key}>{label}</span>
      <select value={value} title={title} onChange={(event) => onChange(event.currentTarget.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </label>
  );
}

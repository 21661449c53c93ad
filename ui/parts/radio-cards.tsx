/** One of a few, each with a sentence on what it is. */
import { useId } from 'react';
import styles from './radio-cards.module.css';

interface RadioCardsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly title: string; readonly what: string }[];
  readonly onChange: (value: T) => void;
}

/** The choice as a list of cards. */
export function RadioCards<T extends string>({ label, value, options, onChange }: RadioCardsProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.cards}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.card}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            <b>{option.title}</b>
            {option.what}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

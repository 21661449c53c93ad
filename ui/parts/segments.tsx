/** One of a few: a row of joined segments, in truth a group of radio buttons. */
import { useId } from 'react';
import styles from './segments.module.css';

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  /** As high as a button, for a choice that leads a page. */
  readonly tall?: true;
}

/** A choice between a few options. */
export function Segments<T extends string>({ label, value, options, onChange, tall }: SegmentsProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.segments} aria-label={label} data-tall={tall}>
      {options.map((option) => (
        <label key={option.value} className={styles.segment}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

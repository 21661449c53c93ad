/** A text field that is taken over with Enter or when it is left, and says beside it what cannot be read. */
import { useId, useState } from 'react';
import styles from './commit-field.module.css';

interface CommitFieldProps<T> {
  readonly label: string;
  /** What stands in it, as text. */
  readonly value: string;
  /** Reads what was written; null when it cannot. */
  readonly read: (text: string) => T | null;
  /** What is wrong when it cannot be read, and how to write it. */
  readonly error: string;
  readonly onCommit: (value: T) => void;
  readonly placeholder?: string;
}

/** A field with its label above. */
export function CommitField<T>({
  label,
  value,
  read,
  error,
  onCommit,
  placeholder = '',
}: CommitFieldProps<T>) {
  const id = useId();
  const [draft, setDraft] = useState({ of: value, text: value, isWrong: false });
  // what stands in it changed from outside, such as by undo
  const now = draft.of === value ? draft : { of: value, text: value, isWrong: false };
  const commit = () => {
    if (now.text === value) return setDraft({ ...now, isWrong: false });
    const result = read(now.text);
    setDraft({ ...now, isWrong: result === null });
    if (result !== null) onCommit(result);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={now.text}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        aria-invalid={now.isWrong}
        aria-describedby={now.isWrong ? `${id}-error` : undefined}
        onChange={(event) => setDraft({ ...now, text: event.currentTarget.value, isWrong: false })}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {now.isWrong && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

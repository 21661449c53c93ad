/** A cell while it is changed: Enter takes the text over, Escape gives it up, what cannot be says why beside it. */
import { useEffect, useId, useRef, useState } from 'react';
import type { DataColumn } from '../../store/types.ts';
import styles from './data-grid.module.css';
import { EntityIds, namesEntities } from './entity-ids.tsx';

interface CellEditorProps {
  readonly column: DataColumn;
  readonly value: string;
  /** Resolves to why the value cannot be taken, empty when it was. */
  readonly onCommit: (value: string) => Promise<string>;
  readonly onDone: () => void;
}

/** A field, or a list of words where the column has such. */
export function CellEditor({ column, value, onCommit, onDone }: CellEditorProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  useEffect(() => {
    field.current?.focus();
    if (field.current instanceof HTMLInputElement) field.current.select();
  }, []);
  const commit = async () => {
    if (text === value) return onDone();
    setBusy(true);
    const refused = await onCommit(text);
    setBusy(false);
    setProblem(refused);
    if (refused === '') onDone();
    else field.current?.focus();
  };
  const isName = namesEntities(column.header);
  const common = {
    ref: field,
    value: text,
    'aria-label': column.header,
    'aria-invalid': problem !== '',
    'aria-busy': isBusy,
    'aria-describedby': problem === '' ? undefined : id,
    className: styles.field,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      setText(event.currentTarget.value);
      setProblem('');
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Enter') void commit();
      if (event.key === 'Escape') onDone();
    },
  };
  return (
    <span className={styles.editor}>
      {column.words.length > 0 ? (
        <select {...common}>
          {!column.words.includes(text) && <option value={text}>{text}</option>}
          {column.words.map((word) => (
            <option key={word} value={word}>
              {word}
            </option>
          ))}
        </select>
      ) : (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          list={isName ? `${id}-ids` : undefined}
          {...common}
        />
      )}
      {isName && <EntityIds id={`${id}-ids`} text={text} />}
      {problem !== '' && (
        <span id={id} className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}

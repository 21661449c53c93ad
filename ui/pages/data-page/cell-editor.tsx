/** A cell while it is changed: Enter takes the text over, and so does going elsewhere; Escape gives it up. */
import { useEffect, useId, useRef } from 'react';
import type { DataColumn } from '../../store/types.ts';
import styles from './data-grid.module.css';
import { EntityIds, namesEntities } from './entity-ids.tsx';
import type { Draft } from './use-draft.ts';

interface CellEditorProps {
  readonly column: DataColumn;
  readonly draft: Draft;
  readonly onWrite: (text: string) => void;
  readonly onCommit: () => void;
  readonly onLeave: () => void;
  readonly onGiveUp: () => void;
}

/** A field, or a list of words where the column has such; what cannot be says why beside it. */
export function CellEditor({ column, draft, onWrite, onCommit, onLeave, onGiveUp }: CellEditorProps) {
  const { text, problem, isBusy } = draft;
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const isUntouched = useRef(text === draft.was);
  useEffect(() => {
    field.current?.focus();
    // a field that comes back into sight with a text keeps it from being typed over
    if (isUntouched.current && field.current instanceof HTMLInputElement) field.current.select();
  }, []);
  useEffect(() => {
    if (problem !== '' && document.activeElement === document.body) field.current?.focus();
  }, [problem]);
  const isName = namesEntities(column.header);
  const common = {
    ref: field,
    value: text,
    'aria-label': column.header,
    'aria-invalid': problem !== '',
    'aria-busy': isBusy,
    'aria-describedby': problem === '' ? undefined : id,
    className: styles.field,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onWrite(event.currentTarget.value),
    onKeyDown: (event: React.KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Enter') onCommit();
      if (event.key === 'Escape') onGiveUp();
    },
    // a window that loses the focus keeps it for the field
    onBlur: (event: React.FocusEvent) => {
      if (document.activeElement !== event.currentTarget) onLeave();
    },
  };
  return (
    <span className={styles.editor} data-editor>
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
          readOnly={isBusy}
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

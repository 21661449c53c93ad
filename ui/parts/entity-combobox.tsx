/** Finding an entity by name or id while typing: a combobox after the ARIA pattern. */
import { type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react';
import { findEntities } from '../store/find.ts';
import type { SystemView } from '../store/types.ts';
import { vocabularyText } from '../store/words.ts';
import styles from './entity-combobox.module.css';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';
import type { MarkState } from './marks.ts';

const MOST_SHOWN = 12;

interface EntityComboboxProps {
  readonly view: SystemView | null;
  readonly label: string;
  readonly inputId?: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Hears of the entity that was chosen, and whether Shift was held with Enter. */
  readonly onChoose: (id: string, isShift: boolean) => void;
  /** Hears of Escape and of a focus that has gone. */
  readonly onLeave?: (how: 'escape' | 'blur') => void;
  readonly stateOf?: (v: number) => MarkState;
  /** What keys do, in words. */
  readonly hint: string;
  /** Stands behind the text. */
  readonly children?: ReactNode;
}

/** The field with its suggestions. */
export function EntityCombobox(props: EntityComboboxProps) {
  const { view, label, query, onQuery, onLeave, stateOf } = props;
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const deferred = useDeferredValue(query);
  const found = useMemo(() => (view ? findEntities(view, deferred, MOST_SHOWN) : []), [view, deferred]);
  const isListed = isOpen && query.trim() !== '' && view !== null;

  const choose = (v: number | undefined, isShift: boolean) => {
    const id = v === undefined ? undefined : view?.id[v];
    if (id === undefined) return;
    onQuery('');
    setActive(0);
    setOpen(false);
    props.onChoose(id, isShift);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      setActive(found.length === 0 ? 0 : (active + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      // the list may be a keystroke behind, and nobody may choose the wrong entity
      const [best] = view && deferred !== query ? findEntities(view, query, 1) : [found[active]];
      choose(best, event.shiftKey);
    } else if (event.key === 'Escape' && (isListed || onLeave)) {
      onQuery('');
      setOpen(false);
      onLeave?.('escape');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.combobox}>
      <Icon name="search" />
      <input
        id={props.inputId}
        className={styles.field}
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={listId}
        aria-activedescendant={isListed && found.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={query}
        onChange={(event) => {
          onQuery(event.currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          onLeave?.('blur');
        }}
        onKeyDown={onKeyDown}
      />
      {props.children}
      <div className={styles.dropdown} hidden={!isListed}>
        <div id={listId} role="listbox" aria-label="Entities found">
          {isListed &&
            found.map((v, i) => (
              <div
                key={v}
                id={`${listId}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                className={styles.option}
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(v, false);
                }}
                onPointerMove={() => setActive(i)}
              >
                <Mark layer={view.layers[view.layer[v]!] ?? ''} state={stateOf?.(v) ?? 'up'} />
                <span className={styles.name}>{view.name[v]}</span>
                <span className={styles.kind}>{vocabularyText(view.kinds[view.kind[v]!] ?? '')}</span>
              </div>
            ))}
        </div>
        <p className={styles.hint}>
          {found.length === 0 ? 'No entity has this in its name or id' : props.hint}
        </p>
      </div>
    </div>
  );
}

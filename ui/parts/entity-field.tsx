/** A field that finds one entity by name or id and hands it over: a combobox after the ARIA pattern. */
import { useId, useMemo, useState } from 'react';
import { findEntities } from '../store/find.ts';
import type { SystemView } from '../store/types.ts';
import { vocabularyText } from '../store/words.ts';
import styles from './entity-field.module.css';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';
import list from './search.module.css';

const MOST_SHOWN = 8;

interface EntityFieldProps {
  readonly view: SystemView;
  readonly label: string;
  /** What Enter does, in words: "makes it fail". */
  readonly deed: string;
  readonly onChoose: (id: string) => void;
}

/** The field with its suggestions. */
export function EntityField({ view, label, deed, onChoose }: EntityFieldProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const found = useMemo(() => findEntities(view, query, MOST_SHOWN), [view, query]);
  const isListed = isOpen && query.trim() !== '';

  const choose = (v: number | undefined) => {
    const id = v === undefined ? undefined : view.id[v];
    if (id === undefined) return;
    setQuery('');
    setActive(0);
    onChoose(id);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      setActive(found.length === 0 ? 0 : (active + step + found.length) % found.length);
    } else if (event.key === 'Enter') choose(found[active]);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.field}>
      <Icon name="search" />
      <input
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
          setQuery(event.currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
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
                className={list.option}
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(v);
                }}
                onPointerMove={() => setActive(i)}
              >
                <Mark layer={view.layers[view.layer[v]!] ?? ''} />
                <span className={list.name}>{view.name[v]}</span>
                <span className={list.kind}>{vocabularyText(view.kinds[view.kind[v]!] ?? '')}</span>
              </div>
            ))}
        </div>
        <p className={list.hint}>
          {found.length === 0 ? 'No entity has this in its name or id' : `Enter ${deed}`}
        </p>
      </div>
    </div>
  );
}

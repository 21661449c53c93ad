/** Finding an entity by name or id: a combobox after the ARIA pattern. */
import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { findEntities } from '../store/find.ts';
import { stateIn, vocabularyText } from '../store/words.ts';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';
import styles from './search.module.css';
import { useApp, useDataset, usePage, useResults } from './use-app.tsx';
import { SEARCH_ID } from './use-keys.ts';

const MOST_SHOWN = 12;

/** The search field of the header. In the table the query filters the rows as well. */
export function Search() {
  const app = useApp();
  const view = useDataset((dataset) => dataset.view);
  const cascade = useResults((results) => results.cascade);
  const query = usePage((page) => page.query);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const listId = useId();
  const deferred = useDeferredValue(query);
  const found = useMemo(() => (view ? findEntities(view, deferred, MOST_SHOWN) : []), [view, deferred]);
  const isListed = isOpen && query.trim() !== '' && view !== null;

  const fold = () => {
    setOpen(false);
    place.current?.setAttribute('data-fold', 'closed');
  };
  const choose = (entity: number | undefined, makeFail: 'fail' | 'select') => {
    const id = entity === undefined ? undefined : view?.id[entity];
    if (id === undefined) return;
    app.lookAt(id);
    if (makeFail === 'fail' && !app.session.getState().failed.includes(id)) app.toggleFailure(id);
    app.page.setState({ query: '' });
    fold();
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      setActive(found.length === 0 ? 0 : (active + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      // the list may be a keystroke behind, and nobody may fail the wrong entity
      const [best] = view && deferred !== query ? findEntities(view, query, 1) : [found[active]];
      choose(best, event.shiftKey ? 'fail' : 'select');
    } else if (event.key === 'Escape') {
      app.page.setState({ query: '' });
      fold();
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to every browser yet
    <div ref={place} className={styles.search} role="search" data-fold="closed">
      <Icon name="search" />
      <input
        id={SEARCH_ID}
        className={styles.field}
        type="text"
        role="combobox"
        aria-label="Find an entity"
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={listId}
        aria-activedescendant={isListed && found.length > 0 ? `${listId}-${active}` : undefined}
        placeholder="Find an entity"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={query}
        onChange={(event) => {
          app.page.setState({ query: event.currentTarget.value });
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={fold}
        onKeyDown={onKeyDown}
      />
      <kbd className={styles.key}>/</kbd>
      <div className={styles.dropdown} hidden={!isListed}>
        <div id={listId} role="listbox" aria-label="Entities found">
          {isListed &&
            found.map((entity, i) => (
              <div
                key={entity}
                id={`${listId}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                className={styles.option}
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(entity, 'select');
                }}
                onPointerMove={() => setActive(i)}
              >
                <Mark layer={view.layers[view.layer[entity]!] ?? ''} state={stateIn(cascade, entity)} />
                <span className={styles.name}>{view.name[entity]}</span>
                <span className={styles.kind}>{vocabularyText(view.kinds[view.kind[entity]!] ?? '')}</span>
              </div>
            ))}
        </div>
        <p className={styles.hint}>
          {found.length === 0
            ? 'No entity has this in its name or id'
            : 'Enter shows it, Shift + Enter makes it fail'}
        </p>
      </div>
    </div>
  );
}

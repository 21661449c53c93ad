/** The search field of the header. */
import { useRef } from 'react';
import { stateIn } from '../store/words.ts';
import { EntityCombobox } from './entity-combobox.tsx';
import { stateInFrame } from './marks.ts';
import styles from './search.module.css';
import { useApp, useDataset, usePage, useResults, useSession, useStress } from './use-app.tsx';
import { SEARCH_ID } from './use-keys.ts';

/** Finds an entity and shows it on the map; in the table the query filters the rows as well. */
export function Search() {
  const app = useApp();
  const view = useDataset((dataset) => dataset.view);
  const cascade = useResults((results) => results.cascade);
  const isFilm = useSession((session) => session.page === 'stress');
  const shown = useStress((stress) => stress.shown);
  const query = usePage((page) => page.query);
  const place = useRef<HTMLDivElement>(null);
  const choose = (id: string, isShift: boolean) => {
    const { page, failed } = app.session.getState();
    const isFailing =
      page === 'stress' ? app.ownFailures().some((failure) => failure.id === id) : failed.includes(id);
    app.lookAt(id);
    if (isShift && !isFailing) app.toggleFailureHere(id);
    leave('blur');
  };
  const leave = (how: 'escape' | 'blur') => {
    place.current?.setAttribute('data-fold', 'closed');
    if (how === 'escape' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to every browser yet
    <div ref={place} className={styles.search} role="search" data-fold="closed">
      <EntityCombobox
        view={view}
        label="Find an entity"
        inputId={SEARCH_ID}
        query={query}
        onQuery={(next) => app.page.setState({ query: next })}
        onChoose={choose}
        onLeave={leave}
        stateOf={(v) => (isFilm ? (shown ? stateInFrame(shown.frame, v) : 'up') : stateIn(cascade, v))}
        hint="Enter shows it, Shift + Enter makes it fail"
      >
        <kbd className={styles.key}>/</kbd>
      </EntityCombobox>
    </div>
  );
}
